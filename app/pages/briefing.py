"""The page `/briefing/<adcode>`: a briefing to choose, to read, to download; batches of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from app.atlas import Atlas, Unit
from app.briefing.batch.jobs import Job, Jobs, State
from app.briefing.batch.order import counties_of
from app.briefing.choice import MOST_ISSUER_CHARS, MOST_TITLE_CHARS, BriefingChoice
from app.briefing.document import Block, Briefing, Chart, MapId, SectionId
from app.briefing.heading_numbers import HeadingNumbers
from app.briefing.make import Format
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.region.state import spec_of
from app.state import ALL
from geo.place import Level

BATCHED: Final = (Level.PROVINCE, Level.PREFECTURE)
"""Levels of the places whose county units can be had in one batch."""


def briefing_page(
    atlas: Atlas,
    unit: Unit,
    choice: BriefingChoice,
    briefing: Briefing,
    jobs: Jobs,
    *,
    is_refused: bool,
) -> str:
    """Return the page of a briefing; where maps may not leave, it offers no files."""
    words = wording_of(atlas, choice.lang, choice.usual_lang)
    page = BriefingPage(atlas, unit, choice, briefing, jobs, is_refused=is_refused)
    return render("briefing/page.html", page=page, words=words)


class BriefingPage:
    """What the templates show of one briefing."""

    formats = tuple(Format)
    sections = tuple(SectionId)
    most_title, most_issuer = MOST_TITLE_CHARS, MOST_ISSUER_CHARS
    every_year = ALL
    State = State

    def __init__(
        self,
        atlas: Atlas,
        unit: Unit,
        choice: BriefingChoice,
        briefing: Briefing,
        jobs: Jobs,
        *,
        is_refused: bool,
    ) -> None:
        self.atlas, self.unit, self.choice, self.briefing = atlas, unit, choice, briefing
        self.is_refused = is_refused
        self._jobs = jobs
        self._numbers = HeadingNumbers(choice.lang)

    @property
    def path(self) -> list[Unit]:
        """Places that hold it, from the nation down."""
        above = self.atlas.gazetteer.ancestors(self.unit.place.key)
        return [self.atlas.unit(place.key) for place in reversed(above)]

    @property
    def other_href(self) -> str:
        """Address of this page in the other language."""
        return self.href(replace(self.choice, lang=self.choice.lang.other))

    def href(self, choice: BriefingChoice) -> str:
        """Address of this page under another choice."""
        return f"/briefing/{self.briefing.adcode}{choice.query()}"

    def place_href(self, unit: Unit) -> str:
        """Address of the briefing of another place under the same choice."""
        adcode, level = spec_of(self.atlas, unit.place)
        return f"/briefing/{adcode}{replace(self.choice, level=level, title='').query()}"

    @property
    def region_href(self) -> str:
        """Address of the page of the place."""
        return self.choice.page_state.region_href(self.atlas, self.unit.place)

    @property
    def map_href(self) -> str:
        """Address of the map of the place."""
        state = self.choice.page_state.map_state(self.unit.place.adcode)
        if not spec_of(self.atlas, self.unit.place)[1]:
            return state.href()
        return state.with_(level=self.unit.place.level, select=self.unit.place.adcode).href()

    def file_href(self, kind: Format) -> str:
        """Address of the briefing as a file."""
        return f"/briefing/{self.briefing.adcode}.{kind}{self.choice.query()}"

    def picture_href(self, map_id: MapId) -> str:
        """Address of a map of the briefing; what is only words does not change it."""
        shown = replace(self.choice, sections=(), title="", issuer="", date="")
        return f"/briefing/{self.briefing.adcode}/{map_id}.png{shown.query()}"

    @property
    def programmes(self) -> list[dict[str, Any]]:
        """Programmes that can be counted."""
        return list(self.atlas.programmes.values())

    def number(self, level: int) -> str:
        """Number of the next heading."""
        return self._numbers.next(level)

    @staticmethod
    def kind(block: Block) -> str:
        """What a block is, for its part of the template."""
        return type(block).__name__.lower()

    @staticmethod
    def percent(chart: Chart, value: float) -> float:
        """Length of a bar, of the longest."""
        known = [one for series in chart.series for one in series.values if one is not None]
        most = max(known, default=0)
        return 100 * value / most if most > 0 else 0.0

    @cached_property
    def counties(self) -> int:
        """County units that a batch would make; 0 where there is no batch."""
        if self.unit.place.level not in BATCHED:
            return 0
        return len(counties_of(self.atlas, [self.unit.place]))

    @property
    def jobs(self) -> list[Job]:
        """Batches of the place that are kept."""
        return self._jobs.of_place(self.unit.place.key)

    def job_href(self, job: Job) -> str:
        """Address of a batch."""
        return job_href(job, self.choice)


def job_href(job: Job, choice: BriefingChoice, action: str = "") -> str:
    """Address of a batch, or of what can be done to it, in the language of a choice."""
    lang = BriefingChoice(lang=choice.lang, usual_lang=choice.usual_lang)
    return f"/briefing/batch/{job.id}{action}{lang.query()}"
