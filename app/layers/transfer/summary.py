"""The map of industrial transfer in a sentence."""

from __future__ import annotations

from app.layers.transfer.legend import title_of
from app.layers.transfer.shade import NO_DATA, shade
from app.layers.transfer.shown import Shown, shown
from app.transfer.events import hosted
from app.transfer.kinds import Kind
from app.view import View


def summary(view: View) -> str:
    """Say the map in a sentence, for those who do not see it; how it is known comes first."""
    what = shown(view)
    nature = view.text(f"transfer.nature.{what.choice.kind.nature}")
    head = view.text("transfer.summary", nature=nature, title=title_of(what))
    if not what.choice.is_loaded:
        return f"{head} {view.text('transfer.not_loaded')}"
    told = {
        Kind.POLICY: _policy,
        Kind.EVENTS: _events,
        Kind.PROJECTS: _flows,
        Kind.MODELLED: _flows,
        Kind.GRADIENT: _gradient,
    }[what.choice.kind](what)
    return f"{head} {told}{_missing(what)}"


def _missing(what: Shown) -> str:
    """How many units of the map nothing is known of."""
    if what.choice.kind is Kind.EVENTS:
        return ""
    unknown = shade(what.view).steps.tolist().count(NO_DATA)
    return what.view.text("transfer.summary.missing", n=unknown) if unknown else ""


def _flows(what: Shown) -> str:
    text, flows = what.view.text, what.around.flows
    place = what.view.name(what.chosen or what.view.focus)
    total = what.told(what.around.total, at_least=what.around.unstated > 0)
    told = text("transfer.summary.flows", place=place, n=len(flows), total=total)
    if not what.drawn:
        return told
    first = what.drawn[0]
    largest = text(
        "transfer.summary.largest", name=what.flow_name(first), value=what.flow_told(first)
    )
    return f"{told} {largest}"


def _policy(what: Shown) -> str:
    guidance = what.index.guidance
    return what.view.text(
        "transfer.summary.policy", n=len(guidance.places), entries=len(guidance.entries)
    )


def _events(what: Shown) -> str:
    host = what.chosen.place.key if what.chosen else None
    one = hosted(what.index.events.chosen(what.choice.period, host))
    amount = what.told(one.amount_100m_cny, at_least=one.at_least)
    return what.view.text("transfer.summary.events", n=one.events, amount=amount)


def _gradient(what: Shown) -> str:
    known = what.index.gradients.of(what.choice.activity, int(what.choice.period))
    first = max(known, key=lambda place: known[place].value)
    return what.view.text(
        "transfer.summary.gradient",
        n=len(known),
        name=what.name(first),
        value=what.view.text.number(known[first].value),
    )
