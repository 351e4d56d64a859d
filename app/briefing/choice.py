"""What a reader chooses for a briefing, as the query of its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final, Self

from app.briefing.document import SectionId
from app.query import (
    Parser,
    one_of,
    optional,
    programme_id,
    quoted,
    read_query,
    write_query,
    year_or,
)
from app.region.state import PageState, level_of_place
from app.state import ALL, Language
from geo.errors import InvalidInput

MOST_TITLE_CHARS: Final = 80
MOST_ISSUER_CHARS: Final = 60
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WIDE_SPACE: Final = "\u3000"


@dataclass(frozen=True, slots=True)
class BriefingChoice:
    """One choice. A field at its default does not stand in the address.

    Attributes
    ----------
    level
        Level of the place, where its code stands at two (441900); empty: the coarsest.
    year
        Count what is in force in this year; `all`: everything that is loaded; empty: the newest
        year of the edition.
    programme
        Programme id, or `all`.
    sections
        Sections that are wanted, in the order of the briefing; empty: all.
    title
        In the reader's words; empty: the usual one.
    issuer
        Unit that issues the briefing (发文单位); empty: none.
    date
        Day of the briefing as YYYY-MM-DD; empty: none.
    usual_lang
        Language of this server where the address names none; not part of the address.
    """

    level: str = ""
    year: str = ""
    programme: str = "sme-national"
    sections: tuple[SectionId, ...] = ()
    title: str = ""
    issuer: str = ""
    date: str = ""
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
        given = {name: value for name, value in read_query(query, _PARSERS).items() if value != ""}
        return cls(**({"lang": lang, "usual_lang": lang} | given))  # type: ignore[arg-type]  # each value comes from its field's parser

    def query(self) -> str:
        """Return the canonical query, with its question mark, or an empty string."""
        usual = {part.name: part.default for part in fields(self)} | {"lang": self.usual_lang}
        values = {name: getattr(self, name) for name in _PARSERS}
        return write_query(values | {"sections": ",".join(self.sections)}, usual | {"sections": ""})

    @property
    def wanted(self) -> tuple[SectionId, ...]:
        """The sections of the briefing in their order."""
        return self.sections or tuple(SectionId)

    @property
    def page_state(self) -> PageState:
        """What the page of the place shows under the same choice."""
        return PageState(
            level=self.level,
            year=self.year,
            programme=self.programme,
            lang=self.lang,
            usual_lang=self.usual_lang,
        )


def _sections(name: str, value: str) -> object:
    """Names with commas between; in whatever order they stand, the briefing has its own."""
    listed = value.split(",")
    if unknown := sorted(set(listed) - set(SectionId)):
        known = ", ".join(SectionId)
        raise InvalidInput(f"{name} must be some of {known}, not {quoted(unknown[0])}")
    if len(set(listed)) < len(listed):
        raise InvalidInput(f"{name} names a section twice: {quoted(value)}")
    chosen = tuple(one for one in SectionId if one in listed)
    return () if len(chosen) == len(SectionId) else chosen


def _line(most: int) -> Parser:
    """Make the parser of one line of any text that can be printed."""

    def parse(name: str, value: str) -> object:
        line = value.replace(_WIDE_SPACE, " ").strip()
        if not line.isprintable():
            raise InvalidInput(f"{name} has characters that cannot be printed: {quoted(value)}")
        if len(line) > most:
            raise InvalidInput(f"{name} is longer than {most} characters")
        return line

    return parse


def _day(name: str, value: str) -> object:
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise InvalidInput(f"{name} must be a day as YYYY-MM-DD, not {quoted(value)}")


_PARSERS: Final[Mapping[str, Parser]] = {
    "level": optional(level_of_place),
    "year": optional(year_or(ALL)),
    "programme": optional(programme_id),
    "sections": optional(_sections),
    "title": _line(MOST_TITLE_CHARS),
    "issuer": _line(MOST_ISSUER_CHARS),
    "date": optional(_day),
    "lang": optional(one_of(Language)),
}
