"""Finding the place in a cleaned name: each way to read it, in order of evidence."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.resolve import confidence as scale
from etl.resolve.chain import OFFICIAL, Chain, ChainReader
from etl.resolve.choice import Choice, choose
from etl.resolve.confidence import chain_confidence, chain_method
from etl.resolve.corps import CorpsReader
from etl.resolve.finding import Finding
from etl.resolve.forms import Form
from etl.resolve.fuzzy import FuzzyIndex
from etl.resolve.joint import JointName, JointReader
from etl.resolve.lexicon import Lexicon
from etl.resolve.placement import Method
from etl.resolve.reference import Reference
from etl.resolve.several import ListReader
from etl.resolve.tail import read_district, read_tail
from etl.resolve.territory import Territory
from etl.resolve.units import Unit
from geo.place import Level, PlaceKey

_SEPARATORS = "·,，.、/\\|—-_:：()； ;"
_LEAD = re.compile(r"(?:中国|国家级)[·—-]?")
_BACK_REFERENCE = re.compile(r"[·,，/\\|>\-—_:：( ]{1,3}")
_NATURE = tuple("山湖江河岭")
_PART = re.compile(r"园|片区|分区|分园|组团")


class Finder:
    """Reads a cleaned name, without its suffix, as a place and the rest."""

    def __init__(self, lexicon: Lexicon, territory: Territory, reference: Reference) -> None:
        self._territory = territory
        self._reference = reference
        self._lexicon = lexicon
        self._chains = ChainReader(lexicon, territory)
        self._joints = JointReader(territory, reference, lexicon)
        self._lists = ListReader(self._chains, territory)
        self._corps = CorpsReader(self._chains, territory, reference)
        self._fuzzy = FuzzyIndex(territory)
        self._regions: dict[str, list[str]] = {}  # by first character, longest first
        for word in sorted(reference.regions, key=len, reverse=True):
            self._regions.setdefault(word[0], []).append(word)

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
            or self._longer(self._region(text, start, unit), self._joint(text, start, unit))
            or self._from_chain(text, start, unit, lists=lists)
            or self._joint(text, start, unit)
            or self._later(text, start, unit)
            or self._misspelt(text, start, unit)
            or self._from_unit(text, unit)
        )
        return self._finer(text, found)

    # A region's name: 京津冀, 滇中.

    def _region(self, text: str, start: int, unit: Unit) -> Finding | None:
        words = self._regions.get(text[start : start + 1], ())
        word = next((w for w in words if text.startswith(w, start)), None)
        if word is None:
            return None
        region = self._reference.regions[word]
        if any(chain.end > start + len(word) for chain in self._agreeing(text, start, unit)):
            return None  # 中原区, 黄河三角洲农业高新技术产业示范区
        known = unit.place is None or not region.places
        fits = known or any(self._territory.related(unit.place, k) for k in region.places)  # type: ignore[arg-type]
        if not fits:
            return None
        notes = (f"{word}: {region.note}",)
        if not region.places and unit.place is not None:
            return self._vague(text, start, start + len(word), notes, unit.place)
        level = region.level if region.level in {"several", "none"} else ""
        end = read_tail(text, start + len(word)).end
        return Finding(region.places, Method.REGION, scale.REGION, start, end, notes, level=level)

    @staticmethod
    def _longer(region: Finding | None, joint: Finding | None) -> Finding | None:
        """The region, unless a joint name reads more of the text: 广佛 in 广佛惠."""
        if region and joint and joint.end > region.end and len(joint.places) > 1:
            return joint
        return region

    def _agreeing(self, text: str, start: int, unit: Unit) -> list[Chain]:
        """The chains at `start` that fit the recommending unit."""
        choice = choose(self._chains.at(text, start), unit.place, self._territory)
        return [choice.chain] if choice and choice.agrees else []

    def _vague(
        self, text: str, start: int, end: int, notes: tuple[str, ...], place: PlaceKey
    ) -> Finding:
        notes += (f"placed at the recommending unit {self._territory.name(place)}",)
        end = read_tail(text, end).end
        return Finding((place,), Method.REGION, scale.JOINT_UNSETTLED, start, end, notes)

    # Chains of names.

    def _from_chain(self, text: str, start: int, unit: Unit, *, lists: bool) -> Finding | None:
        choice = choose(self._chains.at(text, start), unit.place, self._territory)
        if choice is None:
            return None
        if choice.ambiguous:
            return self._homonym(choice)
        listed = self._lists.continued(text, choice, adjacent=lists)
        return listed or self._with_tail(text, self._plain(text, choice, unit))

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

    def _with_tail(self, text: str, found: Finding) -> Finding:
        """The finding with the town, zone or area word after the place taken in."""
        found = self._without_back_reference(text, found)
        for _ in range(3):
            tail = read_tail(text, found.end)
            if tail.end == found.end and found.places[0].level is Level.PREFECTURE:
                tail = read_district(text, found.end) or tail
            if tail.end == found.end:
                return found
            found = replace(found, end=tail.end)
            if tail.town:
                found = self._at_town(found, tail.town)
            elif tail.zone:
                found = self._in_part(text, self._at_zone(found, tail.zone))
            found = self._without_back_reference(text, found)
        return found

    def _without_back_reference(self, text: str, found: Finding) -> Finding:
        """Skip a place that only repeats where this one lies: 沙河市——河北省…"""
        between = _BACK_REFERENCE.match(text, found.end)
        if between is None:
            return found
        place = found.places[0]
        ends = [
            chain.end
            for chain in self._chains.at(text, between.end())
            if self._territory.holds(chain.place, place) and chain.last.reading.form in OFFICIAL
        ]
        return replace(found, end=max(ends)) if ends else found

    def _at_zone(self, found: Finding, zone: str) -> Finding:
        if found.places[0].level is Level.COUNTY:
            return replace(found, confidence=min(found.confidence, 0.93))
        note = f"{zone}: a development zone, no county is certain"
        return replace(
            found,
            method=Method.ZONE,
            confidence=min(found.confidence, scale.PREFECTURE_ZONE),
            notes=(*found.notes, note),
        )

    def _in_part(self, text: str, found: Finding) -> Finding:
        """A named part of a zone: 张江高新区黄浦园, 乌鲁木齐经开区(头屯河区)."""
        bracket = text[found.end : found.end + 1] == "("
        inside = [
            chain
            for chain in self._chains.at(text, found.end + bracket)
            if chain.place != found.places[0]
            and self._territory.holds(found.places[0], chain.place)
            and (
                text[chain.end : chain.end + 1] == ")" if bracket else _PART.match(text, chain.end)
            )
        ]
        if not inside:
            return found
        chain = max(inside, key=lambda c: c.end)
        end = chain.end + 1 if bracket else read_tail(text, chain.end).end
        return replace(found, places=(chain.place,), confidence=0.85, end=end)

    def _at_town(self, found: Finding, town: str) -> Finding:
        """A town that is not in the table: the place stays what it is."""
        if found.places[0].level is Level.COUNTY:
            return found
        note = f"the layer has no towns; {town} is placed by what else the name says"
        confidence = min(found.confidence, scale.UNKNOWN_TOWN)
        return replace(found, confidence=confidence, notes=(*found.notes, note))

    # Names put together from single characters.

    def _joint(self, text: str, start: int, unit: Unit) -> Finding | None:
        province = self._territory.province(unit.place) if unit.place else None
        joint = self._joints.at(text, start, province, shortest=2 if province else 3)
        if joint is None:
            return None
        return self._joint_finding(text, joint, start, unit.place)

    def _joint_finding(
        self, text: str, joint: JointName, start: int, area: PlaceKey | None
    ) -> Finding | None:
        letters = text[start : joint.end]
        if joint.places:
            names = "+".join(self._territory.name(key) for key in joint.places)
            short = scale.JOINT_SHORT if len(letters) == 2 else scale.JOINT
            confidence = scale.JOINT_ACROSS if joint.across else short
            note = f"{letters} read as {names}"
            end = read_tail(text, joint.end).end
            return Finding(joint.places, Method.JOINT, confidence, start, end, (note,))
        if len(letters) < 3:
            return None
        names = ", ".join(self._territory.name(key) for key in joint.options)
        common = area or self._territory.common(joint.options)
        note = f"{letters} is not settled; it may mean {names}"
        return Finding(
            (common,), Method.JOINT, scale.JOINT_UNSETTLED, start, joint.end, (note,), joint.options
        )

    # A place further on: 特钢新材料及制品江苏江阴高新技术产业开发区.

    def _later(self, text: str, start: int, unit: Unit) -> Finding | None:
        for position in range(start + 1, len(text) - 1):
            chains = [c for c in self._chains.at(text, position) if self._plain_enough(text, c)]
            choice = choose(chains, unit.place, self._territory)
            if choice is None or not choice.agrees or choice.ambiguous:
                continue
            if choice.chain.place.level is Level.PROVINCE and unit.place is not None:
                continue
            found = self._with_tail(text, self._plain(text, choice, unit))
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
        finer = self._joint_after(text, found) or self._later(text, found.end - 1, within)
        if finer is None or finer.method is Method.PROVINCE:
            return found
        lowered = finer.confidence if found.confidence >= scale.PROVINCE_ONLY else 0.5
        return replace(finer, start=found.start if finer.start <= found.end else finer.start,
                       confidence=min(finer.confidence, lowered))  # fmt: skip

    def _joint_after(self, text: str, found: Finding) -> Finding | None:
        province = found.places[0]
        joint = self._joints.at(text, found.end, province, shortest=3)
        region = self._region(text, found.end, Unit(province))
        if region is not None or joint is None:
            return region
        return self._joint_finding(text, joint, found.end, province)

    # Last resorts.

    def _misspelt(self, text: str, start: int, unit: Unit) -> Finding | None:
        if unit.place is None:
            return None
        found = self._fuzzy.at(text, start, unit.place)
        if found is None or read_tail(text, start, bare=True).zone:
            return None
        key, end = found
        nearest = self._territory.name(key)
        note = f"{text[start:end]} is no place of the layer; nearest name {nearest}"
        return Finding((key,), Method.FUZZY, scale.FUZZY, start, end, (note,))

    def _from_unit(self, text: str, unit: Unit) -> Finding:
        if unit.place is None:
            note = f"no place recognised in the name; {unit.note or 'no recommending unit'}"
            return Finding((), Method.NONE, 0.0, 0, 0, (note,))
        name = self._territory.name(unit.place)
        note = f"no place recognised in the name; placed at the recommending unit {name}"
        end = read_tail(text, 0, bare=True).end
        elsewhere = choose(self._chains.at(text, 0), None, self._territory)
        if elsewhere is None:
            return Finding((unit.place,), Method.UNIT, scale.UNIT_ONLY, 0, end, (note,))
        paths = ", ".join(self._territory.path(key) for key in elsewhere.places[:6])
        notes = (note, f"outside that unit the name would be {paths}")
        return Finding(
            (unit.place,), Method.UNIT, scale.UNIT_ELSEWHERE, 0, end, notes, elsewhere.places
        )
