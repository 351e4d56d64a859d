"""What a browser gets for an address that shows nothing: a proper page and the right status."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from app.atlas import Atlas
from app.routes.problem import is_for_program, problem
from app.state import Language, ViewState
from app.text import text_in
from app.view import view_of
from geo.errors import AtlasError, Conflict, DataUnavailable, InvalidInput, NotFound, Refused

STATUS: Final[dict[type[AtlasError], int]] = {
    NotFound: 404,
    InvalidInput: 400,
    Refused: 403,
    Conflict: 409,
    DataUnavailable: 503,
}
_CATCH_ALL: Final = "/<path:path>"  # Dash's own: it answers any address with the workspace


def status_of(error: AtlasError) -> int:
    """HTTP status of an error: one table for all routes."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)


def register_pages(server: Flask, atlas: Callable[[], Atlas], default_lang: Language) -> None:
    """Answer unknown addresses and views with an error page instead of an empty workspace."""

    @server.before_request
    def refuse_unknown() -> Response | None:
        if str(request.url_rule) == _CATCH_ALL:
            raise NotFound(f"there is no page {request.path[:100]}")
        if request.path == "/":
            state = ViewState.parse(request.query_string.decode("utf-8", "replace"), default_lang)
            view_of(atlas(), state)
        return None

    @server.errorhandler(AtlasError)
    def atlas_error(error: AtlasError) -> Response:
        return error_answer(status_of(error), str(error), default_lang)

    @server.errorhandler(DependencyException)
    def no_such_script(_: DependencyException) -> Response:
        return error_page(404, f"there is no script {request.path[:100]}", default_lang)

    @server.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        said = error.description or error.name
        answer = error_answer(error.code or 500, said, default_lang)
        about = (one for one in error.get_headers() if one[0] != "Content-Type")
        answer.headers.extend(about)  # as Allow, or the length of a file beyond whose end was asked
        return answer


def error_answer(status: int, message: str, lang: Language) -> Response:
    """Return a page, or problem details where a program asks for data."""
    return problem(status, message) if is_for_program() else error_page(status, message, lang)


def error_page(status: int, message: str, lang: Language) -> Response:
    """Return a page that says what is wrong and leads back to the national map."""
    asked = request.args.get("lang")
    text = text_in(Language(asked) if asked in set(Language) else lang)
    kind = str(status) if status in (400, 403, 404, 503) else "other"
    title = text(f"error.{kind}")
    home = f"/?lang={text.lang}" if text.lang is not lang else "/"
    page = f"""<!doctype html>
<html lang="{text.lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · {escape(text("brand"))}</title>
<link rel="icon" href="/assets/favicon.ico">
<link rel="stylesheet" href="/assets/atlas.css"></head>
<body class="error-page"><main><p class="status">{status}</p><h1>{escape(title)}</h1>
<p>{escape(text(f"error.{kind}.help"))}</p><p class="note" lang="en">{escape(message)}</p>
<p><a class="primary" href="{home}">{escape(text("error.home"))}</a></p>
</main></body></html>"""
    return Response(page, status=status, mimetype="text/html")
