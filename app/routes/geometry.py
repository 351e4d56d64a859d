"""`/geo/...`: map layers and the search index, immutable under the hash of their content."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

from app.holder import Holder
from geo.errors import NotFound

FOREVER = "public, max-age=31536000, immutable"


def register_geometry(server: Flask, holder: Holder) -> None:
    """Add the routes."""

    @server.get("/geo/<layer>/<sha256>.geojson")
    def map_layer(layer: str, sha256: str) -> Response:
        found = holder.map_layer(layer, sha256)
        return compressed(found.body, "application/geo+json", found.sha256)

    @server.get("/geo/index/<sha256>.json")
    def index(sha256: str) -> Response:
        if not holder.atlas().search_index.url.endswith(f"/{sha256}.json"):
            holder.look_again()
        found = holder.atlas().search_index
        if not found.url.endswith(f"/{sha256}.json"):
            held = holder.atlas().edition.id
            raise NotFound(f"no search index with this hash in edition {held}")
        return compressed(found.body, "application/json", sha256)


def compressed(body: bytes, mimetype: str, etag: str) -> Response:
    """Answer with the compressed body as it is, or unpacked for the rare client that needs it."""
    if request.accept_encodings["gzip"]:
        response = Response(body, mimetype=mimetype, headers={"Content-Encoding": "gzip"})
    else:
        response = Response(gzip.decompress(body), mimetype=mimetype)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(etag)
    response.make_conditional(request)
    return response
