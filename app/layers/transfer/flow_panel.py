"""The panel where there are flows: in, out and net, the flows themselves, the model's inputs."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from app.layers.transfer.matrix import matrix_section
from app.layers.transfer.model_section import model_section
from app.layers.transfer.parts import flow_list
from app.layers.transfer.shade import sign_of
from app.layers.transfer.shown import Shown
from app.pages.links import view_link
from app.pages.panel_parts import figure_card
from app.transfer.flows import Balance, Flow
from app.view import View
from geo.place import NATION, PlaceKey

LISTED: Final = 12
_NOTHING: Final = Balance(0.0, 0.0)


def flow_panel(what: Shown) -> list[Any]:
    """Sections below the title."""
    marked = _marked(what)
    if what.chosen is None:
        title = what.view.text("transfer.panel.largest")
        lists = [
            *matrix_section(what),
            *flow_list(what, title, what.around.flows, LISTED),
        ]
        return [*marked, _whole(what), *lists, *model_section(what)]
    key = what.chosen.place.key
    outgoing = tuple(flow for flow in what.around.flows if flow.origin == key)
    incoming = tuple(flow for flow in what.around.flows if flow.destination == key)
    text = what.view.text
    return [
        *marked,
        _place(what, key),
        *flow_list(what, text("transfer.panel.out"), outgoing, LISTED),
        *flow_list(what, text("transfer.panel.in"), incoming, LISTED),
        *_no_flow(what),
        *model_section(what),
    ]


def _no_flow(what: Shown) -> list[html.P]:
    if what.around.flows:
        return []
    text, key = what.view.text, what.chosen.place.key if what.chosen else NATION
    if what.run is None:
        return [html.P(text("transfer.no_project"), className="empty")]
    known = key in what.run.effects
    return [html.P(text("transfer.no_flow" if known else "legend.no_data"), className="empty")]


def _whole(what: Shown) -> html.Dl:
    """Figures of all flows on the map; of a place in focus its own."""
    text, flows, view = what.view.text, what.flows, what.view
    if view.frame.place.key != NATION:
        return _place(what, view.frame.place.key)
    senders = {flow.origin for flow in flows.flows}
    receivers = {flow.destination for flow in flows.flows}
    at_least = flows.unstated > 0
    cards: list[tuple[str, Any, str]] = [
        (text("transfer.card.total"), what.figure(flows.total, at_least=at_least), _records(what)),
        (
            text("transfer.card.flows"),
            f"{len(flows.flows):,}",
            text("transfer.card.ends", senders=len(senders), receivers=len(receivers)),
        ),
    ]
    return html.Dl([figure_card(*card) for card in cards], className="figures")


def _records(what: Shown) -> str:
    if what.run:
        return what.view.text("transfer.estimate")
    records = sum(flow.records for flow in what.flows.flows)
    return what.view.text("transfer.card.records", n=f"{records:,}")


def _place(what: Shown, key: PlaceKey) -> html.Dl:
    """In, out and net of one place."""
    text = what.view.text
    balance, unstated = _balance(what, key)
    note = text("transfer.estimate") if what.run else _unstated(what.view, unstated)
    cards: list[tuple[str, Any, str]] = [
        (text("transfer.card.out"), what.figure(balance.outgoing), note),
        (text("transfer.card.in"), what.figure(balance.incoming), note),
        (text("transfer.card.net"), _net(what, balance), _rank(what, key, balance.net)),
    ]
    if what.run and (effect := what.run.effects.get(key)):
        years = f"{text.number(effect.before)} → {text.number(effect.after)}"
        both = html.Span(years, className="pair")
        measure = text(f"transfer.measure.{what.quantity}")
        cards.append((text("transfer.card.figures"), both, measure))
    return html.Dl([figure_card(*card) for card in cards], className="figures")


def _net(what: Shown, balance: Balance) -> list[Any]:
    return what.figure(abs(balance.net), sign=sign_of(balance.net))


def _balance(what: Shown, key: PlaceKey) -> tuple[Balance, int]:
    """Balance of a place among its equals, and projects of it that state no value."""
    flows = what.flows
    if what.run is None and key.level is not what.view.level:
        choice = what.choice
        flows = what.index.projects.flows(
            key.level, what.view.state.by, NATION, choice.period, choice.activity
        )
    return flows.balances.get(key, _NOTHING), flows.around(key).unstated


def _unstated(view: View, n: int) -> str:
    return view.text("transfer.card.unstated", n=n) if n else ""


def _rank(what: Shown, key: PlaceKey, net: float) -> str:
    """Competition rank among the units of the map that have flows on the same side."""
    nets = [b.net for b in what.flows.balances.values() if b.net * net > 0]
    if key not in what.flows.balances or not net:
        return ""
    rank = 1 + sum(abs(other) > abs(net) for other in nets)
    side = what.view.text("transfer.net.in" if net > 0 else "transfer.net.out")
    return what.view.text("transfer.card.rank", side=side, rank=rank, of=len(nets))


def _marked(what: Shown) -> list[Any]:
    """The flow that is marked: its value, and what part it is of what leaves and what arrives."""
    view, flow = what.view, what.marked
    if flow is None:
        lost = view.state.flow
        return [html.P(view.text("transfer.flow.lost"), className="empty")] if lost else []
    unmark = view_link(view.state.with_(flow=""), view.text("transfer.flow.unmark"), cls="ghost")
    lines = [html.P(what.flow_told(flow), className="value")]
    lines += [html.P(line, className="note") for line in _shares(what, flow)]
    heading = html.H2([html.Span(what.flow_name(flow)), unmark])
    return [html.Section([heading, *lines], className="marked-flow")]


def _shares(what: Shown, flow: Flow) -> list[str]:
    text = what.view.text
    lines = []
    if flow.value:
        outgoing = what.flows.balances[flow.origin].outgoing
        incoming = what.flows.balances[flow.destination].incoming
        lines.append(
            text(
                "transfer.flow.shares",
                origin=what.name(flow.origin),
                out=f"{flow.value / outgoing:.1%}",
                destination=what.name(flow.destination),
                into=f"{flow.value / incoming:.1%}",
            )
        )
    if flow.records:
        lines.append(text("transfer.flow.records", n=flow.records, unstated=flow.unstated))
    if what.run:
        lines.append(text("transfer.flow.modelled"))
    return lines
