"""`/ogc`: OGC API - Features over the edition that is served."""

from __future__ import annotations

from functools import partial
from typing import Final

from flask import Flask, Response

from app.holder import Holder
from app.routes.origin import origin
from app.settings import Settings
from app.state import Language

RULES: Final = {
    "/ogc": "landing",
    "/ogc/conformance": "conformance",
    "/ogc/openapi": "openapi",
    "/ogc/collections": "collections",
    "/ogc/collections/<name>": "collection",
    "/ogc/collections/<name>/schema": "schema",
    "/ogc/collections/<name>/queryables": "queryables",
    "/ogc/collections/<name>/items": "items",
    "/ogc/collections/<name>/items/<feature_id>": "item",
}
"""Resources by their address."""


def register_ogc(server: Flask, holder: Holder, settings: Settings) -> None:
    """Add the routes."""
    lang = Language(settings.lang)

    def answer(resource: str, **names: str) -> Response:
        from app.ogc.web import respond  # noqa: PLC0415  slow: pygeoapi

        return respond(resource, names, holder.atlas(), lang, origin(settings.public_url))

    for rule, resource in RULES.items():
        view = partial(answer, resource)
        slashed = f"{rule}/" if rule == "/ogc" else rule
        server.add_url_rule(slashed, f"ogc.{resource}", view, methods=["GET"], strict_slashes=False)
