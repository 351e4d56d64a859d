"""How the modelled flows were made: method, check of the sums, and every input."""

from __future__ import annotations

from typing import Any

from dash import html

from app.layers.transfer.shade import signed
from app.layers.transfer.shown import Shown
from app.transfer.modelled import Checked, ModelRun
from geo.flows import BETAS, MODELLED_FLOW
from geo.gradient import LOCAL_EFFECT


def model_section(what: Shown) -> list[Any]:
    """Nothing for what was recorded."""
    run, text = what.run, what.view.text
    if run is None:
        return []
    betas = " / ".join(f"{beta:g}" for beta in BETAS)
    formulas = [html.Code(LOCAL_EFFECT.formula), html.Code(MODELLED_FLOW.formula)]
    inputs = html.Details([html.Summary(text("transfer.model.inputs")), _table(what, run)])
    return [
        html.Section(
            [
                html.H2(text("transfer.model")),
                html.P(text("transfer.model.text", betas=betas), className="note"),
                html.P(_balance(what, run), className="note strong"),
                *formulas,
                inputs,
            ],
            className="model",
        )
    ]


def _balance(what: Shown, run: ModelRun) -> str:
    text = what.view.text
    return text(
        "transfer.model.balance",
        losses=what.told(run.losses),
        gains=what.told(run.gains),
        flows=what.told(run.flows.total),
        deviation=f"{run.worst_deviation:.0e}" if run.worst_deviation else "0",
    )


def _table(what: Shown, run: ModelRun) -> html.Table:
    text = what.view.text
    years = [str(year) for year in run.period]
    names = ["transfer.model.effect", "transfer.model.net"]
    head = ["", *years, *(text(name) for name in names)]
    rows = [_row(what, row) for row in run.checked]
    return html.Table(
        [html.Thead(html.Tr([html.Th(name) for name in head])), html.Tbody(rows)],
        className="inputs",
    )


def _row(what: Shown, row: Checked) -> html.Tr:
    number = what.view.text.number
    figures = [
        number(row.effect.before),
        number(row.effect.after),
        signed(what.view, row.effect.effect),
        signed(what.view, row.net),
    ]
    return html.Tr([html.Td(what.name(row.place)), *(html.Td(figure) for figure in figures)])
