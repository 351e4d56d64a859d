"""One view: a view state held against an edition, with everything the parts of the screen show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.atlas import Atlas, Tally, Unit
from app.classing import classes_for
from app.industry_index import industry_index
from app.levels import frame_of, level_of
from app.state import ALL, UNDATED, Language, Layer, Measure, ViewState
from app.text import Text, text_in
from app.transfer.choice import choose
from app.transfer_index import transfer_index
from geo.classes import Classes
from geo.counts import per_10k_km2, per_million, unlocated
from geo.errors import NotFound
from geo.figure import Figure
from geo.place import NATION, Level

NEEDED: Final = {
    Measure.PER_MILLION: Figure.POPULATION,
    Measure.MANUFACTURING_SHARE: Figure.MANUFACTURING_SHARE,
}
"""The figure that a measure is made of, where it needs one: it may not be loaded."""

SHARES: Final = (Measure.HOLDING, Measure.MANUFACTURING_SHARE)
"""Measures from 0 to 1 that are written in %."""

_PROVINCE_TYPE: Final = re.compile("(省|市|特别行政区|(壮族|回族|维吾尔)?自治区)$")
_ENGLISH_TYPE: Final = re.compile(" (City|County|District|Banner|Prefecture)$")


@dataclass(frozen=True)
class View:
    """What is on screen. Built by `view_of`, which checks the state against the edition.

    `not_shown` is the measure that was asked for, where the edition lacks the figures that it
    needs or it does not go with the level: the state then has the number of clusters instead.
    """

    atlas: Atlas
    state: ViewState
    focus: Unit
    level: Level
    units: tuple[Unit, ...]
    selected: Unit | None
    year: str
    tally: Tally
    not_shown: Measure | None = None

    @property
    def text(self) -> Text:
        """Catalogue in the language of the view."""
        return text_in(self.state.lang)

    def name(self, unit: Unit) -> str:
        """Name of a unit in the language of the view."""
        if unit.place.key == NATION:
            return self.text("nation")
        return unit.name(self.state.lang)

    def short_name(self, unit: Unit) -> str:
        """Name for a label on the map: English names and provinces without their type words."""
        if self.state.lang is Language.EN:
            return _ENGLISH_TYPE.sub("", unit.name_en)
        if unit.place.level is Level.PROVINCE:
            return _PROVINCE_TYPE.sub("", unit.place.name_zh)
        return unit.place.name_zh

    @property
    def is_narrowed(self) -> bool:
        """Whether only the clusters of one industrial chain count."""
        return bool(self.state.chain) and self.state.layer is Layer.DENSITY

    @property
    def subject(self) -> Unit:
        """The unit that the panel tells about: the marked one, else the place in focus."""
        return self.selected or self.focus

    @cached_property
    def frame(self) -> Unit:
        """The place whose units are drawn: a county in focus is drawn among its siblings."""
        return frame_of(self.atlas, self.focus, self.level)

    @cached_property
    def home(self) -> Unit | None:
        """The unit on the map that is or holds the place in focus; None if that is the frame."""
        if self.focus is self.frame:
            return None
        above = self.atlas.gazetteer.ancestors(self.focus.place.key)
        found = (p.key for p in (self.focus.place, *above) if p.level is self.level)
        return next((self.atlas.unit(key) for key in found), None)

    @property
    def marked(self) -> Unit | None:
        """The unit with an outline: the marked one, or the one in focus among its siblings."""
        return self.selected or self.home

    @property
    def sight(self) -> Unit:
        """The place that the map is fitted to: flows of a place reach over all that is drawn."""
        return self.frame if self.state.layer is Layer.TRANSFER else self.focus

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Clusters counted in each unit, in the order of `units`."""
        found = self.tally.counts[self.level]
        return np.array([found.get(unit.place.adcode, 0) for unit in self.units], dtype=np.int64)

    @cached_property
    def densities(self) -> NDArray[np.float64]:
        """Clusters per 10,000 km² in each unit."""
        areas_km2 = np.array([unit.area_km2 for unit in self.units], dtype=np.float64)
        return per_10k_km2(self.counts.astype(np.float64), areas_km2)

    @cached_property
    def per_million(self) -> NDArray[np.float64]:
        """Clusters per million residents of each unit; NaN where their number is not known."""
        return per_million(self.counts.astype(np.float64), self.figures(Figure.POPULATION))

    @cached_property
    def holding(self) -> NDArray[np.int64]:
        """Number of counties with a cluster in each unit."""
        found = self.tally.holding[self.level]
        return np.array([found.get(unit.place.adcode, 0) for unit in self.units], dtype=np.int64)

    @cached_property
    def counties(self) -> NDArray[np.int64]:
        """Number of counties in each unit."""
        return np.array([self.counties_in(unit) for unit in self.units], dtype=np.int64)

    def figures(self, figure: Figure) -> NDArray[np.float64]:
        """A figure of each unit; NaN where it is not known."""
        return self.atlas.figures.values(figure, [unit.place.key for unit in self.units])

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """The chosen measure in each unit; NaN where it is not known or does not apply."""
        match self.state.measure:
            case Measure.COUNT:
                chosen = self.counts.astype(np.float64)
            case Measure.PER_AREA:
                chosen = self.densities
            case Measure.PER_MILLION:
                chosen = self.per_million
            case Measure.HOLDING:
                chosen = self.holding / self.counties
            case Measure.MANUFACTURING_SHARE:
                chosen = self.figures(Figure.MANUFACTURING_SHARE)
        return np.where(self.applies, chosen, np.nan)

    @cached_property
    def applies(self) -> NDArray[np.bool_]:
        """Whether the measure tells of each unit: clusters of a province's programme do not."""
        province = self.scope_province
        if province is None or not self.counts_clusters:
            return np.ones(len(self.units), dtype=bool)
        inside = [self.atlas.province_of(unit.place.key) == province for unit in self.units]
        return np.array(inside, dtype=bool)

    @property
    def counts_clusters(self) -> bool:
        """Whether the chosen measure is one of clusters."""
        return self.state.measure is not Measure.MANUFACTURING_SHARE

    @property
    def scope_province(self) -> str | None:
        """Adcode of the province of a provincial programme."""
        programme = self.atlas.programmes.get(self.state.programme)
        return programme["province_adcode"] if programme else None

    @cached_property
    def classes(self) -> Classes:
        """Classes of the chosen measure over the units on the map."""
        return self.atlas.recent("classes", self._classed, self._classify)

    def _classify(self) -> Classes:
        state = self.state
        return classes_for(
            self.values,
            state.classes,
            state.breaks,
            lambda: self.over_years(lambda view: view.values),
            factor=self.factor(),
        )

    @property
    def _classed(self) -> tuple[object, ...]:
        """What decides the classes; a figure that no cluster changes is slow to class."""
        return (self.state.classes, self.state.breaks, *self.valued)

    @property
    def valued(self) -> tuple[object, ...]:
        """What decides the values of the chosen measure."""
        of = (self.state.measure, self.level, self.frame.place.key)
        return (*of, *self.counted) if self.counts_clusters else of

    @property
    def counted(self) -> tuple[str, ...]:
        """What decides which clusters count."""
        return (self.state.programme, self.state.batch, self.state.chain, self.year)

    def over_years(self, values_of: Callable[[View], NDArray[np.float64]]) -> NDArray[np.float64]:
        """Values of the units in all years, one year after another."""
        if not self.counts_clusters:
            return values_of(self)
        years = (self.state.with_(year=str(year), select="") for year in self.atlas.years)
        return np.concatenate([values_of(view_of(self.atlas, state)) for state in years])

    def factor(self, measure: Measure | None = None) -> int:
        """What a value of a measure, by default the chosen one, is multiplied with when written."""
        return 100 if (measure or self.state.measure) in SHARES else 1

    def count_in(self, unit: Unit) -> int:
        """Clusters counted in one unit; in the nation, all of them."""
        if unit.place.level is Level.NATION:
            return len(self.tally.counted)
        return self.tally.counts[unit.place.level].get(unit.place.adcode, 0)

    def holding_in(self, unit: Unit) -> int:
        """Counties of one unit that have a counted cluster."""
        if unit.place.level is Level.NATION:
            return len(self.tally.counts[Level.COUNTY])
        return self.tally.holding[unit.place.level].get(unit.place.adcode, 0)

    def counties_in(self, unit: Unit) -> int:
        """Counties of one unit; those of 北京 stand under the province alone."""
        place = unit.place
        same = (p for p in self.atlas.gazetteer.ancestors(place.key) if p.adcode == place.adcode)
        found = (self.atlas.units_within(p.key, Level.COUNTY) for p in (place, *same))
        return max(len(counties) for counties in found)

    def value_in(self, unit: Unit, measure: Measure) -> float | None:
        """A measure in one unit; None where it is not known."""
        if measure is Measure.COUNT:
            return float(self.count_in(unit))
        if measure is Measure.PER_AREA:
            return per_10k_km2(float(self.count_in(unit)), unit.area_km2)
        if measure is Measure.HOLDING:
            return self.holding_in(unit) / self.counties_in(unit) if has_counties(unit) else None
        known = self.atlas.figures.of(NEEDED[measure], unit.place.key)
        if known is None:
            return None
        if measure is Measure.MANUFACTURING_SHARE:
            return known.value
        return per_million(float(self.count_in(unit)), known.value)

    def shown(self, value: float, measure: Measure | None = None) -> str:
        """Write a value of a measure, by default of the chosen one."""
        if (measure or self.state.measure) in SHARES:
            return f"{value:.1%}"
        return self.text.number(value)

    def clusters_in(self, unit: Unit, ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """Clusters that lie in a unit, of the counted ones or of `ids`, newest batch first."""
        wanted = self.tally.counted if ids is None else frozenset(ids)
        members = self.atlas.members
        rows = members[members["cluster_id"].isin(wanted)]
        if unit.place.level is not Level.NATION:
            rows = rows[rows[unit.place.level] == unit.place.adcode]
            wanted = frozenset(rows["cluster_id"])
        found = [self.atlas.clusters[cluster_id] for cluster_id in wanted]
        return sorted(found, key=lambda cluster: (cluster["unit"] or "", cluster["name_zh"]))

    @property
    def counted_at(self) -> Level:
        """Level at which clusters must be placed to be in the measure."""
        if self.state.layer is Layer.DENSITY and self.state.measure is Measure.HOLDING:
            return Level.COUNTY
        return self.level

    def coarser_only(self) -> int:
        """Counted clusters of the drawn place that are placed too coarsely for the map."""
        members = self.tally.members
        if self.frame.place.level is not Level.NATION:
            members = members[members[self.frame.place.level] == self.frame.place.adcode]
        placed_nowhere = 0
        if self.frame.place.key == NATION:
            placed_nowhere = len(self.tally.counted - set(members["cluster_id"]))
        return unlocated(members, self.counted_at) + placed_nowhere


def view_of(atlas: Atlas, state: ViewState) -> View:
    """Hold a view state against an edition.

    Raises
    ------
    NotFound
        The place, the marked unit, the programme or the batch is not in this edition, or it has no
        such activity or period.
    InvalidInput
        The level is not finer than the place, or the year is out of range.
    """
    focus = atlas.unit(atlas.gazetteer.coarsest(state.place).key)
    _check_programme(atlas, state)
    _check_chain(atlas, state)
    _check_transfer(atlas, state)
    year = _checked_year(atlas, state)
    level = level_of(atlas, state, focus)
    not_shown = None if can_show(atlas, state.measure, level) else state.measure
    if not_shown:
        state = state.with_(measure=Measure.COUNT, breaks="")
    units = atlas.units_within(frame_of(atlas, focus, level).place.key, level)
    tally = _tally(atlas, state, year)
    selected = _selected(state, units)
    return View(atlas, state, focus, level, units, selected, year, tally, not_shown)


def _tally(atlas: Atlas, state: ViewState, year: str) -> Tally:
    """What counts; on the density map only the clusters of the chosen chain."""
    if state.chain and state.layer is Layer.DENSITY:
        index = industry_index(atlas)
        return index.narrowed(state.programme, state.batch, year, state.chain)
    return atlas.tally(state.programme, state.batch, year)


def can_show(atlas: Atlas, measure: Measure, level: Level) -> bool:
    """Whether a map of that level can show a measure; of a single county a share is 0 or 1."""
    return is_loaded(atlas, measure) and not (measure is Measure.HOLDING and level is Level.COUNTY)


def has_counties(unit: Unit) -> bool:
    """Whether a unit is coarser than a county."""
    return unit.place.level is not Level.COUNTY


def is_loaded(atlas: Atlas, measure: Measure) -> bool:
    """Whether the edition holds the figures that a measure needs."""
    return measure not in NEEDED or atlas.figures.has(NEEDED[measure])


def _selected(state: ViewState, units: tuple[Unit, ...]) -> Unit | None:
    if not state.select:
        return None
    for unit in units:
        if unit.place.adcode == state.select:
            return unit
    raise NotFound(f"select={state.select} is none of the units on the map of {state.place}")


def _checked_year(atlas: Atlas, state: ViewState) -> str:
    if state.year == ALL:
        return ALL
    year = state.year or str(atlas.newest_year)
    if int(year) not in atlas.years:
        span = f"{atlas.years[0]} to {atlas.years[-1]}"
        raise NotFound(f"year={year} is not in this edition: it has {span}, or year={ALL}")
    return year


def _check_transfer(atlas: Atlas, state: ViewState) -> None:
    if state.layer is Layer.TRANSFER:
        choose(transfer_index(atlas), state.kind, state.activity, state.period)


def _check_programme(atlas: Atlas, state: ViewState) -> None:
    if state.programme not in (ALL, *atlas.programmes):
        raise NotFound(f"programme={state.programme} is not in this edition")
    if state.batch in ("", UNDATED):
        return
    batches = {str(row["batch_year"]) for row in atlas.recognitions}
    if state.batch not in batches:
        known = ", ".join(sorted(batches - {"None"}))
        raise NotFound(f"batch={state.batch} is not in this edition: it has {known}")


def _check_chain(atlas: Atlas, state: ViewState) -> None:
    chains = list(atlas.edition.chains["id"])
    if state.chain and state.chain not in chains:
        known = ", ".join(chains)
        raise NotFound(f"chain={state.chain} is not in this edition: it has {known}")
