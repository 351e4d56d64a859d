"""Lists of places in one name: 南通市、泰州市、扬州市."""

from __future__ import annotations

import re

from etl.resolve import confidence as scale
from etl.resolve.chain import Chain, ChainReader
from etl.resolve.choice import Choice, choose
from etl.resolve.finding import Finding
from etl.resolve.forms import Form
from etl.resolve.placement import Method
from etl.resolve.tail import read_tail
from etl.resolve.territory import Territory
from geo.place import Level

_STRONG = re.compile(r"[、/—\-~]{1,2}|,")
_WORD = re.compile(r"和|与|及|以及|暨|联合")
_ETC = re.compile(r"等?(?:[两二三四五六七八九]?(?:地|市|县|区))?(?:联合|共建)?")
_NAMED = frozenset({Form.FULL, Form.COMMON, Form.ALIAS})
_MOST = 20


class ListReader:
    """Reads what follows a first place as more places of the same kind."""

    def __init__(self, chains: ChainReader, territory: Territory) -> None:
        self._chains = chains
        self._territory = territory

    def continued(self, text: str, first: Choice, *, adjacent: bool) -> Finding | None:
        """All places of the list that begins with `first`; none if there is no second."""
        chains = [first.chain]
        while len(chains) < _MOST and (chain := self._next(text, chains, adjacent=adjacent)):
            chains.append(chain)
        if len(chains) == 1 or not first.agrees:
            return None
        places = tuple(dict.fromkeys(chain.place for chain in chains))
        official = all(chain.last.reading.form in _NAMED for chain in chains)
        value = scale.LIST_OFFICIAL if official else scale.LIST_SHORT
        etc = _ETC.match(text, chains[-1].end)
        end = etc.end() if etc and etc[0].startswith("等") else chains[-1].end
        end = read_tail(text, end).end
        notes = tuple(c.last.reading.note for c in chains if c.last.reading.note)
        return Finding(places, Method.LIST, value, first.chain.start, end, notes)

    def _next(self, text: str, chains: list[Chain], *, adjacent: bool) -> Chain | None:
        end = chains[-1].end
        if separator := _STRONG.match(text, end):
            return self._unrelated(text, separator.end(), chains, short=True)
        if word := _WORD.match(text, end):
            return self._unrelated(text, word.end(), chains, short=False)
        if not adjacent:
            return None
        chain = self._unrelated(text, end, chains, short=True)
        return chain if chain and self._beside(chains[-1], chain) else None

    def _beside(self, one: Chain, other: Chain) -> bool:
        """Whether two places may be a list without a sign between them: 昆山太仓, 苏州无锡."""
        if other.place.level is not Level.COUNTY or other.last.reading.form in _NAMED:
            return True
        parents = {self._territory.gazetteer[chain.place].parent for chain in (one, other)}
        return len(parents) == 1 and one.last.reading.form is Form.SHORT

    def _unrelated(
        self, text: str, start: int, chains: list[Chain], *, short: bool
    ) -> Chain | None:
        """A chain to a place of the list's level that neither holds nor lies in the others."""
        first = chains[0].place
        every = self._chains.at(text, start)
        longest = max((chain.end for chain in every), default=start)
        every = [chain for chain in every if chain.end == longest]
        if any(self._territory.related(chain.place, c.place) for chain in every for c in chains):
            return None  # 沙河市——河北省 says again where the first place lies
        options = [
            chain
            for chain in every
            if chain.place.level is first.level and self._well_named(chain, short=short)
        ]
        province = self._territory.province(first)
        near = choose(options, province, self._territory)
        choice = near if near and near.agrees else choose(options, None, self._territory)
        return choice.chain if choice and not choice.ambiguous else None

    @staticmethod
    def _well_named(chain: Chain, *, short: bool) -> bool:
        form = chain.last.reading.form
        coarse = chain.place.level is not Level.COUNTY and form is Form.SHORT
        return form in _NAMED or coarse or (short and form is Form.SHORT)
