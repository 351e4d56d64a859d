"""The share control: the address of the view, and the code that puts its map into another page."""

from __future__ import annotations

from dash import html

from app.pages.links import attributes
from app.view import View


def share(view: View) -> html.Details:
    """Two texts to copy; the scripts fill them in, for only a browser knows the host's name."""
    text = view.text
    parts = [
        _copied("link", text("share.link"), text("share.copy")),
        _copied("embed", text("share.embed"), text("share.copy")),
        html.P(text("share.embed.note"), className="note"),
    ]
    summary = html.Summary(text("share"), className="ghost")
    return html.Details(
        [summary, html.Div(parts, className="options")], id="share", className="picker"
    )


def _copied(name: str, label: str, copy: str) -> html.Div:
    field = f"share-{name}"
    area = html.Textarea(id=field, readOnly="true", rows=6 if name == "embed" else 2)
    button = html.Button(copy, type="button", className="ghost", **attributes(data_copy=field))
    return html.Div([html.Label(label, htmlFor=field), area, button], className="copied")
