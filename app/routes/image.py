"""`/image.png` and `/image.svg`: the map of a view as a file, drawn on the server."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from typing import Final
from urllib.parse import quote

from flask import Flask, Response, request

from app.holder import Holder
from app.image import wording
from app.image.gallery import Gallery
from app.image.state import Format, ImageState
from app.layers import layer_of
from app.settings import Settings
from app.state import Language
from app.view import View, view_of
from geo.errors import Refused

TYPES: Final = {Format.PNG: "image/png", Format.SVG: "image/svg+xml"}
_UNSAFE: Final = re.compile(r"[\s/\\:*?\"<>|%\x00-\x1f]+")


def register_image(server: Flask, holder: Holder, settings: Settings) -> None:
    """Add both routes; their query is a view's with `width`, `height` and, of a PNG, `scale`."""
    gallery = Gallery(settings.review_number)
    lang = Language(settings.lang)

    @server.get("/image.<any(png, svg):suffix>")
    def image(suffix: str) -> Response:
        _refuse_without_number(settings)
        kind, atlas = Format(suffix), holder.atlas()
        query = request.query_string.decode("utf-8", "replace")
        state = ImageState.parse(query, kind, lang)
        view = view_of(atlas, state.view)
        tag = _tag(atlas.edition.id, state, kind, settings.review_number)
        is_known = request.if_none_match.contains_weak(tag)
        body = b"" if is_known else gallery.image(atlas, state, kind)
        response = Response(body, 304 if is_known else 200, mimetype=TYPES[kind])
        response.set_etag(tag, weak=True)  # compressed or not, it is the same to a reader
        response.headers["Cache-Control"] = "public, max-age=300"
        response.headers["Content-Disposition"] = _disposition(view, kind)
        return response


def _refuse_without_number(settings: Settings) -> None:
    if settings.refuses_exports:
        raise Refused(
            "maps are not exported without a map review number (审图号): "
            "set CLUSTER_ATLAS_REVIEW_NUMBER"
        )


def _tag(edition: str, state: ImageState, kind: Format, review_number: str | None) -> str:
    """Mark of an image: the same edition, software and settings draw the same for one query."""
    made_of = f"{edition} {version('cluster-atlas')} {review_number} {kind} {state.query()}"
    return hashlib.sha256(f"{made_of} {state.view.lang}".encode()).hexdigest()[:20]


def _disposition(view: View, kind: Format) -> str:
    """Name of the file: what it shows, in Chinese or English, and a plain one for old software."""
    edition = view.atlas.edition.id
    title = wording.title(view, layer_of(view).legend(view))
    named = quote(f"{_UNSAFE.sub('_', title)}_{edition}.{kind}", safe="")
    plain = f"cluster-atlas_{view.state.layer}_{view.state.place}_{edition}.{kind}"
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{named}"
