"""Turns drafts into the rows of the list: units carried down, names and numbers checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from etl.documents.draft import Draft, as_number
from etl.documents.gathering import Gathering, Section
from etl.documents.limits import MAX_NAME_CHARACTERS
from etl.documents.rows import ListedRow, Remark
from etl.documents.text import shorten, without_controls
from etl.documents.units import unit_heading

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]{2,8}|#\d+);")
_CLUSTER = re.compile("集群(?![)）])")
_FORMULA = ("=", "+", "-", "@")


def finish(found: Gathering) -> tuple[ListedRow, ...]:
    """Give the rows of the list; remarks are added to what was found."""
    for _, drafts in groupby(found.drafts, key=lambda draft: draft.part):
        found.remarks.extend(_carry_units(list(drafts)))
    found.remarks.extend(_number_gaps(found.drafts))
    found.remarks.extend(_wrong_counts(found.sections, len(found.drafts)))
    return tuple(_rows(found))


def _carry_units(drafts: Sequence[Draft]) -> Iterator[Remark]:
    """Fill units that are printed once for several rows, or cut off by a page; say what is missing.

    Printed once: the first row has a unit, no unit stands on two rows in succession, and at least
    every third cell is empty. Cut off: empty cells stand at the top or bottom of a page, as those
    of a merged cell do whose text stands on the other page.
    """
    for draft in drafts:
        draft.unit = draft.unit or draft.heading
    printed = [draft.unit for draft in drafts if draft.unit]
    once = all(one != next_ for one, next_ in pairwise(printed))
    often = 2 * (len(drafts) - len(printed)) >= len(printed)
    carry = bool(drafts[0].unit) and once and often
    before: Draft | None = None
    end = 0
    for has_unit, group in groupby(drafts, key=lambda draft: bool(draft.unit)):
        run = list(group)
        end += len(run)
        if not has_unit and printed:
            giver = before if carry else _across_page(before, run, drafts[end : end + 1])
            yield from _fill(run, giver)
        before = run[-1]


def _across_page(
    before: Draft | None, run: Sequence[Draft], after: Sequence[Draft]
) -> Draft | None:
    """The row on the other page whose unit holds for a run of rows at the edge of a page."""
    if run[0].where.page != run[-1].where.page:
        return None
    if before and before.where.page != run[0].where.page:
        return before
    if after and after[0].where.page != run[-1].where.page:
        return after[0]
    return None


def _fill(run: Sequence[Draft], giver: Draft | None) -> Iterator[Remark]:
    for draft in run:
        if giver is None:
            message = f"no unit beside {shorten(draft.name)}"
            yield Remark("unit-missing", message, draft.where)
        else:
            draft.unit = giver.unit
            message = f"{giver.unit} taken from {giver.where} for {shorten(draft.name)}"
            yield Remark("unit-carried-down", message, draft.where)


def _number_gaps(drafts: Sequence[Draft]) -> Iterator[Remark]:
    """Say where the running number jumps: a row may have been lost."""
    before: int | None = None
    for draft in drafts:
        number = as_number(draft.number)
        if number is not None and before is not None and number not in (1, before + 1):
            message = f"number {number} follows {before}: is a row missing?"
            yield Remark("number-jumps", message, draft.where)
        before = number if number is not None else before


def _wrong_counts(sections: Sequence[Section], total: int) -> Iterator[Remark]:
    ends = [section.begin for section in sections[1:]] + [total]
    for section, end in zip(sections, ends, strict=False):
        heading, read = section.heading, end - section.begin
        if heading and heading.count is not None and heading.count != read:
            message = f"{heading.unit}: the heading says {heading.count} rows, {read} were read"
            yield Remark("count-differs", message, section.where)


def _rows(found: Gathering) -> Iterator[ListedRow]:
    for draft in found.drafts:
        if len(draft.name) > MAX_NAME_CHARACTERS:
            message = (
                f"left out: a name of {len(draft.name):,} characters, more than "
                f"{MAX_NAME_CHARACTERS}: {shorten(draft.name, 20)}"
            )
            found.remark("name-too-long", message, draft.where)
            continue
        name, unit = _clean(found, draft, draft.name), _clean(found, draft, _bare(draft.unit))
        extras = {label: without_controls(text)[0] for label, text in draft.extras.items()}
        if name.startswith(_FORMULA):
            found.remark("formula", f"kept as text: {shorten(name)}", draft.where)
        if _MARKUP.search(name):
            found.remark("markup", f"kept as text: {shorten(name)}", draft.where)
        if len(_CLUSTER.findall(name)) > 1:
            found.remark("several-names", f"more than one name? {shorten(name)}", draft.where)
        yield ListedRow(name, unit, draft.where, extras)


def _bare(unit: str) -> str:
    """A unit without the count that a merged cell may give: 浙江省（12个）."""
    heading = unit_heading(unit)
    return heading.unit if heading and heading.count is not None else unit


def _clean(found: Gathering, draft: Draft, text: str) -> str:
    kept, removed = without_controls(text)
    if removed:
        message = f"{removed} taken out of {shorten(kept)}"
        found.remark("control-character", message, draft.where)
    return kept
