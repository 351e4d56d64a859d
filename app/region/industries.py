"""Leading industries of a place: its chains, how special they are, and places made up alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from app.atlas import Unit
from app.industry_index import Composition, Holdings, industry_index
from app.industry_reading import Subject
from app.pages.panel_parts import Card
from app.state import Language
from app.view import View
from geo.concentration import DIVERSITY, HHI
from geo.industry import Breadth, Chain
from geo.mix import MIN_MAPPED, NONE, TIE, Status
from geo.place import Level, PlaceKey
from geo.similarity import similarity
from geo.specialisation import LOCATION_QUOTIENT

SIMILAR_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Quotient:
    """Location quotient with its 95 % interval."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One chain in one place.

    Attributes
    ----------
    counts, broad
        How many clusters or parks count in it; those of them that leave the division open.
    quotients
        Absent where too few are expected to speak of it, and for the nation.
    """

    chain: Chain
    counts: dict[Subject, int]
    broad: dict[Subject, int]
    quotients: dict[Subject, Quotient]


def holdings_of(view: View, subject: Subject) -> Holdings:
    """Clusters that the view counts, or all parks."""
    index = industry_index(view.atlas)
    if subject is Subject.PARK:
        return index.parks()
    return index.clusters(view.state.programme, view.state.batch, view.year)


def chain_rows(view: View, unit: Unit) -> list[ChainRow]:
    """Chains that clusters or parks of a place count in, those of most clusters first."""
    key = unit.place.key
    held = {subject: holdings_of(view, subject) for subject in Subject}
    found = {
        subject: {one.chain: one for one in holdings.composition(key).chains}
        for subject, holdings in held.items()
    }
    rows = []
    for chain in industry_index(view.atlas).chains.values():
        present = {s: chains[chain.id] for s, chains in found.items() if chain.id in chains}
        if present:
            counts = {s: present[s].count if s in present else 0 for s in Subject}
            broad = {s: one.broad for s, one in present.items()}
            quotients = {s: q for s in present if (q := _quotient(held[s], key, chain.id))}
            rows.append(ChainRow(chain, counts, broad, quotients))
    return sorted(rows, key=lambda row: tuple(-row.counts[subject] for subject in Subject))


def composition_of(view: View, unit: Unit, subject: Subject) -> Composition:
    """What clusters or parks there are in a place."""
    return holdings_of(view, subject).composition(unit.place.key)


def mix_cards(view: View, unit: Unit, subject: Subject) -> list[Card]:
    """How many, dominant chain, diversity and likeness to the neighbours."""
    text = view.text
    composition = composition_of(view, unit, subject)
    broad = composition.breadths[Breadth.BROAD]
    readings = sum(composition.breadths.values())
    note = text(f"industries.card.readings.{subject}", broad=f"{broad:,}", readings=f"{readings:,}")
    cards = [
        Card(text(f"industries.card.subjects.{subject}"), f"{composition.subjects:,}", note),
        _dominant(view, composition, subject),
        _diversity(view, unit, subject, composition),
    ]
    if unit.place.level is not Level.NATION:
        cards.append(_likeness(view, unit, subject))
    return cards


def similar_places(view: View, unit: Unit, subject: Subject) -> list[tuple[Unit, float]] | None:
    """Places of the same level with the most similar mix of chains, and how similar, 0..1.

    None where a place has too few clusters or parks that count in a chain to be compared.
    """
    key = unit.place.key
    if key.level is Level.NATION:
        return None
    mix = holdings_of(view, subject).mix(key.level)
    known = mix.counts[mix.mapped >= MIN_MAPPED].astype(np.float64)
    if key.adcode not in known.index:
        return None
    others = np.flatnonzero(known.index != key.adcode)
    own = np.full(len(others), known.index.get_loc(key.adcode))
    pairs = zip(known.index[others], similarity(known, own, others).tolist(), strict=True)
    nearest = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:SIMILAR_SHOWN]
    return [(view.atlas.unit(PlaceKey(key.level, adcode)), value) for adcode, value in nearest]


def chain_name(view: View, chain: Chain) -> str:
    """Name of a chain in the language of the view."""
    return chain.name_en if view.state.lang is Language.EN else chain.name_zh


def _quotient(holdings: Holdings, key: PlaceKey, chain: str) -> Quotient | None:
    if key.level is Level.NATION:
        return None
    row = holdings.quotients(key.level, chain).loc[key.adcode]
    if row["small"] or pd.isna(row[LOCATION_QUOTIENT.id]):
        return None
    return Quotient(*(float(row[name]) for name in (LOCATION_QUOTIENT.id, "lower", "upper")))


def _dominant(view: View, composition: Composition, subject: Subject) -> Card:
    text, found = view.text, composition.dominant
    title = text("industries.card.dominant")
    if found == NONE:
        return Card(title, "–")
    if found in (TIE, Status.NO_SINGLE):
        return Card(title, text("industries.tie" if found == TIE else "industries.no_single"))
    note = text(
        f"industries.card.of.{subject}",
        n=f"{composition.count(found):,}",
        of=f"{composition.mapped:,}",
    )
    return Card(title, chain_name(view, industry_index(view.atlas).chains[found]), note)


def _diversity(view: View, unit: Unit, subject: Subject, composition: Composition) -> Card:
    text, key = view.text, unit.place.key
    row = holdings_of(view, subject).diversity(key.level).loc[key.adcode]
    title = text("industries.card.diversity")
    if pd.isna(row[DIVERSITY.id]):
        return Card(title, "–", text("industries.hidden", least=MIN_MAPPED))
    note = text("industries.card.hhi", hhi=row[HHI.id], present=len(composition.chains))
    return Card(title, f"{row[DIVERSITY.id]:.2f}", note)


def _likeness(view: View, unit: Unit, subject: Subject) -> Card:
    text, key = view.text, unit.place.key
    row = holdings_of(view, subject).similarity(key.level).loc[key.adcode]
    title = text("industries.card.similarity")
    if pd.isna(row["mean"]):
        return Card(title, "–", text("industries.hidden", least=MIN_MAPPED))
    nearest = view.atlas.unit(PlaceKey(key.level, row["most_similar"]))
    note = text("industries.card.most_similar", name=view.name(nearest), largest=row["max"])
    return Card(title, f"{row['mean']:.2f}", note)
