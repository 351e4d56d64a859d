"""Choice of an industrial chain, for the rails of the layers that can be narrowed to one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import html

from app.industry_index import Composition, industry_index
from app.pages.links import view_link
from app.pages.rail import section
from app.state import ViewState
from app.view import View
from geo.industry import Chain


def chain_section(
    view: View,
    composition: Composition,
    shown: str,
    to: Callable[[str], ViewState],
    *notes: str,
) -> html.Section:
    """Chains with colour and number, each a link; the chosen one leads back to all.

    Parameters
    ----------
    composition
        What there is in the place that the map shows.
    shown
        Id of the chain in view; empty for all.
    to
        View that a chain's id, or an empty text, leads to.
    """
    chains = industry_index(view.atlas).chains
    whole = view.text("industries.every_chain")
    current = _label(view, chains[shown]) if shown in chains else whole
    options = [_option(view, chain, composition, shown, to) for chain in chains.values()]
    number = html.Span(f"{composition.subjects:,}", className="count")
    all_of_them = view_link(
        to(""), [html.Span(whole, className="named"), number], current=not shown
    )
    picker = html.Details(
        [
            html.Summary(current),
            html.Div(html.Ul([html.Li(all_of_them), *options]), className="options chains"),
        ],
        className="picker chain-picker",
    )
    return section(view.text("industries.chain"), picker, *notes)


def swatch(colour: str) -> html.Span:
    """A small field of a colour."""
    return html.Span(className="swatch", style={"background": colour})


def _option(
    view: View,
    chain: Chain,
    composition: Composition,
    shown: str,
    to: Callable[[str], ViewState],
) -> html.Li:
    number = html.Span(f"{composition.count(chain.id):,}", className="count")
    label = [*_label(view, chain), number]
    return html.Li(view_link(to(chain.id), label, current=chain.id == shown))


def _label(view: View, chain: Chain) -> list[Any]:
    name = industry_index(view.atlas).chain_name(chain.id, view.state.lang)
    return [swatch(chain.colour), html.Span(name, className="named")]
