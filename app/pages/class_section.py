"""How the classes of a legend came about: histogram, method, breaks, lock."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from dash import dcc, html
from numpy.typing import NDArray

from app.classing import YEARS, write_breaks
from app.legend import Note, OnScreen, Part
from app.pages.links import attributes, segments, view_link
from app.view import View
from geo.classes import FOUND, Classes, ClassMethod

BINS: Final = 24
HANDFUL: Final = 5
"""Different values from which a histogram tells more than the classes."""

Write = Callable[[float], str]


def class_range(classes: Classes, i: int, write: Write) -> str:
    """Name the limits of a class."""
    low, high = classes.lower[i], classes.upper[i]
    if not classes.is_open:
        return write(low) if low == high else f"{write(low)} – {write(high)}"
    if i == len(classes) - 1:
        return f"> {write(low)}"
    return f"> {write(low)} – {write(high)}" if i else f"≤ {write(high)}"


@dataclass(frozen=True, slots=True, eq=False)
class Classed:
    """Values with their classes.

    Attributes
    ----------
    colours
        Of the classes.
    write
        Writes a value.
    factor
        What values are multiplied with where they are written.
    """

    classes: Classes
    values: NDArray[np.float64]
    colours: Sequence[str]
    write: Write
    factor: float = 1

    @property
    def written_breaks(self) -> str:
        """The breaks as the address has them."""
        return write_breaks(self.classes.breaks(self.factor))


def class_section(view: View, classed: Classed) -> list[Part]:
    """What stands under the classes of a legend; nothing where there are none."""
    if not len(classed.classes):
        return []
    histogram = _histogram(view, classed)
    return [
        *([OnScreen(histogram)] if histogram else []),
        *_methods(view, classed),
        *_lock(view, classed),
    ]


def _methods(view: View, classed: Classed) -> list[Part]:
    text, classes = view.text, classed.classes
    if classes.method is ClassMethod.UNIQUE:
        return [Note(text("legend.unique"))]
    options = [(text(f"classes.{m}"), view.state.with_(classes=m, breaks="")) for m in FOUND]
    manual = view.state.with_(breaks=classed.written_breaks)
    options.append((text("classes.manual"), manual))
    current = text(f"classes.{_current(view)}")
    used = len(classes) - classes.is_open
    fit = text("legend.fit", fit=f"{classes.fit:.3f}", classes=used)
    return [
        OnScreen(segments(options, current, text("legend.method"), pairs=True)),
        Note(fit),
    ]


def _current(view: View) -> ClassMethod:
    by_hand = view.state.breaks not in ("", YEARS)
    return ClassMethod.MANUAL if by_hand else view.state.classes


def _lock(view: View, classed: Classed) -> list[Part]:
    """Lock and unlock; what a locked legend holds for; the field for breaks of one's own."""
    text, state = view.text, view.state
    if not classed.classes.is_open:
        lock = view_link(state.with_(breaks=classed.written_breaks), text("legend.lock"))
        return [OnScreen(html.P(lock, className="note"))]
    unlock = OnScreen(
        html.P(view_link(state.with_(breaks=""), text("legend.unlock")), className="note")
    )
    if state.breaks == YEARS:
        return [
            Note(text("legend.locked.years", method=text(f"classes.{state.classes}"))),
            unlock,
        ]
    last = classed.write(classed.classes.upper[-2])
    return [Note(text("legend.locked", last=last)), unlock, OnScreen(_breaks_form(view))]


def _breaks_form(view: View) -> html.Form:
    text = view.text
    field = dcc.Input(
        id="breaks",
        value=view.state.breaks,
        type="text",
        autoComplete="off",
        maxLength=80,
        debounce=True,
    )
    label = html.Label([html.Span(text("legend.breaks")), field], htmlFor="breaks")
    apply = html.Button(text("legend.breaks.apply"), type="submit", className="ghost")
    note = html.P(text("legend.breaks.how"), className="note")
    return html.Form([html.Div([label, apply], className="breaks-row"), note], id="breaks-form")


def _histogram(view: View, classed: Classed) -> html.Div | None:
    """Positive values in equal bins, each bar in the colour of its class; breaks are marked."""
    classes, write = classed.classes, classed.write
    positive = classed.values[classed.values > 0]
    if len(np.unique(positive)) < HANDFUL:
        return None
    whole = bool((positive == positive.round()).all())
    edges = _edges(positive, whole=whole)
    counts, _ = np.histogram(positive, edges)
    middles = classes.index((edges[:-1] + edges[1:]) / 2)
    bars = [
        html.Span(
            style={"height": f"{_height(n, counts.max())}%", "background": classed.colours[i - 1]}
        )
        for n, i in zip(counts.tolist(), middles.tolist(), strict=True)
    ]
    low, high = float(positive.min()), float(positive.max())
    label = view.text("legend.histogram", low=write(low), high=write(high), n=f"{len(positive):,}")
    ends = html.Div([html.Span(write(low)), html.Span(write(high))], className="histogram-ends")
    named = attributes(aria_label=label)
    marks = _marks(classes, edges, whole=whole)
    return html.Div([html.Div([*bars, *marks], className="histogram", role="img", **named), ends])


def _edges(positive: NDArray[np.float64], *, whole: bool) -> NDArray[np.float64]:
    """Edges of equal bins; of whole numbers a bin holds whole numbers."""
    low, high = float(positive.min()), float(positive.max())
    if not whole:
        return np.linspace(low, high, BINS + 1)
    width = -(-(high - low + 1) // BINS)
    return np.arange(low - 0.5, high + width, width)


def _height(count: int, most: int) -> str:
    """A single one among thousands must still be seen."""
    return f"{max(count / most * 100, 3):.0f}" if count else "0"


def _marks(classes: Classes, edges: NDArray[np.float64], *, whole: bool) -> list[html.I]:
    """Breaks between the classes, where they lie among the bars; beside those of whole numbers."""
    low, high = float(edges[0]), float(edges[-1])
    limits = list(classes.upper[:-1]) if classes.is_open else _between(classes)
    if whole:
        limits = [math.floor(limit) + 0.5 for limit in limits]
    return [
        html.I(style={"left": f"{(limit - low) / (high - low) * 100:.1f}%"})
        for limit in limits
        if low < limit < high
    ]


def _between(classes: Classes) -> list[float]:
    pairs = zip(classes.upper[:-1], classes.lower[1:], strict=True)
    return [(upper + lower) / 2 for upper, lower in pairs]
