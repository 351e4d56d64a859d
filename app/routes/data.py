"""`/data` and its files: the tables of the edition that is served, narrowed by the query."""

from __future__ import annotations

import os

import orjson
from flask import Flask, Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import FileWrapper

from app.extract.download import CHUNK_BYTES, Download, download
from app.extract.kept import KeptFiles
from app.holder import Holder
from app.ogc.catalogue import Catalogue
from app.ogc.jsonld import dcat
from app.pages.data import data_page
from app.pages.data_state import DataState
from app.query import one_of, read_query
from app.routes.origin import origin
from app.state import Language
from app.text import text_in


def register_data(
    server: Flask, holder: Holder, kept: KeptFiles, lang: Language, public_url: str | None
) -> None:
    """Add the routes; the query of a file is a `Wanted`, that of the page names a language."""

    @server.get("/data")
    def data() -> Response:
        state = DataState.parse(_query(), lang)
        page, status = data_page(holder.atlas(), state, origin(public_url))
        response = Response(page, status=status, mimetype="text/html")
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    @server.get("/data/catalogue.jsonld")
    def catalogue() -> Response:
        given = read_query(_query(), {"lang": one_of(Language)})
        text = text_in(Language(str(given.get("lang", lang))))
        told = dcat(Catalogue(holder.atlas(), text, origin(public_url)))
        response = Response(orjson.dumps(told), mimetype="application/ld+json")
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    @server.get("/data/<file>")
    def file(file: str) -> Response:
        name, _, suffix = file.partition(".")
        wanted = download(holder.atlas(), name, suffix, _query())
        response = _known(wanted) or (_streamed(wanted) if wanted.stream else _whole(wanted, kept))
        response.headers["Cache-Control"] = "no-cache"
        return response


def _query() -> str:
    return request.query_string.decode("utf-8", "replace")


def _known(wanted: Download) -> Response | None:
    """Say that a client holds the file already: as it is, or in one of its codings.

    Each coding has a mark of its own (RFC 9110, 8.8.3.3), which `flask_compress` makes.
    """
    tags = [wanted.tag, *(f"{wanted.tag}:{coding}" for coding in ("br", "gzip"))]
    for tag in tags if wanted.stream else tags[:1]:
        if request.if_none_match.contains_weak(tag):
            response = Response(status=304)
            response.set_etag(tag)
            return response
    return None


def _streamed(wanted: Download) -> Response:
    response = Response(wanted.pieces(), mimetype=wanted.mimetype)
    response.headers["Accept-Ranges"] = "none"
    if wanted.description:
        link = f'<{wanted.description}>; rel="describedby"; type="application/csvm+json"'
        response.headers["Link"] = link
    return _named(response, wanted)


def _whole(wanted: Download, kept: KeptFiles) -> Response:
    """Send a file that is kept for a while, or the part of it that a client still lacks."""
    file = kept.open(wanted)
    size = os.fstat(file.fileno()).st_size
    body = FileWrapper(file, CHUNK_BYTES)
    response = Response(body, mimetype=wanted.mimetype, direct_passthrough=True)
    response.content_length = size
    response.headers["Accept-Ranges"] = "bytes"
    _named(response, wanted)
    if request.method == "HEAD":
        file.close()
        response.response = ()
    elif "," not in request.headers.get("Range", ""):  # of several parts we send the whole
        try:
            response.make_conditional(request, accept_ranges=True, complete_length=size)
        except RequestedRangeNotSatisfiable:
            file.close()
            raise
    return response


def _named(response: Response, wanted: Download) -> Response:
    response.set_etag(wanted.tag)
    response.headers["Content-Disposition"] = f'attachment; filename="{wanted.filename}"'
    return response
