"""A DOCX opens in LibreOffice without complaint, with the pages that it should have."""

import pytest

from app.briefing.document import Paragraph
from tests.unit.briefing import docx_reader, pdf_reader, sample
from tests.unit.briefing.office import printed
from tests.unit.briefing.pdf_reader import lines, read, said, text_of

TEXT = "样例县有样例产业集群若干个均为编造仅供检验版式之用完完"


@pytest.fixture(scope="module")
def body(tmp_path_factory):
    """One of each block, and pages full of text."""
    everything = sample.everything(adcode="990000")
    full = sample.sections(Paragraph(TEXT * 60))
    briefing = sample.briefing(sections=(*full, *everything.sections), adcode="990000")
    folder = tmp_path_factory.mktemp("office")
    return printed(folder, "briefing.docx", docx_reader.written(briefing))


def test_the_numbers_of_the_table_are_those_of_the_briefing(body):
    text = text_of(body)
    for row in sample.table(40).rows:
        assert "".join(row) in text


def test_fields_headings_and_contents_are_filled(body):
    text = text_of(body)
    for once in ("表1样例集群名单", "图1样例位置图", "图3样例图", "目录"):
        assert text.count(once) == 1
    for twice in ("一、样例一节", "二、概况", "（一）样例小节", "三、集群"):
        assert text.count(twice) == 2  # in the contents and above its text


def test_a_full_page_has_22_lines_of_28_characters(body):
    text_lines = lines(body, 2)[:-1]
    assert [len(line) for line in text_lines] == [28] * 22


def test_odd_pages_have_their_number_right_and_even_ones_left(body):
    for page, is_right in ((0, True), (1, False), (2, True)):
        number = lines(body, page)[-1]
        assert said(number).strip() == f"— {page + 1} —"
        assert (number[0]["x0"] > 300) is is_right


def test_pages_are_as_many_as_those_of_the_pdf(body):
    everything = sample.everything(adcode="990000")
    full = sample.sections(Paragraph(TEXT * 60))
    briefing = sample.briefing(sections=(*full, *everything.sections), adcode="990000")
    assert abs(len(read(body).pages) - len(read(pdf_reader.written(briefing)).pages)) <= 1
