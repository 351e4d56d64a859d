"""Names for several places at once: regions by their name, cities by single characters."""

from __future__ import annotations

from etl.resolve import confidence as scale
from etl.resolve.chain import Chain, ChainReader
from etl.resolve.choice import choose
from etl.resolve.finding import Finding
from etl.resolve.joint import JointName, JointReader
from etl.resolve.lexicon import Lexicon
from etl.resolve.placement import Method
from etl.resolve.reference import Reference
from etl.resolve.tail import read_tail
from etl.resolve.territory import Territory
from etl.resolve.units import Unit
from geo.place import PlaceKey


class AreaReader:
    """Reads names that stand for an area rather than for one unit."""

    def __init__(
        self, lexicon: Lexicon, chains: ChainReader, territory: Territory, reference: Reference
    ) -> None:
        self._chains = chains
        self._territory = territory
        self._reference = reference
        self._joints = JointReader(territory, reference, lexicon)
        self._regions: dict[str, list[str]] = {}  # by first character, longest first
        for word in sorted(reference.regions, key=len, reverse=True):
            self._regions.setdefault(word[0], []).append(word)

    def region(self, text: str, start: int, unit: Unit) -> Finding | None:
        """A region at `start`: 京津冀, 滇中."""
        words = self._regions.get(text[start : start + 1], ())
        word = next((w for w in words if text.startswith(w, start)), None)
        if word is None:
            return None
        region = self._reference.regions[word]
        if any(chain.end > start + len(word) for chain in self._agreeing(text, start, unit)):
            return None  # 中原区, 黄河三角洲农业高新技术产业示范区
        if not self._fits(region.places, unit.place):
            return None
        notes = (f"{word}: {region.note}",)
        if not region.places and unit.place is not None:
            return self._vague(text, start, start + len(word), notes, unit.place)
        level = region.level if region.level in {"several", "none"} else ""
        end = read_tail(text, start + len(word)).end
        return Finding(region.places, Method.REGION, scale.REGION, start, end, notes, level=level)

    def region_or_longer(self, text: str, start: int, unit: Unit) -> Finding | None:
        """The region, unless a joint name reads more of the text: 广佛 in 广佛惠."""
        region = self.region(text, start, unit)
        joint = self.joint(text, start, unit) if region else None
        longer = joint and region and joint.end > region.end and len(joint.places) > 1
        return joint if longer else region

    def _fits(self, places: tuple[PlaceKey, ...], unit: PlaceKey | None) -> bool:
        """Whether a region may be recommended by a unit."""
        if unit is None or not places:
            return True
        return any(self._territory.related(unit, place) for place in places)

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

    def joint(self, text: str, start: int, unit: Unit) -> Finding | None:
        """Single characters for several places at `start`: 武襄十随."""
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

    def after_province(self, text: str, found: Finding) -> Finding | None:
        """A region or joint name after the province it lies in: 内蒙古呼包鄂乌."""
        province = found.places[0]
        joint = self._joints.at(text, found.end, province, shortest=3)
        region = self.region(text, found.end, Unit(province))
        if region is not None or joint is None:
            return region
        return self._joint_finding(text, joint, found.end, province)
