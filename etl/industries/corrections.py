"""Corrections by people: what stands in a table goes before what the rules read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from etl.industries.tables import Classification, known
from etl.industries.wording import normalised
from etl.lists.table import Table, read_table

CORRECTIONS = "corrections.csv"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COLUMNS = ["subject", "value", "divisions", "chains", "by", "on", "reason"]


class Subject(StrEnum):
    """What a correction is about.

    ``programme`` gives the industry of clusters whose own wording names none: all clusters of
    a programme for one industry.
    """

    NAME = "name"
    TEXT = "text"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: the divisions and chains of a name, a wording or a programme, and why."""

    subject: Subject
    value: str
    divisions: tuple[str, ...]
    chains: tuple[str, ...]
    by: str
    on: str
    reason: str
    where: str

    @property
    def key(self) -> tuple[Subject, str]:
        """What it is looked up by."""
        return self.subject, normalised(self.value)


def read_corrections(path: Path, classification: Classification) -> list[Correction]:
    """Read a table of corrections.

    Raises
    ------
    DataUnavailable
        If the file is missing.
    InvalidInput
        If a row has an unknown subject, division or chain, names neither division nor chain,
        or does not say who decided, when (YYYY-MM-DD) and why.
    """
    table = read_table(path, _COLUMNS)
    return [_correction(table, number, row, classification) for number, row in table.rows]


def keyed(corrections: Iterable[Correction]) -> dict[tuple[Subject, str], Correction]:
    """Corrections by what they are about; a later one replaces an earlier one."""
    return {correction.key: correction for correction in corrections}


def _correction(
    table: Table, number: int, row: dict[str, str], classification: Classification
) -> Correction:
    if row["subject"] not in list(Subject):
        known_ones = ", ".join(Subject)
        raise table.fault(number, f"subject is {row['subject']!r}; known are {known_ones}")
    if missing := [name for name in ("value", "by", "on", "reason") if not row[name]]:
        raise table.fault(number, f"empty: {', '.join(missing)}")
    if not _DATE.fullmatch(row["on"]):
        raise table.fault(number, f"on is not a date like 2026-01-31: {row['on']}")
    divisions = known(table, number, row["divisions"], classification.divisions)
    chains = known(table, number, row["chains"], classification.chains)
    if not divisions and not chains:
        raise table.fault(number, "give divisions, chains or both")
    return Correction(
        Subject(row["subject"]), row["value"], divisions,
        chains or classification.chains_of(divisions),
        row["by"], row["on"], row["reason"], f"{table.name}, row {number}",
    )  # fmt: skip
