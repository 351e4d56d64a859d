"""Where entries were placed, held against the level at which their programme recognises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from etl.checks.entries import about, each, undecided
from etl.lists.finding import Finding
from etl.resolve import QUESTION_BELOW, Placement
from geo.place import Gazetteer, Level, PlaceKey

_CANDIDATES = 5
_LEVELS = [level.value for level in Level]


def other_level(
    entries: pd.DataFrame, programmes: pd.DataFrame, gazetteer: Gazetteer
) -> Iterator[Finding]:
    """Entries placed at another level than that at which their programme recognises.

    Not looked at: a cluster that spans several units, one that was not placed surely, and one in a
    unit that stands at both levels (东莞 441900 is a prefecture and a county-level unit).
    """
    entries = undecided(entries[entries["confidence"] >= QUESTION_BELOW])
    wanted = entries["programme_id"].map(programmes.set_index("id")["level"])
    differs = entries["level"].isin(_LEVELS) & entries["level"].ne(wanted)
    for entry, level in zip(each(entries[differs]), wanted[differs], strict=True):
        if PlaceKey(Level(level), entry.adcodes) in gazetteer:
            continue
        is_coarser = Level(entry.level).depth < Level(level).depth
        yield about(
            entry,
            "coarser-than-programme" if is_coarser else "finer-than-programme",
            f"{entry.name_zh}: placed at a {entry.level} ({entry.adcodes}); "
            f"{entry.programme_id} recognises at {level} level",
        )


def in_doubt(entries: pd.DataFrame, placements: Sequence[Placement]) -> Iterator[Finding]:
    """Entries that have no place, or not a sure one: what a run would ask the steward.

    Parameters
    ----------
    entries : DataFrame
    placements : sequence of Placement
        Those of the entries, in their order.
    """
    for entry, placement in zip(each(entries), placements, strict=True):
        if not placement.places:
            reason = placement.note or "the name says no place"
            yield about(entry, "not-placed", f"{entry.name_zh}: {reason}{_may_be(placement)}")
        elif placement.confidence < QUESTION_BELOW:
            yield about(
                entry,
                "placed-in-doubt",
                f"{entry.name_zh}: {placement.place}, confidence {placement.confidence:.2f} "
                f"({placement.note or placement.method}){_may_be(placement)}",
            )


def _may_be(placement: Placement) -> str:
    found = [key.adcode for key in placement.candidates if key not in placement.places]
    return f"; candidates: {', '.join(found[:_CANDIDATES])}" if found else ""
