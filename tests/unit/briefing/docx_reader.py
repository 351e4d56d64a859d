"""A DOCX as a reader sees it: python-docx and the nodes of its parts."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from lxml import etree

from app.briefing.word.file import docx_of
from app.briefing.word.fonts import Fonts
from tests.unit.briefing import sample

__all__ = ["opened", "part", "qn", "styled", "texts", "values"]


def written(briefing, fonts=None) -> bytes:
    return docx_of(briefing, sample.PICTURES, fonts or Fonts())


def opened(briefing) -> Opened:
    return Document(io.BytesIO(written(briefing)))


def part(body: bytes, name: str):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return etree.fromstring(archive.read(name))


def values(root, name: str, attribute: str = "w:val") -> list[str]:
    """An attribute of all nodes of a name."""
    return [found.get(qn(attribute)) for found in root.iter(qn(name))]


def styled(document: Opened, style: str) -> list[str]:
    """Texts of the paragraphs of a style."""
    return [p.text for p in document.paragraphs if p.style.name == style]


def texts(document: Opened) -> str:
    """All text outside of tables, a paragraph a line."""
    return "\n".join(p.text for p in document.paragraphs)
