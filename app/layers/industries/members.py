"""Clusters or parks of a place with how their leading industries are read, and how to mend that."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any, Final

from dash import html

from app.atlas import Unit
from app.industry_index import IndustryIndex
from app.industry_reading import Reading, Subject
from app.layers.industries.scene import Scene
from app.pages.chain_section import swatch
from app.state import Language
from geo.place import NATION

SHOWN: Final = 30
SHOWN_IN_NATION: Final = 12
CORRECTED_BY: Final = ("", "YYYY-MM-DD", "")
"""What a correction still needs: who, when, why."""


def members_section(scene: Scene, unit: Unit) -> list[html.Section]:
    """Those in the chosen chain; all where none is chosen."""
    text, chosen = scene.view.text, scene.chain
    ids = scene.holdings.ids_in(unit.place.key)
    if chosen is not None:
        ids &= scene.index.counted_in(scene.subject, chosen.id)
    found = sorted((scene.index.record(scene.subject, one) for one in ids), key=_order)
    title = text(f"industries.members.{scene.subject}")
    if chosen is not None:
        title = text(f"industries.members.one.{scene.subject}", chain=scene.name(chosen.id))
    heading = html.H2([title, html.Span(f"{len(found):,}", className="count")])
    shown = SHOWN_IN_NATION if unit.place.key == NATION else SHOWN
    items = [_item(scene, record) for record in found[:shown]]
    parts: list[Any] = [heading, html.Ul(items, className="clusters readings")]
    if (more := len(found) - shown) > 0:
        parts.append(html.P(text("industries.members.more", n=f"{more:,}"), className="note"))
    return [html.Section(parts)]


def _order(record: dict[str, Any]) -> tuple[float, str]:
    """Largest parks first; clusters, which have no area, by name."""
    return -(record.get("approved_area_ha") or 0), record["name_zh"]


def _item(scene: Scene, record: dict[str, Any]) -> html.Li:
    readings = scene.index.readings(scene.subject, record["id"])
    lines = [_reading(scene, reading) for reading in readings]
    return html.Li([html.Strong(record["name_zh"]), *lines, _mend(scene, record)])


def _reading(scene: Scene, reading: Reading) -> html.P:
    """Wording, chains, divisions, breadth, and whether a person corrected it."""
    text = scene.view.text
    chosen = scene.chain is not None and scene.chain.id in reading.counted
    chains = [
        part
        for chain in reading.chains
        for part in (swatch(scene.index.chains[chain].colour), scene.name(chain), " ")
    ]
    divisions = [
        text("industries.division", code=code, name=_division(scene, code))
        for code in reading.divisions
    ]
    facts = [text(f"industries.breadth.{reading.breadth}")]
    if not reading.main_chain and reading.chains:
        facts.append(text("industries.no_single"))
    if reading.correction:
        facts.append(text("industries.corrected", why=reading.correction))
    told = text("industries.comma").join(divisions)
    return html.P(
        [
            html.Span(reading.wording or text("cluster.no_industry"), className="wording"),
            html.Span(chains, className="of-chains"),
            html.Span(" · ".join(part for part in (told, *facts) if part), className="note"),
        ],
        className="reading chosen" if chosen else "reading",
    )


def _division(scene: Scene, code: str) -> str:
    division = scene.index.divisions[code]
    return division.name_en if scene.view.state.lang is Language.EN else division.name_zh


def mending_rows(
    index: IndustryIndex, subject: Subject, record: dict[str, Any]
) -> list[tuple[str, ...]]:
    """Rows of the table of corrections that would replace the readings of a cluster or park.

    Columns: subject, value, divisions, chains, by, on, reason; the last three are left to the
    steward. One row a wording; one for the name where there is none.
    """
    readings = index.readings(subject, record["id"])
    rows = [
        ("text", reading.wording, ";".join(reading.divisions), ";".join(reading.chains))
        for reading in readings
        if reading.wording
    ]
    return [(*row, *CORRECTED_BY) for row in rows or [("name", record["name_zh"], "", "")]]


def _mend(scene: Scene, record: dict[str, Any]) -> html.Details:
    text = scene.view.text
    return html.Details(
        [
            html.Summary(text("industries.mend")),
            html.P(text("industries.mend.how"), className="note"),
            html.Pre(_csv(mending_rows(scene.index, scene.subject, record)), className="command"),
        ],
        className="mend",
    )


def _csv(rows: Sequence[tuple[str, ...]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()
