"""docs/extracts.md against the code: datasets, parameters, indicators."""

import re

from app.extract.datasets import DATASETS
from app.extract.indicators import INDICATORS_SHOWN
from tests.unit.repository.project import ROOT

PAGE = (ROOT / "docs" / "extracts.md").read_text(encoding="utf-8")


def table(first):
    """Rows of the table whose first column has this heading."""
    lines = PAGE.partition(f"| {first} |")[2].splitlines()[2:]
    rows = []
    for line in lines:
        if not line.startswith("|"):
            return rows
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def names(cell):
    return re.findall(r"`([\w-]+)`", cell)


def test_every_dataset_stands_in_its_order():
    assert [names(row[0]) for row in table("dataset")] == [[name] for name in DATASETS]


def test_datasets_without_geometry_are_told():
    told = {names(row[0])[0] for row in table("dataset") if row[2] == "none"}
    assert told == {one.id for one in DATASETS.values() if one.geometry == "none"}


def test_every_parameter_stands_there():
    told = {name for row in table("parameter") for name in names(row[0])}
    assert told >= {name for one in DATASETS.values() for name in one.parameters}


def test_parameters_name_the_datasets_that_take_them():
    for row in table("parameter"):
        parameter, told = names(row[0])[0], set(names(row[1])) & set(DATASETS)
        if parameter in ("level", "subject", "kind", "indicator"):
            assert told == {o.id for o in DATASETS.values() if parameter in o.narrowed_by}


def test_every_indicator_stands_there():
    told = [name for row in table("indicator") for name in names(row[0])]
    assert sorted(told) == sorted(one.id for one in INDICATORS_SHOWN)
