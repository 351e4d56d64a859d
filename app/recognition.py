"""A recognition in words: batch, date, term, stage and re-review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from app.atlas import Atlas
from app.state import ALL
from app.view import View
from geo.place import Level, PlaceKey
from geo.standing import Review, due_for_review, term_end

_NO_END: Final = 9999


def recognition_line(view: View, row: dict[str, Any]) -> str:
    """Return one line on a recognition, for cards and hover texts."""
    text = view.text
    batch = text("cluster.batch", year=row["batch_year"]) if row["batch_year"] else None
    facts = [batch or text("rail.batch.undated"), _date(view, row), _term(view, row)]
    if row["stage"] == "publicised":
        facts.append(text("cluster.publicised"))
    if row["review_passed_year"]:
        facts.append(text("cluster.reviewed", year=row["review_passed_year"]))
    if _is_closed(row):
        facts.append(text("cluster.closed", year=row["reviewed_to"]))
    return " · ".join(fact for fact in facts if fact)


def latest(recognitions: Sequence[dict[str, Any]], programme: str, year: str) -> dict[str, Any]:
    """The newest recognition in the programme that is counted, not newer than the year asked for.

    `year` may also be `all`, or empty.
    """
    mine = [row for row in recognitions if programme in (ALL, row["programme_id"])]
    last = int(year) if year.isdigit() else _NO_END
    known = [row for row in mine if (row["recognised_year"] or 0) <= last]
    return max(known or mine, key=lambda row: (row["recognised_year"] or 0, row["source_id"]))


def term_end_year(row: dict[str, Any]) -> int | None:
    """Last year of a recognition's term, a re-review counted; None where none is stated."""
    end = row["reviewed_to"] or row["valid_to"]
    return None if end is None else int(end)


def listed_line(view: View, row: dict[str, Any]) -> str:
    """Return what the list of a recognition says otherwise than the cluster's latest one.

    Empty if it has the same name and lies in the same places.
    """
    cluster = view.atlas.clusters[row["cluster_id"]]
    facts = []
    if row["name_zh"] != cluster["name_zh"]:
        facts.append(view.text("cluster.listed_as", name=row["name_zh"]))
    now = {key.adcode for key in view.atlas.places_of.get(row["cluster_id"], [])}
    then = (row["adcodes"] or "").split(";")
    if row["adcodes"] and set(then) != now:
        place = " ".join(_place(view, row["place_level"], adcode) for adcode in then)
        facts.append(view.text("cluster.listed_at", place=place))
    return " · ".join(facts)


def due_line(view: View, row: dict[str, Any]) -> str:
    """Return that a re-review is due in the year of the view; empty if it is not."""
    if view.year == ALL or not is_due(view.atlas, row, int(view.year)):
        return ""
    end = end_of_term(view.atlas, row)
    return view.text("cluster.due", date=end.isoformat()) if end else ""


def is_due(atlas: Atlas, row: dict[str, Any], year: int) -> bool:
    """Whether the term of a recognition ends in a year, so that it is due for re-review."""
    return due_for_review(end_of_term(atlas, row), date(year, 1, 1), closed=_is_closed(row))


def end_of_term(atlas: Atlas, row: dict[str, Any]) -> date | None:
    """Last day of a recognition's term; None if no term is known."""
    validity = atlas.programmes[row["programme_id"]]["validity_years"]
    return term_end(row["recognised_on"], validity, row["valid_to"], row["reviewed_to"])


def _is_closed(row: dict[str, Any]) -> bool:
    return bool(row["review_result"] == Review.CLOSED)


def _date(view: View, row: dict[str, Any]) -> str:
    """The date of the notice, where it says more than the year."""
    known = row["recognised_on"] or ""
    return view.text("cluster.recognised_on", date=known) if len(known) > len("YYYY") else ""


def _place(view: View, level: str, adcode: str) -> str:
    """Name of a place; at the coarsest level where places of several levels are listed."""
    known = level in set(Level)
    gazetteer = view.atlas.gazetteer
    place = gazetteer[PlaceKey(Level(level), adcode)] if known else gazetteer.coarsest(adcode)
    return view.name(view.atlas.unit(place.key))


def _term(view: View, row: dict[str, Any]) -> str:
    start, end = row["recognised_year"], term_end_year(row)
    if start is None:
        return ""
    if end is None:
        return view.text("cluster.term_open", start=start)
    return view.text("cluster.term", start=start, end=end)
