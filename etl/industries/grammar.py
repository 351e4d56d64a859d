"""How words that stand together decide each other's meaning.

The head of a Chinese compound stands last. 机械 after 纺织 is textile machinery, not textiles;
新材料 after 铝 is aluminium still; 物流 after 航空 is not aircraft. The rules:

1. A head keeps those divisions of the words before it that make such a thing. If none does, the
   head's own meaning stands: special machinery (35), materials, the product, the service.
2. Material after 及 or 和 adds nothing to an industry that makes materials: 显示及材料.
3. An attribute before another word adds nothing: 环保建材.
4. A broad word beside a specific one that lies within it adds nothing: 光伏新能源.
5. A broad word before brackets or a colon adds nothing to the industry named there: 新材料(化工).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from etl.industries.lexicon import Keyword, Kind, Run, Token
from geo.industry import IndustryMatch

ChainsOf = Callable[[tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Head:
    """Divisions that a head leaves in force, and what it means for all others.

    Attributes
    ----------
    keeps
        Divisions that make equipment, make materials, or serve.
    instead
        Divisions where none is kept; empty: those of the head itself.
    """

    keeps: frozenset[str]
    instead: tuple[str, ...] = ()


def _codes(*ranges: range) -> frozenset[str]:
    return frozenset(f"{number:02d}" for one in ranges for number in one)


_HEADS = {
    Kind.EQUIPMENT: _Head(_codes(range(34, 41)), instead=("35",)),
    Kind.MATERIAL: _Head(_codes(range(13, 34), range(39, 40))),
    Kind.PRODUCT: _Head(frozenset()),
    Kind.SERVICE: _Head(_codes(range(51, 98))),
}
_BROAD = frozenset({Kind.BROAD, Kind.ATTRIBUTE, Kind.EQUIPMENT, Kind.MATERIAL})
_JOINING = "及和与"


@dataclass(frozen=True, slots=True)
class _Found:
    """A word of a run and what it contributes."""

    keyword: Keyword
    match: IndustryMatch


class Grammar:
    """Reads the runs of a wording.

    Parameters
    ----------
    chains_of
        Chains of divisions, in their order.
    """

    def __init__(self, chains_of: ChainsOf) -> None:
        self._chains_of = chains_of

    def read(self, runs: Iterable[Run]) -> list[IndustryMatch]:
        """What the words of a wording contribute, in the order of the text."""
        before: list[_Found] = []
        matches: list[IndustryMatch] = []
        for run in runs:
            found = self._run(run.tokens)
            if run.opener in ("(", ":") and any(one.match.divisions for one in found):
                before = [_silent(one) if one.match.broad else one for one in before]
            elif run.opener and run.opener in _JOINING:
                found = [_joined(one, before) for one in found]
            matches += (one.match for one in before)
            before = found
        return [*matches, *(one.match for one in before)]

    def _run(self, tokens: Sequence[Token]) -> list[_Found]:
        found: list[_Found] = []
        for token in tokens:
            keyword = token.keyword
            if keyword is None or keyword.kind is Kind.FILLER:
                continue
            if keyword.kind in _HEADS and any(one.match.divisions for one in found):
                found = self._headed(found, token, keyword)
                continue
            if found and found[-1].keyword.kind is Kind.ATTRIBUTE:
                found[-1] = _silent(found[-1])
            found.append(_found(token, keyword))
        return _narrowed(found)

    def _headed(self, found: list[_Found], token: Token, keyword: Keyword) -> list[_Found]:
        head = _HEADS[keyword.kind]
        kept = [self._limited(one, head.keeps) for one in found]
        own = _found(token, keyword)
        if any(one.match.divisions for one in kept):
            adds = keyword.chains if keyword.kind is Kind.MATERIAL else ()
            return [*kept, _changed(own, (), adds)]
        if head.instead:
            own = _changed(own, head.instead, self._chains_of(head.instead))
        return [*map(_silent, found), own]

    def _limited(self, one: _Found, keeps: frozenset[str]) -> _Found:
        match = one.match
        divisions = tuple(code for code in match.divisions if code in keeps)
        if divisions == match.divisions:
            return one
        chains = self._chains_of(divisions)
        named = tuple(chain for chain in match.chains if chain in chains)
        return _changed(one, divisions, named or chains, broad=match.broad and len(divisions) > 1)


def _found(token: Token, keyword: Keyword) -> _Found:
    broad = keyword.kind in _BROAD and len(keyword.divisions) != 1
    match = IndustryMatch(
        keyword.text, token.start, token.end, keyword.divisions, keyword.chains, broad
    )
    return _Found(keyword, match)


def _changed(
    one: _Found, divisions: tuple[str, ...], chains: tuple[str, ...], *, broad: bool = False
) -> _Found:
    match = replace(one.match, divisions=divisions, chains=chains, broad=broad)
    return _Found(one.keyword, match)


def _silent(one: _Found) -> _Found:
    return _changed(one, (), ())


def _joined(one: _Found, before: Sequence[_Found]) -> _Found:
    if one.keyword.kind is not Kind.MATERIAL or not one.match.broad:
        return one
    keeps = _HEADS[Kind.MATERIAL].keeps
    made = any(code in keeps for other in before for code in other.match.divisions)
    return _silent(one) if made else one


def _narrowed(found: list[_Found]) -> list[_Found]:
    specific = {code for one in found if not one.match.broad for code in one.match.divisions}
    return [_silent(one) if _is_covered(one.match, specific, len(found)) else one for one in found]


def _is_covered(match: IndustryMatch, specific: set[str], words: int) -> bool:
    """Whether a broad word's meaning is given by the others of its run."""
    if not match.broad:
        return False
    return not specific.isdisjoint(match.divisions) or (not match.divisions and words > 1)
