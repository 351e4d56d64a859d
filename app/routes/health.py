"""`/healthz` (the process runs) and `/readyz` (it has an edition to serve)."""

from __future__ import annotations

from flask import Flask, Response, jsonify

from app.holder import Holder
from app.image.unset import unset_characters
from geo.errors import DataUnavailable


def register_health(server: Flask, holder: Holder) -> None:
    """Add both routes."""

    @server.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @server.get("/readyz")
    def readyz() -> tuple[Response, int]:
        store = holder.store_error or "ok"
        try:
            atlas = holder.atlas()
        except DataUnavailable:
            return jsonify(status="no edition", edition=None, store=store), 503
        lacking = unset_characters(atlas)
        lettering = f"images lack characters of the edition: {lacking}" if lacking else "ok"
        edition = atlas.edition.id
        return jsonify(status="ready", edition=edition, store=store, lettering=lettering), 200
