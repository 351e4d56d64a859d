"""Chains of place terms: 安徽省 + 六安市 + 金安区, each inside the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.resolve.forms import Form
from etl.resolve.lexicon import Lexicon, Match
from etl.resolve.territory import Territory
from geo.place import Level, PlaceKey

_BETWEEN = re.compile(r"[·,，/\\|>\-—_:：( ]{1,3}")
_DEPTH = 5
OFFICIAL = frozenset({Form.FULL, Form.COMMON})


@dataclass(frozen=True, slots=True)
class Chain:
    """Place terms read one after the other."""

    steps: tuple[Match, ...]
    loose: bool = False
    """A county stands after a prefecture that does not hold it in the layer."""

    @property
    def start(self) -> int:
        """Where the first term begins."""
        return self.steps[0].start

    @property
    def end(self) -> int:
        """Where the last term ends."""
        return self.steps[-1].end

    @property
    def last(self) -> Match:
        """The finest term."""
        return self.steps[-1]

    @property
    def place(self) -> PlaceKey:
        """The finest place."""
        return self.last.reading.place

    @property
    def rank(self) -> tuple[int, int]:
        """Order among chains of the same length: by the last name's form, then by the worst."""
        return (self.last.reading.form, max(step.reading.form for step in self.steps))


class ChainReader:
    """Reads all chains that begin at one position of a text."""

    def __init__(self, lexicon: Lexicon, territory: Territory) -> None:
        self._lexicon = lexicon
        self._territory = territory

    def at(self, text: str, start: int = 0) -> list[Chain]:
        """Every chain from `start` that cannot be continued."""
        complete: list[Chain] = []
        for match in self._lexicon.at(text, start):
            complete += self._continued(text, Chain((match,)))
        return complete

    def _continued(self, text: str, chain: Chain) -> list[Chain]:
        if len(chain.steps) >= _DEPTH:
            return [chain]
        longer: list[Chain] = []
        for match in self._following(text, chain.end):
            if (step := self._joined(chain, match)) is not None:
                longer += self._continued(text, step)
        return [*longer, chain]

    def _following(self, text: str, end: int) -> list[Match]:
        matches = self._lexicon.at(text, end)
        if between := _BETWEEN.match(text, end):
            matches += self._lexicon.at(text, between.end())
        return matches

    def _joined(self, chain: Chain, match: Match) -> Chain | None:
        """The chain with one more term, if that term's place fits below the last."""
        outer, inner = chain.place, match.reading.place
        form = match.reading.form
        if outer != inner and self._territory.holds(outer, inner):
            return Chain((*chain.steps, match), chain.loose)
        if outer == inner and form is Form.ALIAS:
            return Chain((*chain.steps, match), chain.loose)  # 和田地区和康县
        if form in {Form.ZONE, Form.TOWN} and outer == inner:
            # 顺德区北滘镇: the town adds nothing, and takes nothing from the district's certainty.
            return Chain((*chain.steps[:-1], replace(chain.last, end=match.end)), chain.loose)
        if form in {Form.ZONE, Form.TOWN} and self._territory.related(outer, inner):
            return Chain((*chain.steps, match), chain.loose)
        if self._moved(outer, match):
            return Chain((*chain.steps, match), loose=True)
        return None

    def _moved(self, outer: PlaceKey, match: Match) -> bool:
        """A county named after its former prefecture: 巢湖市无为县."""
        inner = match.reading.place
        return (
            outer.level is Level.PREFECTURE
            and inner.level is Level.COUNTY
            and match.reading.form in {Form.FULL, Form.COMMON, Form.ALIAS}
            and self._territory.province(outer) == self._territory.province(inner)
        )
