"""What the page `/quality` shows, as the query of its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Final, Literal, Self

from app.query import (
    Parser,
    adcode,
    is_year,
    one_of,
    optional,
    programme_id,
    quoted,
    read_query,
    write_query,
)
from app.state import Language
from geo.errors import InvalidInput

PATH: Final = "/quality"
TEXT_CHARS: Final = 100


class Kind(StrEnum):
    """What a question is about."""

    CLUSTER = "cluster"
    PARK = "park"


class Sort(StrEnum):
    """Order of the questions; `doubt` puts the least sure placement first."""

    DOUBT = "doubt"
    NAME = "name"
    UNIT = "unit"
    CODE = "code"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class QualityState:
    """One view of the page. A field at its default does not stand in the address.

    Attributes
    ----------
    programme
        Id of the programme that everything is narrowed to; empty: all, and coverage in detail of
        the national one.
    year
        Year in which clusters are counted as in force; empty: the newest of the edition.
    kind, code, province, text
        Only questions about this, with this code, in this province, with these words; empty: all.
    below
        Only questions whose placement is less sure than this, or that have none; None: all.
    sort, page
        Order of the questions, and which page of them, from 1.
    usual_lang
        Language of this server where the address names none; not part of the address.
    """

    programme: str = ""
    year: str = ""
    kind: Kind | Literal[""] = ""
    code: str = ""
    province: str = ""
    text: str = ""
    below: float | None = None
    sort: Sort = Sort.DOUBT
    page: int = 1
    lang: Language = Language.ZH
    usual_lang: Language = field(default=Language.ZH, compare=False)

    @classmethod
    def parse(cls, query: str, lang: Language = Language.ZH) -> Self:
        """Read the query of an address; an empty value is the same as none.

        Raises
        ------
        InvalidInput
            A parameter is unknown, stands twice or has a value that is not allowed; the message
            names it.
        """
        given = read_query(query, _PARSERS)
        chosen = {name: value for name, value in given.items() if value != ""}
        values = {"lang": lang, "usual_lang": lang} | chosen
        return cls(**values)  # type: ignore[arg-type]  # each value comes from its field's parser

    @property
    def usual(self) -> dict[str, object]:
        """Values that do not stand in the address."""
        return {part.name: part.default for part in fields(self)} | {"lang": self.usual_lang}

    @property
    def is_filtered(self) -> bool:
        """Whether the questions are narrowed by anything."""
        return any(getattr(self, name) != self.usual[name] for name in FILTERS)

    def query(self) -> str:
        """Return the canonical query, with its question mark, or an empty string."""
        return write_query({name: getattr(self, name) for name in _PARSERS}, self.usual)

    def href(self, section: str = "", **changes: object) -> str:
        """Address of this view of the page with some fields changed, at one of its sections."""
        changed = self.with_(**changes) if changes else self
        return f"{PATH}{changed.query()}{f'#{section}' if section else ''}"

    def with_(self, **changes: object) -> Self:
        """Copy with some fields changed; another choice begins at its first page."""
        return replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]

    def narrowed_to(self, names: tuple[str, ...]) -> Self:
        """Copy with all other fields at their defaults, but for the language."""
        kept = {name: getattr(self, name) for name in (*names, "lang", "usual_lang")}
        return type(self)(**kept)


FILTERS: Final = ("programme", "kind", "code", "province", "text", "below")


def _year(name: str, value: str) -> str:
    if is_year(value):
        return value
    raise InvalidInput(f"{name} must be a year, not {quoted(value)}")


def _code(name: str, value: str) -> str:
    if re.fullmatch("[a-z][a-z-]{0,39}", value):
        return value
    raise InvalidInput(f"{name} must be small letters and hyphens, not {quoted(value)}")


def _text(name: str, value: str) -> str:
    if len(value) > TEXT_CHARS:
        raise InvalidInput(f"{name} must have at most {TEXT_CHARS} characters, not {len(value)}")
    if any(ord(c) < 32 or "\ud800" <= c <= "\udfff" or c == "\ufffd" for c in value):
        raise InvalidInput(f"{name} must be plain text, not {quoted(value)}")
    return " ".join(value.split())


def _below(name: str, value: str) -> float:
    if re.fullmatch(r"0?\.\d{1,4}|1(\.0{1,4})?", value, re.ASCII) and float(value) > 0:
        return float(value)
    raise InvalidInput(f"{name} must be a number over 0, at most 1, not {quoted(value)}")


def _page(name: str, value: str) -> int:
    if re.fullmatch(r"[1-9]\d{0,5}", value, re.ASCII):
        return int(value)
    raise InvalidInput(f"{name} must be a whole number from 1, not {quoted(value)}")


_PARSERS: Final[Mapping[str, Parser]] = {
    "programme": optional(programme_id),
    "year": optional(_year),
    "kind": optional(one_of(Kind)),
    "code": optional(_code),
    "province": optional(adcode),
    "text": _text,
    "below": optional(_below),
    "sort": optional(one_of(Sort)),
    "page": optional(_page),
    "lang": optional(one_of(Language)),
}
