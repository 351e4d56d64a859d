"""The line under the map: boundaries, projection, edition, and the map as a file."""

from __future__ import annotations

from typing import Any

from dash import html

from app.credit import boundary_credit, edition_credit
from app.extract.of_view import extract_address
from app.image.state import Format, image_address
from app.pages.links import view_link
from app.query import write_query
from app.settings import Settings
from app.state import Embed, Panel
from app.view import View

_DOTS_TO_A_PIXEL = 2


def credit_line(view: View, settings: Settings) -> list[Any]:
    """Credit; its edition opens the sources, in a frame of another site in the full atlas."""
    told: list[Any] = [boundary_credit(view, settings.review_number), _edition(view)]
    return [html.Span(told, className="told"), *_data(view), _files(view, settings)]


def _edition(view: View) -> html.A:
    sources = view.state.with_(panel=Panel.SOURCES, select="", embed=Embed.NO)
    if view.state.embed is Embed.NO:
        return view_link(sources, edition_credit(view))
    return html.A(edition_credit(view), href=sources.href(), target="_blank")


def _data(view: View) -> list[html.Span]:
    """What the map shows as tables; all datasets stand on `/data`."""
    addresses = {suffix: extract_address(view, suffix) for suffix in ("geojson", "csv")}
    links = [
        html.A(view.text(f"data.format.{suffix}"), href=address, download="")
        for suffix, address in addresses.items()
        if address
    ]
    query = write_query({"lang": view.state.lang}, {"lang": view.state.usual_lang})
    # A frame of another site shows no other page of ours.
    target = "_self" if view.state.embed is Embed.NO else "_blank"
    whole = html.A(view.text("credit.data"), href=f"/data{query}", target=target)
    return [html.Span([whole, *links], className="files")]


def _files(view: View, settings: Settings) -> html.Span:
    """The map as a file; where that is refused, why."""
    if settings.refuses_exports:
        return html.Span(view.text("credit.image.refused"), className="files")
    links = [
        html.A("PNG", href=image_address(view.state, Format.PNG, _DOTS_TO_A_PIXEL), download=""),
        html.A("SVG", href=image_address(view.state, Format.SVG), download=""),
    ]
    return html.Span([view.text("credit.image"), *links], className="files")
