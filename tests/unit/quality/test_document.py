"""docs/quality.md describes the parameters and the columns that there are."""

import re
from dataclasses import fields

import pytest

from app.quality.extracts import EXTRACTS
from app.quality.state import QualityState
from tests.unit.repository.project import ROOT

TEXT = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")


def first_cells(section):
    """Names in the first column of the tables of a section."""
    cells = re.findall(r"^\| (`.+?`) \|", section, re.M)
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def section(heading):
    return re.split(r"^##+ ", TEXT.split(f"\n{heading}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def test_every_parameter_is_described():
    described = first_cells(section("## Address"))
    assert sorted(described) == sorted({f.name for f in fields(QualityState)} - {"usual_lang"})


@pytest.mark.parametrize("name", EXTRACTS)
def test_every_column_of_a_download_is_described_in_its_order(name):
    assert first_cells(section(f"### {name}")) == list(EXTRACTS[name].columns)


@pytest.mark.parametrize("name", EXTRACTS)
def test_what_narrows_a_download_is_described(name):
    said = re.search(r"^Narrowed by (.+?)(?:\.|, which)", section(f"### {name}"), re.M | re.S)
    described = re.findall(r"`(\w+)`", said[1]) if said else []
    assert described == list(EXTRACTS[name].narrowed_by)


def test_every_download_has_a_section():
    assert re.findall(r"^### (\w+)$", TEXT, re.M) == list(EXTRACTS)
