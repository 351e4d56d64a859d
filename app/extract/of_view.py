"""The extract that holds what a view shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

from app.extract.wanted import Wanted
from app.industry_reading import Subject
from app.layers.industries.scene import OF_A_CHAIN, scene_of
from app.layers.transfer.extracts import file_address
from app.state import Analysis, Layer, Measure, Structure
from app.view import View
from geo.concentration import DIVERSITY
from geo.hotspots import GETIS_ORD, LOCAL_MORAN
from geo.place import NATION, Level
from geo.similarity import SIMILARITY
from geo.specialisation import LOCATION_QUOTIENT

_SPOTS: Final[Mapping[Analysis, str]] = {
    Analysis.HOTSPOTS: GETIS_ORD.id,
    Analysis.OUTLIERS: LOCAL_MORAN.id,
}
_INDICATORS: Final[Mapping[Structure, str]] = {
    Structure.QUOTIENT: LOCATION_QUOTIENT.id,
    Structure.DIVERSITY: DIVERSITY.id,
    Structure.SIMILARITY: SIMILARITY.id,
}


def extract_address(view: View, suffix: str) -> str | None:
    """Address of the data of a map in a format; None where it is not to be had in this one.

    The density map is the places dataset of its units, or that indicator of them where it shows
    hot spots or outliers of the density in the whole country; that of industries is their
    compositions or one indicator of them, that of parks the parks themselves. Industrial transfer
    has tables of its own.
    """
    state = view.state
    level: Level | Literal[""] = "" if view.level is Level.COUNTY else view.level
    units = Wanted(place=view.frame.place.adcode, level=level)
    counted = replace(units, programme=state.programme, batch=state.batch, year=state.year)
    match state.layer:
        case Layer.DENSITY if _shows_spots(view):
            spots = replace(counted, chain=state.chain, indicator=_SPOTS[state.analysis])
            return f"/data/indicators.{suffix}{spots.query()}"
        case Layer.DENSITY:
            return f"/data/places.{suffix}{replace(counted, chain=state.chain).query()}"
        case Layer.PARKS:
            return f"/data/parks.{suffix}{replace(units, level='').query()}"
        case Layer.INDUSTRIES:
            return _of_industries(view, units if state.subject is Subject.PARK else counted, suffix)
        case Layer.TRANSFER:
            return file_address(state, state.kind) if suffix == "csv" else None


def _shows_spots(view: View) -> bool:
    is_of_density = view.state.measure is Measure.PER_AREA and view.frame.place.key == NATION
    return is_of_density and view.state.analysis in _SPOTS


def _of_industries(view: View, units: Wanted, suffix: str) -> str:
    structure, chain = view.state.structure, scene_of(view).chain
    of_chain = chain.id if chain and structure in OF_A_CHAIN else ""
    asked = replace(units, subject=view.state.subject, chain=of_chain)
    if structure in _INDICATORS:
        asked = replace(asked, indicator=_INDICATORS[structure])
        return f"/data/indicators.{suffix}{asked.query()}"
    return f"/data/compositions.{suffix}{asked.query()}"
