"""Lists in DOCX files, in the layouts of notices: read row for row."""

import docx
import pytest
from docx.enum.text import WD_BREAK

from etl.documents import read_listing
from etl.documents.word.numbers import chinese
from geo.errors import InvalidInput
from tests.unit.documents.make_docx import (
    add_numbered,
    add_numbering,
    add_table,
    insert_tracked,
    merge_equal,
    number,
    saved,
    with_table,
)
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

HEADER = ("序号", "推荐单位", "集群名称")


@pytest.fixture
def listing(tmp_path):
    def read_docx(document):
        path = tmp_path / "list.docx"
        path.write_bytes(document if isinstance(document, bytes) else saved(document))
        return read_listing(path)

    return read_docx


def test_table_with_notes_around(listing):
    found = listing(
        with_table(HEADER, numbered(), before=(TITLE, HEADING), after=(NOTE, SIGNATURE))
    )
    assert read(found) == expected()
    assert codes(found) == ["note-outside-table"] * 4
    assert str(found.rows[0].where) == "list.docx, table 1, row 2"
    assert str(found.remarks[1].where) == "list.docx, row 2"


def test_merged_units(listing):
    document = with_table(HEADER, numbered())
    merge_equal(document.tables[0], 1)
    assert read(listing(document)) == expected()


def test_two_header_rows_and_a_title_row(listing):
    document = docx.Document()
    rows = [
        (HEADING, "", "", ""),
        ("序号", "集群情况", "", "推荐单位"),
        ("", "集群名称", "主导产业", ""),
        *((number_, name, "样本", unit) for number_, unit, name in numbered()),
    ]
    table = add_table(document, rows)
    table.cell(0, 0).merge(table.cell(0, 3))
    table.cell(1, 1).merge(table.cell(1, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 3).merge(table.cell(2, 3))
    found = listing(document)
    assert read(found) == expected()
    assert found.rows[0].extras == {"序号": "1", "主导产业": "样本"}
    assert [remark.message for remark in found.remarks] == [f"not a row of the list: {HEADING}"]


def test_headings_inside_the_table(listing):
    document = docx.Document()
    rows, merged = [("序号", "集群名称")], []
    for unit, names in by_unit():
        merged.append(len(rows))
        rows.append((f"{unit}（{len(names)}个）", ""))
        rows.extend((str(at), name) for at, name in enumerate(names, 1))
    table = add_table(document, rows)
    for row in merged:
        table.cell(row, 0).merge(table.cell(row, 1))
    found = listing(document)
    assert [(row.name, row.unit) for row in found.rows] == [(name, unit) for unit, name in SAMPLE]
    assert found.remarks == ()


def test_automatic_numbers_in_cells(listing):
    document = with_table(HEADER, [("", unit, name) for _, unit, name in numbered()])
    list_id = add_numbering(document, ("decimal", "%1"))
    for row in document.tables[0].rows[1:]:
        number(row.cells[0].paragraphs[0], list_id)
    assert read(listing(document)) == expected()


def test_automatic_numbers_of_paragraphs(listing):
    """一、北京市 and 1. as Word numbers them: no number stands in the text."""
    document = docx.Document()
    list_id = add_numbering(document, ("chineseCounting", "%1、"), ("decimal", "%2."))
    document.add_paragraph(HEADING)
    for unit, names in by_unit():
        add_numbered(document, unit, list_id)
        for name in names:
            add_numbered(document, name, list_id, level=1)
    document.add_paragraph(NOTE)
    found = listing(document)
    assert [(row.name, row.unit) for row in found.rows] == [(name, unit) for unit, name in SAMPLE]
    assert [row.extras["序号"] for row in found.rows[:4]] == ["1", "2", "3", "1"]


def test_numbers_of_a_style(listing):
    document = docx.Document()
    for _, name in SAMPLE:
        document.add_paragraph(name, style="List Number")
    assert read(listing(document)) == expected(units=False)


@pytest.mark.parametrize("label", ["{}. ", "{}、", "（{}）", "{} "])
def test_typed_numbers(listing, label):
    document = docx.Document()
    document.add_paragraph(HEADING)
    document.add_paragraph("一、各地要高度重视；二、按期报送。")
    for number_, _, name in numbered():
        document.add_paragraph(label.format(number_) + name)
    assert read(listing(document)) == expected(units=False)


def test_chinese_numbers_under_units(listing):
    document = docx.Document()
    for unit, names in by_unit():
        document.add_paragraph(unit)
        for at, name in enumerate(names, 1):
            document.add_paragraph(f"（{chinese(at)}）{name}")
    assert [(row.name, row.unit) for row in listing(document).rows] == [
        (name, unit) for unit, name in SAMPLE
    ]


def test_numbered_sentences_are_not_the_list(listing):
    document = docx.Document()
    document.add_paragraph("1. 各地要加强组织领导，完善政策，抓好落实。")
    document.add_paragraph("2. 对弄虚作假的，撤销认定；三年内不得申报。")
    document.add_paragraph(TITLE)
    for number_, _, name in numbered():
        document.add_paragraph(f"{number_}. {name}")
    assert read(listing(document)) == expected(units=False)


def test_several_tables_are_joined(listing):
    document = with_table(HEADER, numbered()[:8], before=(TITLE,))
    document.add_paragraph("续表")
    add_table(document, [HEADER, *numbered()[8:]])
    add_table(document, [("联系人", "电话"), ("样本", "000")])
    found = listing(document)
    assert read(found) == expected()
    assert found.rows[8].where.table == 2
    assert "table-skipped" in codes(found)


def test_a_table_that_goes_on_without_header(listing):
    document = with_table(HEADER, numbered()[:8])
    document.add_paragraph("")
    add_table(document, numbered()[8:])
    assert read(listing(document)) == expected()


def test_table_inside_a_cell(listing):
    document = docx.Document()
    outer = document.add_table(1, 1)
    add_table(outer.cell(0, 0), [HEADER, *numbered()])
    assert read(listing(document)) == expected()


def test_tables_nested_deeply(listing):
    document = docx.Document()
    holder = document
    for _ in range(40):
        holder = holder.add_table(1, 1).cell(0, 0)
    add_table(holder, [HEADER, *numbered()])
    assert read(listing(document)) == expected()


def test_tracked_changes(listing):
    document = with_table(HEADER, [("1", "河北省", "高阳县")])
    paragraph = document.tables[0].cell(1, 2).paragraphs[0]
    insert_tracked(paragraph, "毛巾纺织产业集群", "ins")
    insert_tracked(paragraph, "（旧）", "del")
    assert listing(document).rows[0].name == "高阳县毛巾纺织产业集群"


def test_line_breaks_in_a_cell(listing):
    document = with_table(("序\n号", "推荐\n单位", "集群 名称"), [("1", "山 东 省", "")])
    paragraph = document.tables[0].cell(1, 2).paragraphs[0]
    paragraph.add_run("博兴县").add_break()
    paragraph.add_run("厨具产业集群")
    (row,) = listing(document).rows
    assert (row.name, row.unit) == ("博兴县厨具产业集群", "山东省")


def test_too_many_pages(listing, monkeypatch):
    monkeypatch.setattr("etl.documents.word.reader.MAX_PAGES", 3)
    document = with_table(HEADER, numbered())
    for _ in range(3):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    with pytest.raises(InvalidInput, match=r"list\.docx: more than 3 pages; keep the pages with"):
        listing(document)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_chinese_numerals(value, text):
    assert chinese(value) == text
