"""`/surface/...`: bands of the density surface of a view."""

from __future__ import annotations

from flask import Flask, Response, request

from app.holder import Holder
from app.layers.density.surface import bands_of
from app.routes.edition import of_edition
from app.routes.geometry import compressed
from app.state import Language, ViewState
from app.view import view_of
from geo.errors import NotFound


def register_surface(server: Flask, holder: Holder, lang: Language) -> None:
    """Add the route; its query is a view's, and the edition that the bands belong to."""

    @server.get("/surface/<sha256>.geojson")
    def surface_bands(sha256: str) -> Response:
        query, _, edition = request.query_string.decode("utf-8", "replace").rpartition("&edition=")
        atlas = of_edition(holder, edition)
        found = bands_of(view_of(atlas, ViewState.parse(query, lang)))
        if found.sha256 != sha256:
            raise NotFound(f"no surface with this hash in edition {edition[:40]}")
        return compressed(found.body, "application/geo+json", sha256)
