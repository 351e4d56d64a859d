"""Odd and hostile content: kept as text, remarked on, or refused with its place."""

import subprocess
import sys

import pytest

from etl.documents import limits, read_listing
from geo.errors import InvalidInput
from tests.unit.documents.make_xlsx import long_workbook, saved, workbook
from tests.unit.documents.samples import SAMPLE, codes, expected, numbered, read
from tests.unit.repository.project import ROOT

HEADER = "序号,推荐单位,集群名称\n"
GOOD = HEADER + "1,河北省,清河县羊绒产业集群\n2,北京市,海淀区机器人产业集群\n"


@pytest.fixture
def listing(tmp_path):
    def read_csv(content, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_listing(path)

    return read_csv


@pytest.fixture
def refusal(listing):
    def read_bad(content):
        with pytest.raises(InvalidInput) as error:
            listing(content)
        return str(error.value)

    return read_bad


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.encode() + "3,河北省,甲县".encode("gbk"), "row 4: not UTF-8, while other lines are"),
        (GOOD.encode("gbk") + "3,河北省,高阳县".encode(), "row 1: not UTF-8, while other lines"),
        (GOOD.encode() + b"3,\xff\xfe\x80,x\n", "row 4: not UTF-8, while other lines are"),
        (b"a,b\n\xff\xff\xff,\x80\x81\n", "row 2: neither UTF-8 nor GBK: save it as UTF-8"),
        (GOOD.encode()[:-2], "ends in the middle of a character: it is cut off, fetch it again"),
        (GOOD.encode("utf-16")[:-1], "the UTF-16 text is cut off or damaged"),
        (GOOD.encode("utf-16-le"), "row 1: NUL byte: the file is damaged, or not a text"),
        (GOOD.replace("清河", "清\0河").encode(), "row 2: NUL byte: the file is damaged"),
        (GOOD.replace("清河", "清\0河").encode("utf-16"), "row 2: NUL character"),
        (GOOD + '3,河北省,"高阳县', "row 4: unexpected end of data"),
        (GOOD + '3,河北省,"高阳"县\n', "row 4: ',' expected after '\"'"),
        (GOOD + f"3,河北省,{'长' * 140_000}\n", "row 4: field larger than field limit"),
        (GOOD.replace("推荐单位", "集群名称"), "row 1: column named twice: 集群名称; rename one"),
        (GOOD.replace("推荐单位", "集群 名称"), "row 1: column named twice: 集群名称"),
        (HEADER, "the list has a header but no rows"),
        ("甲,乙\n1,2\n", "no list found. It begins: 甲,乙 / 1,2. A table needs a header: 集群名称"),
        (GOOD + "3,河北省,高阳县,毛巾\n", "row 4: 4 cells under 3 columns; a comma may stand"),
    ],
)  # fmt: skip
def test_refused(refusal, content, said):
    message = refusal(content)
    assert message.startswith("list.csv")
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("=1+2产业集群", "formula"),
        ("@SUM(A1)产业集群", "formula"),
        ("<b>羊绒</b>产业集群", "markup"),
        ("羊绒&amp;产业集群", "markup"),
        ("👍羊绒产业集群", None),
        ("羊绒产业集群；DROP TABLE clusters", None),
        ("𠮷田产业集群", None),
        ("ＬＥＤ照明（样本）产业集群", None),
        ("①羊绒产业集群", None),
    ],
)
def test_names_are_kept_as_printed(listing, name, code):
    found = listing(GOOD.replace("清河县羊绒产业集群", name))
    assert found.rows[0].name == name
    assert codes(found) == ([code] if code else [])


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("  清河县  羊绒产业集群 ", "清河县 羊绒产业集群"),
        ("清河县\u3000羊绒产业集群", "清河县 羊绒产业集群"),
        ('"清河县\n羊绒产业集群"', "清河县羊绒产业集群"),
        ('"LED\nlamps cluster"', "LED lamps cluster"),
        ("清 河 县 羊 绒 集 群", "清河县羊绒集群"),
    ],
)
def test_white_space(listing, printed, kept):
    found = listing(GOOD.replace("清河县羊绒产业集群", printed))
    assert found.rows[0].name == kept


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x7f", "\u200b", "\u202e", "\u00ad"])
def test_control_characters_are_taken_out(listing, character):
    found = listing(GOOD.replace("羊绒", f"羊{character}绒"))
    assert found.rows[0].name == "清河县羊绒产业集群"
    (remark,) = found.remarks
    assert (remark.code, remark.where.row) == ("control-character", 2)
    assert f"U+{ord(character):04X}" in remark.message


def test_a_name_without_end_is_left_out(listing):
    found = listing(GOOD.replace("清河县羊绒产业集群", "长" * 10_000))
    assert [row.name for row in found.rows] == ["海淀区机器人产业集群"]
    (remark,) = found.remarks
    assert remark.code == "name-too-long"
    assert remark.message.startswith("left out: a name of 10,000 characters, more than 200: 长长")


def test_rows_without_a_name_and_jumps_are_told(listing):
    rows = (
        "1,河北省,清河县羊绒产业集群\n2,河北省,\n4,河北省,123\n5,河北省,高阳县毛巾纺织\n合计,,2\n"
    )
    found = listing(HEADER + rows)
    assert [row.name for row in found.rows] == ["清河县羊绒产业集群", "高阳县毛巾纺织"]
    told = [(remark.code, remark.where.row) for remark in found.remarks]
    assert told == [
        ("skipped-row", 3), ("skipped-row", 4), ("total-row", 6), ("number-jumps", 5),
    ]  # fmt: skip


def test_a_heading_that_counts_wrongly_is_told(listing):
    found = listing("河北省（3个）\n1. 清河县羊绒产业集群\n2. 高阳县毛巾产业集群\n", "list.txt")
    (remark,) = found.remarks
    assert remark.code == "count-differs"
    assert remark.message == "河北省: the heading says 3 rows, 2 were read"


def test_units_of_one_row_each_are_not_carried_down(listing):
    """Every unit is another: an empty one is missing, not printed above."""
    rows = [list(row) for row in numbered(SAMPLE[::3])]
    rows[2][1] = ""
    found = listing(HEADER + "\n".join(",".join(row) for row in rows))
    assert found.rows[2].unit == ""
    assert codes(found) == ["unit-missing"]


def test_plain_names(listing):
    rows = [row for row in SAMPLE if row[1].endswith("集群")]
    found = listing(
        "名单\n\n" + "\n".join(name for _, name in rows) + "\n2025年10月31日\n", "a.txt"
    )
    assert read(found) == expected(rows, units=False, numbers=False)


def test_plain_lines_that_are_not_names(refusal):
    message = refusal("首页\n清河县羊绒产业集群\n这是一段说明文字\n高阳县毛巾产业集群\n")
    assert "no list found. It begins: 首页 / 清河县羊绒产业集群" in message


def test_extra_columns_are_kept(listing):
    found = listing("No.,Cluster name,Province,主导产业,\n1,样本产业集群,河北省,毛巾,备注甲\n")
    assert found.rows[0].extras == {"No.": "1", "主导产业": "毛巾", "column 5": "备注甲"}


def test_as_json(listing):
    assert listing(GOOD).rows[0].where.as_json() == {
        "file": "list.csv", "page": None, "sheet": None, "table": None, "row": 2,
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_hundred_thousand_rows(tmp_path, kind):
    """Read in a process of its own, which says how much memory it took."""
    count = 100_000
    rows = [(str(at), *SAMPLE[at % len(SAMPLE)]) for at in range(1, count + 1)]
    rows.insert(0, ("序号", "推荐单位", "集群名称"))
    path = tmp_path / f"list.{kind}"
    if kind == "csv":
        path.write_bytes("\n".join(",".join(row) for row in rows).encode("gb18030"))
    else:
        path.write_bytes(long_workbook(rows))
    script = (
        "import re, sys, pathlib; from etl.documents import read_listing\n"
        "found = read_listing(pathlib.Path(sys.argv[1]))\n"
        # Not ru_maxrss: that of a new process begins at the memory of the one that started it.
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "peak = int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) // 1024\n"
        "print(len(found.rows), found.rows[-1].where.row, len(found.remarks), peak)\n"
    )
    command = [sys.executable, "-c", script, path]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    *counts, peak_mb = map(int, done.stdout.split())
    assert counts == [count, count + 1, 0]
    assert peak_mb < 1024


def test_a_sheet_full_of_empty_rows(listing):
    """Formatted to the last row, as a stray click on a column leaves it."""
    book = workbook([("序号", "推荐单位", "集群名称"), *numbered()])
    last = 1_048_576
    for row in range(900_000, last + 1, 50):
        book.active.cell(row, 1).number_format = "0.00"
    book.active.cell(last, 3).number_format = "0.00"
    assert read(listing(saved(book), "list.xlsx")) == expected()


def test_limits_are_what_the_document_says():
    text = (ROOT / "docs/documents.md").read_text(encoding="utf-8")
    for name in ("MAX_ROWS", "MAX_COLUMNS", "MAX_PAGES", "MAX_NAME_CHARACTERS", "MAX_ENTRIES"):
        assert f"{getattr(limits, name):,}" in text, name
    for name in ("MAX_UNPACKED_BYTES", "MAX_HTML_BYTES"):
        assert f"{getattr(limits, name) // 2**20} MB" in text, name
