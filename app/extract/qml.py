"""Styles of QGIS (QML): rules with filter, label and symbol, as a legend shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

VERSION: Final = "3.22.0"
_HEAD: Final = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a feature is drawn.

    Attributes
    ----------
    kind
        `fill`, `marker` or `line`.
    layer
        Class of the symbol layer in QGIS.
    options
        Its properties; colours are "r,g,b,a", lengths millimetres.
    by_value
        Properties that an expression of QGIS gives.
    inside
        The mark of an area that is shown by a point.
    """

    kind: str
    layer: str
    options: Mapping[str, str]
    by_value: Mapping[str, str] = field(default_factory=dict)
    inside: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Features that meet a filter, an expression of QGIS.

    One that is not `shown` stands in the legend without its mark, until somebody sets it.
    """

    label: str
    filter: str
    symbol: Symbol
    shown: bool = True


def fill(colour: str, edge: str, edge_mm: float = 0.1) -> Symbol:
    """An area."""
    options = {"color": _rgba(colour), "style": "solid"}
    options |= {"outline_color": _rgba(edge), "outline_width": f"{edge_mm:g}"}
    return Symbol("fill", "SimpleFill", options)


def marker(colour: str, edge: str, size_mm: float, shape: str = "circle") -> Symbol:
    """A point."""
    options = {"name": shape, "color": _rgba(colour), "size": f"{size_mm:g}"}
    options |= {"outline_color": _rgba(edge), "outline_width": "0.2"}
    return Symbol("marker", "SimpleMarker", options)


def line(colour: str, width_mm: float, *, dashed: bool = False, width_by: str = "") -> Symbol:
    """A line; `width_by` is an expression that gives its width in millimetres."""
    options = {"line_color": _rgba(colour), "line_width": f"{width_mm:g}"}
    options |= {"line_style": "dash" if dashed else "solid", "capstyle": "round"}
    return Symbol("line", "SimpleLine", options, {"outlineWidth": width_by} if width_by else {})


def at_point(mark: Symbol, longitude: str, latitude: str) -> Symbol:
    """An area that is shown by a point, of which two columns tell."""
    point = f'make_point("{longitude}", "{latitude}")'
    options = {"SymbolType": "Marker", "geometryModifier": point}
    return Symbol("fill", "GeometryGenerator", options, inside=mark)


def qml(rules: Sequence[Rule]) -> str:
    """The style of a layer with these rules, the first on top of its legend."""
    style = ET.Element("qgis", version=VERSION, styleCategories="Symbology")
    style.append(renderer(rules))
    return document(style)


def renderer(rules: Sequence[Rule]) -> ET.Element:
    """The part of a style, or of a layer in a project, that says how features are drawn."""
    found = ET.Element("renderer-v2", type="RuleRenderer", symbollevels="0")
    held = ET.SubElement(found, "rules", key="{root}")
    symbols = ET.SubElement(found, "symbols")
    for number, rule in enumerate(rules):
        told = {"key": f"{{rule-{number}}}", "symbol": str(number), "label": rule.label}
        told |= {"filter": rule.filter, "checkstate": "1" if rule.shown else "0"}
        ET.SubElement(held, "rule", told)
        _add(symbols, str(number), rule.symbol)
    return found


def document(root: ET.Element) -> str:
    """A file of QGIS as text."""
    ET.indent(root)
    return _HEAD + ET.tostring(root, encoding="unicode") + "\n"


def _add(symbols: ET.Element, name: str, symbol: Symbol) -> None:
    about = {"name": name, "type": symbol.kind, "alpha": "1", "clip_to_extent": "1"}
    outer = ET.SubElement(symbols, "symbol", about)
    layer = ET.SubElement(outer, "layer", {"class": symbol.layer, "enabled": "1", "pass": "0"})
    options = ET.SubElement(layer, "Option", type="Map")
    for key, value in symbol.options.items():
        ET.SubElement(options, "Option", name=key, type="QString", value=value)
    if symbol.inside:
        _add(layer, f"@{name}@0", symbol.inside)
    if symbol.by_value:
        _by_value(ET.SubElement(layer, "data_defined_properties"), symbol.by_value)


def _by_value(element: ET.Element, expressions: Mapping[str, str]) -> None:
    whole = ET.SubElement(element, "Option", type="Map")
    ET.SubElement(whole, "Option", name="name", type="QString", value="")
    properties = ET.SubElement(whole, "Option", name="properties", type="Map")
    for key, expression in expressions.items():
        one = ET.SubElement(properties, "Option", name=key, type="Map")
        ET.SubElement(one, "Option", name="active", type="bool", value="true")
        ET.SubElement(one, "Option", name="expression", type="QString", value=expression)
        ET.SubElement(one, "Option", name="type", type="int", value="3")
    ET.SubElement(whole, "Option", name="type", type="QString", value="collection")


def _rgba(colour: str) -> str:
    return ",".join([*(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)), "255"])
