"""What a PPTX says: the briefing's text, numbers and figures, each whole and as text."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER

from app.briefing.document import Heading, Map, MapId, Paragraph, Section, SectionId, Series, Tone
from app.state import Language
from tests.unit.briefing import sample
from tests.unit.briefing.pptx_reader import (
    charts,
    notes,
    opened,
    shapes,
    tables,
    titles,
    words,
    written,
)

HOSTILE = [
    "<a:t>&amp;</a:t><script>alert(1)</script>",
    '#import "x": *bold* $x^2$',
    '=HYPERLINK("http://example.org")',
    "+1+cmd|'/C calc'!A0",
    "😀 龘 𠀀",
]


def test_one_message_a_slide_between_the_cover_and_the_sources():
    assert titles(opened(sample.everything())) == [
        "样例县县域产业集群布局简报",
        "编造的一句话。",
        "编造的另一句话。",
        "样例集群名单",
        "样例集群名单（续）",
        "样例集群名单（续）",
        "样例图",
        "数据来源与在线查看",
    ]


def test_the_cover_names_issuer_day_and_edition():
    cover = opened(sample.everything()).slides[0]
    (below,) = (p for p in cover.placeholders if p.placeholder_format.idx == 1)
    assert below.text.split("\n") == [
        "样例县编造局",
        "2026年11月28日",
        "版次 2026-11-28-000000000000，样例",
    ]


def test_nobody_issues_where_the_reader_names_nobody():
    said = opened(replace(sample.everything(), issuer="", dated=""))
    (below,) = (p for p in said.slides[0].placeholders if p.placeholder_format.idx == 1)
    assert below.text == "版次 2026-11-28-000000000000，样例"
    assert said.core_properties.author == ""


def test_tables_over_several_slides_have_all_rows_once_and_the_heading_each_time():
    given = sample.table(40, more="其余从略。")
    read = tables(opened(sample.briefing(given)))
    assert len(read) > 1
    assert all(table[0] == ["名称", "批次", "面积（公顷）"] for table in read)
    assert [tuple(row) for table in read for row in table[1:]] == list(given.rows)


def test_charts_are_native_and_have_the_numbers_of_the_briefing():
    bar, column = charts(opened(sample.briefing(sample.chart("bar"), sample.chart("column"))))
    assert bar.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert column.chart_type == XL_CHART_TYPE.COLUMN_CLUSTERED
    for made in (bar, column):
        assert list(made.plots[0].categories) == ["甲", "乙", "丙"]
        assert [(s.name, tuple(s.values)) for s in made.plots[0].series] == [
            ("本地", (1.0, 2.5, None)),
            ("全国", (3.0, 2.0, 1.0)),
        ]


def test_the_workbook_behind_a_chart_has_its_numbers_and_no_formula():
    given = replace(sample.chart(), categories=("=1+1", "http://example.org", "丙"))
    (made,) = charts(opened(sample.briefing(given)))
    sheet = load_workbook(io.BytesIO(made.part.chart_workbook.xlsx_part.blob)).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        [None, "本地", "全国"],
        ["=1+1", 1, 3],
        ["http://example.org", 2.5, 2],
        ["丙", None, 1],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["A3"].hyperlink is None


def test_a_category_of_which_nothing_is_known_says_so():
    given = replace(sample.chart(), series=(Series("本地", (1.0, None, 0.0)),))
    (made,) = charts(opened(sample.briefing(given)))
    assert list(made.plots[0].categories) == ["甲", "乙 (无数据)", "丙"]


def test_a_chart_of_many_categories_goes_over_several_slides():
    names = [f"类{i}" for i in range(40)]
    given = replace(
        sample.chart(), categories=names, series=(Series("本地", [float(i) for i in range(40)]),)
    )
    made = charts(opened(sample.briefing(given)))
    assert [name for one in made for name in one.plots[0].categories] == names
    assert [v for one in made for v in one.plots[0].series[0].values] == list(range(40))


def test_small_print_sources_and_address_are_in_the_notes():
    told = notes(opened(sample.everything()))
    assert "样例注。" in told[1]
    assert "界线：样例；审图号：样例" in told[1]
    for one in told[1:]:
        assert "来源：版次 2026-11-28-000000000000，样例" in one
        assert "http://127.0.0.1:8050/region/990101" in one


def test_figures_say_what_they_show():
    made = shapes(opened(sample.everything()))
    figures = [
        s
        for s in made
        if s.has_chart
        or s.has_table
        or (
            s.shape_type is not None
            and s.is_placeholder
            and s.placeholder_format.type == PP_PLACEHOLDER.PICTURE
        )
    ]
    alts = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in figures]
    assert alts == [
        "一块灰色",
        "三个类别的编造数值",
        *["样例集群名单"] * 3,
        "三个类别的编造数值",
        "二维码：打开网上的最新页面",
    ]


def test_a_map_is_whole_and_keeps_its_shape():
    made = opened(sample.briefing(Map(MapId.LOCATOR, "图", "一块灰色")))
    picture = next(
        s
        for s in made.slides[1].placeholders
        if s.placeholder_format.type == PP_PLACEHOLDER.PICTURE
    )
    assert picture.image.blob == sample.PICTURES[MapId.LOCATOR].png
    assert (picture.crop_left, picture.crop_right, picture.crop_top, picture.crop_bottom) == (
        0,
    ) * 4
    assert picture.width / picture.height == pytest.approx(1.5, rel=1e-3)


def test_the_last_slide_leads_to_the_live_view():
    briefing = sample.everything()
    last = opened(briefing).slides[-1]
    links = [r.target_ref for r in last.part.rels.values() if r.reltype.endswith("/hyperlink")]
    assert links == [briefing.address]
    assert briefing.address in words(opened(briefing))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_or_a_formula_comes_out_as_text(text):
    section = Section(
        SectionId.SUMMARY, text, text, (Paragraph(f"一{text}"), sample.table(caption=text))
    )
    said = opened(sample.briefing(title=text, issuer=text, sections=(section,)))
    assert titles(said)[:2] == [text] * 2
    assert f"一{text}" in words(said)
    assert said.core_properties.title == text


def test_what_no_file_can_hold_is_left_out():
    said = opened(sample.briefing(Paragraph("a\x00b\x0b\u202ec\ud800d\ne")))
    assert "\nab c〓d e" in words(said)


@pytest.mark.parametrize("character", ["长", "W", "长W "])
def test_what_is_too_long_is_cut_on_the_slide_and_whole_in_the_notes(character):
    text = character * (600 // len(character))
    table = replace(sample.table(), rows=[(text, "a", "b")], caption=text)
    said = opened(sample.briefing(title=text, sections=sample.sections(table)))
    assert titles(said)[0].endswith("…")
    (caption,) = (s for s in said.slides[1].placeholders if s.placeholder_format.idx == 14)
    assert caption.text.endswith("…")
    assert tables(said)[0][1][0].endswith("…")
    assert notes(said)[1].split("\n").count(text) == 2  # of the caption, of the cell
    assert (
        max(row.height for s in shapes(said) if s.has_table for row in s.table.rows)
        < said.slide_height / 2
    )


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("text", ["长" * 3000, "wide words " * 300, "W" * 900, "短。"])
def test_nothing_stands_outside_of_a_slide_and_no_placeholder_is_empty(text, lang):
    blocks = (
        Paragraph(text),
        Heading("小标题"),
        Paragraph(text, Tone.FLAG),
        Map(MapId.LOCATOR, text[:200], "图"),
        sample.table(30, more=text),
        sample.chart(),
    )
    said = opened(sample.briefing(*blocks, lang=lang))
    bodies = [s for s in shapes(said) if s.is_placeholder and s.placeholder_format.idx == 1]
    written_out = "".join(run.text for s in bodies for run in s._element.xpath(".//a:t"))
    whole = text.replace(" ", "")
    assert f"{whole}小标题{whole}" in written_out.replace(" ", "")
    for shape in shapes(said):
        assert shape.left >= 0 and shape.top >= 0
        assert shape.left + shape.width <= said.slide_width
        assert shape.top + shape.height <= said.slide_height
        assert not shape.has_text_frame or shape.text_frame.text


def test_texts_have_the_language_of_the_briefing():
    for lang, wanted in ((Language.ZH, "zh-CN"), (Language.EN, "en-GB")):
        said = opened(sample.everything(lang))
        runs = [run for s in said.slides for run in s._element.xpath(".//a:r/a:rPr")]
        assert {run.get("lang") for run in runs} == {wanted}


def test_slides_are_wide_and_name_fonts_for_both_scripts():
    body = written(sample.everything())
    said = opened(sample.everything())
    assert said.slide_width / said.slide_height == pytest.approx(16 / 9)
    with ZipFile(io.BytesIO(body)) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert theme.count('<a:ea typeface="微软雅黑"/>') == 2
    assert theme.count('<a:latin typeface="Arial"/>') == 2


def test_shapes_of_a_slide_have_ids_of_their_own():
    for slide in opened(sample.everything()).slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))


def test_every_slide_but_the_cover_has_edition_and_number():
    kinds = PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER
    for slide in list(opened(sample.everything()).slides)[1:]:
        held = {p.placeholder_format.type: p for p in slide.placeholders}
        assert set(kinds) <= set(held)
        assert held[kinds[0]].text == "版次 2026-11-28-000000000000，样例"


def test_properties_name_the_briefing_and_no_machine():
    about = opened(sample.everything()).core_properties
    assert (about.title, about.author) == ("样例县县域产业集群布局简报", "样例县编造局")
    assert about.created == about.modified == datetime(2026, 11, 28)
    assert about.last_modified_by == "样例县编造局"


def test_the_same_briefing_is_the_same_file():
    body = written(sample.everything())
    assert body == written(sample.everything())
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_code_can_be_scanned_in_grey():
    last = opened(sample.everything()).slides[-1]
    picture = next(
        s for s in last.placeholders if s.placeholder_format.type == PP_PLACEHOLDER.PICTURE
    )
    assert set(Image.open(io.BytesIO(picture.image.blob)).convert("L").tobytes()) == {0, 255}
