"""The page of a batch of briefings: how far it is, what can be done, what came of it."""

from __future__ import annotations

from app.atlas import Atlas, Unit
from app.briefing.batch.jobs import Job, Outcome, State
from app.briefing.choice import BriefingChoice
from app.pages.briefing import job_href
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.state import Language


def batch_page(atlas: Atlas, job: Job, lang: Language, usual: Language) -> str:
    """Return the page."""
    return render(
        "briefing/batch.html",
        page=BatchPage(atlas, job, lang, usual),
        words=wording_of(atlas, lang, usual),
    )


class BatchPage:
    """What the template shows of one batch."""

    State = State

    def __init__(self, atlas: Atlas, job: Job, lang: Language, usual: Language) -> None:
        self.atlas, self.job = atlas, job
        self.state = job.state
        self.outcome: Outcome | None = job.outcome
        self._read = BriefingChoice(lang=lang, usual_lang=usual)

    @property
    def place(self) -> Unit | None:
        """The place whose counties it makes, if the edition that is served has it."""
        return self.atlas.units.get(self.job.place)

    @property
    def choice(self) -> BriefingChoice:
        """The choice that all its briefings share."""
        return BriefingChoice.parse(self.job.order.choice, self.job.order.lang)

    @property
    def other_href(self) -> str:
        """Address of this page in the other language."""
        lang = self._read.lang.other
        return job_href(self.job, BriefingChoice(lang=lang, usual_lang=self._read.usual_lang))

    @property
    def briefing_href(self) -> str:
        """Address of the briefing of the place under the same choice."""
        return f"/briefing/{self.job.place.adcode}{self.choice.query()}"

    def href(self, action: str) -> str:
        """Address of what can be done to it."""
        return job_href(self.job, self._read, action)
