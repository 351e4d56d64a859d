"""Batches against the number that was announced."""

import pytest

from etl.checks.sizes import batch_sizes
from tests.unit.checks.listed import batches, codes, entries, programmes


def sizes(count, rules, **programme):
    of_programme = programmes({"id": "national", **programme})
    return list(batch_sizes(entries(*[{}] * count), of_programme, batches(**rules)))


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (20, []),
        (22, [("batch-too-large", "error", 22)]),
        (19, [("batch-nearly-complete", "warning", 20)]),
        (18, [("batch-nearly-complete", "warning", 19)]),
        (17, [("batch-in-part", "note", None)]),
    ],
)
def test_sizes(count, expected):
    assert codes(sizes(count, {"stated_total": 20})) == expected


def test_messages():
    assert [sizes(count, {"stated_total": 20})[0].message for count in (21, 19, 2)] == [
        "batch 2023 of national: 21 entries, 20 announced",
        "batch national 2023: 19 of 20 announced entries: the others may be lost in reading",
        "batches loaded in part: national 2023: 2 of 20",
    ]


def test_the_programme_says_what_the_batch_does_not():
    assert codes(sizes(3, {}, size_per_batch=2)) == [("batch-too-large", "error", 4)]
    assert sizes(3, {"stated_total": 3}, size_per_batch=2) == []


def test_without_an_announced_number_any_will_do():
    assert sizes(300, {}) == []


def test_a_cluster_that_stands_twice_counts_once():
    rows = entries({}, {"source_id": "other", "cluster_id": "c2"}, {})
    assert not list(batch_sizes(rows, programmes(), batches(stated_total=2)))


def test_batches_in_part_are_told_together():
    rows = entries({}, {"programme_id": "second"}, {"batch_year": None})
    of_both = programmes({}, {"id": "second", "size_per_batch": 30})
    (found,) = batch_sizes(rows, of_both, batches(stated_total=20))
    assert found.message == "batches loaded in part: national 2023: 1 of 20; second 2023: 1 of 30"
