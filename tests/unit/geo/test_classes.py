"""Class breaks, against hand-worked examples and a search through all partitions."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.classes import FOUND, MAX_BREAKS, ClassMethod, classify, classify_by
from geo.errors import InvalidInput

BROKEN = FOUND
many_values = st.lists(st.integers(1, 60), min_size=6, max_size=14).filter(
    lambda values: len(set(values)) > 3
)


def squares(values):
    return float(((np.array(values) - np.mean(values)) ** 2).sum())


def least_squares(values, k):
    """Smallest within-class sum of squares over all ways to cut the sorted values into k runs."""
    values = sorted(values)
    cuts = combinations(range(1, len(values)), k - 1)
    return min(
        sum(squares(run) for run in np.split(np.array(values, dtype=float), list(cut)))
        for cut in cuts
    )


def test_natural_breaks_of_the_textbook_example():
    # Sum of squares about the mean of 7 is 26; within {4, 5} and {9, 10} it is 0.5 each.
    classes = classify([4, 5, 9, 10], ClassMethod.NATURAL, k=2)
    assert (classes.lower, classes.upper) == ((4, 9), (5, 10))
    assert classes.fit == pytest.approx(25 / 26)


@given(many_values)
def test_no_partition_is_better_than_natural_breaks(values):
    classes = classify(values, ClassMethod.NATURAL, k=3)
    assert classes.fit == pytest.approx(1 - least_squares(values, 3) / squares(values))


def test_quantiles_hold_equal_numbers():
    classes = classify(range(1, 11), ClassMethod.QUANTILE)
    assert classes.lower == (1, 3, 5, 7, 9)
    assert classes.upper == (2, 4, 6, 8, 10)
    # Total 82.5; five pairs with 0.5 each.
    assert classes.fit == pytest.approx(1 - 2.5 / 82.5)


def test_equal_intervals_leave_out_empty_classes():
    # Width 2 from 1 to 11: the classes (5, 7] and (7, 9] hold nothing.
    classes = classify([1, 2, 3, 4, 5, 11], ClassMethod.EQUAL)
    assert (classes.lower, classes.upper) == ((1, 4, 11), (3, 5, 11))


@pytest.mark.parametrize("method", BROKEN)
def test_few_different_values_have_a_class_each(method):
    classes = classify([0, 1, 1, 2, 2, 7, np.nan], method)
    assert classes.method is ClassMethod.UNIQUE
    assert classes.upper == classes.lower == (1, 2, 7)
    assert classes.fit == 1


@pytest.mark.parametrize("method", BROKEN)
@pytest.mark.parametrize("values", [[], [0, 0, 0], [np.nan], [0, np.nan]])
def test_without_positive_values_there_are_no_classes(method, values):
    classes = classify(values, method)
    assert len(classes) == 0
    found = classes.index(np.array(values, dtype=float))
    assert set(found.tolist()) <= {0, -1}


@pytest.mark.parametrize("method", BROKEN)
def test_zeros_and_missing_values_take_no_part(method):
    values = [3, 1, 4, 15, 9, 2, 6]
    plain = classify(values, method)
    assert classify([0, *values, np.nan, 0], method) == plain


def test_zero_is_not_missing():
    classes = classify([1, 2, 3], ClassMethod.NATURAL)
    assert classes.index(np.array([0.0, np.nan, 1.0, 3.0])).tolist() == [0, -1, 1, 3]


@pytest.mark.parametrize("method", BROKEN)
@given(values=many_values, k=st.integers(2, 5))
def test_each_value_lies_in_its_class(method, values, k):
    classes = classify(values, method, k)
    found = classes.index(np.array(values, dtype=float))
    assert 1 <= len(classes) <= k
    for value, at in zip(values, found, strict=True):
        assert classes.lower[at - 1] <= value <= classes.upper[at - 1]


@pytest.mark.parametrize("method", BROKEN)
@given(values=many_values)
def test_classes_ascend_and_cover_the_range(method, values):
    classes = classify(values, method)
    edges = [edge for pair in zip(classes.lower, classes.upper, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert (edges[0], edges[-1]) == (min(values), max(values))
    assert 0 <= classes.fit <= 1


def test_standard_deviations_by_hand():
    # Mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32 over 8: standard deviation 2. Breaks at
    # 3, 5 and 7.
    classes = classify([2, 4, 4, 4, 5, 5, 7, 9], ClassMethod.DEVIATION, k=4)
    assert (classes.lower, classes.upper) == ((2, 4, 7, 9), (2, 5, 7, 9))


def test_given_breaks_hold_whatever_the_values():
    classes = classify_by([0, 1, 2, 3, 9, np.nan], [1, 3, 8])
    assert classes.method is ClassMethod.MANUAL
    assert (classes.lower, classes.upper) == ((0, 1, 3, 8), (1, 3, 8, np.inf))
    assert classes.index(np.array([0, 0.5, 1, 1.5, 3, 8, 8.1, np.nan])).tolist() == [
        *(0, 1, 1, 2, 2, 3, 4),
        -1,
    ]
    # 1 | 2, 3 | 9: mean 3.75, total 39.75 - 0.25 = 38.75 by squares 7.5625 + 3.0625 + 0.5625 +
    # 27.5625; within the second class 0.5.
    assert classes.fit == pytest.approx(1 - 0.5 / 38.75)


@pytest.mark.parametrize("values", [[], [0, np.nan], [2, 2, 2]])
def test_given_breaks_stay_where_there_is_nothing_to_class(values):
    classes = classify_by(values, [1, 3])
    assert (len(classes), classes.fit) == (3, 1)


@pytest.mark.parametrize(
    "breaks", [[], [0, 1], [2, 1], [1, 1], [np.nan], [1, np.inf], range(1, MAX_BREAKS + 2)]
)
def test_breaks_that_do_not_ascend_from_above_0_are_refused(breaks):
    with pytest.raises(InvalidInput, match="breaks"):
        classify_by([1, 2], breaks)


def test_breaks_are_as_short_as_keeps_each_value_in_its_class():
    quantile = classify([0.12341, 0.12342, 7, 8, 1234.5, 1236], ClassMethod.QUANTILE, k=3)
    assert quantile.upper == (0.12342, 8, 1236)
    assert quantile.breaks() == (0.124, 8, 1240)
    near = classify([1.2340, 1.2341, 1.2342, 1.2343], ClassMethod.QUANTILE, k=2)
    assert near.breaks() == (1.2341, 1.24)
    assert classify([0.07, 0.2], ClassMethod.NATURAL).breaks(100) == (7, 20)


@pytest.mark.parametrize("method", BROKEN)
@given(values=st.lists(st.floats(1e-6, 1e6), min_size=3, max_size=30), k=st.integers(2, 5))
def test_locked_breaks_leave_each_value_in_its_class(method, values, k):
    array = np.array(values)
    classes = classify(array, method, k)
    locked = classify_by(array, classes.breaks())
    assert locked.index(array).tolist() == classes.index(array).tolist()
    assert locked.fit == pytest.approx(classes.fit)
    assert locked.breaks() == classes.breaks()
