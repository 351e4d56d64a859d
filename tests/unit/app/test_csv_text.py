"""CSV that spreadsheets and programs read alike, whatever is in a cell."""

import csv
import io

import pytest

from app.csv_text import BYTE_ORDER_MARK, ROWS_AT_ONCE, csv_text, neutralised


def read(columns, rows):
    text = b"".join(csv_text(columns, rows)).decode("utf-8")
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u200b=1", "\ufeff=1"),
    *("＝1", "＋1", "－1", "＠x", "\u3000=1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"),
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_becomes_text(text):
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "普通", "a=b", "1-2", "(1)", "'=1", "。", "2022–2024", "\u3000", "./atlas etl"]
)
def test_other_text_stays_as_it_is(text):
    assert neutralised(text) == text


def test_values_of_all_kinds():
    rows = [[None, 1, 0.97, True, "a", ["x"], {"k": "值"}]]
    assert read(list("abcdefg"), rows)[1] == ["", "1", "0.97", "True", "a", '["x"]', '{"k": "值"}']


def test_a_negative_number_is_a_number():
    assert read(["a"], [[-5]])[1] == ["-5"]


def test_quotes_commas_and_line_ends_stay_in_their_cell():
    cell = 'a,"b"\nc'
    assert read(["a", "b"], [[cell, "x\r\ny\rz"]])[1] == [cell, "x\ny\nz"]


@pytest.mark.parametrize("count", [0, 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 3 * ROWS_AT_ONCE])
def test_all_rows_come_in_pieces(count):
    pieces = list(csv_text(["n"], ([i] for i in range(count))))
    assert len(pieces) == count // ROWS_AT_ONCE + 1
    assert read(["n"], ([i] for i in range(count))) == [["n"], *([str(i)] for i in range(count))]


def test_rows_are_asked_for_as_they_are_sent():
    asked = []

    def rows():
        for i in range(10 * ROWS_AT_ONCE):
            asked.append(i)
            yield [i]

    next(iter(csv_text(["n"], rows())))
    assert len(asked) == ROWS_AT_ONCE
