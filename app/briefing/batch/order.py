"""What a batch is to make: places, formats, and what all its briefings have in common."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Self

from app.atlas import Atlas
from app.briefing.choice import BriefingChoice
from app.briefing.look import Look
from app.briefing.make import Format
from app.settings import Settings
from app.state import Language
from geo.place import Level, Place, PlaceKey


@dataclass(frozen=True, slots=True)
class Order:
    """One batch.

    Attributes
    ----------
    places
        In order.
    choice
        Query of the choice that all briefings share, in canonical form and without a level.
    lang
        Usual language, which the query does not name.
    edition
        Id of the edition.
    site
        Address that the links lead to, without a slash at its end.
    review_number
        Of the maps; empty: none.
    look
        Mark of the fonts and the template.
    """

    places: tuple[PlaceKey, ...]
    formats: tuple[Format, ...]
    choice: str
    lang: Language
    edition: str
    site: str
    review_number: str = ""
    look: str = ""

    @property
    def made_of(self) -> dict[str, str]:
        """What decides the content of a file besides its place and format."""
        shared = {
            "edition": self.edition,
            "choice": self.choice,
            "language": str(self.lang),
            "address": self.site,
            "review number": self.review_number,
            "look": self.look,
        }
        return shared | {"version": version("cluster-atlas")}

    @property
    def id(self) -> str:
        """The same order has the same id."""
        told = [self.made_of, self.places, self.formats]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def choice_for(self, key: PlaceKey) -> BriefingChoice:
        """The choice of one place: its code may stand at two levels."""
        return replace(BriefingChoice.parse(self.choice, self.lang), level=key.level)

    def written(self) -> str:
        """The order as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Self:
        """The order that `written` gave."""
        told = json.loads(text)
        told["places"] = tuple(PlaceKey(Level(level), code) for level, code in told["places"])
        told["formats"] = tuple(Format(one) for one in told["formats"])
        return cls(**told | {"lang": Language(told["lang"])})


def order_of(
    settings: Settings,
    atlas: Atlas,
    places: Sequence[Place],
    formats: tuple[Format, ...],
    *,
    choice: BriefingChoice,
    site: str,
) -> Order:
    """An order under the settings of this installation.

    Raises
    ------
    NotFound
        The edition has no such programme or year: then no place can be told under the choice.
    """
    choice.page_state.view(atlas, places[0].adcode)
    return Order(
        places=tuple(place.key for place in places),
        formats=formats,
        choice=replace(choice, level="").query(),
        lang=choice.usual_lang,
        edition=atlas.edition.id,
        site=site,
        review_number=settings.review_number or "",
        look=Look.of(settings).mark,
    )


def counties_of(atlas: Atlas, places: Sequence[Place]) -> list[Place]:
    """The county units inside places, each once; a county stands for itself."""
    found: dict[PlaceKey, Place] = {}
    for place in places:
        inside = [unit.place for unit in atlas.units_within(place.key, Level.COUNTY)]
        found |= {one.key: one for one in inside or [place]}
    return list(found.values())
