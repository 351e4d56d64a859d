"""The top bar: name, search, edition, language."""

from __future__ import annotations

from dash import dcc, html

from app.layers import LAYERS
from app.pages.links import view_link
from app.pages.share import share
from app.state import Language, Panel
from app.view import View


def topbar(view: View) -> list[object]:
    """Parts of the bar that depend on the view; the search box stays as it is."""
    text = view.text
    return [
        view_link(
            view.state.with_(panel=Panel.SOURCES, select=""),
            [html.Span(text("edition.label"), className="chip-label"), view.atlas.edition.id],
            cls="chip",
        ),
        share(view),
        _language(view),
    ]


def tabs(view: View) -> list[html.A]:
    """The layers; none where there is no choice. The place stays, what only one layer has goes."""
    if len(LAYERS) < 2:
        return []
    return [
        view_link(
            view.state.on_layer(layer),
            view.text(f"layer.{layer}"),
            current=layer is view.state.layer,
        )
        for layer in LAYERS
    ]


def _language(view: View) -> html.A:
    other = Language.EN if view.state.lang is Language.ZH else Language.ZH
    name = "English" if other is Language.EN else "中文"
    return view_link(view.state.with_(lang=other), name, cls="ghost")


def search_box() -> html.Div:
    """Search over places and clusters, in Chinese or pinyin; the answers come from the browser."""
    return html.Div(
        [
            dcc.Input(id="search", type="search", debounce=False, autoComplete="off", maxLength=40),
            html.Ul(id="suggestions", role="listbox"),
        ],
        className="search",
        role="search",
    )
