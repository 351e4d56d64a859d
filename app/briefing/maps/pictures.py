"""The maps of a briefing: which there are for a place, the view of each, and their pictures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.briefing.document import MapId, Picture
from app.briefing.maps import paper
from app.briefing.maps.locator import draw_locator
from app.briefing.maps.theme import draw_theme
from app.image.canvas import Canvas
from app.levels import levels_shown
from app.state import Layer, ParkSymbol, ViewState
from app.transfer.choice import choose
from app.transfer_index import transfer_index
from app.view import View, view_of
from geo.place import NATION, Level, PlaceKey

FLOWS: Final = 15
"""Flows on a printed map."""

LAYERS: Final = {
    MapId.DENSITY: Layer.DENSITY,
    MapId.INDUSTRIES: Layer.INDUSTRIES,
    MapId.PARKS: Layer.PARKS,
    MapId.TRANSFER: Layer.TRANSFER,
}


def maps_of(view: View) -> tuple[MapId, ...]:
    """Maps that can be drawn of a place: no locator of the nation, no transfer without data."""
    state = view.state
    choice = choose(transfer_index(view.atlas), state.kind, state.activity, state.period)
    absent = {
        MapId.LOCATOR: view.focus.place.key == NATION,
        MapId.PARKS: view.atlas.edition.parks.empty,
        MapId.TRANSFER: not choice.is_loaded,
    }
    return tuple(one for one in MapId if not absent.get(one))


def map_view(view: View, map_id: MapId) -> View:
    """Return the view that a map shows: that of the screen with the same choices.

    The locator has none of its own: it shows the place in its province and in the nation.
    """
    if map_id is MapId.LOCATOR:
        return view
    state = _among_siblings(view).on_layer(LAYERS[map_id])
    if map_id is MapId.INDUSTRIES:
        state = _of_clusters(view, state)
    if map_id is MapId.PARKS:
        state = state.with_(symbols=ParkSymbol.FLAGS)
    if map_id is MapId.TRANSFER:
        state = view.state.on_layer(Layer.TRANSFER).with_(level="", select="", top=FLOWS)
    return view_of(view.atlas, state)


def pictures(
    view: View, map_ids: Iterable[MapId], review_number: str | None
) -> dict[MapId, Picture]:
    """Draw maps of the place in focus.

    Parameters
    ----------
    view
        Place, programme, year and language.
    review_number
        Map review number (审图号), written with the boundaries where one is set.
    """
    return {one: paper.picture(draw(view, one, review_number)) for one in map_ids}


def draw(view: View, map_id: MapId, review_number: str | None) -> Canvas:
    """Draw one map of the place in focus."""
    if map_id is MapId.LOCATOR:
        return draw_locator(view, review_number)
    return draw_theme(map_view(view, map_id), review_number)


def _among_siblings(view: View) -> ViewState:
    """A place without parts is marked among those around it: the screen would go nearer."""
    state = view.state.with_(level="", select="")
    if view.home is not None and len(view.units) > 1:
        return state.at(view.frame.place.adcode).with_(
            level=view.level, select=view.home.place.adcode
        )
    if len(view.units) > 1:
        return state
    return _among_prefectures(view, state)


def _among_prefectures(view: View, state: ViewState) -> ViewState:
    """Prefectures that are one county (东莞, 石河子) among the others of their province."""
    around = view.atlas.unit(PlaceKey(Level.PROVINCE, view.atlas.province_of(view.focus.place.key)))
    if around is view.focus:
        return state
    return state.at(around.place.adcode).with_(
        level=Level.PREFECTURE, select=view.frame.place.adcode
    )


def _of_clusters(view: View, state: ViewState) -> ViewState:
    """Counties, where clusters stand as points; in the nation there is no room for them."""
    possible = levels_shown(view.atlas, state, view.focus)
    if view.focus.place.key == NATION or state.level or Level.COUNTY not in possible:
        return state
    return state.with_(level=Level.COUNTY)
