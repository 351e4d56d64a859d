"""Lists in PDFs, in the layouts of notices: read row for row."""

import io

import pypdf
import pytest

from etl.documents import read_listing
from etl.documents.pdf.streams import check_streams
from etl.documents.source import Source
from tests.unit.documents.make_pdf import lines, pdf, table
from tests.unit.documents.samples import (
    HEADING,
    NOTE,
    SAMPLE,
    SIGNATURE,
    TITLE,
    by_unit,
    codes,
    expected,
    numbered,
    read,
)

HEADER = ("序号", "集群名称", "推荐单位")
ROWS = [(number, name, unit) for number, unit, name in numbered()]
HALF = len(ROWS) // 2
SIDE_BY_SIDE = [(*one[:2], *other[:2]) for one, other in zip(ROWS[:HALF], ROWS[HALF:], strict=True)]
FOOTER = ", footer: context align(center)[— #counter(page).display() —]"
BEFORE, AFTER = lines(TITLE, HEADING), lines(NOTE, SIGNATURE)


@pytest.fixture
def listing(tmp_path):
    def read_pdf(content):
        path = tmp_path / "list.pdf"
        path.write_bytes(content)
        return read_listing(path)

    return read_pdf


def merged_rows():
    """Number, unit merged over its rows, name."""
    rows, number = [], 0
    for unit, names in by_unit():
        cell = f"table.cell(rowspan: {len(names)}, align: horizon)[{unit}]"
        for at, name in enumerate(names):
            number += 1
            rows.append((str(number), *([cell] if at == 0 else []), name))
    return rows


@pytest.mark.parametrize(
    ("columns", "options", "height"),
    [
        ("(1cm, 1fr, 4cm)", {}, 297),
        ("(1.2cm, 6cm, 3cm)", {}, 120),
        ("(1.2cm, 6cm, 3cm)", {"repeat": False}, 120),
        ("(1.2cm, 8cm, 4cm)", {"stroke": "none"}, 180),
        ("(1.2cm, 6cm, 4cm)", {"stroke": "none", "more": "align: center + horizon,"}, 180),
        ("(1.2cm, 6cm, 4cm)", {"stroke": "none", "repeat": False}, 110),
        ("(1.2cm, 6cm, 4cm)", {"stroke": "(x: none, y: 0.5pt)"}, 180),
        ("(1.2cm, 6cm, 4cm)", {"stroke": "(x, y) => (top: if y < 2 { 1pt } else { 0pt })"}, 180),
        (
            "(1.2cm, 6cm, 4cm)",
            {"stroke": "(x, y) => (y: 0.5pt, left: if x > 0 { 0.5pt } else { 0pt })"},
            180,
        ),
    ],
    ids=[
        "ruled", "pages with repeated header", "pages without", "unruled", "unruled and centred",
        "unruled pages without header", "horizontal lines only", "three lines", "open at the sides",
    ],
)  # fmt: skip
def test_three_columns(listing, columns, options, height):
    body = BEFORE + table(columns, HEADER, ROWS, **options) + AFTER
    found = listing(pdf(body, height=height, more=FOOTER))
    assert read(found) == expected()
    notes = {remark.message.partition(": ")[2] for remark in found.remarks}
    assert {TITLE, HEADING, NOTE, SIGNATURE, "— 1 —"} <= notes
    assert set(codes(found)) <= {"note-outside-table", "header-repeated", "joined-row"}


def test_where_a_row_stands(listing):
    found = listing(pdf(table("(1.2cm, 6cm, 3cm)", HEADER, ROWS), height=120))
    assert str(found.rows[0].where) == "list.pdf, page 1, row 2"
    pages = [row.where.page for row in found.rows]
    assert pages == sorted(pages)
    assert pages[-1] > 2


def test_rows_broken_by_pages(listing):
    """Cells of three lines on pages of few: names go on at the top of the next page."""
    body = table("(1.2cm, 3cm, 3cm)", HEADER, ROWS)
    found = listing(pdf(body, height=85))
    assert read(found) == expected()
    assert "joined-row" in codes(found)


def test_wrapped_header(listing):
    header = ("序\n号", "集群\n名称", "推荐 单位")
    assert read(listing(pdf(table("(1cm, 7cm, 3cm)", header, ROWS)))) == expected()


def test_spread_header_without_lines(listing):
    header = ("序号", "集 群 名 称", "推 荐 单 位")
    body = table("(1.2cm, 8cm, 4cm)", header, ROWS, stroke="none", more="align: center,")
    assert read(listing(pdf(body))) == expected()


@pytest.mark.parametrize("repeat", [True, False])
def test_merged_units(listing, repeat):
    body = table("(1.2cm, 3cm, 6cm)", ("序号", "省份", "集群名称"), merged_rows(), repeat=repeat)
    assert read(listing(pdf(body, height=150))) == expected()


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_side_by_side(listing, stroke):
    columns = "(1cm, 7cm, 1cm, 7cm)"
    body = table(columns, ("序号", "名称") * 2, SIDE_BY_SIDE, stroke=stroke)
    assert read(listing(pdf(BEFORE + body + lines(NOTE)))) == expected(units=False)


@pytest.mark.parametrize("numerals", ["一二三四五六七八九十", None])
def test_numbered_under_units(listing, numerals):
    body = ""
    for at, (unit, names) in enumerate(by_unit()):
        label = f"（{at + 1}）" if numerals is None else f"{numerals[at % 10]}、"
        body += lines(label + unit, *(f"{n}. {name}" for n, name in enumerate(names, 1)))
    found = listing(pdf(BEFORE + body + AFTER, height=200))
    assert [(row.name, row.unit) for row in found.rows] == [(name, unit) for unit, name in SAMPLE]
    assert found.rows[1].extras == {"序号": "2"}


def test_names_under_counted_units(listing):
    """浙江省（12个）, then names without numbers: all end as names do."""
    rows = [row for row in SAMPLE if row[1].endswith("集群")]
    body = "".join(lines(f"{unit}（{len(names)}个）", *names) for unit, names in by_unit(rows))
    found = listing(pdf(BEFORE + body + AFTER, height=200))
    assert read(found) == expected(rows, numbers=False)
    assert "count-differs" not in codes(found)


def test_wrapped_numbered_lines(listing):
    body = lines(*(f"{number}. {name}" for number, _, name in numbered()))
    found = listing(pdf(BEFORE + body, size=14, width=110))
    assert read(found) == expected(units=False)
    assert "joined-row" in codes(found)


def test_english(listing):
    header = ("No.", "Recommending unit", "Cluster name", "Batch")
    rows = [
        ("1", "Hebei Province", "Qinghe cashmere cluster", "1"),
        ("2", "Beijing", "Haidian application software industrial cluster of the city", "2"),
    ]
    for stroke in ("0.5pt", "none"):
        found = listing(pdf(table("(1.5cm, 4cm, 5cm, 2cm)", header, rows, stroke=stroke)))
        assert [(row.name, row.unit) for row in found.rows] == [(row[2], row[1]) for row in rows]
        assert found.rows[1].extras == {"No.": "2", "Batch": "2"}


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_rotated_pages(listing, angle, stroke):
    reader = pypdf.PdfReader(io.BytesIO(pdf(table("(1cm, 1fr, 4cm)", HEADER, ROWS, stroke=stroke))))
    writer = pypdf.PdfWriter()
    for page in reader.pages:
        writer.add_page(page).rotate(angle)
    stream = io.BytesIO()
    writer.write(stream)
    assert read(listing(stream.getvalue())) == expected()


def test_other_tables_are_left_out(listing):
    other = table("(3cm, 3cm)", ("地区", "数量"), [("河北省", "3"), ("北京市", "3")])
    found = listing(pdf(other + lines(" ") + table("(1cm, 1fr, 4cm)", HEADER, ROWS) + other))
    assert read(found) == expected()
    assert codes(found).count("table-skipped") == 2


@pytest.mark.parametrize("more", ["", "align: horizon,"])
@pytest.mark.parametrize("inset", ["5pt", "3pt"])
def test_no_numbers_and_no_lines(listing, more, inset):
    """Only names and units: a row is told by the space around it."""
    rows = [(name, unit) for _, name, unit in ROWS]
    options = f"{more} inset: {inset},"
    body = table("(6cm, 4cm)", ("集群名称", "推荐单位"), rows, stroke="none", more=options)
    found = listing(pdf(body, height=160))
    assert read(found) == expected(numbers=False)


def test_numbers_with_points_beside_units(listing):
    """A line of a row that holds "15." and its unit is no heading."""
    rows = [(f"{number}.", name, unit) for number, name, unit in ROWS]
    body = table("(1.2cm, 5cm, 4cm)", HEADER, rows, stroke="none", more="align: horizon,")
    found = listing(pdf(body))
    assert [(row.name, row.unit) for row in found.rows] == [(name, unit) for unit, name in SAMPLE]


@pytest.mark.parametrize("align", ["top", "horizon", "bottom"])
def test_merged_units_cut_by_a_page(listing, align):
    """One unit over many rows and a page: its text stands on one page, its rows on both."""
    names = [f"样本县{at}号产业集群" for at in range(1, 31)]
    cell = f"table.cell(rowspan: 20, align: {align})[河北省]"
    rows = [("1", "北京市", names[0]), ("2", cell, names[1])]
    rows += [(str(at), name) for at, name in enumerate(names[2:21], 3)]
    rows += [(str(at), "江西省", name) for at, name in enumerate(names[21:], 22)]
    body = table("(1.2cm, 3cm, 6cm)", ("序号", "省份", "集群名称"), rows)
    found = listing(pdf(body, height=150))
    assert [row.name for row in found.rows] == names
    assert [row.unit for row in found.rows] == ["北京市"] + ["河北省"] * 20 + ["江西省"] * 9
    carried = [remark for remark in found.remarks if remark.code == "unit-carried-down"]
    assert len({remark.where.page for remark in carried}) == 1


def test_damaged_part():
    content = pdf(table("(1cm, 1fr, 4cm)", HEADER, ROWS))
    assert list(check_streams(Source("list.pdf", content))) == []
    at = content.index(b"stream\n", content.index(b"CIDFontType0C")) + 40
    changed = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
    (remark,) = check_streams(Source("list.pdf", changed))
    assert remark.code == "damaged-part"
