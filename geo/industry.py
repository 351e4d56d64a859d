"""Industries: divisions of GB/T 4754-2017, industrial chains, and how a wording is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Breadth(StrEnum):
    """How far a wording settles the division."""

    SINGLE = "single"
    MULTI = "multi"
    BROAD = "broad"
    UNMAPPED = "unmapped"


@dataclass(frozen=True, slots=True)
class Division:
    """A division (大类) of GB/T 4754-2017, with the section (门类) that holds it."""

    code: str
    section: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Chain:
    """An industrial chain: divisions that planners read together; `colour` is sRGB hex."""

    id: str
    name_zh: str
    name_en: str
    colour: str
    order: int


@dataclass(frozen=True, slots=True)
class IndustryMatch:
    """A word found in a wording, and what it contributes there.

    Attributes
    ----------
    keyword
        The word of the table.
    start, end
        Where it stands in `IndustryReading.text`.
    divisions, chains
        What it adds: nothing where another word decides (纺织 in 纺织机械).
    broad
        Whether it leaves open which of its divisions is meant.
    """

    keyword: str
    start: int
    end: int
    divisions: tuple[str, ...]
    chains: tuple[str, ...]
    broad: bool = False


@dataclass(frozen=True, slots=True)
class IndustryReading:
    """What a wording says about the industry.

    Attributes
    ----------
    text
        The wording in the form that was read; positions refer to it.
    divisions
        Divisions in the order of the text: those meant or, if `broad`, those that may be.
    chains
        Chains in the order of the text.
    main_chain
        The chain to show the wording by; None where nothing, or no single one, leads.
    breadth
        ``single``: one division; ``multi``: several; ``broad``: at least one word leaves its
        division open; ``unmapped``: no word is known.
    matches
        The words found: the evidence.
    unmatched
        Pieces of the text that no word explains.
    correction
        Why a person's correction stands here instead of what the rules read; else None.
    """

    text: str
    divisions: tuple[str, ...]
    chains: tuple[str, ...]
    main_chain: str | None
    breadth: Breadth
    matches: tuple[IndustryMatch, ...] = ()
    unmatched: tuple[str, ...] = ()
    correction: str | None = None
