"""The table twin of industrial transfer: its rows are flows where the kind has flows."""

from __future__ import annotations

from typing import Any, Final

from app.layers.layer import TableRows
from app.layers.transfer.legend import title_of
from app.layers.transfer.shown import Shown, shown
from app.pages.table_columns import name_columns
from app.transfer.guidance import Direction
from app.transfer.kinds import Kind
from app.view import View

MOST_ROWS: Final = 600
"""Flows that a table lists; the file for download has all."""

DECIMALS: Final = 6
_UNIT_FIELDS: Final = {
    Kind.POLICY: tuple(str(direction) for direction in Direction),
    Kind.EVENTS: ("events", "amount"),
    Kind.GRADIENT: ("gradient", "lq", "cp"),
}


def columns(view: View) -> list[dict[str, Any]]:
    """Columns in the language of the view; each modelled one says so."""
    what = shown(view)
    kind = what.choice.kind
    if not kind.has_flows:
        names = [_number(view, name, i == 0) for i, name in enumerate(_fields(what))]
        return [*name_columns(view), *names]
    ends = [_end(view, name) for name in ("origin", "destination")]
    value = view.text(f"transfer.measure.{what.quantity}")
    fields = ("low", "high") if kind.is_modelled else ("records", "unstated")
    numbers = [_number(view, "value", True, value), *(_number(view, name) for name in fields)]
    return [*ends, *numbers, _number(view, "share", shown_as=".2%")]


def rows(view: View) -> TableRows:
    """Flows of the map, largest first; or the units with what the kind tells of them."""
    what = shown(view)
    kind = what.choice.kind
    if kind.has_flows:
        flows = what.around.flows
        key = "transfer.table.flows.cut" if len(flows) > MOST_ROWS else "transfer.table.flows"
        title = view.text(key, title=title_of(what), n=f"{len(flows):,}", most=MOST_ROWS)
        return TableRows((), {}, (), title=title, own=_flow_rows(what))
    fields = _fields(what)
    values = {
        Kind.POLICY: _policy,
        Kind.EVENTS: _events,
        Kind.GRADIENT: _gradient,
    }[kind](what)
    return TableRows(fields, values, (None,) * len(fields), title=title_of(what))


def _fields(what: Shown) -> tuple[str, ...]:
    """What the kind tells of a unit; the revised coefficient where capital is given."""
    fields = _UNIT_FIELDS[what.choice.kind]
    if what.choice.kind is not Kind.GRADIENT or not what.choice.is_loaded:
        return fields
    year = int(what.choice.period)
    revised = what.index.gradients.has_revised(what.choice.activity, year)
    return (*fields, "revised") if revised else fields


def _flow_rows(what: Shown) -> list[dict[str, Any]]:
    total = what.around.total
    return [
        {
            "adcode": flow.id,
            "origin": what.view.name(what.view.atlas.unit(flow.origin)),
            "destination": what.view.name(what.view.atlas.unit(flow.destination)),
            "value": _rounded(flow.value),
            **(
                {"low": _rounded(flow.low), "high": _rounded(flow.high)}
                if what.run
                else {"records": flow.records, "unstated": flow.unstated}
            ),
            "share": round(flow.value / total, 5) if flow.value and total else None,
        }
        for flow in what.around.flows[:MOST_ROWS]
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _policy(what: Shown) -> dict[str, list[Any]]:
    guidance = what.index.guidance
    return {
        place.adcode: [sum(e.direction is d for e in guidance.of(place)) for d in Direction]
        for place in guidance.places
    }


def _events(what: Shown) -> dict[str, list[Any]]:
    hosts = what.index.events.hosts(what.choice.period)
    return {place.adcode: [one.events, one.amount_100m_cny] for place, one in hosts.items()}


def _gradient(what: Shown) -> dict[str, list[Any]]:
    if not what.choice.is_loaded:
        return {}
    known = what.index.gradients.of(what.choice.activity, int(what.choice.period))
    shown = len(_fields(what))
    return {
        place.adcode: [
            _rounded(value)
            for value in (
                one.value,
                one.location_quotient,
                one.labour_productivity,
                one.revised,
            )[:shown]
        ]
        for place, one in known.items()
    }


def _end(view: View, name: str) -> dict[str, Any]:
    return {
        "field": name,
        "headerName": view.text(f"transfer.table.{name}"),
        "flex": 2,
        "minWidth": 110,
    }


def _number(
    view: View, name: str, sorts: bool = False, title: str = "", shown_as: str = ",.5~r"
) -> dict[str, Any]:
    """A column of numbers, a dash where there is none."""
    written = f"d3.format('{shown_as}')(params.value)"
    return {
        "field": name,
        "headerName": title or view.text(f"transfer.table.{name}"),
        "type": "rightAligned",
        "sortingOrder": ["desc", "asc"],
        "sort": "desc" if sorts else None,
        "width": 190 if sorts else 130,
        "minWidth": 180 if sorts else 110,
        "valueFormatter": {"function": f"params.value == null ? '–' : {written}"},
    }
