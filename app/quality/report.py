"""What the page and its downloads say of one edition, made once and kept with it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from typing import Any, Final

from app.atlas import Atlas
from app.quality.coverage import ProgrammeCoverage, ProgrammeDetail, by_programme, detail_of
from app.quality.placement import Placements, placements_of
from app.quality.questions import Question, questions_of
from app.quality.sources import SourceRow, by_severity, sources_of
from app.quality.state import QualityState
from app.quality.totals import ControlTotal, control_totals
from geo.errors import NotFound
from geo.place import Level, PlaceKey

LEADING: Final = "sme-national"
"""Programme whose coverage is shown in detail unless another is asked for."""


class QualityReport:
    """The quality of one edition. Each part is made when it is first asked for."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.programmes = lru_cache(maxsize=64)(self._programmes)
        self.detail = lru_cache(maxsize=512)(self._detail)
        self.totals = lru_cache(maxsize=256)(self._totals)
        self.placements = lru_cache(maxsize=256)(self._placements)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is open to decide."""
        return questions_of(self.atlas)

    @cached_property
    def sources(self) -> tuple[SourceRow, ...]:
        """Sources with their remarks."""
        return sources_of(self.atlas)

    @cached_property
    def kinds(self) -> Counter[str]:
        """Number of questions about clusters and about parks."""
        return Counter(one.row["kind"] for one in self.questions)

    @cached_property
    def codes(self) -> Counter[str]:
        """Number of questions by what is asked."""
        return Counter(one.row["code"] for one in self.questions)

    @cached_property
    def provinces(self) -> Counter[str]:
        """Number of questions that name each province, by adcode."""
        return Counter(adcode for one in self.questions for adcode in one.provinces)

    @cached_property
    def severities(self) -> dict[str, int]:
        """Number of remarks of each severity over all sources."""
        return by_severity(remark for source in self.sources for remark in source.remarks)

    @cached_property
    def decisions(self) -> list[dict[str, Any]]:
        """Decisions, those first that somebody must look at."""
        order = {"stale": 0, "needless": 1}
        return sorted(self.atlas.decisions, key=lambda row: order.get(row["state"], 2))

    @cached_property
    def decision_states(self) -> Counter[str]:
        """Number of decisions in each state."""
        return Counter(row["state"] for row in self.decisions)

    def year_of(self, state: QualityState) -> int:
        """The year that a view counts in."""
        return int(state.year) if state.year else self.atlas.newest_year

    def programme_of(self, state: QualityState) -> str:
        """The programme whose coverage a view shows in detail."""
        known = self.atlas.programmes
        return state.programme or (LEADING if LEADING in known else next(iter(known)))

    def check(self, state: QualityState) -> None:
        """Hold a view against the edition.

        Raises
        ------
        NotFound
            The programme, the province or the year is not in it; the message names it.
        """
        held = self.atlas
        if state.programme and state.programme not in held.programmes:
            raise NotFound(f"programme={state.programme} is not in this edition")
        if state.province and PlaceKey(Level.PROVINCE, state.province) not in held.gazetteer:
            raise NotFound(f"province={state.province} is no province of this edition")
        if self.year_of(state) not in held.years:
            span = f"{held.years[0]} to {held.years[-1]}"
            raise NotFound(f"year={state.year} is not in this edition: it has {span}")

    def _programmes(self, year: int) -> tuple[ProgrammeCoverage, ...]:
        return by_programme(self.atlas, year)

    def _detail(self, programme_id: str, year: int) -> ProgrammeDetail:
        return detail_of(self.atlas, programme_id, year)

    def _totals(self, programme_id: str) -> tuple[ControlTotal, ...]:
        return control_totals(self.atlas, programme_id)

    def _placements(self, programme_id: str) -> Placements:
        return placements_of(self.atlas, programme_id)


def report_of(atlas: Atlas) -> QualityReport:
    """The report of an edition, one for each atlas."""
    return atlas.derived("quality", lambda held, _: QualityReport(held))
