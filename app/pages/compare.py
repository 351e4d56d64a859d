"""The page `/compare`: up to six places side by side, drawn on the server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.atlas import Atlas, Unit
from app.industry_reading import Subject
from app.pages.panel_parts import Card
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.region.facts import GROUPS, facts
from app.region.find import find
from app.region.industries import ChainRow, chain_name, chain_rows
from app.region.standing import parts, siblings
from app.region.state import MOST_PLACES, PageState, spec_of, unit_at, written
from app.text import text_in
from app.view import View
from geo.errors import InvalidInput
from geo.industry import Chain
from geo.place import NATION, Place


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of all places; None where a place has no such figure."""

    title: str
    cards: tuple[Card | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A table: figures that belong together."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One chain in all places; None where nothing counts in it."""

    chain: Chain
    rows: tuple[ChainRow | None, ...]

    @property
    def total(self) -> int:
        """Clusters and parks of all places in it."""
        return sum(sum(row.counts.values()) for row in self.rows if row)


@dataclass(frozen=True, slots=True)
class Choices:
    """Units of one place that can be added."""

    of: Unit
    units: tuple[Unit, ...]


def compare_page(atlas: Atlas, state: PageState) -> str:
    """Return the page of a comparison.

    Raises
    ------
    NotFound
        If the edition has no such place, programme or year.
    InvalidInput
        If two of the addresses are one place.
    """
    words = wording_of(atlas, state.lang, state.usual_lang)
    return render("region/compare.html", page=ComparePage(atlas, state), words=words)


class ComparePage:
    """What the template shows of some places."""

    most = MOST_PLACES
    subjects = tuple(Subject)

    def __init__(self, atlas: Atlas, state: PageState) -> None:
        self.atlas, self.state = atlas, state
        self.units = tuple(unit_at(atlas, spec) for spec in state.places)
        if len({unit.place.key for unit in self.units}) < len(self.units):
            raise InvalidInput("places names one place twice: with and without its level")
        self.views: tuple[View, ...] = tuple(
            state.view(atlas, unit.place.adcode) for unit in self.units
        )

    @property
    def other_href(self) -> str:
        """Address of this page in the other language."""
        return self.state.with_(lang=self.state.lang.other).compare_href(self.state.places)

    def year_href(self, year: int) -> str:
        """Address of this comparison for another year."""
        usual = year == self.atlas.newest_year
        changed = self.state.with_(year="" if usual else str(year))
        return changed.compare_href(self.state.places)

    def href(self, place: Place) -> str:
        """Address of the page of a place."""
        return self.state.region_href(self.atlas, place)

    def without(self, unit: Unit) -> str:
        """Address of the comparison without one place."""
        return self._of(other for other in self.units if other is not unit)

    def with_unit(self, unit: Unit) -> str:
        """Address of the comparison with one place more."""
        return self._of((*self.units, unit))

    def _of(self, units: Iterable[Unit]) -> str:
        return self.state.compare_href(tuple(spec_of(self.atlas, one.place) for one in units))

    @property
    def is_full(self) -> bool:
        """Whether no place can be added."""
        return len(self.units) == MOST_PLACES

    @property
    def has_several_levels(self) -> bool:
        """Whether places of different levels stand side by side."""
        return len({unit.place.level for unit in self.units}) > 1

    @cached_property
    def groups(self) -> list[Group]:
        """Figures of all places; a group that none of them has is left out."""
        text = text_in(self.state.lang)
        each = [facts(view, unit) for view, unit in zip(self.views, self.units, strict=True)]
        tables = ((name, _rows([found[name] for found in each])) for name in GROUPS)
        return [Group(name, text(f"compare.group.{name}"), rows) for name, rows in tables if rows]

    @property
    def choices(self) -> list[Choices]:
        """Places that can be added: those beside the last one, its parts, and all provinces."""
        offered = []
        if self.units:
            last = self.units[-1]
            if parent := last.place.parent:
                offered.append((self.atlas.unit(parent), siblings(self.atlas, last)))
            offered.append((last, parts(self.atlas, last)))
        nation = self.atlas.unit(NATION)
        if all(of is not nation for of, _ in offered):
            offered.append((nation, [nation, *parts(self.atlas, nation)]))
        return [Choices(of, found) for of, units in offered if (found := self._left(units))]

    @cached_property
    def found(self) -> list[Unit]:
        """Places that fit what was looked for and do not stand here yet."""
        return [unit for unit in find(self.atlas, self.state.find) if unit not in self.units]

    @property
    def places_text(self) -> str:
        """The places as the address has them."""
        return ",".join(written(spec) for spec in self.state.places)

    @cached_property
    def chains(self) -> list[ChainLine]:
        """Chains of all places, those of most clusters and parks first."""
        each = [chain_rows(view, unit) for view, unit in zip(self.views, self.units, strict=True)]
        found = [{row.chain.id: row for row in rows} for rows in each]
        chains = {row.chain.id: row.chain for rows in each for row in rows}
        lines = [
            ChainLine(chain, tuple(rows.get(name) for rows in found))
            for name, chain in chains.items()
        ]
        return sorted(lines, key=lambda line: -line.total)

    def chain_name(self, line: ChainLine) -> str:
        """Name of a chain in the language of the page."""
        return chain_name(self.views[0], line.chain)

    def _left(self, units: list[Unit]) -> tuple[Unit, ...]:
        return tuple(unit for unit in units if unit not in self.units)


def _rows(lists: list[list[Card]]) -> tuple[Row, ...]:
    """Cards of several places by title, in the order in which they come first."""
    titles = dict.fromkeys(card.title for cards in lists for card in cards)
    found = [{card.title: card for card in cards} for cards in lists]
    return tuple(Row(title, tuple(cards.get(title) for cards in found)) for title in titles)
