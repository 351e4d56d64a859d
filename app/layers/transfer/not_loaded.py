"""What stands where a kind has no data: that it is not loaded, and how to load it."""

from __future__ import annotations

from dash import html

from app.layers.transfer.shown import Shown
from app.pages.links import view_link
from app.state import Panel
from app.transfer.kinds import Kind

TEMPLATE = "/transfer/template.csv"


def not_loaded(what: Shown) -> html.Div:
    """Say what is missing and what the data steward has to do."""
    text, kind = what.view.text, what.choice.kind
    lines = [html.P(text("transfer.not_loaded"), className="strong")]
    lines.append(html.P(text(f"transfer.not_loaded.{kind}")))
    if kind is Kind.PROJECTS:
        lines.append(html.P(html.A(text("transfer.template"), href=TEMPLATE)))
    how = view_link(what.view.state.with_(panel=Panel.SOURCES), text("rail.measure.how"))
    return html.Div([*lines, html.P(how)], className="empty")
