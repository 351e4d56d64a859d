"""Method notes: how clusters are counted, and the indicators that this briefing uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.briefing.document import Block, Paragraph, Section, SectionId, Tone
from app.briefing.wording import table
from app.pages.region import RegionPage
from geo.counts import CLUSTER_DENSITY, CLUSTERS_PER_MILLION, COUNTIES_HOLDING
from geo.figure import MANUFACTURING_SHARE, Figure
from geo.flows import MODELLED_FLOW
from geo.gradient import GRADIENT, LOCAL_EFFECT
from geo.indicator import Indicator
from geo.intensity import INTENSITY_RATIO
from geo.place import Level
from geo.similarity import SIMILARITY
from geo.specialisation import LOCATION_QUOTIENT

RULES: Final = ("counting", "chains", "ranks")


def methods(page: RegionPage) -> Section:
    """The section; formulas in words, as docs/methods.md has them in symbols."""
    text = page.view.text
    columns = [
        (text("briefing.column.indicator"), 20, False),
        (text("briefing.column.formula"), 46, False),
        (text("briefing.column.origin"), 34, False),
    ]
    rows = [_row(page, indicator) for indicator in _used(page)]
    blocks: tuple[Block, ...] = (
        *(Paragraph(text(f"briefing.rule.{rule}"), Tone.NOTE) for rule in RULES),
        table(text("briefing.methods.caption"), columns, rows),
    )
    message = text("briefing.methods.message")
    return Section(SectionId.METHODS, text("briefing.methods"), message, blocks)


def _row(page: RegionPage, indicator: Indicator) -> list[str]:
    text = page.view.text
    official = text(f"methods.name.{indicator.id}")
    name = text(f"briefing.indicator.{indicator.id}") if indicator.modelled else official
    source = text.or_else(f"briefing.origin.{indicator.id}", indicator.source)
    return [name, text(f"briefing.formula.{indicator.id}"), source]


def _used(page: RegionPage) -> Iterator[Indicator]:
    """The indicators of which this briefing has values."""
    figures = page.atlas.figures
    yield CLUSTER_DENSITY
    if figures.has(Figure.POPULATION):
        yield CLUSTERS_PER_MILLION
    if page.unit.place.level is not Level.COUNTY:
        yield COUNTIES_HOLDING
    if figures.has(Figure.MANUFACTURING_SHARE):
        yield MANUFACTURING_SHARE
    if not page.is_nation:
        yield from (LOCATION_QUOTIENT, SIMILARITY)
    if page.has_intensity:
        yield INTENSITY_RATIO
    if page.transfer.run:
        yield from (LOCAL_EFFECT, MODELLED_FLOW)
    if page.transfer.gradients:
        yield GRADIENT
