"""A briefing as the bytes of a PDF, set by Typst."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import orjson
import typst

from app.briefing.document import Briefing, MapId, Picture
from app.briefing.pdf.data import Data
from app.briefing.pdf.glyphs import FOLDER
from app.briefing.properties import properties_of

_TEMPLATE: Final = Path(__file__).with_name("briefing.typ")
# Accessible (PDF/UA-1): tagged, titled, every picture with words; and fit to be archived.
_STANDARDS: Final = ("a-2a", "ua-1")


def pdf_of(briefing: Briefing, pictures: Mapping[MapId, Picture]) -> bytes:
    """Set a briefing as PDF; the same briefing is the same file, byte by byte.

    Raises
    ------
    KeyError
        A map of the briefing has no picture: a fault of the program.
    DataUnavailable
        A font cannot be read.
    """
    data = Data(briefing, pictures)
    body = orjson.dumps(data.as_json())
    data.lettering.report(f"the briefing of {briefing.adcode}")
    files = {_TEMPLATE.name: _TEMPLATE.read_bytes(), "briefing.json": body, **data.files}
    # Typst takes pictures from files only.
    with TemporaryDirectory(prefix="briefing-") as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        return typst.compile(
            folder / _TEMPLATE.name,
            root=folder,
            font_paths=_fonts(),
            pdf_standards=list(_STANDARDS),
            timestamp=properties_of(briefing).moment,
        )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts of the package and no others: the same everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER]
    )
