"""`/region`, `/region/<adcode>`, `/compare` and `/methods`: pages that need no script."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.metadata import version

from flask import Flask, Response, request

from app.atlas import Atlas
from app.holder import Holder
from app.pages.compare import compare_page
from app.pages.find import find_page
from app.pages.methods import methods_page
from app.pages.region import region_page
from app.region.state import CHOICE, PageState
from app.state import Language


def register_region(
    server: Flask, holder: Holder, lang: Language, review_number: str | None = None
) -> None:
    """Add the routes; their query is a `PageState`."""

    @server.get("/region/<adcode>")
    def region(adcode: str) -> Response:
        state = _asked(("level", *CHOICE), lang)
        return _page(holder.atlas(), lambda atlas: region_page(atlas, adcode, state, review_number))

    @server.get("/region")
    def find() -> Response:
        state = _asked(("find", *CHOICE), lang)
        return _page(holder.atlas(), lambda atlas: find_page(atlas, state))

    @server.get("/compare")
    def compare() -> Response:
        state = _asked(("places", "find", *CHOICE), lang)
        return _page(holder.atlas(), lambda atlas: compare_page(atlas, state))

    @server.get("/methods")
    def methods() -> Response:
        state = _asked((), lang)
        return _page(holder.atlas(), lambda atlas: methods_page(atlas, state))


def _asked(names: tuple[str, ...], lang: Language) -> PageState:
    return PageState.parse(request.query_string.decode("utf-8", "replace"), names, lang)


def _page(atlas: Atlas, draw: Callable[[Atlas], str]) -> Response:
    """A page that a browser may keep: edition, software and address decide what is on it."""
    made_of = f"{atlas.edition.id} {version('cluster-atlas')} {request.full_path}"
    tag = hashlib.sha256(made_of.encode()).hexdigest()[:20]
    is_known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if is_known else Response(draw(atlas), mimetype="text/html")
    response.set_etag(tag, weak=True)  # compressed or not, it is the same to a reader
    return response
