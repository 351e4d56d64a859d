"""What fills each unit and what each colour means: the map and its legend are made of the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.figures import palette
from app.layers.industries import colours
from app.layers.industries.scene import Scene
from app.pages.class_section import class_range
from app.state import Structure
from geo.mix import MIN_MAPPED, NONE, TIE, Status
from geo.ramp import shades as shades_over

BREAKS: Final = (0.5, 0.8, 1.25, 2.0)
"""Limits of the classes of location quotients, alike on both sides of 1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One colour: what it means; `chain` is the chain that it stands for, if it is one's."""

    colour: str
    label: str
    chain: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """What fills the units.

    Attributes
    ----------
    steps
        For each unit the position of its entry.
    entries
        The first `apart` of them are no values; the others ascend.
    by_number
        Whether values stand by the number of their units: they have no order of their own.
    """

    steps: NDArray[np.int64]
    entries: tuple[Entry, ...]
    apart: int
    by_number: bool = False

    def found(self) -> list[tuple[Entry, int]]:
        """Entries that units have, with their number: values from the top, then the others."""
        counts: list[int] = np.bincount(self.steps, minlength=len(self.entries)).tolist()
        pairs = list(zip(self.entries, counts, strict=True))
        values = pairs[self.apart :][::-1]
        if self.by_number:
            values.sort(key=lambda pair: -pair[1])
        return [pair for pair in (*values, *pairs[: self.apart][::-1]) if pair[1]]


def fill_of(scene: Scene) -> Fill:
    """Colour the units by the chosen measure."""
    return scene.once("fill", _fill)


def _fill(scene: Scene) -> Fill:
    if scene.structure is Structure.QUOTIENT:
        return _quotients(scene)
    if scene.structure is not Structure.DOMINANT:
        return _classes(scene)
    return _dominant(scene) if scene.chain is None else _one_chain(scene)


def _dominant(scene: Scene) -> Fill:
    """A colour a chain."""
    text = scene.view.text
    entries = [
        _outside(scene),
        _empty(scene),
        Entry(colours.TIE, text("industries.tie")),
        Entry(colours.NO_SINGLE, text("industries.no_single")),
        *(Entry(c.colour, scene.name(c.id), c.id) for c in scene.index.chains.values()),
    ]
    place = {NONE: 1, TIE: 2, Status.NO_SINGLE.value: 3}
    place |= {chain: i for i, chain in enumerate(scene.index.chains, start=4)}
    steps = np.array([place[chain] for chain in scene.dominant.tolist()], dtype=np.int64)
    return Fill(np.where(scene.applies, steps, 0), tuple(entries), apart=4, by_number=True)


def _one_chain(scene: Scene) -> Fill:
    """The chosen chain: where it leads, where it is there, where it is not."""
    text, chain = scene.view.text, scene.chain
    if chain is None:
        raise ValueError("one chain is shown where one is chosen")
    name = scene.name(chain.id)
    entries = (
        _outside(scene),
        _empty(scene),
        Entry(palette.LAND, text(f"industries.absent.{scene.subject}", chain=name)),
        Entry(colours.tint(chain.colour), text("industries.present", chain=name), chain.id),
        Entry(chain.colour, text("industries.leads", chain=name), chain.id),
    )
    present = np.where(scene.inside > 0, 3, np.where(scene.subjects > 0, 2, 1))
    steps = np.where(scene.dominant == chain.id, 4, present)
    return Fill(np.where(scene.applies, steps, 0).astype(np.int64), entries, apart=2)


def _quotients(scene: Scene) -> Fill:
    """Diverging around 1, with fixed limits."""
    text = scene.view.text
    low, below, above, high = BREAKS
    labels = [
        text("industries.quotient.below", limit=f"{low:g}"),
        text("industries.range", low=f"{low:g}", high=f"{below:g}"),
        text("industries.quotient.about", low=f"{below:g}", high=f"{above:g}"),
        text("industries.range", low=f"{above:g}", high=f"{high:g}"),
        text("industries.quotient.above", limit=f"{high:g}"),
    ]
    entries = (
        _outside(scene),
        _empty(scene),
        Entry(colours.MASKED, text("industries.hidden.quotient")),
        *map(Entry, colours.QUOTIENTS, labels),
    )
    classed = np.searchsorted(np.array(BREAKS), scene.values, side="right") + 3
    return Fill(_or_apart(scene, classed), entries, apart=3)


def _classes(scene: Scene) -> Fill:
    """Classes on the ramp. Of a measure that is not a count, the ramp's first colour is for 0."""
    text, classes = scene.view.text, scene.classes
    write = written(scene)
    of_counts = scene.structure is Structure.COUNT
    shades = shades_of(scene)
    zero = palette.ZERO if of_counts else palette.RAMP[0]
    ranges = [class_range(classes, i, write) for i in range(len(classes))]
    hidden = text("industries.hidden", least=MIN_MAPPED)
    entries = (
        _outside(scene),
        _empty(scene),
        Entry(colours.MASKED, hidden),
        Entry(zero, text("industries.zero") if of_counts else write(0.0)),
        *(Entry(shade, label) for shade, label in zip(shades, ranges, strict=True)),
    )
    classed = classes.index(scene.values) + 3
    return Fill(_or_apart(scene, classed), entries, apart=3)


def shades_of(scene: Scene) -> tuple[str, ...]:
    """Colours of the classes: on the ramp, of a measure that is not a count without its first."""
    classes = scene.classes
    closed = len(classes) - classes.is_open
    if scene.structure is Structure.COUNT:
        found = shades_over(palette.RAMP, closed)
    elif closed < len(palette.RAMP):
        found = shades_over(palette.RAMP[1:], closed)
    else:
        found = shades_over(palette.RAMP, closed + 1)[1:]
    return (*found, palette.ABOVE) if classes.is_open else found


def _or_apart(scene: Scene, classed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Steps of the units that have a value; 2 hidden, 1 nothing there, 0 out of scope."""
    apart = np.where(scene.hidden, 2, np.where(scene.applies, 1, 0))
    return np.where(np.isnan(scene.values), apart, classed).astype(np.int64)


def written(scene: Scene) -> Callable[[float], str]:
    """How values of the chosen measure are written."""
    if scene.structure is Structure.SHARE:
        return lambda value: f"{value * 100:.3g}%"
    if scene.structure is Structure.COUNT:
        return scene.view.text.number
    return lambda value: f"{value:.2f}"


def _outside(scene: Scene) -> Entry:
    return Entry(colours.OUTSIDE, scene.view.text("legend.not_applicable"))


def _empty(scene: Scene) -> Entry:
    return Entry(colours.EMPTY, scene.view.text(f"industries.none.{scene.subject}"))
