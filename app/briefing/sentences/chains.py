"""Sentences on the industrial chains that the clusters or parks of a place count in."""

from __future__ import annotations

from typing import Final

import pandas as pd

from app.briefing.wording import form, joined, listed, units
from app.industry_index import Composition, industry_index
from app.industry_reading import Subject
from app.pages.region import RegionPage
from app.region.industries import composition_of, holdings_of
from geo.mix import MIN_MAPPED, NONE, TIE, Status
from geo.place import NATION, PlaceKey

MOST_TIED: Final = 3


def dominant(page: RegionPage, subject: Subject = Subject.CLUSTER) -> str:
    """Which chain leads; empty where there is nothing of the subject."""
    text, mix = page.view.text, composition_of(page.view, page.unit, subject)
    if mix.dominant == NONE:
        return ""
    if mix.dominant == Status.NO_SINGLE:
        return text(f"briefing.chain.no_single.{subject}.{form(mix.subjects)}", n=mix.subjects)
    leading = _tied(mix) if mix.dominant == TIE else [mix.dominant]
    index, lang = industry_index(page.atlas), page.view.state.lang
    names = listed(
        text, [text("briefing.chain.name", name=index.chain_name(one, lang)) for one in leading]
    )
    if mix.mapped == 1:
        return text(f"briefing.chain.single.{subject}", names=names)
    if len(leading) == 1 and mix.count(leading[0]) == mix.mapped:
        return text(f"briefing.chain.all.{subject}", names=names, mapped=f"{mix.mapped:,}")
    return text(
        f"briefing.chain.{_lead(len(leading))}.{subject}",
        names=names,
        tied=f"{len(leading):,}",
        n=f"{mix.count(leading[0]):,}",
        mapped=f"{mix.mapped:,}",
    )


def _lead(n: int) -> str:
    """The part of a key that says how many chains lead; too many are not named."""
    if n == 1:
        return "leads"
    return "tie" if n <= MOST_TIED else "ties"


def _tied(mix: Composition) -> list[str]:
    """Chains with the number and the leads of the first."""
    first = mix.chains[0]
    return [c.chain for c in mix.chains if (c.count, c.leads) == (first.count, first.leads)]


def outside_chains(page: RegionPage) -> str:
    """How many clusters count in no chain, and why; empty where all do."""
    text, mix = page.view.text, composition_of(page.view, page.unit, Subject.CLUSTER)
    found = {"no_single": mix.no_single, "unmapped": mix.unmapped}
    return joined(
        text, (text(f"briefing.chain.{why}.{form(n)}", n=n) for why, n in found.items() if n)
    )


def likeness(page: RegionPage, subject: Subject) -> str:
    """Similarity to the neighbours; empty where too few count to tell, and for the nation."""
    key = page.unit.place.key
    if key == NATION:
        return ""
    text = page.view.text
    row = holdings_of(page.view, subject).similarity(key.level).loc[key.adcode]
    if pd.isna(row["mean"]):
        return ""
    nearest = page.atlas.unit(PlaceKey(key.level, row["most_similar"]))
    compared = int(row["neighbours"])
    return text(
        f"briefing.likeness.{subject}.{form(compared)}",
        n=f"{compared:,}",
        units=units(page, page.unit),
        mean=f"{row['mean']:.2f}",
        most=f"{row['max']:.2f}",
        name=page.view.name(nearest),
    )


def few(page: RegionPage, subject: Subject | None = None) -> str:
    """That too few clusters or parks, or too few of both, count in a chain to be compared."""
    if subject is None:
        return page.view.text("briefing.likeness.hidden", least=MIN_MAPPED)
    return page.view.text(f"briefing.likeness.hidden.{subject}", least=MIN_MAPPED)


def similar(page: RegionPage, subject: Subject) -> str:
    """Places of the same level that are made up alike; empty where that is not known."""
    found = page.similar(subject)
    if not found:
        return ""
    text = page.view.text
    names = [
        text("briefing.similar.one", name=page.view.name(unit), value=f"{value:.2f}")
        for unit, value in found
    ]
    return text(
        f"briefing.similar.{subject}",
        place=page.name,
        units=units(page, page.unit),
        names=listed(text, names),
    )
