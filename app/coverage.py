"""How much of what is officially stated has been loaded: a partial count never stands alone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from app.atlas import Atlas
from app.industry_index import industry_index
from app.state import ALL, UNDATED
from app.view import View
from geo.place import NATION, Level, PlaceKey
from geo.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Choice:
    """What is counted: a programme or `all`, a batch or every one, in a year or all that is loaded.

    The values are those of the view state; `year` is never empty.
    """

    programme: str
    batch: str = ""
    year: str = ALL


def choice_of(view: View) -> Choice:
    """What a view counts."""
    return Choice(view.state.programme, view.state.batch, view.year)


def stated_in(atlas: Atlas, choice: Choice, key: PlaceKey) -> int | None:
    """Officially stated number of clusters for what is counted in a place, if one is known.

    For all the ground of a programme, the nation or its province, it is the sum over the batches,
    and none once a batch in force states none. For other places only a total for exactly those
    batch years will do, the highest where sources differ, and none once a batch was re-reviewed:
    how many of the place's clusters passed is not stated.
    """
    if choice.programme == ALL or choice.batch == UNDATED:
        return None
    batches = batches_counted(atlas, choice)
    totals = [total for row in batches if (total := stated_of(row, choice.year)) is not None]
    if not batches or len(totals) < len(batches):
        return None
    if key in (NATION, ground_of(atlas, choice.programme)):
        return sum(totals)
    if totals != [stated_of(row, ALL) for row in batches]:
        return None
    return _stated_for_place(atlas, choice.programme, key, [row["batch_year"] for row in batches])


def batches_counted(atlas: Atlas, choice: Choice) -> list[dict[str, Any]]:
    """Batches of the chosen programme whose recognitions can be in force in the chosen year."""
    batches = list(atlas.batches_of(choice.programme))
    if choice.batch:
        batches = [row for row in batches if str(row["batch_year"]) == choice.batch]
    if choice.year == ALL:
        return batches
    year = int(choice.year)
    return [row for row in batches if _standing(row, row["reviewed_to"], year) is Standing.IN_FORCE]


def stated_of(batch: dict[str, Any], year: str) -> int | None:
    """Stated size of a batch in a year: all at first, those that passed once it was re-reviewed."""
    if year == ALL or _standing(batch, None, int(year)) is Standing.IN_FORCE:
        return _whole(batch["stated_total"])
    if _standing(batch, batch["reviewed_to"], int(year)) is Standing.IN_FORCE:
        return _whole(batch["review_passed_total"])
    return None


def ground_of(atlas: Atlas, programme: str) -> PlaceKey:
    """All the ground of a programme: the nation, or the province of a provincial one."""
    adcode = atlas.programmes[programme]["province_adcode"]
    return PlaceKey(Level.PROVINCE, adcode) if adcode else NATION


def _standing(batch: dict[str, Any], reviewed_to: int | None, year: int) -> Standing:
    return standing(batch["recognised_year"], batch["valid_to"], reviewed_to, year)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _stated_for_place(atlas: Atlas, programme: str, key: PlaceKey, years: list[int]) -> int | None:
    """Highest total that is stated for a place and exactly these batch years."""
    totals = atlas.derived("stated by place", _stated_by_place)
    return totals.get((programme, *key, min(years), max(years)))


def _stated_by_place(atlas: Atlas, _: str) -> dict[Hashable, int]:
    about = ["programme_id", "level", "adcode", "year_from", "year_to"]
    totals = atlas.edition.stated_totals
    counts = totals[totals["kind"] == "stated"].groupby(about)["count"].max()
    return {key: int(count) for key, count in counts.items()}


def loaded_of_stated(view: View, key: PlaceKey, count: int) -> str:
    """`n of N loaded`, or that no total is known; none is stated for a single chain."""
    if view.is_narrowed:
        chain = industry_index(view.atlas).chain_name(view.state.chain, view.state.lang)
        return view.text("coverage.chain", loaded=f"{count:,}", chain=chain)
    stated = stated_in(view.atlas, choice_of(view), key)
    if stated is None:
        return view.text("coverage.unknown", loaded=f"{count:,}")
    return view.text("coverage.of", loaded=f"{count:,}", stated=f"{stated:,}")
