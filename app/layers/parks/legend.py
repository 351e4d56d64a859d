"""The legend of the map of parks: colours of the units, sizes and colours of the symbols."""

from __future__ import annotations

from itertools import pairwise

from app.figures.palette import class_steps
from app.layers.parks.points import (
    AREA_BREAKS_HA,
    SIZES_PX,
    shown_parks,
    size_scale,
    symbol_colours,
    symbol_step,
)
from app.layers.parks.shade import COLOURS
from app.layers.parks.units import ParkUnits, park_units
from app.layers.parks.wording import indicator_name
from app.legend import Heading, Note, Part, Sizes, Swatch, Swatches
from app.pages.class_section import Classed, class_range, class_section
from app.park_index import Flag, park_index
from app.state import ParkSymbol
from app.view import View
from geo.intensity import INTENSITY_RATIO


def legend(view: View) -> list[Part]:
    """The legend of a view."""
    text, units = view.text, park_units(view)
    title = text(f"parks.measure.{view.state.parks}.long", level=text(f"level.{view.level}"))
    return [
        Heading(title),
        Swatches(tuple(_classes(view, units))),
        *class_section(view, _classed(view, units)),
        Heading(text("parks.legend.symbols")),
        Swatches(tuple(_symbols(view)), is_round=True),
        Sizes(tuple(_sizes(view))),
        *map(Note, _notes(view)),
    ]


def _classes(view: View, units: ParkUnits) -> list[Swatch]:
    found = units.classes.index(units.values)
    rows = [
        Swatch(COLOURS[step], _range(view, units, i), int((found == i + 1).sum()))
        for i, step in reversed(list(enumerate(class_steps(units.classes))))
    ]
    return [*rows, Swatch(COLOURS[0], view.text("parks.zero"), int((found == 0).sum()))]


def _classed(view: View, units: ParkUnits) -> Classed:
    colours = [COLOURS[step] for step in class_steps(units.classes)]
    return Classed(units.classes, units.values, colours, view.text.number)


def _range(view: View, units: ParkUnits, i: int) -> str:
    return class_range(units.classes, i, view.text.number)


def _symbols(view: View) -> list[Swatch]:
    steps = [symbol_step(view, park) for park, _ in shown_parks(view)]
    names = _names(view)
    return [
        Swatch(colour, names[step], steps.count(step))
        for step, colour in enumerate(symbol_colours(view))
    ]


def _names(view: View) -> list[str]:
    text = view.text
    match view.state.symbols:
        case ParkSymbol.GRADE:
            return [text("parks.national"), text("parks.provincial")]
        case ParkSymbol.FLAGS:
            return [text("parks.unflagged"), text("parks.flagged")]
        case ParkSymbol.INTENSITY:
            breaks = [text.number(limit) for limit in INTENSITY_RATIO.breaks]
            between = [f"{a} – {b}" for a, b in pairwise(breaks)]
            return [text("legend.no_data"), f"< {breaks[0]}", *between, f"≥ {breaks[-1]}"]


def _sizes(view: View) -> list[tuple[float, str]]:
    limits = [f"{limit:,}" for limit in AREA_BREAKS_HA]
    between = (f"{a} – {b}" for a, b in pairwise(limits))
    names = [f"< {limits[0]}", *between, f"≥ {limits[-1]}"]
    scale = size_scale(view)
    return [
        (px * scale, view.text("parks.hectares", range=name))
        for px, name in zip(SIZES_PX, names, strict=True)
    ]


def _notes(view: View) -> list[str]:
    text, index = view.text, park_index(view.atlas)
    all_here = index.within(view.frame.place.key)
    nowhere = len(all_here) - len(shown_parks(view))
    lines = [text("parks.legend.place")]
    if nowhere:
        lines.append(text("parks.legend.nowhere", n=nowhere))
    if view.state.symbols is ParkSymbol.FLAGS:
        lines += [text(f"parks.flag.{flag}") for flag in Flag]
    if view.state.symbols is ParkSymbol.INTENSITY:
        lines.append(_reference(view))
    return lines


def _reference(view: View) -> str:
    """What the ratios refer to: the national average and its year."""
    text, indicator = view.text, view.state.indicator
    found = (park.intensity.get(indicator) for park in park_index(view.atlas).parks.values())
    known = next((one for one in found if one and one.reference is not None), None)
    if known is None or known.reference is None:
        return text("parks.legend.no_reference")
    return text(
        "parks.legend.ratio",
        title=indicator_name(view, indicator),
        value=f"{known.reference:,.6g}",
        year=str(known.reference_as_of)[:4],
    )
