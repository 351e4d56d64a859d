"""GB/T 9704-2012 in the geometry of a PDF; the numbers are those of the standard."""

from itertools import pairwise

import pytest

from app.briefing.document import Heading, Paragraph, Tone
from tests.unit.briefing import sample
from tests.unit.briefing.pdf_reader import MM, baseline, left, lines, read, said, written

LINES_MORE = 60


@pytest.fixture(scope="module")
def full():
    """Pages full of text: a paragraph of 60 lines, after a heading."""
    text = "样例县有样例产业集群若干个均为编造仅供检验版式之用完完" * LINES_MORE
    return written(sample.briefing(Paragraph(text)))


def test_the_page_is_a4(full):
    for page in read(full).pages:
        assert [float(side) / MM for side in page.mediabox[2:]] == pytest.approx(
            [210, 297], abs=0.1
        )


def test_a_full_page_has_22_lines_with_the_pitch_of_the_standard(full):
    text_lines = lines(full, 1)[:-1]  # the last is the page number
    assert len(text_lines) == 22
    pitches = [baseline(upper) - baseline(lower) for upper, lower in pairwise(text_lines)]
    assert pitches == pytest.approx([225 * MM / 22] * 21, abs=0.02)


def test_a_full_line_has_28_characters_between_the_margins(full):
    for line in lines(full, 1)[:-1]:
        assert len(line) == 28
        assert left(line[0]) / MM == pytest.approx(28, abs=0.1)
        assert (left(line[-1]) + 16) / MM == pytest.approx(28 + 156, abs=0.2)


@pytest.mark.parametrize("tone", [Tone.BODY, Tone.FLAG, Tone.MODELLED])
def test_the_first_of_two_lines_reaches_the_right_side(tone):
    # A break before 3 个 leaves the first line a little short.
    text = "2025 年，样例区在有效期内的中小企业特色产业集群有 3 个。"
    body = written(sample.briefing(Paragraph(text, tone)))
    (first,) = (line for line in lines(body, 0) if "有效期内" in said(line))
    right = max(char["x1"] for char in first if char["text"] != " ")
    assert right / MM == pytest.approx(28 + 156, abs=0.2)


def test_text_begins_two_characters_in(full):
    first = next(line for line in lines(full, 0) if said(line).startswith("样例县有"))
    assert len(first) == 26
    assert left(first[0]) / MM == pytest.approx(28 + 2 * 156 / 28, abs=0.1)


def test_the_block_lies_37_mm_below_the_edge(full):
    text_lines = lines(full, 1)[:-1]
    # The square of a character reaches from 0.12 em below its baseline to 0.88 em above.
    top = 297 * MM - (baseline(text_lines[0]) + 0.88 * 16)
    foot = baseline(text_lines[-1]) - 0.12 * 16
    assert top / MM == pytest.approx(37, abs=0.2)
    assert foot / MM >= 35 - 0.2


@pytest.mark.parametrize(("page", "side"), [(0, "right"), (1, "left"), (2, "right")])
def test_page_numbers_stand_outside_7_mm_below_the_block(full, page, side):
    number = lines(full, page)[-1]
    assert said(number) == f"— {page + 1} —"
    assert number[0]["size"] == pytest.approx(14)
    # The dash is half-way up the square of its character.
    dash = baseline(number) + 0.38 * 14
    assert (35 * MM - dash) / MM == pytest.approx(7, abs=0.3)
    one_in = number[-1]["x1"] / MM if side == "right" else left(number[0]) / MM
    edge = 28 + 156 - 14 / MM if side == "right" else 28 + 14 / MM
    assert one_in == pytest.approx(edge, abs=0.2)


def test_type_is_of_the_sizes_of_the_standard():
    body = written(sample.briefing(Paragraph("正文。"), Paragraph("样例注", Tone.NOTE)))
    sizes = {said(line): line[0]["size"] for line in lines(body, 0)}
    assert sizes["样例县县域产业集群布局简报"] == pytest.approx(22)
    assert sizes["一、样例一节"] == pytest.approx(16)
    assert sizes["正文。"] == pytest.approx(16)


def test_headings_are_sans_text_is_serif_and_both_are_embedded(full):
    faces = {
        said(line): line[0]["fontname"]
        for line in lines(written(sample.briefing(Paragraph("正文。"))), 0)
    }
    assert "NotoSansSC" in faces["一、样例一节"]
    assert "NotoSerifSC" in faces["正文。"]
    for page in read(full).pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font["/DescendantFonts"]
            assert "/FontFile3" in inner.get_object()["/FontDescriptor"]


def test_a_heading_never_ends_a_page():
    """However long the text before it is, what follows a heading stands on its page."""
    sections = [
        *(sample.sections(Paragraph("文" * (28 * more)))[0] for more in range(1, 24)),
        *(sample.sections(Heading("小节"), Paragraph("文" * 28))[0] for _ in range(9)),
    ]
    body = written(sample.briefing(sections=sections))
    feet = [said(lines(body, page)[-2]) for page in range(len(read(body).pages))]
    assert len(feet) > 15
    assert not [foot for foot in feet if foot.endswith(("样例一节", "小节"))]


def test_nothing_stands_outside_of_the_block():
    hostile = sample.briefing(
        Paragraph("W" * 300),
        sample.table(3, columns=sample.COLUMNS, caption="长" * 300),
        sample.wide_table("Massachusetts-" * 20 + "W" * 60),
        title="A" * 200,
        issuer="名" * 60,
        address="http://127.0.0.1:8050/" + "x" * 300,
    )
    body = written(hostile)
    for page in range(len(read(body).pages)):
        for line in lines(body, page):
            for char in line:
                # Of a wide bracket half is white, which may stand over.
                middle = (char["x0"] + char["x1"]) / 2
                assert 28 * MM <= middle <= (28 + 156) * MM
                assert char["bottom"] <= (297 - 25) * MM


def test_no_page_is_empty():
    for adcode in ("990000", "990101"):
        body = written(sample.everything(adcode=adcode))
        for page in range(len(read(body).pages)):
            assert len(lines(body, page)) > 1


def split_tables(rows, kept):
    """Tables of which the caption and the first rows stand on several pages, by their number.

    They begin at all heights of a page: in front of each is one line of text more.
    """
    made = [sample.table(rows, caption=f"第{more}号") for more in range(1, 22)]
    blocks = [
        one for more, table in enumerate(made, 1) for one in (Paragraph("文" * 28 * more), table)
    ]
    body, found = written(sample.briefing(*blocks)), []
    page_of = [
        (said(line), page) for page in range(len(read(body).pages)) for line in lines(body, page)
    ]
    places = [at for at, (text, _) in enumerate(page_of) if text.startswith("表")]
    for at in places:
        # The caption, the head and the rows.
        pages = {page for _, page in page_of[at : at + 2 + kept]}
        found += [page_of[at][0]] if len(pages) > 1 else []
    assert len(places) == len(made)
    return found


def test_a_small_table_stands_on_one_page_with_its_caption():
    assert split_tables(rows=10, kept=10) == []


def test_a_long_table_begins_with_three_rows_below_its_head():
    assert split_tables(rows=25, kept=3) == []
