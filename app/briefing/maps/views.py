"""The maps of a briefing: which there are for a place, and the view that each shows."""

from __future__ import annotations

from typing import Final

from app.briefing.document import MapId
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
