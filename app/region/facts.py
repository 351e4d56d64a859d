"""The figures of a place in groups: what a comparison puts side by side."""

from __future__ import annotations

from app.atlas import Unit
from app.industry_reading import Subject
from app.layers.parks.cards import park_cards
from app.pages.panel_parts import Card
from app.pages.place_cards import place_cards
from app.park_index import park_index
from app.region.industries import mix_cards
from app.region.transfer import PlaceTransfer
from app.view import View
from geo.place import Level

GROUPS = ("counted", "industries", "park_mix", "parks", "transfer")


def facts(view: View, unit: Unit) -> dict[str, list[Card]]:
    """Cards of a place by group, as its page has them."""
    parks = park_index(view.atlas).within(unit.place.key)
    return {
        "counted": place_cards(view, unit),
        "industries": mix_cards(view, unit, Subject.CLUSTER),
        "park_mix": mix_cards(view, unit, Subject.PARK),
        "parks": park_cards(view, parks),
        "transfer": transfer_cards(view, unit),
    }


def transfer_cards(view: View, unit: Unit) -> list[Card]:
    """Modelled flows (估算) of a province; no other place has any of its own."""
    transfer = PlaceTransfer(view, unit)
    run = transfer.run
    if run is None or unit.place.level is not Level.PROVINCE:
        return []
    text, estimate = view.text, view.text("transfer.estimate")
    titles = text("transfer.card.out"), text("transfer.card.in")
    if unit.place.key not in run.effects:
        return [Card(title, "–", text("legend.no_data")) for title in titles]
    balance = transfer.flows.balance
    values = balance.outgoing, balance.incoming
    told = transfer.modelled.told
    return [Card(title, told(value), estimate) for title, value in zip(titles, values, strict=True)]
