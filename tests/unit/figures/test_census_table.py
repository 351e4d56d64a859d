"""The reader of the census tables: what it takes, and what it refuses with file and row."""

import pytest

from etl.figures.census import read_census
from etl.figures.census_table import read_census_table
from etl.sources import Source
from geo.errors import DataUnavailable, InvalidInput
from tests.unit.figures.sample import Row, write_census

ONE = Row("110101", "东城区")


def read(folder, rows, **options):
    return read_census(write_census(folder, rows, **options))


def test_tables_with_a_byte_order_mark(tmp_path):
    (unit,) = read(tmp_path, [Row("110101", "东城区", 1234, making=0.125)]).units
    assert (unit.code, unit.name, unit.row) == ("110101", "东城区", 2)
    assert (unit.residents, unit.manufacturing_share) == (1234, 0.125)
    assert unit.adult_share == pytest.approx(0.8)
    assert unit.employed == pytest.approx(1234 * 0.8 * 0.5)
    assert unit.manufacturing_employed == pytest.approx(1234 * 0.8 * 0.5 * 0.125)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("1101", "东城区"), r"row 2: CODE is '1101'; it must be an adcode"),
        (Row("", "东城区"), "row 2: CODE is empty"),
        (Row("110101", ""), "row 2: NAME is empty"),
        (Row("110101", "东城区", -5), r"row 2: POPU is '-5'; it must be a whole number"),
        (Row("110101", "东城区", 12.5), "row 2: POPU is '12.5'"),
        (Row("110101", "东城区", "１２"), "row 2: POPU is '１２'"),
        (Row("110101", "东城区", 20_000_001), "row 2: POPU is 20,000,001; it can be at most"),
        (Row("110101", "东城区", ages=(20, 70, 10)), r"row 2: AGES_0-14 is 20.0; it can be at"),
        (Row("110101", "东城区", ages=("nan", 0.7, 0.1)), "row 2: AGES_0-14 is 'nan'"),
        (Row("110101", "东城区", ratio=1.2), r"row 2: EMPL_OCCU is 1.2; it can be at most 1"),
        (Row("110101", "东城区", ratio="=1/2"), "row 2: EMPL_OCCU is '=1/2'"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(tmp_path, row, said):
    with pytest.raises(InvalidInput, match=said):
        read(tmp_path, [row])


def test_a_code_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match=r"row 4: code 110101 stands twice, first in row 2"):
        read(tmp_path, [ONE, Row("110102", "西城区"), ONE])


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "population.csv"
    path.write_text("CODE,NAME,POP\n110101,东城区,1\n", encoding="utf-8")
    source = Source("census", "census-population", "Census", path=path)
    with pytest.raises(InvalidInput, match="column missing: POPU"):
        read_census_table(source)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "编号".encode("gbk")])
def test_what_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / "population.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"population\.csv"):
        read_census_table(Source("census", "census-population", "Census", path=path))


def test_a_file_that_is_away(tmp_path):
    source = Source("census", "census-population", "Census", path=tmp_path / "no.csv")
    with pytest.raises(DataUnavailable, match=r"no\.csv is missing"):
        read_census_table(source)


@pytest.mark.parametrize("nothing", ["", "#DIV/0!"])
def test_a_cell_that_says_nothing_is_missing(tmp_path, nothing):
    blank = Row("350527", "金门县", nothing, (nothing,) * 3, nothing)
    census = read(tmp_path, [ONE, blank])
    unit = census.units[1]
    assert (unit.residents, unit.adult_share, unit.employed) == (None, None, None)
    assert ("census-population", 3, "no-value") in [
        (one.source_id, one.row, one.code) for one in census.findings
    ]


def test_shares_of_age_that_do_not_add_up_are_reported_and_nothing_is_made_of_them(tmp_path):
    # 1,000 residents, of whom the shares account for 400: the number or the shares are wrong.
    census = read(tmp_path, [Row("110101", "东城区", ages=(0.1, 0.2, 0.1))])
    (unit,) = census.units
    assert (unit.residents, unit.employed, unit.weight) == (None, None, pytest.approx(400))
    (finding,) = census.findings
    assert (finding.code, finding.row) == ("contradictory", 2)
    assert "which fits 400 residents, not 1,000" in finding.message


def test_rounded_shares_need_not_add_up_exactly(tmp_path):
    census = read(tmp_path, [Row("110101", "东城区", ages=(0.2001, 0.7, 0.1))])
    assert census.units[0].residents == 1000
    assert census.findings == ()


def test_an_employment_ratio_that_is_hardly_possible_is_reported_and_not_used(tmp_path):
    census = read(tmp_path, [Row("632623", "甘德县", ratio=0.0413)])
    (unit,) = census.units
    assert (unit.residents, unit.employed, unit.manufacturing_share) == (1000, None, None)
    assert [one.code for one in census.findings] == ["implausible"]


def test_sections_that_do_not_add_up_are_reported_and_not_used(tmp_path):
    sources = write_census(tmp_path, [ONE])
    path = sources["census-employment"].path
    path.write_text(path.read_text("utf-8-sig").replace("0.75", "0.5"), encoding="utf-8")
    census = read_census(sources)
    assert census.units[0].manufacturing_share is None
    assert "the shares of the sections add up to 0.7500" in census.findings[0].message


def test_residents_alone(tmp_path):
    (unit,) = read(tmp_path, [ONE], tables=["population"]).units
    assert (unit.residents, unit.employed, unit.manufacturing_share) == (1000, None, None)


def test_employment_alone(tmp_path):
    (unit,) = read(tmp_path, [ONE], tables=["employment"]).units
    assert (unit.residents, unit.employed, unit.manufacturing_share) == (None, None, 0.25)


def test_ages_alone_make_no_unit(tmp_path):
    assert read(tmp_path, [ONE], tables=["ages"]).units == ()


def test_nothing_loaded(tmp_path):
    missing = Source("census", "census-population", "Census", optional=True)
    assert read_census({"census": missing}).units == ()


def test_a_code_that_another_table_lacks_is_reported(tmp_path):
    sources = write_census(tmp_path, [ONE, Row("110102", "西城区")])
    path = sources["census-ages"].path
    lines = path.read_text("utf-8-sig").splitlines()[:-1]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    census = read_census(sources)
    assert census.units[1].employed is None
    (finding,) = census.findings
    assert (finding.source_id, finding.code) == ("census-ages", "missing-row")
    assert "110102" in finding.message


def test_two_sources_of_one_kind_are_refused(tmp_path):
    sources = write_census(tmp_path, [ONE], tables=["population"])
    again = Source("again", "census-population", "Again", path=tmp_path / "population.csv")
    with pytest.raises(InvalidInput, match="census-population and again are both of kind"):
        read_census({**sources, "again": again})
