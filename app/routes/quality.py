"""`/quality` and its downloads: what is known of the edition that is served."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version

from flask import Flask, Response, request

from app.holder import Holder
from app.pages.quality import quality_page
from app.quality.extracts import EXTRACTS, as_csv, as_json
from app.quality.report import QualityReport, report_of
from app.quality.state import PATH, QualityState
from app.state import Language
from geo.errors import NotFound

TYPES = {"csv": "text/csv", "json": "application/json"}


def register_quality(server: Flask, holder: Holder, lang: Language) -> None:
    """Add the routes; their query is a `QualityState`."""

    @server.get(PATH)
    def quality() -> Response:
        report, state = _asked(holder, lang)
        response = Response(quality_page(report, state), mimetype="text/html")
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    @server.get(f"{PATH}/<name>.<suffix>")
    def download(name: str, suffix: str) -> Response:
        if name not in EXTRACTS or suffix not in TYPES:
            files = ", ".join(f"{known}.csv" for known in EXTRACTS)
            raise NotFound(
                f"there is no file {name[:40]}.{suffix[:10]}; there are {files}, and .json"
            )
        report, state = _asked(holder, lang)
        EXTRACTS[name].check(state)
        tag = _tag(name, report)
        is_known = request.if_none_match.contains_weak(tag)
        response = Response(status=304) if is_known else _file(name, suffix, report, state)
        response.set_etag(tag, weak=True)  # compressed or not, it is the same to a reader
        response.headers["Cache-Control"] = "no-cache"
        return response


def _asked(holder: Holder, lang: Language) -> tuple[QualityReport, QualityState]:
    state = QualityState.parse(request.query_string.decode("utf-8", "replace"), lang)
    report = report_of(holder.atlas())
    report.check(state)
    return report, state


def _file(name: str, suffix: str, report: QualityReport, state: QualityState) -> Response:
    write = {"csv": as_csv, "json": as_json}[suffix]
    body: Iterator[bytes] = write(EXTRACTS[name], report, state)
    response = Response(body, mimetype=TYPES[suffix])
    filename = f"cluster-atlas_{name}_{report.atlas.edition.id}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _tag(name: str, report: QualityReport) -> str:
    """Mark of a file: the same edition and software write the same under one address."""
    columns = ",".join(EXTRACTS[name].columns)
    made_of = f"{report.atlas.edition.id} {version('cluster-atlas')} {columns}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:20]
