"""The numbers of a view as tables: every row says how it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.layers.transfer.shown import Shown
from app.state import ViewState
from app.transfer.kinds import Kind
from geo.flows import BETAS
from geo.place import PlaceKey

Row = list[object]

TEMPLATE_COLUMNS: Final = (
    "origin_level",
    "origin_adcode",
    "destination_level",
    "destination_adcode",
    "project",
    "industry",
    "year",
    "amount_100m_cny",
    "jobs",
    "source_url",
)
"""Columns of the table of projects that a user fills in."""

MODELLED: Final = "modelled 估算"
OBSERVED: Final = "observed 观测"
POLICY: Final = "policy 政策"


@dataclass(frozen=True, slots=True)
class Extract:
    """One table for download.

    Attributes
    ----------
    kind
        Kind that the view is asked for.
    columns, rows
        Names of the columns, the same in every language, and the rows.
    named
        What stands in the name of the file.
    """

    kind: Kind
    columns: Callable[[Shown], tuple[str, ...]]
    rows: Callable[[Shown], Iterable[Row]]
    named: str


def _always(*names: str) -> Callable[[Shown], tuple[str, ...]]:
    return lambda _: names


def _place(what: Shown, key: PlaceKey) -> Row:
    return [str(key.level), key.adcode, what.view.atlas.unit(key).place.name_zh]


def _policy(what: Shown) -> Iterator[Row]:
    for entry in what.index.guidance.entries:
        yield [
            POLICY,
            *_place(what, entry.place),
            str(entry.direction),
            entry.direction_zh,
            entry.sector,
            entry.item,
            entry.record_complete,
            entry.source_url,
        ]


def _events(what: Shown) -> Iterator[Row]:
    for event in what.index.events.chosen(what.choice.period):
        yield [
            OBSERVED,
            event.date,
            *_place(what, event.host),
            event.name,
            event.projects,
            event.amount_100m_cny,
            "yes" if event.at_least else "no",
            event.amount_basis,
            event.source_url,
        ]


def _flow_columns(what: Shown) -> tuple[str, ...]:
    return ("status", *_ENDS, "industry", "year", what.quantity, "projects", "projects_without")


def _projects(what: Shown) -> Iterator[Row]:
    """The flows of the map; then what is no flow: projects inside one unit, known too coarsely."""
    chosen = [what.choice.activity or "all", what.choice.period or "all"]
    for flow in what.flows.flows:
        ends = [*_place(what, flow.origin), *_place(what, flow.destination)]
        yield [OBSERVED, *ends, *chosen, flow.value, flow.records, flow.unstated]
    for name, apart in (("inside", what.flows.inside), ("coarser", what.flows.coarser)):
        if apart.records:
            label = f"{OBSERVED}: {_APART[name]}"
            yield [label, *[None] * 6, *chosen, apart.value, apart.records, apart.unstated]


def _records(what: Shown) -> Iterator[Row]:
    rows = what.index.projects.chosen(what.choice.period, what.choice.activity)
    plain = rows[list(TEMPLATE_COLUMNS)].astype(object)
    for row in plain.where(plain.notna(), None).itertuples(index=False, name=None):
        yield [OBSERVED, *row]


def _modelled_columns(what: Shown) -> tuple[str, ...]:
    unit = _UNITS.get(what.quantity, what.quantity)
    values = (f"modelled_{name}_{unit}" for name in ("value", "low", "high"))
    return ("status", *_ENDS, "activity", "activity_zh", "period", *values, "betas")


def _modelled(what: Shown) -> Iterator[Row]:
    run = what.run
    if run is None:
        return
    betas = "/".join(f"{beta:g}" for beta in BETAS)
    about = [run.activity, run.name_zh, what.choice.period]
    for flow in what.flows.flows:
        ends = [*_place(what, flow.origin), *_place(what, flow.destination)]
        yield [MODELLED, *ends, *about, flow.value, flow.low, flow.high, betas]


def _effect_columns(what: Shown) -> tuple[str, ...]:
    unit = _UNITS.get(what.quantity, what.quantity)
    given = (f"{name}_{unit}" for name in ("before", "after"))
    made = (f"modelled_{name}_{unit}" for name in ("effect", "target", "outgoing", "incoming"))
    about = ("activity", "activity_zh", "period")
    return ("status", "level", "adcode", "name", *about, *given, *made, "deviation")


def _effects(what: Shown) -> Iterator[Row]:
    """Inputs of the model and the check: the flows of each province against its gain or loss."""
    run = what.run
    if run is None:
        return
    about = [run.activity, run.name_zh, what.choice.period]
    for row in run.checked:
        balance = run.flows.balances.get(row.place)
        sums = [balance.outgoing, balance.incoming] if balance else [0.0, 0.0]
        figures = [row.effect.before, row.effect.after, row.effect.effect, row.target, *sums]
        yield [MODELLED, *_place(what, row.place), *about, *figures, row.deviation]


def _gradient(what: Shown) -> Iterator[Row]:
    if not what.choice.is_loaded:
        return
    choice, name = what.choice, what.index.activity_name(what.choice.activity, "zh-CN")
    for place, one in what.index.gradients.of(choice.activity, int(choice.period)).items():
        made: Row = [one.value, one.location_quotient, one.labour_productivity]
        made += [one.revised, one.capital_productivity]
        given: Row = [one.output_100m_cny, one.place_output_100m_cny, one.employees]
        about = [*_place(what, place), choice.activity, name, choice.period]
        yield [MODELLED, *about, *made, *given, one.capital_100m_cny]


_PLACE: Final = ("level", "adcode", "name")
_ENDS: Final = (*(f"origin_{p}" for p in _PLACE), *(f"destination_{p}" for p in _PLACE))
_UNITS: Final = {"output": "100m_cny", "employment": "persons"}
_APART: Final = {"inside": "inside one unit", "coarser": "an end known only more coarsely"}

EXTRACTS: Final[Mapping[str, Extract]] = {
    "policy": Extract(
        Kind.POLICY,
        _always(
            "status",
            *_PLACE,
            "direction",
            "direction_zh",
            "sector",
            "item",
            "record_complete",
            "source_url",
        ),
        _policy,
        "policy",
    ),
    "events": Extract(
        Kind.EVENTS,
        _always(
            "status",
            "date",
            *(f"host_{p}" for p in _PLACE),
            "event",
            "projects",
            "amount_100m_cny",
            "at_least",
            "amount_basis",
            "source_url",
        ),
        _events,
        "observed-events",
    ),
    "projects": Extract(Kind.PROJECTS, _flow_columns, _projects, "observed-project-flows"),
    "records": Extract(
        Kind.PROJECTS, _always("status", *TEMPLATE_COLUMNS), _records, "observed-projects"
    ),
    "modelled": Extract(Kind.MODELLED, _modelled_columns, _modelled, "modelled-estimated-flows"),
    "effects": Extract(Kind.MODELLED, _effect_columns, _effects, "modelled-estimated-effects"),
    "gradient": Extract(
        Kind.GRADIENT,
        _always(
            "status",
            *_PLACE,
            "activity",
            "activity_zh",
            "year",
            "modelled_gradient_coefficient",
            "modelled_location_quotient",
            "modelled_labour_productivity",
            "modelled_revised_gradient_coefficient",
            "modelled_capital_productivity",
            "output_100m_cny",
            "place_output_100m_cny",
            "employees_persons",
            "capital_100m_cny",
        ),
        _gradient,
        "modelled-estimated-gradients",
    ),
}
"""By the name that stands in the address."""


def file_address(state: ViewState, name: str) -> str:
    """Address of a table of a view; what does not narrow it does not stand in it."""
    usual = ViewState()
    kept = state.with_(
        select="", flow="", top=usual.top, panel=usual.panel, table=usual.table, year=usual.year
    )
    return f"/transfer/{name}.csv{kept.query()}"
