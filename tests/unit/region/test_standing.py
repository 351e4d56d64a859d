"""A long list of units: its head, the place itself and its neighbours, gaps marked."""

import pytest

from app.region.standing import Standing, shortened


def rows(n):
    return [Standing(object(), i + 1, {}, 0, 0.0) for i in range(n)]


def ranks(shown):
    return [row and row.rank for row in shown]


def test_a_short_list_is_shown_whole():
    fourteen = rows(14)
    assert shortened(fourteen, fourteen[13].unit) is None


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (1, [1, 2, 3, 4, 5, 6, 7, 8, None]),
        (8, [1, 2, 3, 4, 5, 6, 7, 8, 9, None]),
        (9, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, None]),
        (11, [1, 2, 3, 4, 5, 6, 7, 8, None, 10, 11, 12, None]),
        (19, [1, 2, 3, 4, 5, 6, 7, 8, None, 18, 19, 20]),
        (20, [1, 2, 3, 4, 5, 6, 7, 8, None, 19, 20]),
    ],
)
def test_the_place_is_shown_between_its_neighbours(own, expected):
    twenty = rows(20)
    assert ranks(shortened(twenty, twenty[own - 1].unit)) == expected


def test_a_list_of_others_shows_its_head():
    assert ranks(shortened(rows(15), object())) == [1, 2, 3, 4, 5, 6, 7, 8, None]
