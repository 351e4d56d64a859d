"""A PDF as a reader sees it: where its letters stand, and what they say."""

from __future__ import annotations

import io
import re
from collections import defaultdict

import pdfplumber
import pypdf

from app.briefing.pdf.file import pdf_of
from tests.unit.briefing import sample

MM = 72 / 25.4


def written(briefing) -> bytes:
    return pdf_of(briefing, sample.PICTURES)


def read(body: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(body))


def text_of(body: bytes) -> str:
    """All text without page numbers and white space: lines and pages break where they must."""
    text = "".join("".join(page.extract_text() for page in read(body).pages).split())
    return re.sub(r"—\d+—|\u200b", "", text)


def lines(body: bytes, page: int) -> list[list[dict]]:
    """The letters of a page, by their baselines from the top, each line from the left."""
    found = defaultdict(list)
    with pdfplumber.open(io.BytesIO(body)) as opened:
        for char in opened.pages[page].chars:
            found[round(char["matrix"][5], 1)].append(char)
    return [sorted(found[at], key=lambda c: c["x0"]) for at in sorted(found, reverse=True)]


def said(line: list[dict]) -> str:
    return "".join(char["text"] for char in line)


def left(char: dict) -> float:
    """Where a letter begins, in points from the left edge of the page."""
    return char["matrix"][4]


def baseline(line: list[dict]) -> float:
    """In points from the lower edge of the page."""
    return line[0]["matrix"][5]
