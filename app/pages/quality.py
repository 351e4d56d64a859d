"""The page `/quality`: a report on the edition, drawn on the server, that needs no script."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from app.atlas import Atlas, Unit
from app.figures.histogram import Histogram, histogram
from app.pages.links import is_web_address
from app.quality.command import command_for
from app.quality.coverage import ProgrammeCoverage
from app.quality.extracts import EXTRACTS
from app.quality.placement import DOUBTFUL, Placements
from app.quality.questions import Answer, Page, Question, page_of, units_of
from app.quality.report import QualityReport
from app.quality.sources import by_severity
from app.quality.state import Kind, QualityState, Sort
from app.state import Language, Panel, ViewState
from app.text import Text, text_in
from geo.place import NATION, Level

TEMPLATES: Final = Path(__file__).resolve().parents[1] / "templates"
ANSWERS_SHOWN: Final = 13
REMARKS_SHOWN: Final = 50
LONG_CHARS: Final = 300
"""A longer text is folded up."""

_OPTION: Final = re.compile(r"(?<= )--[a-z-]+")


def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


_TEMPLATES: Final = _environment()


def quality_page(report: QualityReport, state: QualityState) -> str:
    """Return the page for a view that `report.check` has passed.

    Raises
    ------
    NotFound
        If the page of questions is beyond the last.
    """
    return _TEMPLATES.get_template("quality/page.html").render(page=QualityPage(report, state))


class QualityPage:
    """What the templates show of one view of the page."""

    shown_answers = ANSWERS_SHOWN
    shown_remarks = REMARKS_SHOWN
    long = LONG_CHARS
    doubtful = DOUBTFUL
    extracts = tuple(EXTRACTS)
    sorts = tuple(Sort)
    kinds = tuple(Kind)
    is_web_address = staticmethod(is_web_address)

    def __init__(self, report: QualityReport, state: QualityState) -> None:
        self.report, self.state = report, state
        self.atlas: Atlas = report.atlas
        self.edition = self.atlas.edition
        self.text: Text = text_in(state.lang)
        self.year = report.year_of(state)
        self.programmes = report.programmes(self.year)
        self.detail = report.detail(report.programme_of(state), self.year)
        self.totals = report.totals(report.programme_of(state))
        self.placements: Placements = report.placements(state.programme)
        self.questions: Page = page_of(report.questions, state)
        self._view = ViewState(lang=state.lang, usual_lang=state.usual_lang)
        self._address_of = lru_cache(maxsize=None)(self._address)

    @property
    def leading(self) -> ProgrammeCoverage:
        """Coverage of the programme that is shown in detail."""
        return next(row for row in self.programmes if row.programme is self.detail.programme)

    @property
    def at_county(self) -> int:
        """Clusters, of all programmes, that were placed in one county."""
        return sum(one["placement_level"] == "county" for one in self.atlas.clusters.values())

    # ---- names and addresses --------------------------------------------------------------------
    def name(self, unit: Unit) -> str:
        """Name of a unit in the language of the page."""
        if unit.place.key == NATION:
            return self.text("nation")
        return unit.name(self.state.lang)

    def path(self, unit: Unit) -> str:
        """Names from the province down to a unit."""
        above = [self.atlas.units[place.key] for place in self._above(unit)]
        return " › ".join(self.name(one) for one in (*above, unit))

    def _above(self, unit: Unit) -> list[Any]:
        ancestors = self.atlas.gazetteer.ancestors(unit.place.key)
        return [place for place in reversed(ancestors) if place.level is not Level.NATION]

    def programme_name(self, programme: dict[str, Any]) -> str:
        """Name of a programme in the language of the page."""
        return str(programme["name_en" if self.state.lang is Language.EN else "name_zh"])

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

    def source_title(self, source_id: str) -> str:
        """Title of a source in the language of the page, where the catalogue has it."""
        return self.text.or_else(f"source.{source_id}", self._titles.get(source_id, source_id))

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {source.row["id"]: source.row["title"] for source in self.report.sources}

    @property
    def unfiltered_href(self) -> str:
        """Address of the questions without any filter."""
        return self.state.narrowed_to(("year", "sort")).href("review")

    @property
    def sources_href(self) -> str:
        """Address of the map with the sources in its panel."""
        return self._view.with_(panel=Panel.SOURCES).href()

    def download_href(self, name: str, suffix: str) -> str:
        """Address of a download, narrowed like the page."""
        kept = self.state.narrowed_to(EXTRACTS[name].narrowed_by).with_(lang=self.state.usual_lang)
        return f"/quality/{name}.{suffix}{kept.query()}"

    @property
    def other_language(self) -> Language:
        """The language that the switch leads to."""
        return Language.EN if self.state.lang is Language.ZH else Language.ZH

    # ---- numbers --------------------------------------------------------------------------------
    def histogram(self, counts: tuple[int, ...]) -> Histogram:
        """A histogram of confidences, ready to be drawn."""
        return histogram(counts, DOUBTFUL)

    @cached_property
    def disputed(self) -> list[Any]:
        """Statements that contradict each other, those about the same thing side by side."""
        return [total for total in self.totals if total.is_disputed]

    @cached_property
    def severities(self) -> dict[str, int]:
        """Number of remarks of each severity over all sources."""
        return by_severity(remark for source in self.report.sources for remark in source.remarks)

    @cached_property
    def decision_states(self) -> Counter[str]:
        """Number of decisions in each state."""
        return Counter(row["state"] for row in self.atlas.decisions)

    @property
    def has_run_report(self) -> bool:
        """Whether the run that made the edition left its report."""
        return bool(self.edition.manifest.get("report"))

    # ---- choices of the filters -----------------------------------------------------------------
    @cached_property
    def code_options(self) -> list[tuple[str, int]]:
        """Codes that occur among the questions, with their number."""
        return sorted(Counter(one.row["code"] for one in self.report.questions).items())

    @cached_property
    def province_options(self) -> list[tuple[Unit, int]]:
        """All provinces, with the number of questions that name them."""
        counts = Counter(code for one in self.report.questions for code in one.provinces)
        provinces = self.atlas.units_within(NATION, Level.PROVINCE)
        return [(unit, counts[unit.place.adcode]) for unit in provinces]

    @cached_property
    def kind_options(self) -> Counter[str]:
        """Number of questions about clusters and about parks."""
        return Counter(one.row["kind"] for one in self.report.questions)

    @property
    def decisions(self) -> list[dict[str, Any]]:
        """Decisions, those first that somebody must look at."""
        order = {"stale": 0, "needless": 1}
        return sorted(self.atlas.decisions, key=lambda row: order.get(row["state"], 2))

    def decided_places(self, row: dict[str, Any]) -> list[Unit]:
        """Places of a decision that the edition has."""
        return units_of(self.atlas, None, row["adcode"])
