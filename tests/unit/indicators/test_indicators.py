"""The registry of indicators, and that the methods document says of each what the code does."""

import importlib
import re
from pathlib import Path

import pytest

from geo.indicator import Indicator
from geo.indicators import INDICATORS
from geo.intensity import MEASURES

ROOT = Path(__file__).resolve().parents[3]
METHODS = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^#|\Z)", METHODS, re.M | re.S))
OF_PARKS = {measure.indicator.id: measure for measure in MEASURES}
OTHERS = {name: one for name, one in INDICATORS.items() if name not in OF_PARKS}


def test_the_document_has_every_indicator_in_order_and_no_other():
    named = re.findall(r"^(?:### |\| )`(\w+)`", METHODS, re.M)
    assert named == list(INDICATORS)


@pytest.mark.parametrize("indicator", OTHERS.values(), ids=OTHERS)
def test_a_section_states_formula_unit_source_and_what_becomes_of_missing(indicator):
    section = " ".join(SECTIONS[indicator.id].split())
    assert f"`{indicator.formula}`" in section
    assert f"**Unit** {indicator.unit.value}." in section
    assert f"**Source** {indicator.source}." in section
    assert ("**Modelled (估算).**" in section) == indicator.modelled
    assert re.search(r"\*\*Missing\*\* \w", section)
    breaks = " / ".join(f"{one:g}" for one in indicator.breaks)
    assert (f"**Breaks** {breaks}." in section) == bool(indicator.breaks)


@pytest.mark.parametrize("measure", MEASURES, ids=OF_PARKS)
def test_the_table_states_name_formula_and_unit_of_what_parks_have(measure):
    indicator = measure.indicator
    cells = [f"`{indicator.id}`", measure.term, f"`{indicator.formula}`", indicator.unit.value]
    assert f"| {' | '.join(cells)} |" in METHODS
    assert indicator.source in METHODS
    assert not indicator.modelled


def test_every_indicator_in_the_code_is_registered():
    names = [path.stem for path in (ROOT / "geo").glob("*.py") if path.stem != "__init__"]
    modules = [importlib.import_module(f"geo.{name}") for name in names]
    defined = {
        value.id
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Indicator)
    }
    assert defined | set(OF_PARKS) == set(INDICATORS)
