"""The legend of industrial transfer: what the colours and widths mean, and what is not shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from dash import html

from app.figures import palette
from app.layers.transfer.parts import source_note
from app.layers.transfer.ribbons import widest_m
from app.layers.transfer.shade import (
    BOTH,
    ENDS,
    EVENT_COLOURS,
    GRADIENT_COLOURS,
    IN,
    NET_COLOURS,
    NO_DATA,
    NONE,
    OUT,
    POLICY_COLOURS,
    RECEIVES,
    net_breaks,
    shade,
)
from app.layers.transfer.shown import Shown, shown
from app.legend import Heading, Note, OnScreen, Part, Swatch, Swatches, Tones, Widths
from app.transfer.kinds import Kind
from app.view import View
from geo.flows import BETAS
from geo.gradient import GRADIENT


def legend(view: View) -> list[Part]:
    """The legend of a view; its title names the kind and how it is known."""
    what = shown(view)
    title = Heading(title_of(what), what.choice.kind.nature)
    if not what.choice.is_loaded:
        return [title, Note(view.text("transfer.not_loaded"), is_strong=True)]
    parts = {
        Kind.POLICY: _policy,
        Kind.EVENTS: _events,
        Kind.PROJECTS: _flows,
        Kind.MODELLED: _flows,
        Kind.GRADIENT: _gradient,
    }[what.choice.kind](what)
    return [title, *parts, *map(Note, source_note(what))]


def title_of(what: Shown) -> str:
    """What the map shows, with activity, unit and period."""
    kind, choice = what.choice.kind, what.choice
    if not choice.is_loaded:
        return what.view.text(f"transfer.kind.{kind}")
    period = choice.period.replace("-", "–") or what.view.text("transfer.rail.all_years")
    return what.view.text(
        f"transfer.title.{kind}",
        activity=what.activity_name or what.view.text("transfer.rail.all_industries"),
        measure=what.view.text(f"transfer.measure.{what.quantity}"),
        period=period,
    )


def _flows(what: Shown) -> list[Part]:
    return [_swatches(_net_classes(what)), *_ribbons(what), *map(Note, _apart(what))]


def _net_classes(what: Shown) -> list[Swatch]:
    view, text = what.view, what.view.text
    low, high = (what.view.text.number(b) for b in net_breaks(what))
    spans = (f"< {low}", f"{low} – {high}", f"≥ {high}")
    rows = [(IN[i], f"{text('transfer.net.in')} {spans[i]}") for i in (2, 1, 0)]
    rows += [(OUT[i], f"{text('transfer.net.out')} {spans[i]}") for i in (0, 1, 2)]
    none = text("transfer.no_flow" if what.run else "transfer.no_project")
    rows += [(NONE, none), (NO_DATA, text("legend.no_data"))]
    counts = _counts(view)
    must = {*IN, *OUT}
    return [
        Swatch(NET_COLOURS[step], label, counts.get(step, 0))
        for step, label in rows
        if step in must or counts.get(step)
    ]


def _ribbons(what: Shown) -> list[Part]:
    """Share of what is drawn in the total, and the widths."""
    if not what.drawn or math.isnan(what.share):
        return [Note(what.view.text("transfer.legend.none"), is_strong=True)]
    text = what.view.text
    key = "transfer.legend.top_of" if what.chosen else "transfer.legend.top"
    name = what.view.name(what.chosen) if what.chosen else ""
    line = text(
        key,
        n=len(what.drawn),
        all=sum(flow.value is not None for flow in what.around.flows),
        share=f"{what.share:.1%}",
        total=what.told(what.around.total),
        name=name,
    )
    return [
        Note(line, is_strong=True),
        Widths(tuple(_widths(what)), widest_m(what)),
        Note(text("transfer.legend.widths")),
        *_tones(what),
    ]


def _widths(what: Shown) -> list[tuple[float, str]]:
    """Three lines: the largest flow of the map, half and a tenth of it."""
    largest = what.flows.flows[0].value or 0.0
    return [
        (part, what.told(float(f"{largest * part:.2g}") if part < 1 else largest))
        for part in (1, 0.5, 0.1)
    ]


def _tones(what: Shown) -> list[Part]:
    if what.chosen is None:
        return []
    text = what.view.text
    outward = ("out", palette.FLOW, text("transfer.tone.out"))
    return [Tones((outward, ("in", palette.FLOW_IN, text("transfer.tone.in"))))]


def _apart(what: Shown) -> list[str]:
    """What is in no ribbon and why; and what a modelled flow is not."""
    text, flows = what.view.text, what.flows
    if what.run:
        betas = " / ".join(f"{beta:g}" for beta in BETAS)
        return [text("transfer.legend.modelled", betas=betas)]
    lines = []
    level = text(f"level.{what.view.level}")
    for name, apart in (("inside", flows.inside), ("coarser", flows.coarser)):
        if apart.records:
            value = what.told(apart.value, at_least=apart.unstated > 0)
            line = text(f"transfer.legend.{name}", n=apart.records, value=value, level=level)
            lines.append(line)
    if flows.unstated:
        measure = text(f"transfer.measure.{what.quantity}")
        lines.append(text("transfer.legend.unstated", n=flows.unstated, measure=measure))
    return lines


def _policy(what: Shown) -> list[Part]:
    text, counts = what.view.text, _counts(what.view)
    rows = [(RECEIVES, "receives"), (BOTH, "both"), (ENDS, "ends"), (NO_DATA, "absent")]
    items = [
        Swatch(POLICY_COLOURS[step], text(f"transfer.policy.{name}"), n)
        for step, name in rows
        if (n := counts.get(step, 0))
    ]
    places = len(what.index.guidance.places)
    notes = (
        Note(text("transfer.policy.few", n=places)),
        OnScreen(html.P(text("transfer.policy.complete"), className="note")),
    )
    return [_swatches(items), *notes]


def _events(what: Shown) -> list[Part]:
    text, counts = what.view.text, _counts(what.view)
    rows = [(2, "stated"), (1, "unstated"), (0, "absent")]
    items = [
        Swatch(EVENT_COLOURS[step], text(f"transfer.events.{name}"), n)
        for step, name in rows
        if (n := counts.get(step, 0))
    ]
    notes = Note(text("transfer.events.symbols")), Note(text("transfer.events.no_origin"))
    return [_swatches(items), *notes]


def _gradient(what: Shown) -> list[Part]:
    text, counts = what.view.text, _counts(what.view)
    edges = [f"{edge:g}" for edge in GRADIENT.breaks]
    spans = [f"< {edges[0]}", *(f"{a} – {b}" for a, b in pairwise(edges)), f"≥ {edges[-1]}"]
    rows = [(2 + i, span) for i, span in reversed(list(enumerate(spans)))]
    rows.append((NO_DATA, text("legend.no_data")))
    items = [Swatch(GRADIENT_COLOURS[step], label, counts.get(step, 0)) for step, label in rows]
    return [_swatches(items), Note(text("transfer.gradient.note"))]


def _counts(view: View) -> dict[int, int]:
    """Number of units of each step."""
    steps = shade(view).steps.tolist()
    return {step: steps.count(step) for step in set(steps)}


def _swatches(items: Sequence[Swatch]) -> Swatches:
    return Swatches(tuple(items), labels="spans")
