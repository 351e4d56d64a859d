"""The panel of gradient coefficients (估算): provinces by coefficient, or one by its factors."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from app.layers.transfer.shown import Shown
from app.pages.links import view_link
from app.pages.panel_parts import figure_card
from app.transfer.gradients import Coefficient
from geo.gradient import GRADIENT, REVISED_GRADIENT
from geo.place import PlaceKey

LISTED: Final = 12


def gradient_panel(what: Shown) -> list[Any]:
    """Sections below the title."""
    year = int(what.choice.period)
    known = what.index.gradients.of(what.choice.activity, year)
    if what.chosen is None:
        return [_provinces(what, known), _method(what, known)]
    key = what.chosen.place.key
    own = [_figures(what, known, key)] if key in known else [_no_data(what)]
    return [*own, *_activities(what, key, year), _method(what, known)]


def _no_data(what: Shown) -> html.P:
    return html.P(what.view.text("transfer.gradient.absent"), className="empty")


def _figures(what: Shown, known: dict[PlaceKey, Coefficient], key: PlaceKey) -> html.Dl:
    text, one = what.view.text, known[key]
    estimate = text("transfer.estimate")
    rank = 1 + sum(other.value > one.value for other in known.values())
    cards = [
        (
            text("transfer.gradient.coefficient"),
            text.number(one.value),
            text("panel.rank", rank=rank, of=len(known)),
        ),
        (text("transfer.gradient.lq"), text.number(one.location_quotient), estimate),
        (text("transfer.gradient.cp"), text.number(one.labour_productivity), estimate),
    ]
    if one.revised is not None and one.capital_productivity is not None:
        factor = text("transfer.gradient.ccor", value=text.number(one.capital_productivity))
        cards.append((text("transfer.gradient.revised"), text.number(one.revised), factor))
    return html.Dl([figure_card(*card) for card in cards], className="figures")


def _provinces(what: Shown, known: dict[PlaceKey, Coefficient]) -> html.Section:
    view = what.view
    ranked = sorted(known, key=lambda place: (-known[place].value, place.adcode))
    items = [
        html.Li(
            view_link(
                view.state.with_(level=view.level, select=place.adcode),
                [html.Span(what.name(place)), html.Span(view.text.number(known[place].value))],
            )
        )
        for place in ranked
    ]
    count = html.Span(f"{len(ranked)}", className="count")
    title = html.H2([view.text("transfer.gradient.provinces"), count])
    return html.Section([title, html.Ol(items, className="ranking")])


def _activities(what: Shown, key: PlaceKey, year: int) -> list[html.Section]:
    """The activities in which a province stands highest."""
    gradients, view = what.index.gradients, what.view
    held = [
        (gradients.of(activity, year)[key].value, activity)
        for activity in gradients.activities
        if key in gradients.of(activity, year)
    ]
    if not held:
        return []
    items = [
        html.Li(
            view_link(
                view.state.with_(activity=activity, period=str(year)),
                [
                    html.Span(what.index.activity_name(activity, view.text.lang)),
                    html.Span(view.text.number(value)),
                ],
                current=activity == what.choice.activity,
            )
        )
        for value, activity in sorted(held, key=lambda pair: (-pair[0], pair[1]))[:LISTED]
    ]
    title = view.text("transfer.gradient.activities", year=year)
    return [html.Section([html.H2(title), html.Ol(items, className="ranking")])]


def _method(what: Shown, known: dict[PlaceKey, Coefficient]) -> html.Section:
    text = what.view.text
    revised = any(one.revised is not None for one in known.values())
    capital = text(f"transfer.gradient.capital.{'given' if revised else 'missing'}")
    formulas = [GRADIENT.formula, *([REVISED_GRADIENT.formula] if revised else [])]
    return html.Section(
        [
            html.H2(text("transfer.model")),
            html.P(text("transfer.gradient.text"), className="note"),
            html.P(capital, className="note"),
            *map(html.Code, formulas),
            html.Details(
                [html.Summary(text("transfer.gradient.inputs")), _inputs(what, known, revised)]
            ),
        ],
        className="model",
    )


def _inputs(what: Shown, known: dict[PlaceKey, Coefficient], revised: bool) -> html.Table:
    """What the coefficients of all provinces are made of; a dash where it is not given."""
    text = what.view.text
    names = ["output", "place_output", "employees", *(["capital"] if revised else [])]
    head = [html.Th("", scope="col")]
    head += [html.Th(text(f"transfer.gradient.input.{name}"), scope="col") for name in names]
    rows = []
    for place, one in known.items():
        given = [one.output_100m_cny, one.place_output_100m_cny, one.employees]
        given += [one.capital_100m_cny] if revised else []
        cells = [html.Td("–" if value is None else text.number(value)) for value in given]
        rows.append(html.Tr([html.Th(what.name(place), scope="row"), *cells]))
    return html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="inputs")
