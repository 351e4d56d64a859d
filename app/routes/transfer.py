"""`/flows/...`: ribbons of a view; `/transfer/...`: its numbers as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Flask, Response, request

from app.atlas import Atlas
from app.csv_text import csv_text
from app.holder import Holder
from app.layers.transfer.extracts import EXTRACTS, TEMPLATE_COLUMNS
from app.layers.transfer.ribbons import ribbon_file
from app.layers.transfer.shown import Shown, shown
from app.routes.edition import of_edition
from app.routes.geometry import compressed
from app.state import Language, Layer, ViewState
from app.view import view_of
from geo.errors import NotFound


def register_transfer(server: Flask, holder: Holder, lang: Language) -> None:
    """Add the routes; their query is a view's."""

    @server.get("/flows/<sha256>.geojson")
    def flow_ribbons(sha256: str) -> Response:
        query, _, edition = request.query_string.decode("utf-8", "replace").rpartition("&edition=")
        what = _asked(of_edition(holder, edition), query, lang)
        found = ribbon_file(what)
        if found.sha256 != sha256:
            raise NotFound(f"no ribbons with this hash in edition {edition[:40]}")
        return compressed(found.body, "application/geo+json", sha256)

    @server.get("/transfer/template.csv")
    def transfer_template() -> Response:
        return _file(csv_text(TEMPLATE_COLUMNS, []), "transfer-projects-template")

    @server.get("/transfer/<name>.csv")
    def transfer_file(name: str) -> Response:
        if name not in EXTRACTS:
            files = ", ".join(f"{known}.csv" for known in (*EXTRACTS, "template"))
            raise NotFound(f"there is no file {name[:40]}.csv; there are {files}")
        atlas, extract = holder.atlas(), EXTRACTS[name]
        query = request.query_string.decode("utf-8", "replace")
        what = _asked(atlas, query, lang, lambda state: state.with_(kind=extract.kind))
        body = csv_text(extract.columns(what), extract.rows(what))
        return _file(body, f"transfer-{extract.named or name}_{atlas.edition.id}")


def _asked(
    atlas: Atlas,
    query: str,
    lang: Language,
    change: Callable[[ViewState], ViewState] = lambda state: state,
) -> Shown:
    state = change(ViewState.parse(query, lang).with_(layer=Layer.TRANSFER))
    return shown(view_of(atlas, state))


def _file(body: Iterator[bytes], name: str) -> Response:
    """A file for download, named after the edition."""
    response = Response(body, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="cluster-atlas_{name}.csv"'
    response.headers["Cache-Control"] = "no-cache"
    return response
