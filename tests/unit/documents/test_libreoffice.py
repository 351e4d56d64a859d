"""PDFs that LibreOffice made (tests/fixtures/documents): read row for row."""

import pytest

from etl.documents import read_listing
from tests.unit.documents.samples import SAMPLE, codes, expected, read
from tests.unit.repository.project import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "documents"


@pytest.mark.parametrize("name", ["word-table", "word-merged", "sheet-lines", "sheet-plain"])
def test_tables(name):
    assert read(read_listing(FOLDER / f"{name}.pdf")) == expected()


def test_rows_broken_by_pages():
    found = read_listing(FOLDER / "word-merged.pdf")
    (joined,) = (remark for remark in found.remarks if remark.code == "joined-row")
    assert joined.where.page == 2
    assert "number-jumps" not in codes(found)


def test_automatic_numbers():
    found = read_listing(FOLDER / "word-numbered.pdf")
    assert [(row.name, row.unit) for row in found.rows] == [(name, unit) for unit, name in SAMPLE]


def test_side_by_side():
    found = read_listing(FOLDER / "word-side-by-side.pdf")
    assert [row.name for row in found.rows] == [name for _, name in SAMPLE]
    assert [row.extras["序号"] for row in found.rows] == [row.number for row in expected()]


def test_units_printed_once():
    found = read_listing(FOLDER / "web-page.pdf")
    assert read(found) == expected()
    assert codes(found).count("unit-carried-down") == len(SAMPLE) - len({u for u, _ in SAMPLE})
