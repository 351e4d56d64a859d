"""Reads a composed briefing as a strict reader does: every text, every table, every heading."""

from __future__ import annotations

import re
from itertools import pairwise

from app.briefing.choice import BriefingChoice
from app.briefing.compose import compose
from app.briefing.document import Chart, Heading, Map, Paragraph, Section, Table
from app.state import Language

FORBIDDEN = re.compile(
    r"\b(nan|NaN|None(?! of)|null|inf)\b|\{\w*\}|–%|—%|：。|，。|。。|\.\.(?!\.)|  "
)
ONE_OF_MANY = re.compile(
    r"(?<![\d.,])1 (clusters|zones|sources|entries|prefectures|provinces|chains|events|kinds)\b"
)
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]")


def briefing(atlas, adcode, query="", lang=Language.ZH):
    choice = BriefingChoice.parse(query, lang)
    return compose(atlas, adcode, choice, address="https://atlas.invalid/", review_number=None)


def texts(block):
    """Every text of a block."""
    match block:
        case Paragraph() | Heading():
            return [block.text]
        case Table():
            cells = [cell for row in block.rows for cell in row]
            return [block.caption, *(c.heading for c in block.columns), *cells, block.more]
        case Chart():
            names = [one.name for one in block.series]
            return [block.caption, *block.categories, *names, block.unit, block.alt]
        case Map():
            return [block.caption, block.alt]


def all_texts(found):
    yield from (found.title, found.place, found.imprint, found.credit)
    for section in found.sections:
        yield from (section.heading, section.message)
        for block in section.blocks:
            yield from texts(block)


def tables(found, section=None):
    chosen = (one for one in found.sections if section in (None, one.id))
    return [block for one in chosen for block in one.blocks if isinstance(block, Table)]


def paragraphs(found, section):
    (chosen,) = (one for one in found.sections if one.id == section)
    return [block.text for block in chosen.blocks if isinstance(block, Paragraph)]


def faults(found):
    """What a strict reader would send back, as a list of remarks."""
    remarks = [f"text: {text}" for text in all_texts(found) if FORBIDDEN.search(text)]
    if found.lang is Language.EN:
        remarks += [f"plural: {text}" for text in all_texts(found) if ONE_OF_MANY.search(text)]
    for section in found.sections:
        remarks += [f"{section.id}: {remark}" for remark in _section(section, found.lang)]
    return remarks


def _section(section: Section, lang):
    if not section.blocks or not section.heading:
        yield "empty"
    if not section.message.endswith("。" if lang is Language.ZH else "."):
        yield f"no sentence: {section.message}"
    for before, after in pairwise([*section.blocks, Heading("end")]):
        if isinstance(before, Heading) and isinstance(after, Heading):
            yield f"nothing under {before.text}"
    for block in section.blocks:
        yield from _block(block, lang)


def _block(block, lang):
    match block:
        case Paragraph():
            if not block.text.strip() or block.text != block.text.strip():
                yield f"paragraph {block.text!r}"
            elif lang is Language.ZH and HALF_WIDTH.search(block.text):
                yield f"half-width: {block.text}"
        case Table():
            yield from _table(block)
        case Chart():
            widths = {len(block.categories), *(len(one.values) for one in block.series)}
            if len(widths) > 1 or not block.categories or not block.alt or not block.caption:
                yield f"chart {block.caption}"
        case Map():
            if not block.caption or not block.alt:
                yield f"map {block.id}"


def _table(block):
    if not block.rows or not block.caption:
        yield f"empty table {block.caption}"
    if abs(sum(column.share for column in block.columns) - 1) > 1e-9:
        yield f"shares of {block.caption}"
    if not all(column.heading for column in block.columns):
        yield f"heading of {block.caption}"
    for row in block.rows:
        if len(row) != len(block.columns) or not all(cell.strip() for cell in row):
            yield f"row of {block.caption}: {row}"
