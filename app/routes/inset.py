"""`/geo/inset.svg`: the South China Sea inset in the colours of a view."""

from __future__ import annotations

from flask import Flask, Response, request

from app.figures.inset import inset_svg
from app.holder import Holder
from app.state import Language, ViewState
from app.view import view_of
from geo.errors import NotFound


def register_inset(server: Flask, holder: Holder, lang: Language) -> None:
    """Add the route; its query is a view's, and the edition that the picture belongs to."""

    @server.get("/geo/inset.svg")
    def inset() -> Response:
        query, _, edition = request.query_string.decode("utf-8", "replace").rpartition("&edition=")
        if edition != holder.atlas().edition.id:
            holder.look_again()
        current = holder.atlas()
        if edition != current.edition.id:
            raise NotFound(f"edition {edition[:40]} is not served now")
        view = view_of(current, ViewState.parse(query, lang))
        response = Response(inset_svg(view), mimetype="image/svg+xml")
        response.headers["Cache-Control"] = "public, max-age=300"
        response.add_etag()
        response.make_conditional(request)
        return response
