"""The images that a worker draws: one at a time, the latest kept."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from app.atlas import Atlas
from app.image import wording
from app.image.state import Format, ImageState
from app.layers import layer_of
from app.view import view_of

KEPT_BYTES: Final = 12 * 1024 * 1024
DRAWING: Final = Lock()
"""Held by whoever draws in this process: Matplotlib is not safe to share between threads."""

_Key = tuple[str, str, Format]


class Gallery:
    """Images of one installation. Safe to share between threads.

    One is drawn at a time, which also bounds the memory that drawing takes.
    """

    def __init__(self, review_number: str | None) -> None:
        self._review_number = review_number
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()

    def image(self, atlas: Atlas, state: ImageState, kind: Format) -> bytes:
        """Return an image, drawn now or of late.

        Raises
        ------
        NotFound, InvalidInput
            As `app.view.view_of`: the edition has no such view.
        """
        key = atlas.edition.id, state.query(), kind
        if (kept := self._kept.get(key)) is not None:
            return kept
        with DRAWING:
            if (kept := self._kept.get(key)) is None:
                kept = self._draw(atlas, state, kind)
                self._keep(key, kept)
        return kept

    def _draw(self, atlas: Atlas, state: ImageState, kind: Format) -> bytes:
        from app.image.sheet import draw_sheet  # noqa: PLC0415  slow: Matplotlib

        view = view_of(atlas, state.view)
        sheet = draw_sheet(view, state.width, state.height, self._review_number)
        if kind is Format.PNG:
            return sheet.png(state.scale)
        layer = layer_of(view)
        title = wording.title(view, layer.legend(view))
        return sheet.svg({"Title": title, "Description": layer.summary(view)})

    def _keep(self, key: _Key, body: bytes) -> None:
        """Keep an image, and of the older ones as many as there is room for."""
        self._kept[key] = body
        while sum(map(len, self._kept.values())) > KEPT_BYTES and len(self._kept) > 1:
            self._kept.popitem(last=False)
