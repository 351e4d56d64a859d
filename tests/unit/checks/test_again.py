"""Clusters that are recognised again while an earlier recognition stands."""

import pytest

from etl.checks.again import still_in_force
from tests.unit.checks.listed import codes, entries

FIRST = {"cluster_id": "same", "batch_year": 2022, "recognised_year": 2023, "until": 2025}
AGAIN = {"cluster_id": "same", "batch_year": 2024, "recognised_year": 2024, "until": 2027}


def test_recognised_again_while_in_force():
    found = list(still_in_force(entries(AGAIN, FIRST)))
    assert codes(found) == [("still-in-force", "warning", 2)]
    assert found[0].message == (
        "清河县羊绒产业集群: recognised in batch 2022 already, in force to 2025"
    )


@pytest.mark.parametrize(
    "earlier",
    [
        {**FIRST, "until": 2023},
        {**FIRST, "until": None},
        {**FIRST, "recognised_year": None},
        {**FIRST, "cluster_id": "other"},
        {**FIRST, "programme_id": "other"},
        {**AGAIN, "source_id": "other"},
    ],
    ids=["lapsed", "no term", "no date", "another cluster", "another programme", "same batch"],
)
def test_what_may_be_recognised(earlier):
    assert not list(still_in_force(entries(earlier, AGAIN)))


def test_each_recognition_is_held_against_the_one_before():
    third = {**AGAIN, "batch_year": 2028, "recognised_year": 2028, "until": 2031}
    assert codes(still_in_force(entries(FIRST, AGAIN, third))) == [("still-in-force", "warning", 3)]
