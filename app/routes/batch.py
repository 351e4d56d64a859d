"""`/briefing/batch`: batches of the briefings of a place's counties, as jobs in the background.

Nothing here changes an edition: a job writes to its own folder under the home folder.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from app.briefing.batch.jobs import Job, Jobs, State
from app.briefing.batch.order import counties_of, order_of
from app.briefing.batch.queue import Queue
from app.briefing.choice import BriefingChoice
from app.briefing.make import Format, formats_of, refuse_without_number
from app.briefing.naming import attached_batch
from app.holder import Holder
from app.pages.batch import batch_page
from app.pages.briefing import BATCHED, job_href
from app.query import one_of, quoted, read_query
from app.region.state import unit_at
from app.routes.briefing import asked_choice
from app.routes.origin import origin
from app.settings import Settings
from app.state import Language
from geo.errors import InvalidInput, NotFound, Refused

MOST_FORM_BYTES: Final = 4096


def register_batch(
    server: Flask, holder: Holder, settings: Settings, jobs: Jobs, queue: Queue
) -> None:
    """Add the routes: start a batch, watch it, cancel and resume it, take the archive away."""
    lang = Language(settings.lang)

    @server.post("/briefing/<adcode>/batch")
    def start_batch(adcode: str) -> AnyResponse:
        _refuse_other_sites()
        refuse_without_number(settings)
        atlas, choice = holder.atlas(), asked_choice(lang)
        unit = unit_at(atlas, (adcode, choice.level))
        if unit.place.level not in BATCHED:
            raise InvalidInput("batches are made of the county units of a province or prefecture")
        counties, site = counties_of(atlas, [unit.place]), origin(settings.public_url)
        order = order_of(settings, atlas, counties, _formats(), choice=choice, site=site)
        return _asked(jobs.start(unit.place.key, order), choice.lang)

    @server.get("/briefing/batch/<job_id>")
    def batch(job_id: str) -> Response:
        page = batch_page(holder.atlas(), jobs.job(job_id), _lang(), lang)
        return Response(page, mimetype="text/html")

    @server.get("/briefing/batch/<job_id>.json")
    def batch_state(job_id: str) -> Response:
        _lang()
        job = jobs.job(job_id)
        response = jsonify(state=job.state, done=job.files_done, wanted=job.files_wanted)
        response.headers["Cache-Control"] = "no-store"
        return response

    @server.get("/briefing/batch/<job_id>.zip")
    def batch_file(job_id: str) -> Response:
        refuse_without_number(settings)
        job = jobs.job(job_id)
        if job.state is not State.DONE:
            raise NotFound(f"the batch {job.id} is not done: see /briefing/batch/{job.id}")
        response = send_file(job.zip_path, mimetype="application/zip", etag=job.id)
        unit = holder.atlas().units.get(job.place)
        response.headers["Content-Disposition"] = attached_batch(job, unit)
        return response

    @server.post("/briefing/batch/<job_id>/<any(cancel, resume):action>")
    def change_batch(job_id: str, action: str) -> AnyResponse:
        _refuse_other_sites()
        job = jobs.job(job_id)
        if action == "resume":
            refuse_without_number(settings)
            return _asked(job, _lang())
        if job.state in (State.WAITING, State.RUNNING):
            job.cancel()
        return _shown(job, _lang())

    def _asked(job: Job, shown_in: Language) -> AnyResponse:
        if jobs.ask(job):
            queue.put(job.id)
        return _shown(job, shown_in)

    def _shown(job: Job, shown_in: Language) -> AnyResponse:
        return redirect(job_href(job, BriefingChoice(lang=shown_in, usual_lang=lang)), 303)

    def _lang() -> Language:
        query = request.query_string.decode("utf-8", "replace")
        return Language(str(read_query(query, {"lang": one_of(Language)}).get("lang", lang)))


def _formats() -> tuple[Format, ...]:
    """The formats that the form names."""
    request.max_content_length = MOST_FORM_BYTES
    if unknown := sorted(set(request.form) - {"format"}):
        raise InvalidInput(f"unknown field {quoted(unknown[0])}; known: format")
    return formats_of(request.form.getlist("format"))


def _refuse_other_sites() -> None:
    """Refuse what a page of another site sends through the browser of a reader.

    A browser says where a request comes from, in headers that no page can forge.

    Raises
    ------
    Refused
        The request comes from elsewhere.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    is_ours = site in ("same-origin", "none") if site else not origin or _is_here(origin)
    if not is_ours:
        raise Refused("a batch is started, cancelled and resumed from the pages of the atlas only")


def _is_here(origin: str) -> bool:
    return urlsplit(origin).netloc == request.host
