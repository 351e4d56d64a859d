"""Days and periods."""

import pytest

from app.ogc.period import EARLIEST, LATEST, Period, first_day, last_day, read_period
from geo.errors import InvalidInput


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02-29T23:59:59Z", "2024-02-29", "2024-02-29"),
        ("2024-02-29T12:00:00.5+08:00/2024-03-01", "2024-02-29", "2024-03-01"),
        ("../2024-03-01", EARLIEST, "2024-03-01"),
        ("2024-03-01/", "2024-03-01", LATEST),
        ("../..", EARLIEST, LATEST),
    ],
)
def test_a_period_is_read(value, first, last):
    assert read_period("datetime", value) == Period(first, last)


@pytest.mark.parametrize(
    "value",
    ["", "2024", "2024-02-30", "2023-02-29", "2024-1-1", "2024-01-01T00:00:00", "today", "/x",
     "2024-01-02/2024-01-01", "2024-01-01/2024-01-02/2024-01-03", "２０２４-01-01"],
)  # fmt: skip
def test_what_is_no_period_is_refused(value):
    with pytest.raises(InvalidInput, match=r"^datetime"):
        read_period("datetime", value)


def test_a_date_that_is_known_to_the_month_or_year_is_all_of_it():
    assert (first_day("2024"), last_day("2024")) == ("2024-01-01", "2024-12-31")
    assert (first_day("2024-02"), last_day("2024-02")) == ("2024-02-01", "2024-02-29")
    assert (first_day("2024-02-03"), last_day(2024)) == ("2024-02-03", "2024-12-31")
    assert (first_day(None), last_day(None)) == (EARLIEST, LATEST)


def test_periods_meet_in_a_day():
    year = Period("2024-01-01", "2024-12-31")
    assert year.meets(Period("2024-12-31", LATEST))
    assert not year.meets(Period("2025-01-01", LATEST))
