"""The right panel of industrial transfer."""

from __future__ import annotations

from typing import Any

from dash import html

from app.layers.transfer.event_panel import event_panel
from app.layers.transfer.extracts import file_address
from app.layers.transfer.flow_panel import flow_panel
from app.layers.transfer.gradient_panel import gradient_panel
from app.layers.transfer.legend import title_of
from app.layers.transfer.not_loaded import not_loaded
from app.layers.transfer.parts import badge
from app.layers.transfer.policy_panel import policy_panel
from app.layers.transfer.shown import Shown, shown
from app.transfer.kinds import Kind
from app.view import View


def panel(view: View) -> list[Any]:
    """What the panel tells of the place that is marked or in focus."""
    what = shown(view)
    head = html.P([badge(what), " ", title_of(what)], className="theme")
    if not what.choice.is_loaded:
        return [head, not_loaded(what)]
    parts = {
        Kind.POLICY: policy_panel,
        Kind.EVENTS: event_panel,
        Kind.PROJECTS: flow_panel,
        Kind.MODELLED: flow_panel,
        Kind.GRADIENT: gradient_panel,
    }[what.choice.kind](what)
    return [head, *_stands_in(what), *parts, _downloads(what)]


def _stands_in(what: Shown) -> list[html.P]:
    """Say so where a coarser place is told about than the one in focus."""
    view = what.view
    if view.selected or view.home is None or view.home is view.focus:
        return []
    line = view.text(
        "transfer.stands_in",
        level=view.text(f"level.{view.level}"),
        name=view.name(view.home),
        focus=view.name(view.focus),
    )
    return [html.P(line, className="empty")]


def _downloads(what: Shown) -> html.Section:
    text, kind = what.view.text, what.choice.kind
    names = [str(kind)]
    if kind is Kind.MODELLED:
        names.append("effects")
    if kind is Kind.PROJECTS:
        names += ["records", "template"]
    links = [
        html.Li(html.A(text(f"transfer.download.{name}"), href=_address(what, name)))
        for name in names
    ]
    return html.Section([html.H2(text("transfer.downloads")), html.Ul(links)])


def _address(what: Shown, name: str) -> str:
    """Address of a file; what does not narrow it does not stand in it."""
    if name == "template":
        return "/transfer/template.csv"
    return file_address(what.view.state, name)
