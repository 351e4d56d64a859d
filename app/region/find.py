"""Places by a part of their name: the search of the pages that need no script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.atlas import Atlas, Unit
from geo.place import Level, PlaceKey

MOST_FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class _Named:
    """A place with all the ways in which it may be asked for, in lower case."""

    unit: Unit
    name: str
    name_en: str
    pinyin: str
    initials: str

    def score(self, asked: str) -> int | None:
        """How well it fits, 0 best; None if not at all. The order of the search on the map."""
        fits = (
            asked in (self.name, self.unit.place.adcode),
            self.name.startswith(asked) or self.name_en.startswith(asked),
            self.initials == asked or self.pinyin.startswith(asked),
            asked in self.name,
            self.initials.startswith(asked),
        )
        return next((score for score, fit in enumerate(fits) if fit), None)


def find(atlas: Atlas, asked: str) -> list[Unit]:
    """Places that fit, the best first, each code once, at its coarsest level."""
    wanted = asked.strip().lower()
    if not wanted:
        return []
    scored = ((one.score(wanted), one) for one in atlas.derived("named places", _named))
    hits = [(score, one.unit) for score, one in scored if score is not None]
    hits.sort(key=lambda hit: (hit[0], hit[1].place.level.depth, hit[1].place.adcode))
    return [unit for _, unit in hits[:MOST_FOUND]]


def _named(atlas: Atlas, _: str) -> list[_Named]:
    columns = ["level", "adcode", "name_zh", "name_en", "pinyin", "initials"]
    rows = atlas.edition.places[columns].fillna("").itertuples(index=False, name=None)
    coarsest = atlas.gazetteer.coarsest
    return [
        _Named(atlas.units[key], *(name.lower() for name in names))
        for level, adcode, *names in rows
        if (key := PlaceKey(Level(level), adcode)) == coarsest(adcode).key
    ]
