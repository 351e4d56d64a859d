"""What a page of places shows, as its address: which places, what counts, in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Final, Self

from app.atlas import Atlas, Unit
from app.query import (
    QUOTED_CHARS,
    Parser,
    is_adcode,
    is_year,
    one_of,
    optional,
    programme_id,
    quoted,
    read_query,
    words,
    write_query,
)
from app.state import ALL, Language, ViewState
from app.view import View, view_of
from geo.errors import InvalidInput, NotFound
from geo.place import Level, Place, PlaceKey

MOST_PLACES: Final = 6
Spec = tuple[str, str]
"""A place as an address names it: adcode and level; an empty level is the coarsest."""


@dataclass(frozen=True, slots=True)
class PageState:
    """What counts, as on the map, and the language. A field at its default is not in the address.

    Attributes
    ----------
    level
        Level of the place, where its code stands at two (441900); empty: the coarsest.
    places
        Places of a comparison.
    find
        Part of a place's name, where one is looked for.
    usual_lang
        Language of this server where the address names none; not part of the address.
    """

    level: str = ""
    places: tuple[Spec, ...] = ()
    find: str = ""
    year: str = ""
    programme: str = "sme-national"
    lang: Language = Language.ZH
    usual_lang: Language = field(default=Language.ZH, compare=False)

    @classmethod
    def parse(cls, query: str, names: tuple[str, ...], lang: Language = Language.ZH) -> Self:
        """Read the query of an address.

        Parameters
        ----------
        names
            The parameters that the page has besides the language.

        Raises
        ------
        InvalidInput
            A parameter is unknown, stands twice or has a value that is not allowed; the message
            names it.
        """
        known = {name: _PARSERS[name] for name in (*names, "lang")}
        values = {"lang": lang, "usual_lang": lang} | read_query(query, known)
        return cls(**values)  # type: ignore[arg-type]  # each value comes from its field's parser

    def with_(self, **changes: object) -> Self:
        """Copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def view(self, atlas: Atlas, adcode: str) -> View:
        """The map of a place under the same choice: what the pages tell is taken from it.

        Raises
        ------
        NotFound
            If the edition has no such place, programme or year.
        """
        return view_of(atlas, self.map_state(adcode))

    def map_state(self, adcode: str) -> ViewState:
        """State of the map of a place under the same choice."""
        return ViewState(
            place=adcode,
            year=self.year,
            programme=self.programme,
            lang=self.lang,
            usual_lang=self.usual_lang,
        )

    def region_href(self, atlas: Atlas, place: Place) -> str:
        """Address of the page of a place under the same choice."""
        _, level = spec_of(atlas, place)
        return f"/region/{place.adcode}{self.with_(level=level, places=())._query()}"

    def briefing_href(self, atlas: Atlas, place: Place) -> str:
        """Address of the briefing of a place under the same choice."""
        return self.region_href(atlas, place).replace("/region/", "/briefing/", 1)

    def compare_href(self, places: tuple[Spec, ...]) -> str:
        """Address of a comparison of some places under the same choice."""
        rest = self.with_(level="", places=())._query().removeprefix("?")
        listed = ",".join(written(spec) for spec in places)
        given = [part for part in (f"places={listed}" if places else "", rest) if part]
        return f"/compare{'?' if given else ''}{'&'.join(given)}"

    def find_href(self) -> str:
        """Address of what is found under the same choice."""
        return f"/region{self._query('find')}"

    def methods_href(self) -> str:
        """Address of the methods in the same language."""
        return f"/methods{PageState(lang=self.lang, usual_lang=self.usual_lang)._query()}"

    def _query(self, *also: str) -> str:
        usual = {part.name: part.default for part in fields(self)} | {"lang": self.usual_lang}
        return write_query(
            {name: getattr(self, name) for name in (*also, "level", *CHOICE, "lang")}, usual
        )


def unit_at(atlas: Atlas, spec: Spec) -> Unit:
    """The place that an address names.

    Raises
    ------
    NotFound
        If the edition has no place with this code, or none at this level.
    """
    adcode, level = spec
    if not is_adcode(adcode):
        raise NotFound(f"there is no place {adcode[:QUOTED_CHARS]!r}: use an adcode of six digits")
    key = PlaceKey(Level(level), adcode) if level else atlas.gazetteer.coarsest(adcode).key
    return atlas.unit(key)


def spec_of(atlas: Atlas, place: Place) -> Spec:
    """How an address names a place: with its level only where the code stands at a coarser one."""
    is_coarsest = atlas.gazetteer.coarsest(place.adcode).key == place.key
    return place.adcode, "" if is_coarsest else str(place.level)


def written(spec: Spec) -> str:
    """A place as an address names it."""
    adcode, level = spec
    return f"{adcode}-{level}" if level else adcode


def level_of_place(name: str, value: str) -> str:
    """A level that a place can have."""
    if value in set(Level):
        return value
    raise InvalidInput(f"{name} must be one of {', '.join(Level)}, not {quoted(value)}")


def _year(name: str, value: str) -> str:
    if value == ALL or is_year(value):
        return value
    raise InvalidInput(f"{name} must be a year or {ALL!r}, not {quoted(value)}")


def _places(name: str, value: str) -> tuple[Spec, ...]:
    """Adcodes with commas between, each with a hyphen and its level if need be."""
    specs = tuple(_spec(name, part) for part in value.split(",")) if value else ()
    if len(specs) > MOST_PLACES:
        raise InvalidInput(f"{name} must be at most {MOST_PLACES} places, not {len(specs)}")
    if len(set(specs)) < len(specs):
        raise InvalidInput(f"{name} names a place twice: {quoted(value)}")
    return specs


def _spec(name: str, value: str) -> Spec:
    adcode, hyphen, level = value.partition("-")
    if is_adcode(adcode) and (not hyphen or level in set(Level)):
        return adcode, level
    raise InvalidInput(f"{name} must be adcodes of six digits with commas, not {quoted(value)}")


CHOICE: Final = ("year", "programme")
"""Parameters that choose what counts."""
_PARSERS: Final[Mapping[str, Parser]] = {
    "level": optional(level_of_place),
    "places": _places,
    "find": words,
    "year": optional(_year),
    "programme": programme_id,
    "lang": one_of(Language),
}
