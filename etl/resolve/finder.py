"""Finding the place in a cleaned name: each way to read it, in order of evidence."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.resolve import confidence as scale
from etl.resolve.after_place import AfterPlace
from etl.resolve.area import AreaReader
from etl.resolve.chain import Chain, ChainReader
from etl.resolve.choice import Choice, choose
from etl.resolve.confidence import chain_confidence, chain_method
from etl.resolve.corps import CorpsReader
from etl.resolve.finding import Finding
from etl.resolve.forms import Form
from etl.resolve.last_resort import LastResort
from etl.resolve.lexicon import Lexicon
from etl.resolve.placement import Method
from etl.resolve.reference import Reference
from etl.resolve.several import ListReader
from etl.resolve.tail import read_tail
from etl.resolve.territory import Territory
from etl.resolve.units import Unit
from geo.place import Level

_SEPARATORS = "·,，.、/\\|—-_:：()； ;"
_LEAD = re.compile(r"(?:中国|国家级)[·—-]?")
_NATURE = tuple("山湖江河岭")


class Finder:
    """Reads a cleaned name, without its suffix, as a place and the rest."""

    def __init__(self, lexicon: Lexicon, territory: Territory, reference: Reference) -> None:
        self._territory = territory
        self._lexicon = lexicon
        self._chains = ChainReader(lexicon, territory)
        self._areas = AreaReader(lexicon, self._chains, territory, reference)
        self._after = AfterPlace(self._chains, territory)
        self._lists = ListReader(self._chains, territory)
        self._corps = CorpsReader(self._chains, territory, reference)
        self._last_resort = LastResort(self._chains, territory)

    @property
    def chains(self) -> ChainReader:
        """The reader of chains, for recommending units and addresses."""
        return self._chains

    def find(self, text: str, unit: Unit, *, lists: bool = True) -> Finding:
        """The best finding, whatever it takes; never nothing.

        Parameters
        ----------
        lists
            Whether places written one after the other without a sign between them are a list.
        """
        start = lead.end() if (lead := _LEAD.match(text)) else 0
        found = (
            self._corps.at(text, start)
            or self._areas.region_or_longer(text, start, unit)
            or self._from_chain(text, start, unit, lists=lists)
            or self._areas.joint(text, start, unit)
            or self._later(text, start, unit)
            or self._last_resort.misspelt(text, start, unit)
            or self._last_resort.from_unit(text, unit)
        )
        return self._finer(text, found)

    def _from_chain(self, text: str, start: int, unit: Unit, *, lists: bool) -> Finding | None:
        choice = choose(self._chains.at(text, start), unit.place, self._territory)
        if choice is None:
            return None
        if choice.ambiguous:
            return self._homonym(choice)
        listed = self._lists.continued(text, choice, adjacent=lists)
        return listed or self._after.taken_in(text, self._plain(text, choice, unit))

    def _plain(self, text: str, choice: Choice, unit: Unit) -> Finding:
        chain, reading = choice.chain, choice.chain.last.reading
        confidence = chain_confidence(choice, with_unit=unit.place is not None and choice.agrees)
        if reading.candidates or self._doubtful(text, chain):  # split, or perhaps no place
            confidence = min(confidence, scale.RIVALS)
        notes = tuple(step.reading.note for step in chain.steps if step.reading.note)
        if chain.loose:
            notes += (f"in the layer it lies in {self._territory.path(chain.place)}",)
        if not choice.agrees and unit.place is not None:
            notes += (f"contradicts the recommending unit {self._territory.name(unit.place)}",)
        if chain.place.level is Level.PROVINCE and reading.form is not Form.ZONE:
            notes += ("the name says only the province",)
        return Finding(
            (chain.place,), chain_method(chain), confidence,
            chain.start, chain.end, notes, (*reading.candidates, *choice.rivals),
        )  # fmt: skip

    def _doubtful(self, text: str, chain: Chain) -> bool:
        """A short name alone that may be an everyday word or part of a natural feature's name."""
        if chain.last.reading.form < Form.SHORT or len(chain.steps) > 1:
            return False
        nature = text[chain.end : chain.end + 1] in _NATURE  # 鄱阳湖 is wider than the county
        return nature or self._lexicon.doubtful(text[chain.start : chain.end])

    def _homonym(self, choice: Choice) -> Finding:
        """A name that several places bear, and nothing that decides between them."""
        common = self._territory.common(choice.places)
        names = ", ".join(self._territory.path(key) for key in choice.places[:6])
        notes = (f"the name stands for several places: {names}",)
        chain, certain = choice.chain, common.level is not Level.NATION
        confidence = scale.AMBIGUOUS_IN_PROVINCE if certain and choice.agrees else 0.0
        places = (common,) if certain else ()
        return Finding(
            places,
            Method.HOMONYM,
            confidence,
            chain.start,
            chain.end,
            notes,
            (*choice.places, *choice.rivals),
        )

    def _later(self, text: str, start: int, unit: Unit) -> Finding | None:
        """A place further on: 特钢新材料及制品江苏江阴高新技术产业开发区."""
        for position in range(start + 1, len(text) - 1):
            chains = [c for c in self._chains.at(text, position) if self._plain_enough(text, c)]
            choice = choose(chains, unit.place, self._territory)
            if choice is None or not choice.agrees or choice.ambiguous:
                continue
            if choice.chain.place.level is Level.PROVINCE and unit.place is not None:
                continue
            found = self._after.taken_in(text, self._plain(text, choice, unit))
            return replace(found, confidence=min(found.confidence, scale.LATER))
        return None

    @staticmethod
    def _plain_enough(text: str, chain: Chain) -> bool:
        """Whether a chain in the middle of a text is more than a chance of letters."""
        if len(chain.steps) > 1:
            return True
        length = chain.end - chain.start
        if chain.last.reading.form in {Form.FULL, Form.COMMON, Form.ALIAS} and length >= 3:
            return True
        after_separator = text[chain.start - 1] in _SEPARATORS
        return after_separator or bool(read_tail(text, chain.end, bare=True).zone)

    def _finer(self, text: str, found: Finding) -> Finding:
        """A place inside the province, where the name's beginning gave only the province."""
        if found.method is not Method.PROVINCE:
            return found
        within = Unit(found.places[0])
        finer = self._areas.after_province(text, found) or self._later(text, found.end - 1, within)
        if finer is None or finer.method is Method.PROVINCE:
            return found
        lowered = finer.confidence if found.confidence >= scale.PROVINCE_ONLY else 0.5
        return replace(finer, start=found.start if finer.start <= found.end else finer.start,
                       confidence=min(finer.confidence, lowered))  # fmt: skip
