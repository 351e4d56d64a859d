"""Dates: only those of the calendar."""

import pytest

from etl.lists.dates import is_date


@pytest.mark.parametrize("text", ["2023", "2023-02", "2023-02-28", "2024-02-29", "1949-10-01"])
def test_dates(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2023-02-30", "2023-02-29", "2023-13", "2023-00", "2023-1-5", "0001-01-01", "2101"),
        *("2023年2月", "20230228", "2023-02-28 ", "2023-02-28T00:00", "２０２３"),
    ],
)
def test_no_dates(text):
    assert not is_date(text)
