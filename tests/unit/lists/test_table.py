"""Hostile CSV files: each gives one line with file and row."""

import pytest

from etl.lists.table import MAX_CELL_CHARACTERS, read_table
from geo.errors import DataUnavailable, InvalidInput

COLUMNS = ("name_zh", "province")
GOOD = "name_zh,province\n清河县羊绒产业集群,河北省\n"


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.rstrip("\n"),
        GOOD + "\n,\n",
        'province,note,name_zh\n 河北省 ,,"清河县羊绒产业集群"\n',
        "name_zh,province\n\u3000清河县羊绒产业集群\u00a0,河北省\n",
    ],
    ids=["plain", "bom", "crlf", "no newline", "blank rows", "other order", "wide space"],
)
def test_readable(file, content):
    ((row, cells),) = read_table(file(content), COLUMNS).rows
    assert row == 2
    assert (cells["name_zh"], cells["province"]) == ("清河县羊绒产业集群", "河北省")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "list.csv is empty"),
        ("name_zh,province\n", "header but no rows"),
        (GOOD.encode("gb18030"), "row 2: the file is GBK (GB18030), not UTF-8: save it as CSV"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "XLSX"),
        (b"%PDF-1.7", "PDF"),
        (b"name_zh,province\n\xff\xfe\x80,x\n", "row 2: not UTF-8, nor GBK"),
        (GOOD.encode()[:-3], "cut off"),
        ("name_zh,province\na\0b,c\n", "row 2: NUL byte"),
        ("name_zh,province\na\x07b,c\n", "row 2: control character U+0007"),
        ("name_zh,unit\na,b\n", "row 1: column missing: province; expected name_zh, province; fou"),
        ("name_zh,province,name_zh\na,b,c\n", "row 1: column named twice: name_zh"),
        ("name_zh,province\na,b\nc\n", "row 3: 1 cells instead of 2"),
        ("name_zh,province\na,b,c\n", "row 2: 3 cells instead of 2"),
        ('name_zh,province\n"a,b\n', "row 2: unexpected end of data"),
        ('name_zh,province\n"a"b,c\n', "row 2: ',' expected"),
        (f"name_zh,province\n{'长' * (MAX_CELL_CHARACTERS + 1)},b\n", "row 2: a cell of 2,001"),
        (f"name_zh,province\n{'x' * 200_000},b\n", "row 2: field larger than field limit"),
    ],
)
def test_refused(file, content, said):
    with pytest.raises(InvalidInput) as error:
        read_table(file(content), COLUMNS)
    message = str(error.value)
    assert message.startswith("list.csv")
    assert said in message
    assert "\n" not in message


def test_too_large(file, monkeypatch):
    monkeypatch.setattr("etl.lists.table.MAX_BYTES", 20)
    with pytest.raises(InvalidInput, match=r"list\.csv is larger than"):
        read_table(file(GOOD), COLUMNS)


def test_too_many_rows(file, monkeypatch):
    monkeypatch.setattr("etl.lists.table.MAX_ROWS", 2)
    with pytest.raises(InvalidInput, match="more than 2 rows"):
        read_table(file(GOOD + "a,b\nc,d\n"), COLUMNS)


def test_missing_file(tmp_path):
    with pytest.raises(DataUnavailable, match="is missing"):
        read_table(tmp_path / "no.csv", COLUMNS)


def test_folder(tmp_path):
    with pytest.raises(DataUnavailable, match="is not a file"):
        read_table(tmp_path, COLUMNS)


def test_hash_is_of_the_bytes(file):
    plain, bom = read_table(file(GOOD), COLUMNS).sha256, read_table(file("\ufeff" + GOOD), COLUMNS)
    assert plain != bom.sha256
