"""What was recognised in a place, year by year."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from app.atlas import Atlas, Unit
from app.recognition import is_due
from app.state import ALL
from app.view import View
from geo.place import Level


@dataclass(frozen=True, slots=True)
class YearRow:
    """Clusters of a place in one year.

    Attributes
    ----------
    in_force
        Counted in this year.
    recognised
        Recognised in this year.
    due
        Whose term ends in this year, so that a re-review is due.
    review_unknown, lapsed
        Whose re-review has no loaded result; whose recognition has ended.
    """

    year: int
    in_force: int
    recognised: int
    due: int
    review_unknown: int
    lapsed: int


def history(view: View, unit: Unit) -> list[YearRow]:
    """One row a year of the edition, under the programme of the view; none where nothing was."""
    atlas, ids = view.atlas, clusters_at(view.atlas, unit)
    rows = [_row(view, ids, year) for year in atlas.years]
    return rows if any(astuple(row)[1:] != (0,) * 5 for row in rows) else []


def clusters_at(atlas: Atlas, unit: Unit) -> frozenset[str]:
    """Ids of all clusters that lie in a place, whatever their standing."""
    if unit.place.level is Level.NATION:
        return frozenset(atlas.clusters)
    members = atlas.members
    return frozenset(members.loc[members[unit.place.level] == unit.place.adcode, "cluster_id"])


def _row(view: View, ids: frozenset[str], year: int) -> YearRow:
    atlas, state = view.atlas, view.state
    tally = atlas.tally(state.programme, state.batch, str(year))
    mine = [
        (cluster, row)
        for cluster in ids
        for row in atlas.recognitions_of[cluster]
        if state.programme in (ALL, row["programme_id"])
    ]
    return YearRow(
        year,
        in_force=len(tally.counted & ids),
        recognised=len({cluster for cluster, row in mine if row["recognised_year"] == year}),
        due=len({cluster for cluster, row in mine if is_due(atlas, row, year)}),
        review_unknown=len(tally.review_unknown & ids),
        lapsed=len(tally.lapsed & ids),
    )
