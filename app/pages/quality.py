"""The page `/quality`: a report on the edition, drawn on the server, that needs no script."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from app.atlas import Unit
from app.figures.histogram import Histogram, histogram
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.quality.coverage import ProgrammeCoverage
from app.quality.extracts import EXTRACTS
from app.quality.placement import DOUBTFUL, Placements
from app.quality.questions import Page, page_of, units_of
from app.quality.report import QualityReport
from app.quality.state import Kind, QualityState, Sort
from geo.place import NATION, Level

REMARKS_SHOWN: Final = 50


def quality_page(report: QualityReport, state: QualityState) -> str:
    """Return the page for a view that `report.check` has passed.

    Raises
    ------
    NotFound
        If the page of questions is beyond the last.
    """
    words = wording_of(report.atlas, state.lang, state.usual_lang)
    return render("quality/page.html", page=QualityPage(report, state), words=words)


class QualityPage:
    """What the templates show of one view of the page."""

    shown_remarks = REMARKS_SHOWN
    doubtful = DOUBTFUL
    extracts = tuple(EXTRACTS)
    sorts = tuple(Sort)
    kinds = tuple(Kind)

    def __init__(self, report: QualityReport, state: QualityState) -> None:
        self.report, self.state = report, state
        self.atlas = report.atlas
        self.edition = self.atlas.edition
        self.year = report.year_of(state)
        self.programmes = report.programmes(self.year)
        self.detail = report.detail(report.programme_of(state), self.year)
        self.totals = report.totals(report.programme_of(state))
        self.placements: Placements = report.placements(state.programme)
        self.questions: Page = page_of(report.questions, state)

    @property
    def leading(self) -> ProgrammeCoverage:
        """Coverage of the programme that is shown in detail."""
        return next(row for row in self.programmes if row.programme is self.detail.programme)

    @property
    def at_county(self) -> int:
        """Clusters, of all programmes, that were placed in one county."""
        rows = self.report.placements("").levels
        return sum(row.levels[Level.COUNTY] for row in rows if row.programme)

    @property
    def unfiltered_href(self) -> str:
        """Address of the questions without any filter."""
        return self.state.narrowed_to(("year", "sort")).href("review")

    def download_href(self, name: str, suffix: str) -> str:
        """Address of a download, narrowed like the page."""
        kept = self.state.narrowed_to(EXTRACTS[name].narrowed_by).with_(lang=self.state.usual_lang)
        return f"/quality/{name}.{suffix}{kept.query()}"

    @property
    def other_href(self) -> str:
        """Address of this view in the other language."""
        return self.state.href(lang=self.state.lang.other, page=self.state.page)

    def histogram(self, counts: tuple[int, ...]) -> Histogram:
        """A histogram of confidences, ready to be drawn."""
        return histogram(counts, DOUBTFUL)

    @cached_property
    def disputed(self) -> list[Any]:
        """Statements that contradict each other, those about the same thing side by side."""
        return [total for total in self.totals if total.is_disputed]

    @property
    def has_run_report(self) -> bool:
        """Whether the run that made the edition left its report."""
        return bool(self.edition.manifest.get("report"))

    @property
    def not_loaded(self) -> list[dict[str, Any]]:
        """Optional sources that the run did not find."""
        return list(self.edition.manifest.get("not_loaded", []))

    @property
    def province_options(self) -> list[tuple[Unit, int]]:
        """All provinces, with the number of questions that name them."""
        provinces = self.atlas.units_within(NATION, Level.PROVINCE)
        return [(unit, self.report.provinces[unit.place.adcode]) for unit in provinces]

    def decided_places(self, row: dict[str, Any]) -> list[Unit]:
        """Places of a decision that the edition has."""
        return units_of(self.atlas, None, row["adcode"])
