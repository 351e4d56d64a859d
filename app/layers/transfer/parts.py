"""Small parts that the legend and the panel of industrial transfer share."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from app.layers.transfer.shown import Shown
from app.pages.links import view_link
from app.transfer.flows import Flow
from app.transfer.kinds import Kind

SOURCE_KINDS: Final = {
    Kind.POLICY: ("transfer-guidance",),
    Kind.EVENTS: ("docking-events",),
    Kind.PROJECTS: ("transfer-projects",),
    Kind.MODELLED: ("secondary-value-added", "industry-employment"),
    Kind.GRADIENT: ("industry-revenue", "industry-employment", "industry-capital"),
}
"""Kinds of sources that each kind is made of."""


def badge(what: Shown) -> html.Span:
    """How the kind is known: policy, observed or modelled."""
    nature = what.choice.kind.nature
    return html.Span(what.view.text(f"transfer.nature.{nature}"), className=f"nature {nature}")


def source_note(what: Shown) -> list[str]:
    """Titles of the sources that the kind is made of, as far as they are loaded."""
    wanted: tuple[str, ...] = SOURCE_KINDS[what.choice.kind]
    if what.run:
        by_output = what.run.quantity == "output"
        wanted = ("secondary-value-added",) if by_output else ("industry-employment",)
    titles = [row["title"] for row in what.view.atlas.sources if row["kind"] in wanted]
    return [what.view.text("transfer.source", titles="; ".join(titles))] if titles else []


def flow_link(what: Shown, flow: Flow) -> html.A:
    """A flow that can be marked, with its value; marked ones lead back."""
    is_marked = flow == what.marked
    state = what.view.state.with_(flow="" if is_marked else flow.id)
    parts = [html.Span(what.flow_name(flow)), html.Span(what.flow_told(flow))]
    return view_link(state, parts, current=is_marked)


def flow_list(what: Shown, title: str, flows: tuple[Flow, ...], most: int) -> list[Any]:
    """A heading and the largest of some flows; nothing where there are none."""
    if not flows:
        return []
    heading = html.H2([title, html.Span(f"{len(flows):,}", className="count")])
    items = [html.Li(flow_link(what, flow)) for flow in flows[:most]]
    rest = len(flows) - most
    more = [html.P(what.view.text("transfer.more", n=rest), className="note")] if rest > 0 else []
    return [html.Section([heading, html.Ol(items, className="ranking flows"), *more])]
