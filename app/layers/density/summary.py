"""The density map in a sentence."""

from __future__ import annotations

from app.view import View


def summary(view: View) -> str:
    """Say the map in a sentence, for those who do not see it."""
    with_some = int((view.counts > 0).sum())
    return view.text(
        "map.summary",
        place=view.name(view.focus),
        level=view.text(f"level.{view.level}"),
        units=len(view.units),
        some=with_some,
        count=view.count_in(view.focus),
    )
