"""The words and addresses of the page `/quality` in one language, kept with the edition."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any, Final

from markupsafe import Markup, escape

from app.atlas import Atlas, Unit
from app.pages.links import is_web_address
from app.pages.templates import render
from app.quality.command import command_for
from app.quality.questions import Answer, Question
from app.state import Language, Panel, ViewState
from app.text import Text, text_in
from geo.place import NATION, Level

ANSWERS_SHOWN: Final = 13
LONG_CHARS: Final = 300
"""A longer text is folded up."""
ROWS_KEPT: Final = 4000
"""Rows of the review table that are kept as they were drawn, about 3 kB each."""

_OPTION: Final = re.compile(r"(?<= )--[a-z-]+")


class Wording:
    """Names and addresses as the templates show them; nothing here depends on the view."""

    shown_answers = ANSWERS_SHOWN
    long = LONG_CHARS
    is_web_address = staticmethod(is_web_address)

    def __init__(self, atlas: Atlas, lang: Language, usual_lang: Language) -> None:
        self.atlas, self.lang = atlas, lang
        self.text: Text = text_in(lang)
        self._view = ViewState(lang=lang, usual_lang=usual_lang)
        self._address_of = lru_cache(maxsize=8192)(self._address)
        self.row = lru_cache(maxsize=ROWS_KEPT)(self._row)

    @property
    def other_language(self) -> Language:
        """The language that the switch leads to."""
        return self.lang.other

    def name(self, unit: Unit) -> str:
        """Name of a unit in the language of the page."""
        if unit.place.key == NATION:
            return self.text("nation")
        return unit.name(self.lang)

    def path(self, unit: Unit) -> str:
        """Names from the province down to a unit."""
        above = [self.atlas.units[place.key] for place in self._above(unit)]
        return " › ".join(self.name(one) for one in (*above, unit))

    def _above(self, unit: Unit) -> list[Any]:
        ancestors = self.atlas.gazetteer.ancestors(unit.place.key)
        return [place for place in reversed(ancestors) if place.level is not Level.NATION]

    def programme_name(self, programme: dict[str, Any]) -> str:
        """Name of a programme in the language of the page."""
        return str(programme["name_en" if self.lang is Language.EN else "name_zh"])

    def map_href(self, unit: Unit | None = None, programme: str = "", year: int = 0) -> str:
        """Address of the map of a place."""
        return self._address_of(unit.place.adcode if unit else "", programme, year)

    def _address(self, adcode: str, programme: str, year: int) -> str:
        changes: dict[str, str] = {"place": adcode} if adcode else {}
        changes |= {"programme": programme} if programme else {}
        changes |= {"year": str(year)} if year and year != self.atlas.newest_year else {}
        return self._view.with_(**changes).href()

    @staticmethod
    def command(question: Question, answer: Answer | None = None) -> Markup:
        """The command for an answer; its options do not break at the end of a line."""
        safe = str(escape(command_for(question, answer)))
        return Markup(_OPTION.sub(r"<span>\g<0></span>", safe))  # noqa: S704  escaped above

    def source_title(self, source_id: str, title: str = "") -> str:
        """Title of a source in the language of the page, where the catalogue has it."""
        known = title or self._titles.get(source_id, source_id)
        return self.text.or_else(f"source.{source_id}", known)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {row["id"]: row["title"] for row in self.atlas.sources}

    @property
    def sources_href(self) -> str:
        """Address of the map with the sources in its panel."""
        return self._view.with_(panel=Panel.SOURCES).href()

    def _row(self, question: Question) -> Markup:
        """One row of the review table."""
        return Markup(render("quality/question.html", words=self, question=question))  # noqa: S704


def wording_of(atlas: Atlas, lang: Language, usual_lang: Language) -> Wording:
    """The wording of an edition in a language, made once."""
    return atlas.derived(
        f"wording in {lang}, usual {usual_lang}", lambda held, _: Wording(held, lang, usual_lang)
    )
