"""What a PDF says: the briefing's text, whole and as text; tables, pictures, properties."""

import io
import logging
from dataclasses import replace
from datetime import UTC, datetime

import pdfplumber

from app.briefing.document import Paragraph, Tone
from app.briefing.pdf.glyphs import characters
from app.state import Language
from app.text import text_in
from tests.unit.briefing import sample
from tests.unit.briefing.pdf_reader import MM, lines, read, said, text_of, written

HOSTILE = [
    '#import "x": *bold* _it_ $x^2$ [link] @ref <label> // no',
    '#panic("no") ~ \\u{1} `raw` = - + / "quoted" \'it\' -- --- ...',
    "<script>alert(1)</script>&amp;",
    '=HYPERLINK("http://example.org")',
    "长" * 300,
    "W" * 300,
]


def test_what_looks_like_markup_comes_out_as_text():
    """Heading, text, caption and cell of each section show it as it is, title and issuer too."""
    sections = []
    for text in HOSTILE:
        caption, cell = sample.table(caption=text), sample.wide_table(text, columns=1)
        (section,) = sample.sections(Paragraph(text), caption, cell)
        sections.append(replace(section, heading=text))
    named = {"title": HOSTILE[0], "issuer": HOSTILE[1]}
    read_back = text_of(written(sample.briefing(sections=sections, **named)))
    counts = [read_back.count("".join(text.split())) for text in HOSTILE]
    assert counts == [5, 5, 4, 4, 4, 4]


def test_a_title_of_invisible_characters_is_none():
    body = written(sample.briefing(Paragraph("文。"), title="\u200b \u202e"))
    assert read(body).metadata.title == "样例县"


def test_the_fonts_have_every_character_of_the_catalogues():
    """A character without a glyph would be an empty box."""
    texts = "".join(entry for lang in Language for entry in text_in(lang).entries())
    assert {c for c in texts if ord(c) not in characters() and not c.isspace()} == set()


def test_a_character_without_a_glyph_is_shown_as_a_geta_and_logged(caplog):
    with caplog.at_level(logging.WARNING):
        body = written(sample.briefing(Paragraph("甲😀乙")))
    assert "甲〓乙" in text_of(body)
    assert "990101 shows 〓 for characters that its fonts lack: 😀" in caplog.text


def test_no_letter_of_a_page_is_an_empty_box():
    body = written(sample.everything())
    for page in range(len(read(body).pages)):
        for line in lines(body, page):
            assert "\ufffd" not in said(line)
            assert "(cid:" not in said(line)


def test_a_table_is_read_back_as_it_was_given():
    table = sample.table(60)
    body = written(sample.briefing(table))
    rows = [said(line) for page in range(len(read(body).pages)) for line in lines(body, page)]
    for row in table.rows:
        assert rows.count("".join(row)) == 1


def test_a_long_table_repeats_its_head_and_counts_its_caption_once():
    body = written(sample.briefing(sample.table(40, more="其余从略。")))
    heads = [page.extract_text().count("面积（公顷）") for page in read(body).pages]
    assert heads == [1, 1]
    assert text_of(body).count("表1样例集群名单") == 1
    assert "其余从略。" in text_of(body)


def test_a_row_higher_than_a_page_is_split_instead_of_lost():
    body = written(sample.briefing(sample.wide_table("长" * 900)))
    assert text_of(body).count("长") == 8 * 900


def test_captions_are_counted():
    read_back = text_of(written(sample.everything()))
    for caption in ("图1样例位置图", "表1样例集群名单", "图2样例图", "图3样例图"):
        assert read_back.count(caption) == 1


def test_headings_are_bookmarks():
    (first, inner, second) = read(written(sample.everything())).outline
    titles = [first.title, inner[0].title, second.title]
    assert titles == ["一、 概况", "（一） 样例小节", "二、 集群"]


def test_a_long_briefing_has_a_table_of_contents_with_page_numbers():
    assert "目录" not in text_of(written(sample.everything(adcode="990101")))
    entries = [said(line) for line in lines(written(sample.everything(adcode="990000")), 0)]
    (section,) = (line for line in entries if line.startswith("一、概况"))
    assert section.rstrip().endswith("2")


def test_it_is_tagged_titled_and_has_words_for_its_pictures():
    body = written(sample.everything())
    pdf = read(body)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"].startswith("zh")
    assert pdf.metadata.title == "样例县县域产业集群布局简报"
    assert pdf.metadata.author == "样例县编造局"
    assert "2026-11-28-000000000000" in pdf.metadata.keywords
    assert pdf.metadata.creation_date == datetime(2026, 11, 28, tzinfo=UTC)
    assert sorted(alts(pdf))[-1] == "二维码：打开网上的最新页面"
    assert len(alts(pdf)) == 4
    metadata = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in metadata
    assert "pdfaid:part>2<" in metadata


def alts(pdf):
    """Alternative texts of the tree of structure."""
    found, todo = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            found += [node["/Alt"]] if "/Alt" in node else []
            todo += [node["/K"]] if "/K" in node else []
    return found


def test_the_way_to_the_live_view_is_a_link():
    briefing = sample.briefing(Paragraph("文。"))
    links = [
        note.get_object()["/A"]["/URI"]
        for page in read(written(briefing)).pages
        for note in page.get("/Annots", [])
    ]
    assert set(links) == {briefing.address}


def test_a_rule_and_a_modelled_value_are_marked_by_lines_along_their_side():
    for tone in (Tone.FLAG, Tone.MODELLED):
        with pdfplumber.open(io.BytesIO(written(sample.briefing(Paragraph("文。", tone))))) as pdf:
            page = pdf.pages[0]
            upright = [one for one in page.lines + page.rects if one["height"] > one["width"]]
        assert [round(one["x0"] / MM) for one in upright] == [28]


def test_the_same_briefing_is_the_same_file():
    assert written(sample.everything()) == written(sample.everything())


def test_english_headings_and_captions():
    read_back = text_of(written(sample.everything(Language.EN)))
    assert "1.1样例小节" in read_back
    assert "Figure1样例位置图" in read_back
