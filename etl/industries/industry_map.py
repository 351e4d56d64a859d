"""The map from wordings to industries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from etl.industries.corrections import (
    CORRECTIONS,
    Correction,
    Subject,
    keyed,
    read_corrections,
)
from etl.industries.grammar import Grammar
from etl.industries.lexicon import Keyword, Lexicon
from etl.industries.tables import Classification, read_classification, read_keywords
from etl.industries.wording import normalised
from geo.industry import Breadth, Chain, Division, IndustryMatch, IndustryReading


class IndustryMap:
    """Reads wordings of leading industries.

    Parameters
    ----------
    classification
        Divisions and chains.
    keywords
        The words that are known.
    corrections
        By people; a later one about the same thing replaces an earlier one.
    """

    def __init__(
        self,
        classification: Classification,
        keywords: Iterable[Keyword],
        corrections: Iterable[Correction] = (),
    ) -> None:
        self._classification = classification
        self._lexicon = Lexicon(keywords)
        self._grammar = Grammar(classification.chains_of)
        self._corrections = keyed(corrections)

    @property
    def divisions(self) -> tuple[Division, ...]:
        """The divisions of the standard, by code."""
        return tuple(self._classification.divisions.values())

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The chains in their order."""
        return tuple(self._classification.chains.values())

    def of(self, text: str, *, name: str = "", programme: str = "") -> IndustryReading:
        """What a wording says about the industry.

        Parameters
        ----------
        text
            The wording: the industry in a cluster's name, a park's leading industries or one
            of them. Any text may be given; one that says nothing is ``unmapped``.
        name
            Name of the cluster or park; only looked up among the corrections.
        programme
            Id of the programme; its correction counts where the wording names no industry.
        """
        wording = normalised(text)
        for subject, value in ((Subject.NAME, normalised(name)), (Subject.TEXT, wording)):
            if correction := self._corrections.get((subject, value)):
                return _corrected(wording, correction)
        reading = self._read(wording)
        if reading.breadth is Breadth.UNMAPPED and (
            correction := self._corrections.get((Subject.PROGRAMME, normalised(programme)))
        ):
            return _corrected(wording, correction)
        return reading

    def stale(
        self, *, texts: Iterable[str], names: Iterable[str], programmes: Iterable[str]
    ) -> list[Correction]:
        """Corrections that are about none of the given wordings, names and programme ids."""
        given = {Subject.TEXT: texts, Subject.NAME: names, Subject.PROGRAMME: programmes}
        present = {(subject, normalised(one)) for subject, them in given.items() for one in them}
        return [one for key, one in self._corrections.items() if key not in present]

    def _read(self, wording: str) -> IndustryReading:
        runs = list(self._lexicon.runs(wording))
        matches = self._grammar.read(runs)
        unread = (token for run in runs for token in run.tokens if token.keyword is None)
        return IndustryReading(
            text=wording,
            divisions=_in_order(match.divisions for match in matches),
            chains=_in_order(match.chains for match in matches),
            main_chain=_main_chain(matches),
            breadth=_breadth(matches),
            matches=tuple(matches),
            unmatched=tuple(wording[token.start : token.end] for token in unread),
        )


def load_industries(data_dir: Path, corrections: Path | None = None) -> IndustryMap:
    """The map from the tables in `data_dir` (data/industry of the project).

    Parameters
    ----------
    data_dir
        Folder of the tables.
    corrections
        A table of one's own, in the form of the bundled corrections.csv; it goes before it.

    Raises
    ------
    DataUnavailable
        If a table is missing.
    InvalidInput
        If a table has a row that cannot be used; the message names it.
    """
    classification = read_classification(data_dir)
    known = read_corrections(data_dir / CORRECTIONS, classification)
    if corrections is not None:
        known += read_corrections(corrections, classification)
    return IndustryMap(classification, read_keywords(data_dir, classification), known)


def _in_order(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group))


def _main_chain(matches: Iterable[IndustryMatch]) -> str | None:
    """The first chain, unless it is one of several that a broad word leaves open."""
    first = next((match for match in matches if match.chains), None)
    if first is None or (first.broad and len(first.chains) > 1):
        return None
    return first.chains[0]


def _breadth(matches: Iterable[IndustryMatch]) -> Breadth:
    matches = list(matches)
    if any(match.broad for match in matches):
        return Breadth.BROAD
    count = len(_in_order(match.divisions for match in matches))
    if count == 0:
        return Breadth.UNMAPPED
    return Breadth.SINGLE if count == 1 else Breadth.MULTI


def _corrected(wording: str, correction: Correction) -> IndustryReading:
    breadth = {0: Breadth.BROAD, 1: Breadth.SINGLE}.get(len(correction.divisions), Breadth.MULTI)
    return IndustryReading(
        text=wording,
        divisions=correction.divisions,
        chains=correction.chains,
        main_chain=correction.chains[0],
        breadth=breadth,
        correction=f"{correction.reason} ({correction.by}, {correction.on})",
    )
