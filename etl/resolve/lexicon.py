"""The dictionary of place terms: every form of every place, found by position in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from etl.resolve.forms import TYPE_LETTERS, Form, written_forms
from geo.place import Gazetteer, Level, Place, PlaceKey

_WORDS_AFTER_TYPE = (
    "区块链",
    "区域",
    "县域",
    "市域",
    "市场",
    "市政工",
    "市政设",
    "市级",
    "县级",
    "区级",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a term: the place, and how the term names it."""

    place: PlaceKey
    form: Form
    note: str = ""
    candidates: tuple[PlaceKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A reading of the text between two positions."""

    reading: Reading
    start: int
    end: int


def counts_as_unit(place: Place) -> bool:
    """Whether a place is named for itself, and not as the shadow of another level.

    The layer lists some ground twice: municipalities and province-governed cities as
    prefectures (110000, 419001), cities without districts as counties (441900).
    """
    ordinary_prefecture = place.adcode.endswith("00") and not place.adcode.endswith("0000")
    if place.level is Level.PREFECTURE:
        return ordinary_prefecture
    if place.level is Level.COUNTY:
        return not place.adcode.endswith("00")
    return place.level is Level.PROVINCE


@dataclass(frozen=True, slots=True)
class NotPlaces:
    """Words that look like a place's short name.

    Attributes
    ----------
    never
        No place is meant: 白酒 is not 白银 and 酒泉.
    end
        No place is meant where nothing follows: 七台河新兴(产业集群).
    doubtful
        A place may be meant, or the everyday word: 资源, 东方.
    """

    never: frozenset[str] = frozenset()
    end: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


class Lexicon:
    """Terms and their readings."""

    def __init__(self, gazetteer: Gazetteer, not_places: NotPlaces | None = None) -> None:
        self._readings: dict[str, list[Reading]] = {}
        self._lengths: dict[str, list[int]] = {}  # by first character, longest first
        self._not_places = not_places or NotPlaces()
        lengths = {len(word) for word in self._not_places.never}
        self._not_place_lengths = sorted(lengths, reverse=True)
        for place in gazetteer:
            if counts_as_unit(place):
                self._add_place(place)

    def _add_place(self, place: Place) -> None:
        for term, form in written_forms(place.name_zh, place.level):
            self.add(term, Reading(place.key, form))

    def add(self, term: str, reading: Reading) -> None:
        """Add one reading of a term; the same place is kept once, by its best form."""
        readings = self._readings.setdefault(term, [])
        same = [r for r in readings if r.place == reading.place]
        if same and min(r.form for r in same) <= reading.form:
            return
        readings.append(reading)
        lengths = self._lengths.setdefault(term[0], [])
        if len(term) not in lengths:
            lengths.append(len(term))
            lengths.sort(reverse=True)

    def readings(self, term: str) -> list[Reading]:
        """The readings of exactly this term."""
        return self._readings.get(term, [])

    def at(self, text: str, start: int) -> list[Match]:
        """All readings of terms that begin at `start`, longest term first."""
        lengths = self._lengths.get(text[start : start + 1])
        if lengths is None:
            return []
        blocked = self.blocked_length(text, start)
        matches: list[Match] = []
        for length in lengths:
            term = text[start : start + length]
            if len(term) < length:
                continue
            for reading in self._readings.get(term, ()):
                if reading.form >= Form.SHORT and length <= blocked:
                    continue
                matches += self._with_type_letter(text, Match(reading, start, start + length))
        return matches

    def blocked_length(self, text: str, start: int) -> int:
        """Length of the word at `start` that looks like a short place name but is none."""
        for length in self._not_place_lengths:
            if text[start : start + length] in self._not_places.never:
                return length
        return len(text) - start if text[start:] in self._not_places.end else 0

    def doubtful(self, term: str) -> bool:
        """Whether a short name is also an everyday word."""
        return term in self._not_places.doubtful

    def _with_type_letter(self, text: str, match: Match) -> list[Match]:
        """The match, and the one with a type word that the layer does not know (富阳市)."""
        letter = text[match.end : match.end + 1]
        if text[match.end - 1 : match.end + 2].startswith(_WORDS_AFTER_TYPE):
            return []  # 余杭区块链: the 区 belongs to the industry
        reading = match.reading
        is_county = reading.place.level is Level.COUNTY
        if not (letter and letter in TYPE_LETTERS and reading.form is Form.SHORT and is_county):
            return [match]
        term = text[match.start : match.end + 1]
        if term in self._readings or text[match.end :].startswith(_WORDS_AFTER_TYPE):
            return [match]
        note = f"{term} is not in the layer; its stem is"
        changed = replace(reading, form=Form.TYPE_CHANGED, note=note)
        return [Match(changed, match.start, match.end + 1), match]
