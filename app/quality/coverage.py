"""Coverage of an edition: loaded of stated, by programme, by batch and by province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.atlas import Atlas, Unit
from app.coverage import Choice, ground_of, stated_in
from app.quality.counts import Counts, counts_by
from app.quality.totals import ControlTotal, control_totals, span_of
from app.state import ALL, UNDATED
from geo.place import NATION, Level

NOTHING = Counts(0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """A number of clusters, and how many there are officially; None: nobody states it."""

    loaded: int
    stated: int | None

    @property
    def is_known(self) -> bool:
        """Whether a total is stated that something can be a part of."""
        return bool(self.stated)

    @property
    def percent(self) -> float:
        """Part that is loaded, 0 to 100; more loaded than stated is all."""
        return min(100.0, self.loaded / self.stated * 100) if self.stated else 0.0


@dataclass(frozen=True, slots=True)
class ProgrammeCoverage:
    """One programme: everything that is loaded, and what is in force in the year."""

    programme: dict[str, Any]
    counts: Counts
    share: Share
    in_force: Share


@dataclass(frozen=True, slots=True)
class BatchCoverage:
    """One batch of a programme; `batch` is None for what no source dates."""

    batch: dict[str, Any] | None
    counts: Counts
    share: Share
    passed: int

    @property
    def year(self) -> str:
        """Year of the batch as an address says it."""
        return str(self.batch["batch_year"]) if self.batch else UNDATED


@dataclass(frozen=True, slots=True)
class ProvinceCoverage:
    """One province in one programme, whole and by batch; `unit` is None for clusters in none.

    `widest` is what is loaded of the stated total that covers most batches, of two at least;
    `widest_years` are their years, empty where nobody states such a total.
    """

    unit: Unit | None
    share: Share
    widest: Share
    widest_years: str
    batches: tuple[Share, ...]
    undated: int
    in_force: Share


@dataclass(frozen=True, slots=True)
class ProgrammeDetail:
    """What the tables by batch and by province show of one programme."""

    programme: dict[str, Any]
    batches: tuple[BatchCoverage, ...]
    provinces: tuple[ProvinceCoverage, ...]


def by_programme(atlas: Atlas, year: int) -> tuple[ProgrammeCoverage, ...]:
    """All programmes, national ones first, in the order of the edition."""
    found = counts_by(atlas.edition.recognitions, "programme_id", year)
    rows = [
        ProgrammeCoverage(
            programme,
            counts := found.get(programme_id, NOTHING),
            Share(counts.loaded, stated_in(atlas, Choice(programme_id), NATION)),
            Share(counts.in_force, stated_in(atlas, Choice(programme_id, "", str(year)), NATION)),
        )
        for programme_id, programme in atlas.programmes.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.programme["scope"] != "national"))


def detail_of(atlas: Atlas, programme_id: str, year: int) -> ProgrammeDetail:
    """One programme by batch and by province."""
    return ProgrammeDetail(
        atlas.programmes[programme_id],
        _by_batch(atlas, programme_id, year),
        _by_province(atlas, programme_id, str(year)),
    )


def _by_batch(atlas: Atlas, programme_id: str, year: int) -> tuple[BatchCoverage, ...]:
    recognitions = atlas.edition.recognitions
    mine = recognitions[recognitions["programme_id"] == programme_id]
    found = counts_by(mine, "batch_year", year)
    passed = mine[mine["review_result"] == "passed"].groupby("batch_year")["cluster_id"].nunique()
    rows = []
    for batch in atlas.batches_of(programme_id):
        counts = found.get(batch["batch_year"], NOTHING)
        share = Share(counts.loaded, batch["stated_total"])
        rows.append(BatchCoverage(batch, counts, share, int(passed.get(batch["batch_year"], 0))))
    if undated := found.get(None):
        rows.append(BatchCoverage(None, undated, Share(undated.loaded, None), 0))
    return tuple(rows)


def _by_province(atlas: Atlas, programme_id: str, year: str) -> tuple[ProvinceCoverage, ...]:
    ground = ground_of(atlas, programme_id)
    units = atlas.units_within(NATION, Level.PROVINCE)
    if ground != NATION:
        units = (atlas.unit(ground),)
    stated = [one for one in control_totals(atlas, programme_id) if one.row["kind"] == "stated"]
    rows = [_province(atlas, programme_id, year, unit, stated) for unit in units]
    if nowhere := _in_no_province(atlas, programme_id, year):
        rows.append(nowhere)
    return tuple(rows)


def _province(
    atlas: Atlas, programme_id: str, year: str, unit: Unit, stated: list[ControlTotal]
) -> ProvinceCoverage:
    adcode = unit.place.adcode

    def share(batch: str = "", in_year: str = ALL) -> Share:
        counts = atlas.tally(programme_id, batch, in_year).counts[Level.PROVINCE]
        choice = Choice(programme_id, batch, in_year)
        return Share(counts.get(adcode, 0), stated_in(atlas, choice, unit.place.key))

    batches = atlas.batches_of(programme_id)
    whole = share()
    return ProvinceCoverage(
        unit,
        whole,
        *_widest(whole, batches, [one for one in stated if one.unit is unit]),
        tuple(share(str(row["batch_year"])) for row in batches),
        share(UNDATED).loaded,
        share("", year),
    )


def _widest(
    whole: Share, batches: Sequence[dict[str, Any]], stated: list[ControlTotal]
) -> tuple[Share, str]:
    """The total that covers most batches; where sources differ, the highest."""
    if whole.is_known:
        return whole, span_of(batches[0]["batch_year"], batches[-1]["batch_year"])
    several = [one for one in stated if one.row["year_from"] < one.row["year_to"]]
    if not several:
        return whole, ""
    best = max(several, key=lambda one: (one.batches, one.row["count"]))
    return Share(best.loaded or 0, best.row["count"]), best.years


def _in_no_province(atlas: Atlas, programme_id: str, year: str) -> ProvinceCoverage | None:
    """Clusters whose name gives no place, or only one above the provinces."""

    def share(batch: str = "", in_year: str = ALL) -> Share:
        tally = atlas.tally(programme_id, batch, in_year)
        members = tally.members
        placed = members.loc[members[Level.PROVINCE].notna(), "cluster_id"]
        return Share(len(tally.counted - set(placed)), None)

    whole = share()
    if not whole.loaded:
        return None
    batches = tuple(share(str(row["batch_year"])) for row in atlas.batches_of(programme_id))
    undated = share(UNDATED).loaded
    return ProvinceCoverage(None, whole, whole, "", batches, undated, share("", year))
