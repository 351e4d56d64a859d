"""Standing, worked by hand from the documents' own terms."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.standing import (
    Standing,
    cluster_standings,
    due_for_review,
    in_force,
    standing,
    standings,
    term_end,
)

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


@pytest.mark.parametrize(
    ("years", "reviewed_to", "expected"),
    [
        (BATCH_2022, 2025, {2025: IN_FORCE, 2026: LAPSED}),
        (BATCH_2022, None, {2025: IN_FORCE, 2026: LAPSED}),
        (BATCH_2022, 2028, {2026: IN_FORCE, 2028: IN_FORCE, 2029: LAPSED}),  # closed in 2028
        ((2020, None), 2023, {2023: IN_FORCE, 2024: LAPSED}),
        ((None, None), None, {2024: UNDATED}),
    ],
)
def test_closed(years, reviewed_to, expected):
    found = {year: standing(*years, reviewed_to, year, closed=True) for year in expected}
    assert found == expected


YEAR = st.none() | st.integers(2015, 2035)


RESULT = st.sampled_from([None, "passed", "closed"])


@given(st.lists(st.tuples(YEAR, YEAR, YEAR), min_size=1, max_size=20), st.integers(2010, 2040))
def test_frame_agrees_with_scalar(rows, year):
    frame = pd.DataFrame(
        rows, columns=["recognised_year", "valid_to", "reviewed_to"], dtype="Int64"
    )
    expected = [standing(*row, year).value for row in rows]
    assert standings(frame, year).tolist() == expected
    assert in_force(frame, year).tolist() == [value == "in_force" for value in expected]


@given(
    st.lists(st.tuples(YEAR, YEAR, YEAR, RESULT), min_size=1, max_size=20),
    st.integers(2010, 2040),
)
def test_frame_with_results_agrees_with_scalar(rows, year):
    columns = ["recognised_year", "valid_to", "reviewed_to"]
    frame = pd.DataFrame([row[:3] for row in rows], columns=columns, dtype="Int64")
    frame["review_result"] = pd.Series([row[3] for row in rows], dtype="str")
    expected = [standing(*years, year, closed=result == "closed") for *years, result in rows]
    assert standings(frame, year).tolist() == expected


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


@pytest.mark.parametrize(
    ("recognised_on", "validity", "valid_to", "reviewed_to", "expected"),
    [
        ("2023-10-17", 3, 2026, None, date(2026, 10, 17)),  # 有效期为三年
        ("2023-10-17", 3, 2026, 2029, date(2029, 10, 17)),
        ("2023-10-17", 3, 2026, 2026, date(2026, 10, 17)),  # closed
        ("2023-01", 3, 2025, None, date(2025, 12, 31)),  # 有效期为2023年至2025年
        ("2023-01-19", 3, 2025, None, date(2025, 12, 31)),  # calendar years, whatever the day
        ("2023-01", 3, 2025, 2028, date(2028, 12, 31)),
        ("2025", 3, 2028, None, date(2028, 12, 31)),
        ("2023-10-17", None, 2026, None, date(2026, 12, 31)),
        (None, None, 2026, None, date(2026, 12, 31)),
        (None, None, None, 2024, date(2024, 12, 31)),
        ("2024-02-29", 3, 2027, None, date(2027, 2, 28)),
        ("2024-02-29", 4, 2028, None, date(2028, 2, 29)),
        ("2023-10-17", 3, None, None, None),
    ],
)
def test_last_day_of_a_term(recognised_on, validity, valid_to, reviewed_to, expected):
    assert term_end(recognised_on, validity, valid_to, reviewed_to) == expected


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2025, 10, 17), False),  # twelve months that end the day before
        (date(2025, 10, 18), True),
        (date(2026, 1, 1), True),
        (date(2026, 10, 17), True),
        (date(2026, 10, 18), False),  # the term has ended
    ],
)
def test_due_within_twelve_months(on, due):
    assert due_for_review(date(2026, 10, 17), on) is due
    assert not due_for_review(date(2026, 10, 17), on, closed=True)


def test_due_in_a_year_is_due_from_its_first_day():
    ends = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [due_for_review(end, date(2026, 1, 1)) for end in ends] == [False, True, True, False]


def test_due_from_a_leap_day():
    assert due_for_review(date(2025, 2, 27), date(2024, 2, 29))
    assert not due_for_review(date(2025, 2, 28), date(2024, 2, 29))
    assert not due_for_review(None, date(2024, 2, 29))
