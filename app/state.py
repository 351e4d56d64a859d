"""The view state: everything that decides what the screen shows, as the query of its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Final, Literal, Self
from urllib.parse import parse_qsl, urlencode

from geo.classes import ClassMethod
from geo.errors import InvalidInput
from geo.place import NATION_ADCODE, Level

MAX_QUERY_CHARS: Final = 2000
ALL: Final = "all"
UNDATED: Final = "undated"


class Layer(StrEnum):
    """The maps of the atlas."""

    DENSITY = "density"


class Measure(StrEnum):
    """What the density map shows."""

    COUNT = "count"
    PER_AREA = "per_area"


class Panel(StrEnum):
    """What the right panel tells about."""

    PLACE = "place"
    SOURCES = "sources"


class Table(StrEnum):
    """Whether the table under the map is open."""

    CLOSED = "closed"
    OPEN = "open"


class Language(StrEnum):
    """Languages of the screen."""

    ZH = "zh-CN"
    EN = "en"


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view. A field at its default does not stand in the address.

    Attributes
    ----------
    place
        Adcode of the place in focus; the coarsest place that bears it.
    level
        Level of the units on the map; empty: one finer than the place in focus.
    select
        Adcode of the marked unit at that level; empty: none.
    year
        Count what is in force in this year; `all`: everything that is loaded; empty: the newest
        year of the edition.
    programme
        Programme id, or `all`.
    batch
        Year of a batch, `undated`, or empty for every batch.
    usual_lang
        Language of this server where the address names none; not part of the address.
    """

    layer: Layer = Layer.DENSITY
    place: str = NATION_ADCODE
    level: Level | Literal[""] = ""
    select: str = ""
    year: str = ""
    programme: str = "sme-national"
    batch: str = ""
    measure: Measure = Measure.COUNT
    classes: ClassMethod = ClassMethod.NATURAL
    panel: Panel = Panel.PLACE
    table: Table = Table.CLOSED
    lang: Language = Language.ZH
    usual_lang: Language = field(default=Language.ZH, compare=False)

    @classmethod
    def parse(cls, query: str, lang: Language = Language.ZH) -> Self:
        """Read the query of an address.

        Raises
        ------
        InvalidInput
            A parameter is unknown, stands twice or has a value that is not allowed; the message
            names it.
        """
        if len(query) > MAX_QUERY_CHARS:
            raise InvalidInput(f"the address is longer than {MAX_QUERY_CHARS} characters")
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
        values: dict[str, object] = {"lang": lang, "usual_lang": lang}
        seen: set[str] = set()
        for name, value in pairs:
            if name not in _PARSERS:
                raise InvalidInput(f"unknown parameter {name[:40]!r}; known: {', '.join(_PARSERS)}")
            if name in seen:
                raise InvalidInput(f"parameter {name} stands twice")
            seen.add(name)
            values[name] = _PARSERS[name](name, value)
        return cls(**values)  # type: ignore[arg-type]  # each value comes from its field's parser

    def query(self) -> str:
        """Return the canonical query, with its question mark, or an empty string."""
        usual = {part.name: part.default for part in fields(self)} | {"lang": self.usual_lang}
        given = [
            (name, str(getattr(self, name)))
            for name in _PARSERS
            if getattr(self, name) != usual[name]
        ]
        return f"?{urlencode(given)}" if given else ""

    def href(self) -> str:
        """Return the address of this view on the page `/`."""
        return f"/{self.query()}"

    def with_(self, **changes: object) -> Self:
        """Copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def at(self, place: str) -> Self:
        """Copy with another place in focus, units one level finer, nothing marked."""
        return self.with_(place=place, level="", select="")


def _adcode(name: str, value: str) -> str:
    if not (len(value) == 6 and value.isascii() and value.isdigit()):
        raise InvalidInput(f"{name} must be an adcode of six digits, not {value[:40]!r}")
    return value


def _optional_adcode(name: str, value: str) -> str:
    return _adcode(name, value) if value else ""


def _year(name: str, value: str, also: tuple[str, ...] = (ALL, "")) -> str:
    if value in also or (len(value) == 4 and value.isascii() and value.isdigit()):
        return value
    raise InvalidInput(f"{name} must be a year or {also[0]!r}, not {value[:40]!r}")


def _batch(name: str, value: str) -> str:
    return _year(name, value, (UNDATED, ""))


def _programme(name: str, value: str) -> str:
    if 0 < len(value) <= 60 and all(c.isascii() and (c.isalnum() or c == "-") for c in value):
        return value
    raise InvalidInput(f"{name} must be the id of a programme, not {value[:40]!r}")


def _one_of(kind: type[StrEnum]) -> Callable[[str, str], object]:
    def parse(name: str, value: str) -> object:
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join([*kind])
            raise InvalidInput(f"{name} must be one of {allowed}, not {value[:40]!r}") from None

    return parse


def _level(name: str, value: str) -> object:
    if value in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY):
        return Level(value)
    if value == "":
        return ""
    raise InvalidInput(f"{name} must be one of province, prefecture, county, not {value[:40]!r}")


_PARSERS: Final[dict[str, Callable[[str, str], object]]] = {
    "layer": _one_of(Layer),
    "place": _adcode,
    "level": _level,
    "select": _optional_adcode,
    "year": _year,
    "programme": _programme,
    "batch": _batch,
    "measure": _one_of(Measure),
    "classes": _one_of(ClassMethod),
    "panel": _one_of(Panel),
    "table": _one_of(Table),
    "lang": _one_of(Language),
}
