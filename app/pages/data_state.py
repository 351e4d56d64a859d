"""What is asked of the page `/data`: one form, filled in or empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import parse_qsl, urlencode

from app.extract.wanted import Wanted
from app.query import MAX_QUERY_CHARS, is_adcode, one_of, read_query, words
from app.state import Language
from geo.errors import InvalidInput

MOST_QUERY_CHARS: Final = 2 * MAX_QUERY_CHARS
"""A form sends every field, also those that are empty."""

_COLUMN: Final = "column"
_APART: Final = ("columns", "format")
_NARROWING: Final = tuple(name for name in Wanted().texts() if name not in _APART)


@dataclass(frozen=True, slots=True)
class DataState:
    """One form.

    Attributes
    ----------
    dataset
        Whose form was sent; empty: none.
    suffix
        The format that is wanted.
    given
        What the fields hold, by the parameter of a file's address; `place` as it was typed. Empty
        fields are left out.
    columns
        Columns that were ticked; none: all.
    """

    lang: Language
    usual_lang: Language
    dataset: str = ""
    suffix: str = "geojson"
    given: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()

    @classmethod
    def parse(cls, query: str, usual: Language) -> Self:
        """Read the query of the page.

        Raises
        ------
        InvalidInput
            A parameter is unknown or stands twice, other than `column`, or cannot be printed.
        """
        if len(query) > MOST_QUERY_CHARS:
            raise InvalidInput(f"the address is longer than {MOST_QUERY_CHARS} characters")
        sent = [(name, value) for name, value in parse_qsl(query) if value.strip()]
        ticked = tuple(words(name, value) for name, value in sent if name == _COLUMN)
        parsers = {"lang": one_of(Language), "dataset": words, "format": words}
        rest = urlencode([pair for pair in sent if pair[0] != _COLUMN])
        found = read_query(rest, parsers | dict.fromkeys(_NARROWING, words))
        return cls(
            lang=Language(str(found.pop("lang", usual))),
            usual_lang=usual,
            dataset=str(found.pop("dataset", "")),
            suffix=str(found.pop("format", "geojson")),
            given={name: str(value).strip() for name, value in found.items()},
            columns=ticked,
        )

    def file_query(self, place: str) -> str:
        """Query of the file's address, with the code of the place."""
        given = {name: value for name, value in self.given.items() if name != "place"}
        given |= {"place": place} if place else {}
        given |= {"columns": ",".join(self.columns)} if self.columns else {}
        return urlencode(given)

    @property
    def place(self) -> str:
        """The place as it was typed."""
        return self.given.get("place", "")

    @property
    def names_a_place(self) -> bool:
        """Whether a place was typed by its name."""
        return bool(self.place) and not is_adcode(self.place)

    def href(self, place: str = "", lang: Language | None = None) -> str:
        """Address of the page with the same form, of another place or in another language."""
        told = str(lang or self.lang)
        pairs = [("lang", told)] if told != self.usual_lang else []
        if self.dataset:
            given = {"dataset": self.dataset, **self.given, "format": self.suffix}
            given |= {"place": place} if place else {}
            pairs += given.items()
            pairs += [(_COLUMN, name) for name in self.columns]
        return f"/data?{urlencode(pairs)}" if pairs else "/data"
