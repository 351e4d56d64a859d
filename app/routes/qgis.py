"""`/data/atlas.qgs`: a project for QGIS over files, the database or the API of this server."""

from __future__ import annotations

from flask import Flask, Response, request

from app.extract.qgis import MIMETYPE, Source, project
from app.holder import Holder
from app.query import one_of, read_query
from app.routes.origin import origin


def register_qgis(server: Flask, holder: Holder, public_url: str | None) -> None:
    """Add the route; `source` says where the layers are."""

    @server.get("/data/atlas.qgs")
    def qgis_project() -> Response:
        query = request.query_string.decode("utf-8", "replace")
        asked = read_query(query, {"source": one_of(Source)}).get("source", Source.FILES)
        text = project(holder.atlas(), Source(str(asked)), origin(public_url))
        response = Response(text, mimetype=MIMETYPE)
        response.headers["Content-Disposition"] = 'attachment; filename="atlas.qgs"'
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response
