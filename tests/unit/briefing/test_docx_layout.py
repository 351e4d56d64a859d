"""GB/T 9704-2012 in the XML of a DOCX; the numbers are those of the standard."""

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.briefing.word.fonts import Fonts
from app.state import Language
from tests.unit.briefing import sample
from tests.unit.briefing.docx_reader import opened, part, values, written


@pytest.fixture(scope="module")
def document():
    return opened(sample.everything())


@pytest.fixture(scope="module")
def body():
    return written(sample.everything())


def rpr(document, style):
    return document.styles[style].element.rPr


def test_the_page_is_a4_with_the_block_of_the_standard(document):
    (section,) = document.sections
    tolerance = Mm(0.05)
    assert abs(section.page_width - Mm(210)) < tolerance
    assert abs(section.page_height - Mm(297)) < tolerance
    assert abs(section.top_margin - Mm(37)) < tolerance
    assert abs(section.left_margin - Mm(28)) < tolerance
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert abs(width - Mm(156)) < tolerance
    assert abs(height - Mm(225)) < tolerance


def test_the_grid_has_22_lines_of_28_characters(document):
    (section,) = document.sections
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    block_high = (section.page_height - section.top_margin - section.bottom_margin) / Pt(1)
    block_wide = (section.page_width - section.left_margin - section.right_margin) / Pt(1)
    line = int(grid.get(qn("w:linePitch"))) / 20
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert (block_high // line, block_wide // character) == (22, 28)


@pytest.mark.parametrize("style", ["Normal", "Body Text", "Heading 1", "Heading 2"])
def test_text_keeps_22_lines_and_28_characters_where_a_program_does_not_know_the_grid(
    document, style
):
    spacing = document.styles[style].element.pPr.find(qn("w:spacing"))
    assert spacing.get(qn("w:lineRule")) == "exact"
    assert 637.8 // (int(spacing.get(qn("w:line"))) / 20) == 22
    wider = int(rpr(document, style).find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 442.2 // (16 + wider) == 28


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Body Text", "仿宋_GB2312", 16),
        ("footer", "宋体", 14),
    ],
)
def test_type_is_that_of_the_standard(document, style, font, points):
    found = document.styles[style]
    assert found.font.size == Pt(points)
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font


def test_every_style_names_its_chinese_font_and_text_is_marked_as_chinese(body):
    styles = part(body, "word/styles.xml")
    faces = list(styles.iter(qn("w:rFonts")))
    paragraph_styles = [s for s in styles.iter(qn("w:style")) if s.get(qn("w:type")) == "paragraph"]
    assert len(faces) == len(paragraph_styles) + 1  # and the defaults
    assert all(face.get(qn("w:eastAsia")) for face in faces)
    assert values(styles, "w:lang", "w:eastAsia") == ["zh-CN"]
    # LibreOffice breaks letters that are marked as Chinese within words and numbers.
    assert values(styles, "w:lang") == ["en-US"]


def test_no_paragraph_has_a_look_of_its_own(body):
    """All looks are styles: no run has a font or size, every paragraph a style that exists."""
    text = part(body, "word/document.xml")
    known = set(values(part(body, "word/styles.xml"), "w:style", "w:styleId"))
    assert not list(text.iter(qn("w:rFonts"))) + list(text.iter(qn("w:sz")))
    paragraphs = list(text.iter(qn("w:p")))
    named = values(text, "w:pStyle")
    assert len(named) == len(paragraphs)
    assert set(named) <= known


def test_fonts_of_an_installation_take_their_roles():
    fonts = Fonts.from_text("title=方正小标宋_GBK; body=仿宋")
    body = written(sample.everything(), fonts)
    faces = values(part(body, "word/styles.xml"), "w:rFonts", "w:eastAsia")
    assert {"方正小标宋_GBK", "仿宋", "黑体"} < set(faces)
    assert "仿宋_GB2312" not in faces


def test_a_font_that_may_be_missing_has_its_next_of_kin(body):
    table = part(body, "word/fontTable.xml")
    kin = {font.get(qn("w:name")): values(font, "w:altName") for font in table.iter(qn("w:font"))}
    assert kin["仿宋_GB2312"] == ["仿宋"]
    assert kin["方正小标宋简体"] == ["宋体"]
    assert kin["黑体"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour=red", "'colour' is no role"),
        ("body=", "body must name"),
        ("body=\x00", "body must"),
    ],
)
def test_fonts_that_are_none_are_refused(text, said):
    with pytest.raises(ValueError, match=said):
        Fonts.from_text(text)


def test_text_begins_two_characters_in(document):
    for style in ("Body Text", "Heading 1", "Heading 2"):
        indent = document.styles[style].element.pPr.find(qn("w:ind"))
        assert indent.get(qn("w:firstLineChars")) == "200"


def test_headings_count_as_the_standard_does(body):
    assert values(part(body, "word/numbering.xml"), "w:lvlText") == ["%1、", "（%2）"]
    english = written(sample.everything(Language.EN))
    assert values(part(english, "word/numbering.xml"), "w:lvlText") == ["%1. ", "%1.%2 "]


@pytest.mark.parametrize(("name", "side"), [("footer1", "right"), ("footer2", "left")])
def test_page_numbers_stand_outside_one_character_in(body, name, side):
    footer = part(body, f"word/{name}.xml")
    assert values(footer, "w:jc") == [side]
    assert values(footer, "w:ind", f"w:{side}Chars") == ["100"]
    assert "".join(footer.itertext()) == "— 1 —"
    assert [f.get(qn("w:instr")).strip() for f in footer.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert list(part(body, "word/settings.xml").iter(qn("w:evenAndOddHeaders")))


def test_the_dashes_of_page_numbers_are_7_mm_below_the_block(document):
    (section,) = document.sections
    footer = document.styles["footer"].element.pPr.find(qn("w:spacing"))
    half_a_line = Pt(int(footer.get(qn("w:line"))) / 20 / 2)
    below = section.bottom_margin - section.footer_distance - half_a_line
    assert abs(below - Mm(7)) < Mm(0.05)


def test_a_heading_stays_with_its_text_and_lines_do_not_move_to_keep_company(document):
    for style in ("Heading 1", "Heading 2"):
        assert document.styles[style].paragraph_format.keep_with_next
    assert document.styles["Body Text"].paragraph_format.widow_control is False
