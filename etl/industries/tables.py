"""The tables of industries: divisions, chains, keywords."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.industries.lexicon import Keyword, Kind
from etl.industries.wording import normalised
from etl.lists.table import Table, read_table
from geo.industry import Chain, Division

DIVISIONS = "gbt4754_2017_divisions.csv"
CHAINS = "chains.csv"
DIVISION_CHAIN = "division_chain.csv"
KEYWORDS = "keyword_to_gbt2.csv"
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Classification:
    """Divisions and chains by code and id, and the chain of each division."""

    divisions: Mapping[str, Division]
    chains: Mapping[str, Chain]
    chain_of_division: Mapping[str, str]

    def chains_of(self, divisions: tuple[str, ...]) -> tuple[str, ...]:
        """Chains of the divisions, each once, in their order."""
        return tuple(dict.fromkeys(self.chain_of_division[code] for code in divisions))


def read_classification(data_dir: Path) -> Classification:
    """Read the standard's divisions, the chains, and which division is in which chain.

    Raises
    ------
    DataUnavailable
        If a file is missing.
    InvalidInput
        If a row names a section, division or chain that does not exist, or one stands twice.
    """
    divisions = _divisions(data_dir)
    chains = _chains(data_dir)
    table = read_table(data_dir / DIVISION_CHAIN, ["division", "chain"])
    chain_of_division: dict[str, str] = {}
    for number, row in table.rows:
        division = _one(table, number, row["division"], divisions)
        chain = _one(table, number, row["chain"], chains)
        _once(table, number, division, chain_of_division)
        chain_of_division[division] = chain
    if missing := [code for code in divisions if code not in chain_of_division]:
        raise table.fault(len(table.rows) + 1, f"no chain for division(s) {', '.join(missing)}")
    return Classification(divisions, chains, chain_of_division)


def read_keywords(data_dir: Path, classification: Classification) -> list[Keyword]:
    """Read the words by which wordings are read; errors as in `read_classification`."""
    columns = ["keyword", "kind", "divisions", "chains", "note"]
    table = read_table(data_dir / KEYWORDS, columns)
    keywords: dict[str, Keyword] = {}
    for number, row in table.rows:
        keyword = _keyword(table, number, row, classification)
        _once(table, number, keyword.text, keywords)
        keywords[keyword.text] = keyword
    return list(keywords.values())


def known(table: Table, number: int, cell: str, codes: Mapping[str, object]) -> tuple[str, ...]:
    """Codes or ids of a cell, separated by ; and each checked."""
    found = tuple(filter(None, (code.strip() for code in cell.split(";"))))
    if unknown := [code for code in found if code not in codes]:
        raise table.fault(number, f"unknown: {', '.join(unknown)}")
    return found


def _one(table: Table, number: int, cell: str, codes: Mapping[str, object]) -> str:
    found = known(table, number, cell, codes)
    if len(found) != 1:
        raise table.fault(number, f"one code is needed, not {cell!r}")
    return found[0]


def _divisions(data_dir: Path) -> dict[str, Division]:
    columns = ["code", "level", "section", "name_zh", "name_en"]
    table = read_table(data_dir / DIVISIONS, columns)
    sections = {row["code"] for _, row in table.rows if row["level"] == "section"}
    divisions: dict[str, Division] = {}
    for number, row in table.rows:
        if row["section"] not in sections:
            raise table.fault(number, f"unknown section {row['section']}")
        if row["level"] == "division":
            _once(table, number, row["code"], divisions)
            divisions[row["code"]] = Division(
                row["code"], row["section"], row["name_zh"], row["name_en"]
            )
    return divisions


def _chains(data_dir: Path) -> dict[str, Chain]:
    table = read_table(data_dir / CHAINS, ["id", "name_zh", "name_en", "colour", "order", "note"])
    chains: dict[str, Chain] = {}
    for number, row in table.rows:
        if not _COLOUR.fullmatch(row["colour"]):
            raise table.fault(number, f"colour is not like #1f6f8b: {row['colour']}")
        if not (row["order"].isascii() and row["order"].isdigit()):
            raise table.fault(number, f"order is not a number: {row['order']}")
        _once(table, number, row["id"], chains)
        order = int(row["order"])
        chains[row["id"]] = Chain(row["id"], row["name_zh"], row["name_en"], row["colour"], order)
    return dict(sorted(chains.items(), key=lambda item: item[1].order))


def _keyword(
    table: Table, number: int, row: dict[str, str], classification: Classification
) -> Keyword:
    text = normalised(row["keyword"])
    if not text:
        raise table.fault(number, "keyword is empty")
    if row["kind"] not in list(Kind):
        raise table.fault(number, f"kind is {row['kind']!r}; known are {', '.join(Kind)}")
    kind = Kind(row["kind"])
    divisions = known(table, number, row["divisions"], classification.divisions)
    chains = known(table, number, row["chains"], classification.chains)
    if (kind is Kind.FILLER) == bool(divisions or chains):
        raise table.fault(number, "a filler has no divisions and chains, any other word has some")
    return Keyword(text, kind, divisions, chains or classification.chains_of(divisions))


def _once(table: Table, number: int, key: str, seen: Mapping[str, object]) -> None:
    if key in seen:
        raise table.fault(number, f"{key} stands twice")
