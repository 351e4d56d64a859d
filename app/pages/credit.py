"""The line under the map: boundaries, projection, edition, and the map as a file."""

from __future__ import annotations

from typing import Any

from dash import html

from app.credit import boundary_credit, edition_credit
from app.image.state import Format, image_address
from app.pages.links import view_link
from app.settings import Settings
from app.state import Embed, Panel
from app.view import View

_DOTS_TO_A_PIXEL = 2


def credit_line(view: View, settings: Settings) -> list[Any]:
    """Credit; its edition opens the sources, in a frame of another site in the full atlas."""
    told: list[Any] = [boundary_credit(view, settings.review_number), _edition(view)]
    return [html.Span(told, className="told"), _files(view, settings)]


def _edition(view: View) -> html.A:
    sources = view.state.with_(panel=Panel.SOURCES, select="", embed=Embed.NO)
    if view.state.embed is Embed.NO:
        return view_link(sources, edition_credit(view))
    return html.A(edition_credit(view), href=sources.href(), target="_blank")


def _files(view: View, settings: Settings) -> html.Span:
    """The map as a file; where that is refused, why."""
    if settings.refuses_exports:
        return html.Span(view.text("credit.image.refused"), className="files")
    links = [
        html.A("PNG", href=image_address(view.state, Format.PNG, _DOTS_TO_A_PIXEL), download=""),
        html.A("SVG", href=image_address(view.state, Format.SVG), download=""),
    ]
    return html.Span([view.text("credit.image"), *links], className="files")
