"""What the industries layer shows of a view: what is counted, and the numbers of each unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Final, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from app.atlas import Unit
from app.classing import classes_for
from app.industry_index import Composition, Holdings, IndustryIndex, industry_index
from app.industry_reading import Subject
from app.state import Structure, ViewState
from app.view import View
from geo.classes import MAX_CLASSES, Classes
from geo.concentration import DIVERSITY
from geo.industry import Chain
from geo.mix import MIN_MAPPED
from geo.place import PlaceKey
from geo.specialisation import LOCATION_QUOTIENT

OF_A_CHAIN: Final = (Structure.COUNT, Structure.SHARE, Structure.QUOTIENT)
"""Measures that tell of one chain."""
SCENES_KEPT: Final = 32
CLASSES: Final = 4
"""Most classes of a measure that can be 0: the ramp's first colour is for 0."""

Numbers = NDArray[np.float64]
Table = TypeVar("Table", pd.DataFrame, pd.Series)
T = TypeVar("T")


@dataclass(frozen=True)
class Scene:
    """One view of the industries layer.

    `chain` is the one that was chosen, or the most numerous one where the measure needs one and
    none was chosen.
    """

    view: View
    index: IndustryIndex
    holdings: Holdings
    chain: Chain | None
    made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[Scene], T]) -> T:
        """Return what `make` makes of the scene under this name, made once."""
        if name not in self.made:
            self.made[name] = make(self)
        return cast(T, self.made[name])

    @property
    def structure(self) -> Structure:
        """The chosen measure."""
        return self.view.state.structure

    @property
    def subject(self) -> Subject:
        """What is counted."""
        return self.view.state.subject

    def of(self, unit: Unit) -> Composition:
        """What there is in one unit."""
        return self.holdings.composition(unit.place.key)

    def name(self, chain: str) -> str:
        """Name of a chain in the language of the view."""
        return self.index.chain_name(chain, self.view.state.lang)

    def name_of(self, adcode: str) -> str:
        """Name of a unit of the map's level, on the map or not."""
        return self.view.name(self.view.atlas.unit(PlaceKey(self.view.level, adcode)))

    def on_map(self, table: Table) -> Table:
        """Rows of the units on the map, in their order, of a table of all units of the level."""
        return table.iloc[self._rows]

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        index = self.holdings.mix(self.view.level).counts.index
        return index.get_indexer(pd.Index([unit.place.adcode for unit in self.view.units]))

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Number in each chain, shape (n units, m chains)."""
        return self.on_map(self.holdings.mix(self.view.level).counts).to_numpy()

    @cached_property
    def subjects(self) -> NDArray[np.int64]:
        """Clusters or parks in each unit."""
        return self.on_map(self.holdings.mix(self.view.level).subjects).to_numpy()

    @cached_property
    def mapped(self) -> NDArray[np.int64]:
        """Those that count in a chain."""
        return self.on_map(self.holdings.mix(self.view.level).mapped).to_numpy()

    @cached_property
    def inside(self) -> NDArray[np.int64]:
        """Those that count in the chain; zeros where there is no chain."""
        if self.chain is None:
            return np.zeros(len(self.view.units), dtype=np.int64)
        return self.counts[:, list(self.index.chains).index(self.chain.id)]

    @cached_property
    def applies(self) -> NDArray[np.bool_]:
        """Whether each unit lies where the chosen programme recognises clusters."""
        if self.subject is Subject.PARK:
            return np.ones(len(self.view.units), dtype=bool)
        return self.view.applies

    @cached_property
    def dominant(self) -> NDArray[np.object_]:
        """Dominant chain of each unit: a chain's id, `tie`, `no_single` or `none`."""
        return self.on_map(self.holdings.dominant(self.view.level)).to_numpy()

    @cached_property
    def quotients(self) -> pd.DataFrame:
        """Location quotients of the chain in the units, shares included."""
        if self.chain is None:
            raise ValueError("location quotients are those of a chain")
        return self.on_map(self.holdings.quotients(self.view.level, self.chain.id))

    @cached_property
    def shares(self) -> pd.Series:
        """Share of the chain among those that count in one; NaN where there are too few."""
        return self.quotients["share"].where(self.mapped >= MIN_MAPPED)

    @cached_property
    def measured(self) -> pd.DataFrame:
        """Diversity or similarity of the units, whichever is chosen."""
        if self.structure is Structure.DIVERSITY:
            return self.on_map(self.holdings.diversity(self.view.level))
        return self.on_map(self.holdings.similarity(self.view.level))

    @cached_property
    def values(self) -> Numbers:
        """The chosen measure; NaN where it is hidden, not known or does not apply."""
        match self.structure:
            case Structure.QUOTIENT:
                found = self.quotients[LOCATION_QUOTIENT.id].mask(self.quotients["small"])
            case Structure.SHARE:
                found = self.shares
            case Structure.DIVERSITY:
                found = self.measured[DIVERSITY.id]
            case Structure.SIMILARITY:
                found = self.measured["mean"]
            case _:
                found = pd.Series(self.inside)
        return np.where(self.applies, found.to_numpy(dtype=np.float64), np.nan)

    @cached_property
    def hidden(self) -> NDArray[np.bool_]:
        """Units with clusters or parks of which there are too few to show the measure."""
        return np.isnan(self.values) & self.applies & (self.subjects > 0)

    @cached_property
    def classes(self) -> Classes:
        """Classes of the measure over the units on the map."""
        state = self.view.state
        return classes_for(
            self.values,
            state.classes,
            state.breaks,
            self._over_years,
            k=MAX_CLASSES if self.structure is Structure.COUNT else CLASSES,
            factor=self.factor,
        )

    def _over_years(self) -> Numbers:
        """Values in all years, of the same chain."""
        chain = self.chain.id if self.chain else ""
        same = replace(self.view, state=self.view.state.with_(chain=chain))
        return same.over_years(lambda view: scene_of(view).values)

    @property
    def factor(self) -> int:
        """What values of the measure are multiplied with where they are written."""
        return 100 if self.structure is Structure.SHARE else 1

    @cached_property
    def beyond_chance(self) -> NDArray[np.bool_]:
        """Units whose quotient is shown and whose interval does not hold 1."""
        apart = (self.quotients["lower"] > 1) | (self.quotients["upper"] < 1)
        return apart.to_numpy() & ~np.isnan(self.values)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A view, told from others by its state: of one edition that is all that differs."""

    state: ViewState
    view: View = field(compare=False)


def scene_of(view: View) -> Scene:
    """Return the scene of a view; those of the latest views are kept."""
    scenes: Callable[[_Asked], Scene] = view.atlas.derived(
        "industry scenes", lambda *_: lru_cache(maxsize=SCENES_KEPT)(_scene)
    )
    return scenes(_Asked(view.state, view))


def _scene(asked: _Asked) -> Scene:
    view = asked.view
    index = industry_index(view.atlas)
    holdings = holdings_of(view, view.state.subject)
    chain = index.chains.get(view.state.chain)
    if chain is None and view.state.structure in OF_A_CHAIN:
        found = holdings.composition(view.frame.place.key).chains
        usual = found[0].chain if found else next(iter(index.chains), "")
        chain = index.chains.get(usual)
    return Scene(view, index, holdings, chain)


def holdings_of(view: View, subject: Subject) -> Holdings:
    """Clusters that a view counts, or all parks."""
    index, state = industry_index(view.atlas), view.state
    if subject is Subject.PARK:
        return index.parks()
    return index.clusters(state.programme, state.batch, view.year)
