"""Sentences on the industrial chains that the clusters of a place count in."""

from __future__ import annotations

from app.briefing.sections.counting import clusters
from app.briefing.wording import form, shortly
from app.industry_index import Composition, industry_index
from app.industry_reading import Subject
from app.pages.region import RegionPage
from app.region.industries import composition_of
from geo.mix import NONE, TIE, Status

MOST_TIED = 5


def dominant(page: RegionPage) -> str:
    """Which chain leads; empty where there are no clusters."""
    text = page.view.text
    mix = composition_of(page.view, page.unit, Subject.CLUSTER)
    if mix.dominant == NONE:
        return ""
    if mix.dominant == Status.NO_SINGLE:
        return text(f"briefing.chain.no_single.{form(mix.subjects)}", n=f"{mix.subjects:,}")
    leading = _tied(mix) if mix.dominant == TIE else [mix.dominant]
    index, lang = industry_index(page.atlas), page.view.state.lang
    names = shortly(text, [index.chain_name(one, lang) for one in leading], MOST_TIED)
    values = {"clusters": clusters(page, mix.count(leading[0])), "mapped": f"{mix.mapped:,}"}
    if mix.mapped == 1:
        return text("briefing.chain.single", names=names)
    key = "tie" if len(leading) > 1 else "leads"
    return text(f"briefing.chain.{key}", names=names, n=f"{len(leading):,}", **values)


def _tied(mix: Composition) -> list[str]:
    """Chains with the number and the leads of the first."""
    first = mix.chains[0]
    return [c.chain for c in mix.chains if (c.count, c.leads) == (first.count, first.leads)]
