"""Stated numbers beside loaded ones, compared with the bundled lists row by row."""

import csv
from pathlib import Path

import pytest

from app.quality.coverage import Share, detail_of
from app.quality.totals import control_totals, span_of

DATA = Path(__file__).resolve().parents[3] / "data"


@pytest.fixture(scope="module")
def totals(atlas):
    return control_totals(atlas, "sme-national")


def listed(province, first, last):
    """Rows of the bundled list with this recommending unit and batch."""
    with (DATA / "clusters" / "sme_national.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    years = {str(year) for year in range(first, last + 1)}
    return sum(row["province"] == province and row["batch_year"] in years for row in rows)


def test_every_statement_is_there(totals):
    with (DATA / "stated_totals.csv").open(encoding="utf-8", newline="") as file:
        stated = list(csv.DictReader(file))
    assert len(totals) == len(stated)
    assert sorted(total.row["count"] for total in totals) == sorted(int(r["count"]) for r in stated)


@pytest.mark.parametrize(
    ("province", "first", "last"),
    [
        ("上海市", 2022, 2022),
        ("上海市", 2022, 2024),
        ("河南省", 2022, 2024),
        ("江西省", 2022, 2025),
    ],
)
def test_loaded_is_what_the_list_has_for_exactly_these_years(totals, province, first, last):
    found = [
        total.loaded
        for total in totals
        if total.row["scope"] == province
        and (total.row["year_from"], total.row["year_to"]) == (first, last)
    ]
    assert found
    assert set(found) == {listed(province, first, last)}


def test_sources_that_differ_are_told_apart_from_those_that_agree(totals):
    disputed = {(t.row["scope"], t.years, t.row["count"]) for t in totals if t.is_disputed}
    # A reprint says 7 where another source says 9; 97 that passed do not dispute 100 recognised.
    assert disputed == {("河南省", "2022–2024", 9), ("河南省", "2022–2024", 7)}


def test_more_loaded_than_stated_is_marked(totals):
    exceeded = [total for total in totals if total.is_exceeded]
    assert [(total.row["scope"], total.row["count"], total.loaded) for total in exceeded] == [
        ("河南省", 7, listed("河南省", 2022, 2024))
    ]


def test_a_region_that_is_no_unit_has_no_loaded_number(totals):
    regions = [total for total in totals if total.unit is None]
    assert {total.row["scope"] for total in regions} >= {"东部地区", "中部地区", "西部地区"}
    assert {total.loaded for total in regions} == {None}


def test_a_province_shows_its_widest_statement(atlas):
    rows = {row.unit.place.name_zh: row for row in detail_of(atlas, "sme-national", 2025).provinces}
    shown = {name: (row.widest_years, row.widest.stated) for name, row in rows.items()}
    assert shown["江西省"] == ("2022–2025", 16)
    assert shown["河南省"] == ("2022–2024", 9)
    assert shown["江苏省"] == ("2022–2023", 11)
    assert shown["北京市"] == ("", None)  # only single batches are stated
    assert rows["河南省"].widest.loaded == listed("河南省", 2022, 2024)


def test_spans_are_written_short():
    assert span_of(2022, 2022) == "2022"
    assert span_of(2022, 2024) == "2022–2024"


@pytest.mark.parametrize(
    ("share", "percent", "is_known"),
    [
        (Share(44, 100), 44, True),
        (Share(0, 100), 0, True),
        (Share(8, 7), 100, True),
        (Share(0, 0), 0, False),
        (Share(3, None), 0, False),
    ],
)
def test_a_share_needs_a_total(share, percent, is_known):
    assert share.percent == percent
    assert share.is_known is is_known
