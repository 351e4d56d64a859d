"""Fill and hover of the units on the map of industrial transfer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from app.atlas import Unit
from app.figures import palette
from app.figures.points import escaped
from app.figures.shading import Shading
from app.layers.transfer.shown import Shown, shown
from app.state import Language
from app.transfer.guidance import Direction
from app.transfer.kinds import Kind
from app.view import View
from geo.gradient import GRADIENT

NO_DATA, NONE = 0, 1
"""First two steps of every kind: nothing is known; known, and nothing is there."""

OUT: Final = (4, 3, 2)
IN: Final = (5, 6, 7)
"""Steps of a net outflow and a net inflow, the smallest first."""

NET_COLOURS: Final = (palette.NO_DATA, palette.ZERO, *palette.NET_OUT, *palette.NET_IN)
POLICY_COLOURS: Final = (palette.NOT_IN_SOURCE, palette.ZERO, *palette.GUIDANCE)
EVENT_COLOURS: Final = (palette.ZERO, palette.NO_DATA, palette.HOST)
GRADIENT_COLOURS: Final = (palette.NO_DATA, palette.ZERO, *palette.GRADES)
RECEIVES, BOTH, ENDS = 2, 3, 4
"""Steps of policy: asked to receive only; to receive some and end some; to end only."""


def shade(view: View) -> Shading:
    """Colour the units by the kind in view; each unit's hover is one ready text."""
    what = shown(view)
    steps, colours, told = _SHADED[what.choice.kind](what)
    lines = [[told.get(unit.place.adcode, "")] for unit in view.units]
    name = "%{properties.name_en}" if view.state.lang is Language.EN else "%{properties.name}"
    hover = f"<b>{name}</b>%{{customdata[0]}}<extra></extra>"
    found = np.array([steps.get(unit.place.adcode, 0) for unit in view.units], dtype=np.int64)
    return Shading(found, colours, lines, hover)


Shaded = tuple[Mapping[str, int], tuple[str, ...], Mapping[str, str]]


def net_breaks(what: Shown) -> tuple[float, float]:
    """Two values that part the net flows of all units, in and out alike, into thirds."""
    nets = [abs(balance.net) for balance in what.flows.balances.values() if balance.net]
    if not nets:
        return 0.0, 0.0
    low, high = np.quantile(nets, [1 / 3, 2 / 3])
    return _two_digits(float(low)), _two_digits(float(high))


def net_step(net: float, breaks: tuple[float, float]) -> int:
    """Step of a net flow: its side, and its third."""
    if net == 0:
        return NONE
    size = int(abs(net) >= breaks[0]) + int(abs(net) >= breaks[1])
    return IN[size] if net > 0 else OUT[size]


def signed(view: View, value: float) -> str:
    """Write a number with its sign, whichever way it goes."""
    return f"{sign_of(value)}{view.text.number(abs(value))}"


def sign_of(value: float) -> str:
    """Plus, a true minus, or nothing for zero."""
    return "+" if value > 0 else "−" if value < 0 else ""


def label(view: View, unit: Unit) -> str:
    """Name of a unit on the map; where there are flows its net is written below, with its sign."""
    name = view.short_name(unit)
    what = shown(view)
    balance = what.flows.balances.get(unit.place.key)
    if balance is None or not balance.net or not what.choice.kind.has_flows:
        return name
    return f"{name}<br>{signed(view, balance.net)}"


def _net(what: Shown) -> Shaded:
    breaks, view = net_breaks(what), what.view
    steps: dict[str, int] = {}
    told: dict[str, str] = {}
    for unit in view.units:
        key = unit.place.key
        balance = what.flows.balances.get(key)
        known = what.run is None or key in what.run.effects
        if balance is None:
            steps[key.adcode] = NONE if known else NO_DATA
            told[key.adcode] = "<br>" + view.text(_absent_key(what, known))
            continue
        steps[key.adcode] = net_step(balance.net, breaks)
        told[key.adcode] = view.text(
            f"transfer.hover.net.{what.choice.kind.nature}",
            net=what.told(abs(balance.net)),
            side=view.text("transfer.in" if balance.net > 0 else "transfer.out"),
            incoming=what.told(balance.incoming),
            outgoing=what.told(balance.outgoing),
        )
    return steps, NET_COLOURS, told


def _absent_key(what: Shown, known: bool) -> str:
    if not known:
        return "legend.no_data"
    return "transfer.no_flow" if what.run else "transfer.no_project"


def _policy(what: Shown) -> Shaded:
    text, steps, told = what.view.text, {}, {}
    for place in what.index.guidance.places:
        asked = what.index.guidance.directions(place)
        receives, ends = Direction.RECEIVE in asked, len(asked - {Direction.RECEIVE}) > 0
        steps[place.adcode] = BOTH if receives and ends else RECEIVES if receives else ENDS
        entries = what.index.guidance.of(place)
        lines = [
            f"{text(f'transfer.direction.{d}')} {sum(e.direction is d for e in entries)}"
            for d in Direction
            if d in asked
        ]
        if not what.index.guidance.is_complete(place):
            lines.append(text("transfer.policy.cut"))
        told[place.adcode] = "<br>" + "<br>".join(lines)
    absent = "<br>" + text("transfer.policy.absent")
    units = (unit.place.adcode for unit in what.view.units)
    return steps, POLICY_COLOURS, {code: told.get(code, absent) for code in units}


def _events(what: Shown) -> Shaded:
    text = what.view.text
    hosts = what.index.events.hosts(what.choice.period)
    steps = {place.adcode: 1 if one.amount_100m_cny is None else 2 for place, one in hosts.items()}
    told = {
        place.adcode: text(
            "transfer.hover.events",
            n=one.events,
            amount=what.told(one.amount_100m_cny, at_least=one.at_least),
        )
        for place, one in hosts.items()
    }
    absent = "<br>" + text("transfer.events.absent")
    units = (unit.place.adcode for unit in what.view.units)
    return steps, EVENT_COLOURS, {code: told.get(code, absent) for code in units}


def _gradient(what: Shown) -> Shaded:
    text = what.view.text
    known = what.index.gradients.of(what.choice.activity, int(what.choice.period or 0))
    steps, told = {}, {}
    for place, one in known.items():
        steps[place.adcode] = 2 + int(GRADIENT.grade(one.value))
        told[place.adcode] = text(
            "transfer.hover.gradient",
            activity=escaped(what.activity_name),
            value=text.number(one.value),
            lq=text.number(one.location_quotient),
            cp=text.number(one.labour_productivity),
        )
        if one.revised is not None:
            line = text("transfer.hover.revised", value=text.number(one.revised))
            told[place.adcode] += f"<br>{line}"
    absent = "<br>" + text("legend.no_data")
    units = (unit.place.adcode for unit in what.view.units)
    return steps, GRADIENT_COLOURS, {code: told.get(code, absent) for code in units}


def _two_digits(value: float) -> float:
    return float(f"{value:.2g}")


_SHADED: Final = {
    Kind.POLICY: _policy,
    Kind.EVENTS: _events,
    Kind.PROJECTS: _net,
    Kind.MODELLED: _net,
    Kind.GRADIENT: _gradient,
}
