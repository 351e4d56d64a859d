"""`/data` and its files: the tables of the edition that is served, narrowed by the query."""

from __future__ import annotations

import hashlib
from importlib.metadata import version

from flask import Flask, Response, request

from app.extract.dataset import Extract
from app.extract.datasets import DATASETS
from app.extract.files import FORMATS
from app.extract.wanted import Wanted
from app.holder import Holder
from app.pages.data import data_page
from app.query import one_of, read_query
from app.state import Language
from geo.errors import NotFound


def register_data(server: Flask, holder: Holder, lang: Language) -> None:
    """Add the routes; the query of a file is a `Wanted`, that of the page names a language."""

    @server.get("/data")
    def data() -> Response:
        given = read_query(_query(), {"lang": one_of(Language)})
        page = data_page(holder.atlas(), Language(str(given.get("lang", lang))), lang)
        response = Response(page, mimetype="text/html")
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    @server.get("/data/<name>.<suffix>")
    def file(name: str, suffix: str) -> Response:
        if name not in DATASETS or suffix not in FORMATS:
            raise NotFound(
                f"there is no file {name[:40]}.{suffix[:10]}; there are {', '.join(DATASETS)}, "
                f"each as {', '.join(FORMATS)}"
            )
        extract = Extract(DATASETS[name], holder.atlas(), Wanted.parse(_query()))
        tag = _tag(extract, suffix)
        known = request.if_none_match.contains_weak(tag)
        response = Response(status=304) if known else _file(extract, suffix)
        response.set_etag(tag, weak=True)  # compressed or not, it is the same to a reader
        response.headers["Cache-Control"] = "no-cache"
        return response


def _query() -> str:
    return request.query_string.decode("utf-8", "replace")


def _file(extract: Extract, suffix: str) -> Response:
    made = FORMATS[suffix]
    len(extract)  # what cannot be answered is said now, not in the middle of the file
    response = Response(made.write(extract), mimetype=made.mimetype)
    name = f"cluster-atlas_{extract.dataset.id}_{extract.atlas.edition.id}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _tag(extract: Extract, suffix: str) -> str:
    """Mark of a file: the same edition, query and software write the same."""
    made_of = (
        f"{extract.atlas.edition.content_hash} {version('cluster-atlas')} {suffix} "
        f"{extract.dataset.id} {extract.wanted.query()} {','.join(extract.dataset.columns)}"
    )
    return hashlib.sha256(made_of.encode()).hexdigest()[:20]
