"""Characters of an edition's names that the font of the images lacks."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from app.atlas import Atlas
from app.image.lettering import GETA, missing

_LOG = logging.getLogger(__name__)
_NAMES = {
    "places": ("name_zh", "name_en"),
    "programmes": ("name_zh", "name_en"),
    "chains": ("name_zh", "name_en"),
    "sources": ("title", "publisher"),
    "transfer_projects": ("industry",),
}


def unset_characters(atlas: Atlas) -> str:
    """Return them, each once; images show a geta (〓) for each. They are logged once an edition."""
    return atlas.derived("unset characters", _unset)


def _unset(atlas: Atlas, _: str) -> str:
    found = missing(_names(atlas))
    if found:
        _LOG.warning("images show %s for characters that their font lacks: %s", GETA, found)
    return found


def _names(atlas: Atlas) -> Iterator[str]:
    for frame, columns in _NAMES.items():
        table = getattr(atlas.edition, frame)
        for column in columns:
            if column in table:
                yield from (name for name in table[column] if isinstance(name, str))
