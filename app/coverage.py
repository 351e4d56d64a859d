"""How much of what is officially stated has been loaded: a partial count never stands alone."""

from __future__ import annotations

from typing import Any

import pandas as pd

from app.state import ALL, UNDATED
from app.view import View
from geo.place import Level, PlaceKey


def batches_counted(view: View) -> list[dict[str, Any]]:
    """Batches of the chosen programme whose recognitions can be in force in the view's year."""
    batches = view.atlas.batches_of(view.state.programme)
    if view.state.batch:
        batches = [row for row in batches if str(row["batch_year"]) == view.state.batch]
    return [row for row in batches if _stated_of(row, view.year) is not None]


def stated_in(view: View, key: PlaceKey) -> int | None:
    """Officially stated number of clusters for what the view counts in a place, if one is known.

    For the nation it is the sum over the batches; for other places only a stated total for exactly
    those batch years will do, the highest where sources differ, and none once a batch was
    re-reviewed: how many of the place's clusters passed is not stated.
    """
    if view.state.programme == ALL or view.state.batch == UNDATED:
        return None
    counted = batches_counted(view)
    if not counted:
        return None
    if key.level is Level.NATION:
        return sum(_stated_of(row, view.year) or 0 for row in counted)
    if any(_stated_of(row, view.year) != _stated_of(row, ALL) for row in counted):
        return None
    years = sorted(int(row["batch_year"]) for row in counted)
    return _stated_for_place(view, key, years)


def _stated_of(batch: dict[str, Any], year: str) -> int | None:
    """Stated size of a batch in a year: all at first, those that passed once it was re-reviewed."""
    if batch["stated_total"] is None:
        return None
    if year == ALL:
        return int(batch["stated_total"])
    if batch["recognised_year"] is None or int(year) < batch["recognised_year"]:
        return None
    if batch["valid_to"] is None or int(year) <= batch["valid_to"]:
        return int(batch["stated_total"])
    passed, until = batch["review_passed_total"], batch["reviewed_to"]
    return int(passed) if passed and until and int(year) <= until else None


def _stated_for_place(view: View, key: PlaceKey, years: list[int]) -> int | None:
    totals: pd.DataFrame = view.atlas.edition.stated_totals
    mine = totals[
        (totals["programme_id"] == view.state.programme)
        & (totals["level"] == key.level)
        & (totals["adcode"] == key.adcode)
        & (totals["year_from"] == years[0])
        & (totals["year_to"] == years[-1])
        & (totals["kind"] == "stated")
    ]
    return None if mine.empty else int(mine["count"].max())


def loaded_of_stated(view: View, key: PlaceKey, count: int) -> str:
    """`n of N loaded`, or that no total is known."""
    stated = stated_in(view, key)
    if stated is None:
        return view.text("coverage.unknown", loaded=f"{count:,}")
    return view.text("coverage.of", loaded=f"{count:,}", stated=f"{stated:,}")
