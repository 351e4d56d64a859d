"""The legend of industrial transfer: what the colours and widths mean, and what is not shown."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from dash import html

from app.layers.transfer.parts import badge, source_note
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
from app.pages.legend import legend_row
from app.transfer.kinds import Kind
from app.view import View
from geo.flows import BETAS
from geo.gradient import GRADIENT


def legend(view: View) -> list[Any]:
    """Contents of the legend; its title names the kind and how it is known."""
    what = shown(view)
    title = html.H2([html.Span(title_of(what)), badge(what)])
    if not what.choice.is_loaded:
        return [title, html.P(view.text("transfer.not_loaded"), className="note strong")]
    parts = {
        Kind.POLICY: _policy,
        Kind.EVENTS: _events,
        Kind.PROJECTS: _flows,
        Kind.MODELLED: _flows,
        Kind.GRADIENT: _gradient,
    }[what.choice.kind](what)
    return [title, *parts, *_notes(*source_note(what))]


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


def _flows(what: Shown) -> list[Any]:
    classes = html.Ul(_net_rows(what), className="classes spans")
    return [classes, *_ribbons(what), *_notes(*_apart(what))]


def _net_rows(what: Shown) -> list[html.Li]:
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
        legend_row(view, NET_COLOURS[step], label, counts.get(step, 0))
        for step, label in rows
        if step in must or counts.get(step)
    ]


def _ribbons(what: Shown) -> list[Any]:
    """Share of what is drawn in the total, and the widths."""
    if not what.drawn or math.isnan(what.share):
        return [html.P(what.view.text("transfer.legend.none"), className="note strong")]
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
        html.P(line, className="note strong"),
        html.Ul(_widths(what), className="widths"),
        html.P(text("transfer.legend.widths"), className="note"),
        *_tones(what),
    ]


def _widths(what: Shown) -> list[html.Li]:
    """Three lines: the largest flow of the map, half and a tenth of it."""
    largest = what.flows.flows[0].value or 0.0
    return [
        html.Li(
            [
                html.Span(className="width", style={"height": f"{max(part * 16, 1.2):.1f}px"}),
                html.Span(what.told(float(f"{largest * part:.2g}") if part < 1 else largest)),
            ]
        )
        for part in (1, 0.5, 0.1)
    ]


def _tones(what: Shown) -> list[Any]:
    if what.chosen is None:
        return []
    text = what.view.text
    return [
        html.Ul(
            [
                html.Li([html.Span("➜", className=f"tone {side}"), text(f"transfer.tone.{side}")])
                for side in ("out", "in")
            ],
            className="tones",
        )
    ]


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


def _policy(what: Shown) -> list[Any]:
    text, counts = what.view.text, _counts(what.view)
    rows = [(RECEIVES, "receives"), (BOTH, "both"), (ENDS, "ends"), (NO_DATA, "absent")]
    items = [
        legend_row(what.view, POLICY_COLOURS[step], text(f"transfer.policy.{name}"), n)
        for step, name in rows
        if (n := counts.get(step, 0))
    ]
    places = len(what.index.guidance.places)
    notes = _notes(text("transfer.policy.few", n=places), text("transfer.policy.complete"))
    return [html.Ul(items, className="classes spans"), *notes]


def _events(what: Shown) -> list[Any]:
    text, counts = what.view.text, _counts(what.view)
    rows = [(2, "stated"), (1, "unstated"), (0, "absent")]
    items = [
        legend_row(what.view, EVENT_COLOURS[step], text(f"transfer.events.{name}"), n)
        for step, name in rows
        if (n := counts.get(step, 0))
    ]
    notes = _notes(text("transfer.events.symbols"), text("transfer.events.no_origin"))
    return [html.Ul(items, className="classes spans"), *notes]


def _gradient(what: Shown) -> list[Any]:
    text, counts = what.view.text, _counts(what.view)
    edges = [f"{edge:g}" for edge in GRADIENT.breaks]
    spans = [f"< {edges[0]}", *(f"{a} – {b}" for a, b in pairwise(edges)), f"≥ {edges[-1]}"]
    rows = [(2 + i, span) for i, span in reversed(list(enumerate(spans)))]
    rows.append((NO_DATA, text("legend.no_data")))
    items = [
        legend_row(what.view, GRADIENT_COLOURS[step], label, counts.get(step, 0))
        for step, label in rows
    ]
    return [html.Ul(items, className="classes spans"), *_notes(text("transfer.gradient.note"))]


def _counts(view: View) -> dict[int, int]:
    """Number of units of each step."""
    steps = shade(view).steps.tolist()
    return {step: steps.count(step) for step in set(steps)}


def _notes(*lines: str) -> list[html.P]:
    return [html.P(line, className="note") for line in lines]
