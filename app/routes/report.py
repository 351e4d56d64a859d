"""`/quality/report.html` and `.json`: the run that made the edition that is served."""

from __future__ import annotations

import json

from flask import Flask, Response, request

from app.holder import Holder
from app.quality.state import PATH
from app.query import one_of, read_query, write_query
from app.run_report import report_html, report_of
from app.state import Language


def register_report(server: Flask, holder: Holder, usual: Language) -> None:
    """Add both routes; their query may name a language."""

    @server.get(f"{PATH}/report.html")
    def report_page() -> Response:
        lang = _lang(usual)
        report = report_of(holder.atlas().edition.manifest)
        other = Language.EN if lang is Language.ZH else Language.ZH
        links = {
            "quality": f"{PATH}{_query(lang, usual)}",
            "json": f"{PATH}/report.json",
            "other": f"{PATH}/report.html{_query(other, usual)}",
        }
        response = Response(report_html(report, lang, links), mimetype="text/html")
        return _conditional(response)

    @server.get(f"{PATH}/report.json")
    def report_file() -> Response:
        _lang(usual)
        edition = holder.atlas().edition
        body = json.dumps(report_of(edition.manifest), ensure_ascii=False, indent=1)
        response = Response(body, mimetype="application/json")
        name = f"cluster-atlas_run-report_{edition.id}.json"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "no-cache"
        return _conditional(response)


def _lang(usual: Language) -> Language:
    query = request.query_string.decode("utf-8", "replace")
    return Language(str(read_query(query, {"lang": one_of(Language)}).get("lang", usual)))


def _query(lang: Language, usual: Language) -> str:
    return write_query({"lang": lang}, {"lang": usual})


def _conditional(response: Response) -> Response:
    response.add_etag(weak=True)  # compressed or not, it is the same to a reader
    response.make_conditional(request)
    return response
