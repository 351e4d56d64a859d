"""The files of a briefing, read back, say what its page says."""

import io
import re

import pytest
from docx import Document
from lxml import html
from pptx import Presentation

from tests.unit.briefing.pdf_reader import text_of

PAPER = '//article[@class="paper"]'


def plain(text):
    """Without spaces, and without hyphens, at which lines of English break."""
    return re.sub(r"[\s\-\u00ad\u2010]+", "", text)


@pytest.mark.parametrize("query", ["330000?year=2024", "310112?lang=en"])
def test_the_files_say_what_the_page_says(client, query):
    page = html.fromstring(client.get(f"/briefing/{query}").text)
    adcode, _, choice = query.partition("?")
    sections = "summary,clusters,density"
    bodies = {
        kind: client.get(f"/briefing/{adcode}.{kind}?{choice}&sections={sections}").data
        for kind in ("docx", "pdf", "pptx")
    }
    document = Document(io.BytesIO(bodies["docx"]))
    slides = Presentation(io.BytesIO(bodies["pptx"])).slides
    said = {
        "docx": plain("".join(one.text for one in document.paragraphs)),
        "pdf": plain(text_of(bodies["pdf"])),
        "pptx": plain("".join(map(text_on, slides))),
    }
    sentences = [plain(one.text_content()) for one in page.xpath(f'{PAPER}//p[@class="body"]')]
    sentences = sentences[: len(page.xpath(f'{PAPER}/section[@id="summary"]/p[@class="body"]'))]
    assert any(re.search(r"\d", one) for one in sentences)
    for kind, text in said.items():
        assert not [one for one in sentences if one not in text], kind
    shown = {
        tuple(plain(cell.text_content()) for cell in row)
        for name in ("clusters", "density")
        for row in page.xpath(f'{PAPER}/section[@id="{name}"]/div[@class="table"]//tbody/tr')
    }
    written = {
        tuple(plain(cell.text) for cell in row.cells) for one in document.tables for row in one.rows
    }
    assert len(shown) > 3
    assert shown <= written


def text_on(slide):
    """Text of the shapes and of the notes of a slide."""
    shapes = "".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
    return shapes + slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else shapes
