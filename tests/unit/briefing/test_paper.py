"""Briefings of places of all kinds on paper: DOCX and PDF say what was composed, on full pages."""

import io

import pytest
from docx import Document
from PIL import Image

from app.briefing.document import Chart, Heading, Map, Paragraph, Picture, Table
from app.briefing.pdf.file import pdf_of
from app.briefing.word.file import docx_of
from app.briefing.word.fonts import Fonts
from tests.unit.briefing.pdf_reader import MM, lines, read, said, text_of
from tests.unit.briefing.reading import briefing, tables
from tests.unit.briefing.test_compose import PLACES

QUERY = "issuer=某某省工业和信息化厅&date=2026-11-28"
SIGNED = ["某某省工业和信息化厅", "2026年11月28日"]


def picture():
    """A grey area of the size of a map: what a map shows is tested elsewhere."""
    body = io.BytesIO()
    Image.new("L", (156, 114), 200).save(body, "PNG")
    return Picture(body.getvalue(), 156.0, 114.0)


class Maps(dict):
    def __missing__(self, _):
        return picture()


def told(found):
    """Every text that stands outside of tables and pictures."""
    yield found.title
    for section in found.sections:
        yield section.heading
        for block in section.blocks:
            match block:
                case Paragraph() | Heading():
                    yield block.text
                case Table():
                    yield block.caption
                    yield block.more
                case Chart() | Map():
                    yield block.caption
    yield from SIGNED


@pytest.mark.parametrize("adcode", PLACES)
def test_a_docx_says_what_was_composed(atlas, adcode):
    found = briefing(atlas, adcode, QUERY)
    document = Document(io.BytesIO(docx_of(found, Maps(), Fonts())))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for one in told(found):
        assert one in text
    read_back = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    composed = [
        [[column.heading for column in table.columns], *map(list, table.rows)]
        for table in tables(found)
    ]
    assert read_back[:-1] == composed  # the last has the QR code


@pytest.mark.parametrize("adcode", PLACES)
def test_a_pdf_says_what_was_composed(atlas, adcode):
    found = briefing(atlas, adcode, QUERY)
    text = text_of(pdf_of(found, Maps()))
    cells = (cell for table in tables(found) for row in table.rows for cell in row)
    for one in (*told(found), *cells):
        assert "".join(one.split()) in text


@pytest.mark.parametrize("adcode", ["330000", "110108"])
def test_pages_of_a_pdf_are_full_and_nothing_stands_out(atlas, adcode):
    found = briefing(atlas, adcode, QUERY)
    blocks = (block for section in found.sections for block in section.blocks)
    headings = {block.text for block in blocks if isinstance(block, Heading)}
    headings |= {section.heading for section in found.sections}
    body = pdf_of(found, Maps())
    for page in range(len(read(body).pages)):
        found_lines = lines(body, page)
        assert len(found_lines) > 3
        for line in found_lines:
            # Of wide punctuation half is white, which may stand over.
            first, last = ((one["x0"] + one["x1"]) / 2 for one in (line[0], line[-1]))
            assert 28 * MM <= first <= last <= (28 + 156) * MM + 1
        foot = said(found_lines[-2])
        assert not any(foot.endswith(mark + one) for one in headings for mark in "、）")
