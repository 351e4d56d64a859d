"""Standing, worked by hand from the documents' own terms."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.standing import Standing, cluster_standings, in_force, standing, standings

BATCH_2022 = (2023, 2025)  # 工信部企业函〔2023〕3号: 有效期为2023年至2025年
BATCH_2023 = (2023, 2026)  # 工信部企业函〔2023〕283号, 2023-10-17: 有效期为三年

IN_FORCE, NOT_YET, LAPSED = Standing.IN_FORCE, Standing.NOT_YET, Standing.LAPSED
UNKNOWN, UNDATED = Standing.REVIEW_UNKNOWN, Standing.UNDATED


@pytest.mark.parametrize(
    ("years", "reviewed_to", "expected"),
    [
        (BATCH_2022, None, {2022: NOT_YET, 2023: IN_FORCE, 2025: IN_FORCE, 2026: UNKNOWN}),
        (BATCH_2022, 2028, {2025: IN_FORCE, 2026: IN_FORCE, 2028: IN_FORCE, 2029: UNKNOWN}),
        (BATCH_2022, 2025, {2025: IN_FORCE, 2026: LAPSED, 2030: LAPSED}),
        (BATCH_2023, None, {2022: NOT_YET, 2023: IN_FORCE, 2026: IN_FORCE, 2027: UNKNOWN}),
        ((2018, None), None, {2017: NOT_YET, 2018: IN_FORCE, 2019: UNKNOWN}),
        ((None, None), None, {2018: UNDATED, 2030: UNDATED}),
        ((None, 2025), 2028, {2024: UNDATED}),
        ((2020, None), 2024, {2023: IN_FORCE, 2024: IN_FORCE, 2025: UNKNOWN}),
    ],
)
def test_terms(years, reviewed_to, expected):
    assert {year: standing(*years, reviewed_to, year) for year in expected} == expected


YEAR = st.none() | st.integers(2015, 2035)


@given(st.lists(st.tuples(YEAR, YEAR, YEAR), min_size=1, max_size=20), st.integers(2010, 2040))
def test_frame_agrees_with_scalar(rows, year):
    frame = pd.DataFrame(
        rows, columns=["recognised_year", "valid_to", "reviewed_to"], dtype="Int64"
    )
    expected = [standing(*row, year).value for row in rows]
    assert standings(frame, year).tolist() == expected
    assert in_force(frame, year).tolist() == [value == "in_force" for value in expected]


def test_strongest_recognition_of_a_cluster_counts():
    frame = pd.DataFrame(
        {
            "cluster_id": ["a", "a", "b", "c"],
            "recognised_year": [2019, 2025, 2018, None],
            "valid_to": [2022, 2028, 2021, None],
            "reviewed_to": [2022, None, 2021, None],
        }
    )
    assert cluster_standings(frame, 2026).to_dict() == {
        "a": "in_force",
        "b": "lapsed",
        "c": "undated",
    }


def test_empty_frame():
    frame = pd.DataFrame(
        {"cluster_id": [], "recognised_year": [], "valid_to": [], "reviewed_to": []}
    )
    assert cluster_standings(frame, 2026).empty
    assert in_force(frame, 2026).empty
