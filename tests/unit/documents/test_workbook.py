"""Lists in XLSX and XLS workbooks: read row for row."""

import datetime

import pytest

from etl.documents import read_listing
from geo.errors import InvalidInput
from tests.unit.documents.make_xlsx import fill, old_workbook, saved, with_cell, workbook
from tests.unit.documents.samples import (
    HEADING,
    NOTE,
    SAMPLE,
    TITLE,
    by_unit,
    codes,
    expected,
    numbered,
    read,
)

HEADER = ("序号", "推荐单位", "集群名称")
ROWS = [(int(number), unit, name) for number, unit, name in numbered()]


@pytest.fixture
def listing(tmp_path):
    def read_workbook(book, name="list.xlsx"):
        path = tmp_path / name
        path.write_bytes(book if isinstance(book, bytes) else saved(book))
        return read_listing(path)

    return read_workbook


def groups(first):
    """First and last row of each unit, the first list row being `first`."""
    for _, names in by_unit():
        yield first, first + len(names) - 1
        first += len(names)


def once():
    """The rows with each unit only in the first of its rows."""
    starts = {first for first, _ in groups(0)}
    return [
        (number, unit if at in starts else "", name) for at, (number, unit, name) in enumerate(ROWS)
    ]


def test_plain(listing):
    found = listing(workbook([(TITLE,), (HEADING,), HEADER, *ROWS, (NOTE,)]))
    assert read(found) == expected()
    assert str(found.rows[0].where) == "list.xlsx, sheet 附件1, row 4"
    assert codes(found) == ["note-outside-table"] * 3


def test_merged_units(listing):
    merged = ["A1:C1", *(f"B{first}:B{last}" for first, last in groups(3))]
    found = listing(workbook([(HEADING,), HEADER, *once()], merged=merged))
    assert read(found) == expected()
    assert codes(found) == ["note-outside-table"]


def test_units_printed_once_without_merging(listing):
    found = listing(workbook([HEADER, *once()[:6]]))
    assert [row.unit for row in found.rows] == ["北京市"] * 3 + ["河北省"] * 3
    assert codes(found) == ["unit-carried-down"] * 4


def test_a_missing_unit_is_not_filled(listing):
    rows = [*ROWS[:4], (5, "", "高阳县毛巾纺织"), *ROWS[5:]]
    found = listing(workbook([HEADER, *rows]))
    assert found.rows[4].unit == ""
    (remark,) = found.remarks
    assert (remark.code, remark.where.row) == ("unit-missing", 6)


def test_two_header_rows(listing):
    top = ("序号", "集群基本情况", "", "推荐单位", "联系", "")
    below = ("", "集群名称", "主导产业", "", "电话", "地址")
    rows = [(number, name, "样本", unit, "", "") for number, unit, name in ROWS]
    merged = ["A1:A2", "B1:C1", "D1:D2", "E1:F1"]
    for areas in (merged, []):
        found = listing(workbook([top, below, *rows], merged=areas))
        assert read(found) == expected()
        assert found.rows[0].extras == {"序号": "1", "主导产业": "样本", "电话": "", "地址": ""}
        assert found.remarks == ()


def test_two_header_rows_under_the_name(listing):
    top = ("序号", "集群名称", "推荐单位", "产值（亿元）", "")
    below = ("", "", "", "2022年", "2023年")
    rows = [(number, name, unit, 1.5, 2) for number, unit, name in ROWS]
    for areas in (["A1:A2", "B1:B2", "C1:C2", "D1:E1"], []):
        found = listing(workbook([top, below, *rows], merged=areas))
        assert read(found) == expected()
        assert found.rows[0].extras == {"序号": "1", "2022年": "1.5", "2023年": "2"}


def test_side_by_side_with_headings(listing):
    half = len(ROWS) // 2
    pairs = [
        (one[0], one[2], "", other[0], other[2])
        for one, other in zip(ROWS[:half], ROWS[half:], strict=True)
    ]
    found = listing(workbook([("序号", "名称", "", "序号", "名称"), *pairs]))
    assert read(found) == expected(units=False)


def test_side_by_side_with_units_and_an_odd_count(listing):
    header = ("省份", "集群名称") * 2
    rows = [("北京市", "样本甲集群", "河北省", "样本丙集群"), ("北京市", "样本乙集群", "", "")]
    found = listing(workbook([header, *rows]))
    assert [(row.unit, row.name[2]) for row in found.rows] == [
        ("北京市", "甲"),
        ("北京市", "乙"),
        ("河北省", "丙"),
    ]
    assert found.remarks == ()


def test_sheets(listing):
    """Sheets with the same header are joined; hidden ones and other tables are left out."""
    book = workbook([HEADER, *ROWS[:8]])
    fill(book.create_sheet("附件2"), [(TITLE,), HEADER, *ROWS[8:]])
    fill(book.create_sheet("统计"), [("地区", "数量"), ("河北省", 3)])
    hidden = book.create_sheet("底稿")
    fill(hidden, [HEADER, (1, "河北省", "样本产业集群")])
    hidden.sheet_state = "hidden"
    found = listing(book)
    assert read(found) == expected()
    assert str(found.rows[8].where) == "list.xlsx, sheet 附件2, row 3"
    skipped = {remark.code: remark.where.sheet for remark in found.remarks}
    assert skipped["table-skipped"] == "统计"
    assert skipped["sheet-hidden"] == "底稿"


def test_another_table_below(listing):
    rows = [HEADER, *ROWS, (), ("地区", "数量"), ("河北省", 3), ("合计", "", 3)]
    found = listing(workbook(rows))
    assert read(found) == expected()
    assert codes(found) == ["skipped-row", "skipped-row", "total-row"]


def test_a_list_with_more_columns_below(listing):
    rows = [HEADER, *ROWS[:8], ("序号", "集群名称", "推荐单位", "批次")]
    rows += [(number, name, unit, "第二批") for number, unit, name in ROWS[8:]]
    found = listing(workbook(rows))
    assert read(found) == expected()
    assert "批次" not in found.rows[7].extras
    assert found.rows[8].extras["批次"] == "第二批"
    assert codes(found) == ["header-changed"]


def test_values_of_all_kinds(listing):
    header = (*HEADER, "日期", "比例", "有效")
    row = (1.0, "河北省", "高阳县毛巾纺织", datetime.datetime(2025, 10, 31), 0.25, True)
    (found,) = listing(workbook([header, row])).rows
    assert found.extras == {"序号": "1", "日期": "2025-10-31", "比例": "0.25", "有效": "True"}


def test_list_that_begins_far_from_the_corner(listing):
    rows = [()] * 7 + [("", "", "", *row) for row in (HEADER, *ROWS)]
    found = listing(workbook(rows))
    assert read(found) == expected()
    assert found.rows[0].where.row == 9


def test_old_workbook(listing):
    merged = [(0, 0, 0, 2), *((first, last, 1, 1) for first, last in groups(2) if first < last)]
    rows = [(HEADING, "", ""), HEADER, *ROWS]
    found = listing(old_workbook(rows, merged), "list.xls")
    assert found.kind == "xls"
    assert read(found) == expected()
    assert str(found.rows[0].where) == "list.xls, sheet 附件1, row 3"


@pytest.mark.parametrize("column", [1, 2])
def test_formula_without_its_result(listing, column):
    rows = [list(row) for row in ROWS]
    rows[3][column] = '="河北省"&"样本"'
    with pytest.raises(InvalidInput) as error:
        listing(workbook([HEADER, *rows]))
    cell = "ABC"[column] + "5"
    said = f"list.xlsx, sheet 附件1, row 5: cell {cell}: a formula without its result; open the"
    assert str(error.value).startswith(said)


def test_formula_without_its_result_below_all_values(listing):
    with pytest.raises(InvalidInput, match="cell C22: a formula without its result"):
        listing(workbook([HEADER, *ROWS, ("", "", '="样本"&"产业集群"')]))


def test_formula_in_another_column(listing):
    rows = [(f"=ROW()-{1}", unit, name) for _, unit, name in ROWS]
    assert read(listing(workbook([HEADER, *rows]))) == [
        type(row)(row.name, row.unit, "") for row in expected()
    ]


def test_formulas_with_results_are_read(listing):
    """As a spreadsheet program saves them: formula and result."""
    content = saved(workbook([HEADER, (1, "河北省", "高阳县毛巾纺织")]))
    cell = '<c r="B2" t="str"><f>D2&amp;"省"</f><v>河北省</v></c>'
    changed = with_cell(content, "B2", cell)
    assert listing(changed).rows[0].unit == "河北省"


def test_error_values(listing):
    content = saved(workbook([HEADER, (1, "河北省", "高阳县毛巾纺织")]))
    changed = with_cell(content, "B2", '<c r="B2" t="e"><f>A9</f><v>#REF!</v></c>')
    with pytest.raises(InvalidInput, match="row 2: cell B2: holds an error value; correct it"):
        listing(changed)


def test_names_of_units_in_several_columns(listing):
    """The recommending unit wins; the others are kept."""
    header = ("地区", "集群名称", "推荐单位", "省份")
    (row,) = listing(workbook([header, ("保定市", SAMPLE[4][1], "河北省工信厅", "河北省")])).rows
    assert row.unit == "河北省工信厅"
    assert row.extras == {"地区": "保定市", "省份": "河北省"}
