"""The page of a place, drawn on the server: everything that the edition holds of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from app.atlas import Atlas, Unit
from app.coverage import loaded_of_stated
from app.credit import boundary_credit
from app.figures.locator import Locator, locators
from app.industry_reading import Subject
from app.layers.parks.cards import park_cards
from app.layers.parks.wording import indicator_name, intensity_line, park_facts
from app.pages.panel_parts import Card
from app.pages.place_cards import counts_by_batch, place_cards
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.park_index import Park, park_index
from app.quality.report import report_of
from app.quality.state import QualityState
from app.region import clusters, gaps, industries, standing
from app.region.history import YearRow, history
from app.region.state import PageState, Spec, spec_of, unit_at
from app.region.transfer import PlaceTransfer
from app.state import Layer, ViewState
from app.transfer.flows import Flow
from app.view import View
from geo.mix import MIN_MAPPED
from geo.place import NATION, Level, Place, PlaceKey

CLUSTERS_SHOWN: Final = {Level.NATION: 20, Level.PROVINCE: 40}
SHOWN: Final = 60
PARKS_LISTED: Final = {Level.NATION: 30}
LISTED: Final = 200
"""Rows of a list; the nation's and a province's lists are longer, and the map has the rest."""
OPEN: Final = 10
"""Rows of a list of parks that are open; the others are folded up."""


def region_page(
    atlas: Atlas, adcode: str, state: PageState, review_number: str | None = None
) -> str:
    """Return the page of a place; its maps bear the review number, where there is one.

    Raises
    ------
    NotFound
        If the edition has no such place, programme or year.
    """
    words = wording_of(atlas, state.lang, state.usual_lang)
    return render(
        "region/page.html", page=RegionPage(atlas, adcode, state, review_number), words=words
    )


class RegionPage:
    """What the templates show of one place."""

    least = MIN_MAPPED
    subjects = tuple(Subject)
    open_rows = OPEN

    def __init__(
        self, atlas: Atlas, adcode: str, state: PageState, review_number: str | None
    ) -> None:
        self.atlas, self.state, self._review_number = atlas, state, review_number
        self.unit: Unit = unit_at(atlas, (adcode, state.level))
        self.view: View = state.view(atlas, adcode)
        self.transfer = PlaceTransfer(self.view, self.unit)
        self.parks = park_index(atlas).within(self.unit.place.key)

    @property
    def name(self) -> str:
        """Name of the place in the language of the page."""
        return self.view.name(self.unit)

    @property
    def path(self) -> list[Unit]:
        """Places that hold it, from the nation down."""
        above = self.atlas.gazetteer.ancestors(self.unit.place.key)
        return [self.atlas.unit(place.key) for place in reversed(above)]

    @cached_property
    def same_code(self) -> list[Place]:
        """The places of all levels that bear this code, the coarsest first: one ground."""
        code = self.unit.place.adcode
        keys = (PlaceKey(level, code) for level in Level)
        return [self.atlas.units[key].place for key in keys if key in self.atlas.units]

    @cached_property
    def locators(self) -> list[Locator]:
        """Pictures of where the place lies."""
        return locators(self.atlas, self.unit)

    def locator_href(self, locator: Locator) -> str:
        """Address of such a picture."""
        return locator.href(self.atlas.edition.id)

    @property
    def credit(self) -> str:
        """Whose boundaries the pictures show, and their review number."""
        return boundary_credit(self.view, self._review_number).rstrip("\u3000 ·")

    def href(self, place: Place) -> str:
        """Address of the page of a place."""
        return self.state.region_href(self.atlas, place)

    @property
    def other_href(self) -> str:
        """Address of this page in the other language."""
        other = self.state.with_(lang=self.state.lang.other)
        return other.region_href(self.atlas, self.unit.place)

    def year_href(self, year: int) -> str:
        """Address of this page for another year."""
        usual = year == self.atlas.newest_year
        changed = self.state.with_(year="" if usual else str(year))
        return changed.region_href(self.atlas, self.unit.place)

    def map_href(self, layer: str = Layer.DENSITY) -> str:
        """Address of the map of the place."""
        return self._map_state.on_layer(Layer(layer)).href()

    @property
    def _map_state(self) -> ViewState:
        """View of the place; where a coarser one has its code, marked on the map of that."""
        place = self.unit.place
        state = self.state.map_state(place.adcode)
        if not spec_of(self.atlas, place)[1]:
            return state
        return state.with_(level=place.level, select=place.adcode)

    @property
    def outside(self) -> Unit | None:
        """The province whose programme is counted, where the place lies outside it."""
        adcode, key = self.view.scope_province, self.unit.place.key
        if adcode is None or key == NATION or self.atlas.province_of(key) == adcode:
            return None
        return self.atlas.unit(PlaceKey(Level.PROVINCE, adcode))

    @property
    def briefing_href(self) -> str:
        """Address of the briefing of the place."""
        return self.state.briefing_href(self.atlas, self.unit.place)

    @property
    def compare_href(self) -> str:
        """Address of a comparison of the place with the one that holds it."""
        parent = self.unit.place.parent
        around = [self.unit.place, *([self.atlas.gazetteer[parent]] if parent else [])]
        return self.state.compare_href(self._specs(around))

    def compare_with(self, unit: Unit) -> str:
        """Address of a comparison with another place."""
        return self.state.compare_href(self._specs([self.unit.place, unit.place]))

    def _specs(self, places: list[Place]) -> tuple[Spec, ...]:
        return tuple(spec_of(self.atlas, place) for place in places)

    @property
    def questions(self) -> tuple[int, str]:
        """Number of open questions that name the province, and where they stand."""
        report = report_of(self.atlas)
        state = QualityState(lang=self.state.lang, usual_lang=self.state.usual_lang)
        province = self.transfer.province
        if province is None:
            return len(report.questions), state.href("review")
        adcode = province.place.adcode
        return report.provinces[adcode], state.href("review", province=adcode)

    @cached_property
    def cards(self) -> list[Card]:
        """Clusters, density, area and census."""
        return place_cards(self.view, self.unit)

    @cached_property
    def counted(self) -> list[clusters.ClusterRow]:
        """Clusters that count."""
        return clusters.counted(self.view, self.unit)

    @cached_property
    def beside(self) -> list[clusters.ClusterRow]:
        """Clusters that do not count."""
        return clusters.beside(self.view, self.unit)

    @property
    def due(self) -> list[clusters.ClusterRow]:
        """Clusters that are due for re-review in the year of the page."""
        return [row for row in (*self.counted, *self.beside) if row.due]

    @property
    def clusters_shown(self) -> int:
        """Most rows of a list of clusters."""
        return CLUSTERS_SHOWN.get(self.unit.place.level, SHOWN)

    @property
    def loaded(self) -> str:
        """How much of the stated number of clusters is loaded."""
        place = self.unit.place.key
        return loaded_of_stated(self.view, place, self.view.count_in(self.unit))

    @property
    def by_batch(self) -> list[tuple[str, int]]:
        """Counted clusters by batch."""
        return counts_by_batch(self.view, self.unit)

    @cached_property
    def siblings(self) -> list[standing.Standing]:
        """The place among those with the same parent."""
        return standing.standings(self.view, standing.siblings(self.atlas, self.unit))

    @cached_property
    def parts(self) -> list[standing.Standing]:
        """What the place is divided into."""
        return standing.standings(self.view, standing.parts(self.atlas, self.unit))

    def shortened(self, rows: list[standing.Standing]) -> list[standing.Standing | None] | None:
        """The first rows and those around the place; None where all of them can be shown."""
        return standing.shortened(rows, self.unit)

    @cached_property
    def history(self) -> list[YearRow]:
        """Clusters of the place by year."""
        return history(self.view, self.unit)

    def mix_cards(self, subject: Subject) -> list[Card]:
        """Figures of leading industries."""
        return industries.mix_cards(self.view, self.unit, subject)

    @cached_property
    def chains(self) -> list[industries.ChainRow]:
        """Chains of the place."""
        return industries.chain_rows(self.view, self.unit)

    def chain_name(self, row: industries.ChainRow) -> str:
        """Name of a chain in the language of the page."""
        return industries.chain_name(self.view, row.chain)

    def similar(self, subject: Subject) -> list[tuple[Unit, float]] | None:
        """Places made up alike; None where too few are known to say."""
        return industries.similar_places(self.view, self.unit, subject)

    @property
    def park_cards(self) -> list[Card]:
        """Parks in figures."""
        return park_cards(self.view, self.parks)

    @cached_property
    def parks_by_area(self) -> list[Park]:
        """All parks, largest first."""
        return sorted(self.parks, key=lambda park: (-(park.area_ha or 0), park.id))

    @property
    def parks_listed(self) -> list[Park]:
        """Parks of the table; of the nation only the map can tell all."""
        return self.parks_by_area[: PARKS_LISTED.get(self.unit.place.level, LISTED)]

    @property
    def flagged(self) -> list[Park]:
        """Flagged parks, largest first."""
        return [park for park in self.parks_by_area if park.flags]

    @property
    def has_intensity(self) -> bool:
        """Whether the edition holds land use of any park."""
        return bool(park_index(self.atlas).indicators)

    def park_facts(self, park: Park) -> list[str]:
        """What the catalogue says of a park, and its flags."""
        return park_facts(self.view, park)

    def intensity(self, park: Park) -> list[str]:
        """Land use of a park against the national references."""
        return [intensity_line(self.view, one) for one in park.intensity.values()]

    def indicator_name(self, indicator: str) -> str:
        """Official name of a land-use indicator."""
        return indicator_name(self.view, indicator)

    def flow(self, flow: Flow) -> str:
        """Modelled value of a flow with its range."""
        return self.transfer.modelled.flow_told(flow)

    def amount(self, value: float | None) -> str:
        """An amount of recorded or announced projects."""
        text = self.view.text
        if value is None:
            return text("transfer.unstated")
        return text("transfer.value.amount", value=text.number(value))

    def modelled(self, value: float) -> str:
        """A modelled value with its unit."""
        return self.transfer.modelled.told(value)

    def unit_of(self, key: Any) -> Unit:
        """A unit by its key."""
        return self.atlas.unit(key)

    @property
    def gaps(self) -> list[str]:
        """What is not known, as sentences."""
        return gaps.gaps(self.view, self.unit)

    @property
    def not_loaded(self) -> list[dict[str, Any]]:
        """Optional sources that are not loaded."""
        return gaps.not_loaded(self.view)

    @property
    def is_nation(self) -> bool:
        """Whether it is the whole nation."""
        return self.unit.place.key == NATION
