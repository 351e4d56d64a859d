"""The map alone, for a frame in another site's page: its title, and the way to the full atlas."""

from __future__ import annotations

from typing import Any

from dash import html

from app.image import wording
from app.layers import layer_of
from app.state import Embed, Panel, Table
from app.view import View


def embed_head() -> html.Header:
    """Head of the embedded map, which the style sheet hides on the full page."""
    full = html.A("", id="embed-full", href="/", target="_blank", rel="noopener")
    return html.Header([html.H1("", id="embed-title"), full], className="embed-head")


def embed_values(view: View) -> dict[str, Any]:
    """What the scripts need: title of the map, addresses of it alone and of the full view."""
    alone = view.state.with_(embed=Embed.YES, panel=Panel.PLACE, table=Table.CLOSED)
    return {
        "map_title": wording.title(view, layer_of(view).legend(view)),
        "alone": alone.href(),
        "full": view.state.with_(embed=Embed.NO).href(),
    }
