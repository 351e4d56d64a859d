"""A recognition in words: batch, term, stage and re-review."""

from __future__ import annotations

from typing import Any

from app.view import View


def recognition_line(view: View, row: dict[str, Any]) -> str:
    """Return one line on a recognition, for cards and hover texts."""
    text = view.text
    batch = text("cluster.batch", year=row["batch_year"]) if row["batch_year"] else None
    facts = [batch or text("rail.batch.undated"), _term(view, row)]
    if row["stage"] == "publicised":
        facts.append(text("cluster.publicised"))
    if row["review_passed_year"]:
        facts.append(text("cluster.reviewed", year=row["review_passed_year"]))
    return " · ".join(fact for fact in facts if fact)


def _term(view: View, row: dict[str, Any]) -> str:
    start, end = row["recognised_year"], row["reviewed_to"] or row["valid_to"]
    if start is None:
        return ""
    if end is None:
        return view.text("cluster.term_open", start=start)
    return view.text("cluster.term", start=start, end=end)
