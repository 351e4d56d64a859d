"""`/geo/inset.svg`: the South China Sea inset in the colours of a view."""

from __future__ import annotations

from flask import Flask, Response, request

from app.figures.inset import inset_svg
from app.holder import Holder
from app.routes.edition import of_edition
from app.state import Language, ViewState
from app.view import view_of


def register_inset(server: Flask, holder: Holder, lang: Language) -> None:
    """Add the route; its query is a view's, and the edition that the picture belongs to."""

    @server.get("/geo/inset.svg")
    def inset() -> Response:
        query, _, edition = request.query_string.decode("utf-8", "replace").rpartition("&edition=")
        view = view_of(of_edition(holder, edition), ViewState.parse(query, lang))
        response = Response(inset_svg(view), mimetype="image/svg+xml")
        response.headers["Cache-Control"] = "public, max-age=300"
        response.add_etag()
        response.make_conditional(request)
        return response
