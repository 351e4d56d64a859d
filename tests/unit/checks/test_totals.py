"""Counts that sources state against what is loaded."""

import pandas as pd
import pytest

from etl.checks.totals import against_totals
from etl.lists.totals import DTYPES
from tests.unit.checks.listed import codes, entries

HEBEI = {"scope": "河北省", "level": "province", "adcode": "130000"}
NATION = {"scope": "全国", "level": "nation", "adcode": "100000"}
TWO_YEARS = [{}, {"batch_year": 2024}, {"adcodes": "350582"}, {"batch_year": None}]


def totals(*changes):
    defaults = {
        "source_id": "totals",
        "programme_id": "national",
        "year_from": 2023,
        "year_to": 2023,
        "kind": "stated",
    }
    rows = [
        {"source_row": row, **defaults, **change} for row, change in enumerate(changes, start=2)
    ]
    return pd.DataFrame(rows).reindex(columns=list(DTYPES)).astype(DTYPES)


@pytest.mark.parametrize(
    ("statement", "loaded"),
    [
        (HEBEI, 1),
        ({**HEBEI, "year_to": 2024}, 2),
        (NATION, 2),
        ({**NATION, "year_to": 2024}, 3),
        ({"scope": "邢台市", "level": "prefecture", "adcode": "130500"}, 1),
        ({"scope": "清河县", "level": "county", "adcode": "130534"}, 1),
        ({"scope": "桐乡市", "level": "county", "adcode": "330483"}, 0),
    ],
)
def test_what_counts_in_a_place_and_years(statement, loaded):
    rows = entries(*TWO_YEARS)
    assert not list(against_totals(rows, totals({**statement, "count": loaded})))
    (below,) = against_totals(rows, totals({**statement, "count": loaded + 1}))
    assert (below.code, below.severity, below.row) == ("below-stated-total", "note", None)
    assert below.message.endswith(f" {loaded} of {loaded + 1}")


def test_more_than_stated():
    found = list(against_totals(entries({}, {}), totals({**HEBEI, "count": 1})))
    assert codes(found) == [("above-stated-total", "warning", 2)]
    assert found[0].message == "河北省 2023: 2 entries of national, 1 stated"
    assert found[0].source_id == "totals"


@pytest.mark.parametrize("kind", ["conflicting", "publicised", "review"])
def test_statements_of_another_kind_are_not_compared(kind):
    assert not list(against_totals(entries({}), totals({**HEBEI, "count": 0, "kind": kind})))


def test_statements_about_regions_are_not_compared():
    assert not list(against_totals(entries({}), totals({"scope": "东部地区", "count": 0})))


def test_statements_that_are_not_reached_are_told_together():
    stated = [{**HEBEI, "count": count} for count in (5, 6, 1)]
    (found,) = against_totals(entries({}), totals(*stated))
    assert found.message == (
        "national: 2 of 3 stated counts are not reached: 河北省 2023 1 of 5; 河北省 2023 1 of 6"
    )


def test_a_cluster_in_several_places_counts_once_in_each():
    spans = entries({"adcodes": "130534;130535;350582"})
    fujian = {"scope": "福建省", "level": "province", "adcode": "350000"}
    assert not list(against_totals(spans, totals({**HEBEI, "count": 1}, {**fujian, "count": 1})))


def test_several_years_are_named_from_to():
    (found,) = against_totals(entries(), totals({**HEBEI, "year_to": 2025, "count": 3}))
    assert "河北省 2023-2025 0 of 3" in found.message
