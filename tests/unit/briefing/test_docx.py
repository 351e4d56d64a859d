"""What a DOCX says: the briefing's text, whole and as text; tables, pictures, properties."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx.oxml.ns import qn

from app.briefing.document import MapId, Paragraph, Tone
from app.state import Language
from tests.unit.briefing import sample
from tests.unit.briefing.docx_reader import opened, part, styled, texts, values, written

HOSTILE = [
    "<w:p>&amp;</w:p><script>alert(1)</script>",
    '#import "x": *bold* _it_ $x^2$ [link] @ref <label> // no',
    '=HYPERLINK("http://example.org")',
    "😀 龘 𠀀",
    "长" * 300,
    "W" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_comes_out_as_text(text):
    said = opened(sample.briefing(Paragraph(text), sample.table(caption=text), title=text))
    assert styled(said, "Title") == [text]
    assert styled(said, "Body Text") == [text]
    assert styled(said, "Caption") == [f"表1\u3000{text}"]


def test_what_no_file_can_hold_is_left_out_or_shown_as_a_geta():
    said = opened(sample.briefing(Paragraph("a\x00b\u202ec\ud800d\ne")))
    assert styled(said, "Body Text") == ["abc〓d e"]


def test_paragraphs_have_the_style_of_their_tone():
    said = opened(sample.briefing(*(Paragraph(tone.value, tone) for tone in Tone)))
    for tone, style in {"body": "Body Text", "note": "Note"}.items():
        assert tone in styled(said, style)
    assert styled(said, "Flag") == ["flag"]
    assert styled(said, "Modelled") == ["modelled"]


def test_a_table_is_read_back_as_it_was_given():
    table = sample.table(40, more="其余从略。")
    said = opened(sample.briefing(table))
    read = [[cell.text for cell in row.cells] for row in said.tables[0].rows]
    assert read == [[c.heading for c in table.columns], *map(list, table.rows)]
    assert "其余从略。" in styled(said, "Note")


def test_the_head_of_a_table_repeats_and_no_row_is_split():
    rows = [row._tr for row in opened(sample.briefing(sample.table())).tables[0].rows]
    assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True, False, False, False]
    assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)


def test_columns_of_a_table_fill_the_text_block():
    (table, _) = opened(sample.briefing(sample.table())).tables
    widths = [column.width.mm for column in table.columns]
    assert widths == pytest.approx([78, 39, 39], abs=0.05)


def test_captions_are_counted_by_fields():
    said = opened(sample.everything())
    assert styled(said, "Caption") == [
        "图1\u3000样例位置图",
        "表1\u3000样例集群名单",
        "图2\u3000样例图",
        "图3\u3000样例图",
    ]
    fields = [f.text.strip() for f in said.element.iter(qn("w:instrText"))]
    assert fields[1:] == ["SEQ 图 \\* ARABIC", "SEQ 表 \\* ARABIC"] + ["SEQ 图 \\* ARABIC"] * 2


def test_pictures_say_what_they_show_and_are_stored_once():
    body = written(sample.everything())
    alts = [node.get("descr") for node in part(body, "word/document.xml").iter(qn("wp:docPr"))]
    assert alts[:3] == ["一块灰色", "三个类别的编造数值", "三个类别的编造数值"]
    assert len(alts) == 4 and alts[3]  # the QR code
    with zipfile.ZipFile(BytesIO(body)) as archive:
        media = [archive.read(n) for n in archive.namelist() if n.startswith("word/media/")]
    assert sample.PICTURES[MapId.LOCATOR].png in media
    assert len(media) == len(set(media)) == 4


def test_a_long_briefing_has_a_table_of_contents_that_is_filled():
    said = part(written(sample.everything(adcode="990000")), "word/document.xml")
    (contents,) = said.iter(qn("w:sdt"))
    lines = ["".join(p.itertext()) for p in contents.iter(qn("w:hyperlink"))]
    assert lines == ["一、概况", "（一）样例小节", "二、集群"]
    targets = values(contents, "w:hyperlink", "w:anchor")
    assert targets == values(said, "w:bookmarkStart", "w:name")
    assert not list(
        part(written(sample.everything(adcode="990101")), "word/document.xml").iter(qn("w:sdt"))
    )


def test_issuer_and_date_stand_at_the_end_with_room_for_a_seal():
    said = opened(sample.briefing(Paragraph("文。")))
    assert styled(said, "Signature")[-1] == "样例县编造局"
    (date,) = (p for p in said.paragraphs if p.style.name == "Date")
    assert date.text == "2026年11月28日"
    assert date._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "400"


def test_nobody_signs_where_the_reader_names_nobody():
    said = opened(sample.briefing(Paragraph("文。"), issuer="", dated=""))
    assert styled(said, "Signature") == styled(said, "Date") == []


def test_the_way_to_the_live_view_is_a_link():
    briefing = sample.briefing(Paragraph("文。"))
    said = opened(briefing)
    links = [r.target_ref for r in said.part.rels.values() if r.reltype.endswith("/hyperlink")]
    assert links == [briefing.address]


def test_properties_name_the_briefing_and_no_machine():
    said = opened(sample.briefing(Paragraph("文。"))).core_properties
    assert said.title == "样例县县域产业集群布局简报"
    assert said.author == "样例县编造局"
    assert said.created == said.modified == datetime(2026, 11, 28, tzinfo=UTC)
    assert said.last_modified_by == ""


def test_the_same_briefing_is_the_same_file():
    assert written(sample.everything()) == written(sample.everything())


def test_english_captions_and_properties():
    said = opened(sample.everything(Language.EN))
    assert styled(said, "Caption")[0] == "Figure 1\u3000样例位置图"
    assert said.core_properties.language == "en"
    assert "一、" not in texts(said)


def kept(rows):
    """Numbers of rows that ask to stay with the next."""
    found = []
    with_style = opened(sample.briefing(sample.table(rows))).tables[0].rows
    for number, row in enumerate(with_style):
        if list(row._tr.iter(qn("w:keepNext"))):
            found.append(number)
    return found


def test_a_small_table_stays_whole_and_a_long_one_keeps_its_first_rows():
    # The head, which is row 0, does so by its style.
    assert kept(4) == [1, 2, 3]
    assert kept(40) == [1, 2]
