"""The workspace: rail, map, panel and table, one view drawn from one address."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Final

import dash_ag_grid as dag
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from app.atlas import Atlas
from app.figures.basemap import base_figure
from app.figures.inset import inset_url
from app.figures.map_patch import Painted, drawn_key, map_patch, painted
from app.figures.viewport import Viewport, has_inset
from app.layers import layer_of
from app.pages.credit import credit_line
from app.pages.crumbs import crumbs
from app.pages.embed import embed_head
from app.pages.legend import legend_on_screen
from app.pages.links import attributes
from app.pages.panel import panel
from app.pages.table import table_columns, table_values
from app.pages.topbar import search_box, tabs, topbar
from app.settings import Settings
from app.state import Language, Table, ViewState
from app.text import text_in
from app.view import View, is_loaded, view_of
from geo.errors import AtlasError

GRAPH_CONFIG: Final[Any] = {"displayModeBar": False, "scrollZoom": True, "doubleClick": False}
SCREENS_KEPT: Final = 256
OUTPUTS: Final = (
    Output("map", "figure"),
    Output("inset", "src"),
    Output("inset", "alt"),
    Output("inset", "hidden"),
    Output("drawn", "data"),
    Output("topbar", "children"),
    Output("tabs", "children"),
    Output("crumbs", "children"),
    Output("rail", "children"),
    Output("legend", "children"),
    Output("panel", "children"),
    Output("values", "data"),
    Output("table", "columnDefs"),
    Output("summary", "children"),
    Output("credit", "children"),
    Output("notice", "children"),
)


def layout(atlas: Atlas, lang: Language) -> html.Div:
    """Skeleton of the page: what depends on the view is filled in by `register`'s callback."""
    return html.Div(
        [
            dcc.Location(id="url", refresh=False),
            dcc.Store(id="request"),
            dcc.Store(id="drawn", data=""),
            dcc.Store(id="values"),
            dcc.Store(id="marked"),
            html.A(text_in(lang)("skip"), id="skip", href="#table-box", className="skip"),
            html.Div(id="progress"),
            embed_head(),
            html.Header(
                [
                    html.A("", id="brand", href="/", **attributes(data_nav="view")),
                    html.Nav(id="tabs", className="tabs"),
                    search_box(),
                    html.Div(id="topbar", className="tools"),
                ],
                className="topbar",
            ),
            html.Main([_rail(), _stage(atlas), _panel(lang)], className="workspace"),
        ],
        id="atlas",
        **attributes(data_lang=str(lang)),
    )


def _rail() -> html.Aside:
    parts = [html.Div(id="rail"), html.Section(id="legend", **attributes(aria_live="polite"))]
    return html.Aside(parts, className="rail", id="rail-box")


def _panel(lang: Language) -> html.Aside:
    waiting = html.P(text_in(lang)("loading"), className="empty")
    return html.Aside(html.Div(waiting, id="panel"), className="panel", id="panel-box")


def _stage(atlas: Atlas) -> html.Section:
    return html.Section(
        [
            html.Nav(
                [
                    html.Button(id="rail-toggle", className="toggle", type="button"),
                    html.Ol(id="crumbs"),
                    html.Button(id="panel-toggle", className="toggle", type="button"),
                ],
                className="crumbs",
            ),
            html.Div(
                [
                    dcc.Graph(
                        id="map",
                        figure=base_figure(atlas),
                        config=GRAPH_CONFIG,
                        responsive=True,
                        className="graph",
                    ),
                    html.Img(id="inset", className="inset", hidden=True),
                    html.Div([html.Span(), html.B()], id="scalebar", className="scalebar"),
                    html.P(id="notice", role="alert", className="notice"),
                    html.P(id="offline", role="alert", className="notice"),
                    html.P(id="summary", className="unseen", **attributes(aria_live="polite")),
                ],
                className="map-box",
            ),
            html.Footer(id="credit", className="credit"),
            html.Details(
                [html.Summary(id="table-title"), _table()], id="table-box", className="drawer"
            ),
        ],
        className="stage",
    )


def _table() -> dag.AgGrid:
    return dag.AgGrid(
        id="table",
        columnDefs=[],
        rowData=[],
        getRowId="params.data.adcode",
        defaultColDef={"sortable": True, "resizable": True, "suppressMovable": True},
        columnSize="responsiveSizeToFit",
        dashGridOptions={
            "rowSelection": {
                "mode": "singleRow",
                "checkboxes": False,
                "enableClickSelection": True,
            },
            "rowHeight": 30,
            "headerHeight": 32,
            "animateRows": False,
        },
    )


def register(
    app: Dash,
    atlas: Callable[[], Atlas],
    default_lang: Language,
    settings: Settings,
) -> None:
    """Add the page's callbacks.

    Parameters
    ----------
    atlas
        Gives the current edition's atlas.
    default_lang
        Language where the address names none.
    settings
        The map review number (审图号) is shown with the boundaries where one is set.
    """
    _register_clientside(app)
    screens = _Screens(settings)

    @app.callback(
        *OUTPUTS,
        Input("request", "data"),
        State("drawn", "data"),
        running=[(Output("progress", "className"), "busy", "")],
        prevent_initial_call=True,
    )
    def render(request: object, drawn: object) -> list[Any]:
        asked = request if isinstance(request, dict) else {}
        viewport = Viewport.of(asked.get("width"), asked.get("height"))
        try:
            state = ViewState.parse(str(asked.get("search") or ""), default_lang)
            view, paint, screen = screens.of(atlas(), state)
        except AtlasError as error:
            return [no_update] * (len(OUTPUTS) - 1) + [str(error)]
        return [map_patch(view, paint, viewport, str(drawn)), *screen]


class _Screens:
    """Screens drawn of late: many readers look at the same views of one edition."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._atlas: Atlas | None = None

    def of(self, atlas: Atlas, state: ViewState) -> tuple[View, Painted, list[Any]]:
        """Return a view, its map and the values of `OUTPUTS` after the map's figure."""
        if self._atlas is not atlas:
            self._drawn = lru_cache(maxsize=SCREENS_KEPT)(partial(self._draw, atlas))
            self._atlas = atlas
        return self._drawn(state)

    def _draw(self, atlas: Atlas, state: ViewState) -> tuple[View, Painted, list[Any]]:
        view = view_of(atlas, state)
        return view, painted(view), _screen(view, self._settings)


def _screen(view: View, settings: Settings) -> list[Any]:
    inset = has_inset(view.frame)
    layer = layer_of(view)
    return [
        inset_url(view) if inset else no_update,
        view.text("map.inset"),
        not inset,
        drawn_key(view),
        topbar(view),
        tabs(view),
        crumbs(view),
        layer.rail(view),
        legend_on_screen(view, layer.legend(view)),
        panel(view),
        table_values(view),
        table_columns(view) if view.state.table is Table.OPEN else no_update,
        layer.summary(view),
        credit_line(view, settings),
        _notice(view),
    ]


def _notice(view: View) -> str:
    """Say that a measure that was asked for cannot be shown; else nothing."""
    if view.not_shown is None:
        return ""
    asked = view.text(f"measure.{view.not_shown}")
    shown = view.text(f"measure.{view.state.measure}")
    reason = "of_counties" if is_loaded(view.atlas, view.not_shown) else "not_loaded"
    return view.text(f"notice.{reason}", asked=asked, shown=shown)


def _register_clientside(dash_app: Dash) -> None:
    """Add the callbacks that run in the browser: assets/atlas.js has them."""
    app: Any = dash_app
    app.clientside_callback(
        ClientsideFunction("atlas", "request"),
        Output("request", "data"),
        Input("url", "search"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "mapClick"),
        Output("map", "clickData"),
        Input("map", "clickData"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "tableRows"),
        Output("table", "rowData"),
        Output("table", "selectedRows"),
        Output("table-title", "children"),
        Input("values", "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "tableSelect"),
        Output("marked", "data"),
        Input("table", "selectedRows"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "suggest"),
        Output("suggestions", "children"),
        Input("search", "value"),
        State("values", "data"),
        prevent_initial_call=True,
    )
