"""A briefing as the bytes of a PDF, set by Typst."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import orjson

from app.briefing.document import Briefing, MapId, Picture
from app.briefing.pdf.data import Data
from app.briefing.pdf.glyphs import FOLDER
from app.briefing.properties import properties_of

_TEMPLATE: Final = Path(__file__).with_name("briefing.typ")
_TYPESET: Final = Path(__file__).with_name("typeset.py")


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
        made = folder / "briefing.pdf"
        moment = int(properties_of(briefing).moment.timestamp())
        words = (folder / _TEMPLATE.name, folder, FOLDER, moment, made)
        subprocess.run([sys.executable, _TYPESET, *map(str, words)], check=True)  # noqa: S603  our own module
        return made.read_bytes()
