"""The flows as a matrix, origins by destinations: what is marked in it is marked on the map."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from dash import html

from app.layers.transfer.shown import Shown
from app.pages.links import attributes
from app.transfer.flows import Flow
from geo.place import PlaceKey

MOST: Final = 12
"""Rows and columns that a panel can show."""

TINTS: Final = 5


def matrix_section(what: Shown) -> list[Any]:
    """The largest origins and destinations against each other; nothing where one row is all."""
    origins, destinations = ends(what)
    if len(origins) < 2 or len(destinations) < 2:
        return []
    text = what.view.text
    head = html.Tr([html.Td(), *(_column(what, place) for place in destinations)])
    most = max(flow.value or 0.0 for flow in what.flows.flows)
    rows = [
        html.Tr([html.Th(what.name(o), scope="row"), *_cells(what, o, destinations, most)])
        for o in origins
    ]
    all_origins = {flow.origin for flow in what.flows.flows}
    all_destinations = {flow.destination for flow in what.flows.flows}
    note = text(
        "transfer.matrix.note",
        rows=len(origins),
        all_rows=len(all_origins),
        columns=len(destinations),
        all_columns=len(all_destinations),
    )
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="matrix")
    return [
        html.Section(
            [html.H2(text("transfer.matrix")), table, html.P(note, className="note")],
            className="matrix-box",
        )
    ]


def ends(what: Shown) -> tuple[list[PlaceKey], list[PlaceKey]]:
    """Origins and destinations of the matrix: those of the largest sums, largest first."""
    out: dict[PlaceKey, float] = defaultdict(float)
    into: dict[PlaceKey, float] = defaultdict(float)
    for flow in what.flows.flows:
        out[flow.origin] += flow.value or 0.0
        into[flow.destination] += flow.value or 0.0
    return _largest(out), _largest(into)


def _largest(sums: dict[PlaceKey, float]) -> list[PlaceKey]:
    return sorted(sums, key=lambda place: (-sums[place], place.adcode))[:MOST]


def _column(what: Shown, place: PlaceKey) -> html.Th:
    return html.Th(html.Span(what.name(place)), scope="col")


def _cells(
    what: Shown, origin: PlaceKey, destinations: list[PlaceKey], most: float
) -> list[html.Td]:
    found = (what.flows.by_id.get(f"{origin.adcode}-{d.adcode}") for d in destinations)
    return [html.Td(_cell(what, flow, most)) if flow else html.Td() for flow in found]


def _cell(what: Shown, flow: Flow, most: float) -> html.A:
    """One flow: darker for more; a reader of the screen hears its ends and its value."""
    is_marked = flow == what.marked
    state = what.view.state.with_(flow="" if is_marked else flow.id)
    label = f"{what.flow_name(flow)} {what.flow_told(flow)}"
    marks = attributes(data_nav="view", aria_label=label)
    if is_marked:
        marks |= attributes(aria_current="true")
    return html.A(href=state.href(), title=label, className=f"tint-{tint(flow, most)}", **marks)


def tint(flow: Flow, most: float) -> int:
    """Step of a cell, 0 for a flow whose value nobody states, 5 for the largest."""
    if flow.value is None or not most:
        return 0
    return min(TINTS, 1 + int((flow.value / most) ** 0.5 * TINTS))
