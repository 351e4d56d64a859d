"""Figures of places in a worker: the newest of each kind, and what is missing as missing."""

import numpy as np
import pandas as pd
import pytest

from app.place_figures import PlaceFigures, about
from geo.figure import Basis, Figure
from geo.place import Level, PlaceKey

HERE, THERE = PlaceKey(Level.COUNTY, "110101"), PlaceKey(Level.COUNTY, "110102")
COLUMNS = ["level", "adcode", "measure", "year", "value", "basis", "coverage", "source_id"]


def figures(*rows):
    return PlaceFigures(pd.DataFrame(list(rows), columns=COLUMNS))


def row(adcode="110101", measure="population", year=2020, value=10.0):
    return ("county", adcode, measure, year, value, "stated", 1.0, "census")


def test_nothing_loaded():
    empty = figures()
    assert not empty.has(Figure.POPULATION)
    assert empty.of(Figure.POPULATION, HERE) is None
    assert np.isnan(empty.values(Figure.POPULATION, [HERE])).all()


def test_values_stand_in_the_order_asked_for():
    held = figures(row(), row("110102", value=20.0))
    assert held.values(Figure.POPULATION, [THERE, HERE]).tolist() == [20, 10]
    assert held.of(Figure.POPULATION, HERE).basis is Basis.STATED


def test_zero_is_a_value_and_missing_is_none():
    held = figures(row(measure="manufacturing_employment_share", value=0.0))
    assert held.of(Figure.MANUFACTURING_SHARE, HERE).value == 0
    assert held.of(Figure.MANUFACTURING_SHARE, THERE) is None
    values = held.values(Figure.MANUFACTURING_SHARE, [HERE, THERE])
    assert values[0] == 0
    assert np.isnan(values[1])


def test_the_newest_year_counts_as_a_whole():
    held = figures(row(year=2030, value=11.0), row(), row("110102", value=20.0))
    assert held.of(Figure.POPULATION, HERE).value == 11
    assert held.of(Figure.POPULATION, THERE) is None


def test_a_measure_of_other_software_is_left_aside():
    assert not figures(row(measure="households")).has(Figure.POPULATION)


@pytest.mark.parametrize(
    ("persons", "words"),
    [(0, "0"), (7.4, "7"), (128, "128"), (11_232.4, "11,200"), (120_037_616, "120,000,000")],
)
def test_estimated_people_are_told_with_three_digits(persons, words):
    assert about(persons) == words
