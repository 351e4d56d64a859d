"""Styles of layers: the classes of the map, each feature under one rule, nothing hidden."""

from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from app.extract.styles import DENSITY, style_of
from app.figures import palette
from geo.classes import ClassMethod, classify

VALUES = [0.0, 0.5, 1.0, 2.0, 3.5, 8.0, 13.0, 13.1, 40.0, 41.0, None]


def rules(style):
    root = ET.fromstring(style.partition("\n")[2])
    colours = {
        symbol.get("name"): next(
            option.get("value")
            for option in symbol.iter("Option")
            if option.get("name") in ("color", "line_color")
        )
        for symbol in root.iter("symbol")
    }
    held = root.find("renderer-v2/rules").findall("rule")
    return [(rule.get("label"), rule.get("filter"), colours[rule.get("symbol")]) for rule in held]


def rgba(colour):
    return ",".join([*(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)), "255"])


def meets(chosen, value):
    """The filter as Python would say it."""
    name = f'"{DENSITY}"'
    if chosen.endswith("IS NULL"):
        return value is None
    if value is None:
        return False
    return eval(chosen.replace(name, repr(value)).replace(" AND ", " and ").replace(" = ", " == "))


def test_every_unit_has_the_colour_of_the_map():
    table = pd.DataFrame({DENSITY: VALUES})
    found = rules(style_of("places", table))
    values = np.array([np.nan if value is None else value for value in VALUES])
    classes = classify(values, ClassMethod.NATURAL)
    steps = palette.class_steps(classes)
    for value, group in zip(VALUES, classes.index(values), strict=True):
        (shown,) = [colour for _, chosen, colour in found if meets(chosen, value)]
        expected = {-1: palette.NO_DATA, 0: palette.ZERO}.get(int(group))
        assert shown == rgba(expected or palette.colour_of(steps[group - 1]))


@pytest.mark.parametrize("values", [[], [None], [0.0, 0.0]])
def test_without_any_value_zero_and_no_data_remain(values):
    table = pd.DataFrame({DENSITY: pd.Series(values, dtype="float64")})
    assert [label for label, *_ in rules(style_of("places", table))] == ["0", "无数据 No data"]


def test_only_the_newest_modelled_flows_show():
    table = pd.DataFrame(
        {
            "kind": ["modelled", "modelled", "policy"],
            "period": ["2014-2019", "2019-2024", None],
            "modelled_value": [7.0, 5.0, None],
        }
    )
    style = style_of("flows", table)
    held = ET.fromstring(style.partition("\n")[2]).find("renderer-v2/rules")
    assert [(rule.get("label"), rule.get("checkstate")) for rule in held] == [
        ("估算 modelled 2019-2024", "1"),
        ("估算 modelled 2014-2019", "0"),
        ("实录 recorded", "1"),
    ]
    assert style.count('value="dash"') == 2
    assert "/ 5.0" in style


@pytest.mark.parametrize(
    ("dataset", "columns"), [("places", ["adcode"]), ("sources", ["id"]), ("parks", ["code"])]
)
def test_no_style_without_its_column(dataset, columns):
    assert style_of(dataset, pd.DataFrame(columns=columns)) is None
