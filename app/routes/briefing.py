"""`/briefing/<adcode>` and its files: the layout briefing of a place, to read and to download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask import Flask, Response, request

from app.briefing.batch.jobs import Jobs
from app.briefing.choice import BriefingChoice
from app.briefing.document import MapId
from app.briefing.look import Look
from app.briefing.make import TYPES, Format, composed, drawable, refuse_without_number
from app.briefing.naming import attached
from app.briefing.press import Asked, Busy, Press
from app.holder import Holder
from app.pages.briefing import briefing_page
from app.query import joined
from app.region.state import unit_at
from app.routes.origin import origin
from app.routes.pages import error_page
from app.settings import Settings
from app.state import Language
from geo.errors import NotFound

RETRY_S: Final = 5


def register_briefing(server: Flask, holder: Holder, settings: Settings, jobs: Jobs) -> None:
    """Add the routes; their query is a `BriefingChoice`."""
    press = Press(settings.briefing_cache, settings.review_number, Look.of(settings))
    lang = Language(settings.lang)

    @server.get("/briefing/<adcode>")
    def briefing(adcode: str) -> Response:
        atlas, choice = holder.atlas(), asked_choice(lang)
        unit = unit_at(atlas, (adcode, choice.level))
        number, site = settings.review_number, origin(settings.public_url)
        made = composed(atlas, adcode, choice, site=site, review_number=number)
        page = briefing_page(atlas, unit, choice, made, jobs, is_refused=settings.refuses_exports)
        return Response(page, mimetype="text/html")

    @server.get("/briefing/<adcode>.<suffix>")
    def briefing_file(adcode: str, suffix: str) -> Response:
        if suffix not in set(Format):
            known = ", ".join(Format)
            raise NotFound(f"there is no briefing as {suffix[:10]!r}; there are {known}")
        refuse_without_number(settings)
        atlas, choice, kind = holder.atlas(), asked_choice(lang), Format(suffix)
        unit = unit_at(atlas, (adcode, choice.level))
        asked = Asked(atlas, adcode, choice, kind, origin(settings.public_url))
        response = _kept(press.mark(asked), lambda: press.file(asked), TYPES[kind])
        response.headers["Content-Disposition"] = attached(atlas, unit, choice.lang, kind)
        return response

    @server.get("/briefing/<adcode>/<name>.png")
    def briefing_map(adcode: str, name: str) -> Response:
        if name not in set(MapId):
            raise NotFound(f"there is no map {name[:20]!r}; there are {', '.join(MapId)}")
        refuse_without_number(settings)
        choice = asked_choice(lang)
        view = choice.page_state.view(holder.atlas(), adcode)
        map_id = MapId(name)
        if map_id not in drawable(view):
            raise NotFound(
                f"there is no map {name} of {adcode}; there are {', '.join(drawable(view))}"
            )
        return _kept(
            press.picture_mark(view, map_id), lambda: press.picture(view, map_id).png, "image/png"
        )

    @server.errorhandler(Busy)
    def busy(error: Busy) -> Response:
        response = error_page(503, str(error), lang)
        response.headers["Retry-After"] = str(RETRY_S)
        response.headers["Refresh"] = str(RETRY_S)  # a reader who waits need not ask again
        return response


def asked_choice(lang: Language) -> BriefingChoice:
    """The choice of an address; a form sends each chosen section by itself."""
    query = request.query_string.decode("utf-8", "replace")
    return BriefingChoice.parse(joined(query, "sections"), lang)


def _kept(mark: str, body: Callable[[], bytes], mimetype: str) -> Response:
    is_known = request.if_none_match.contains_weak(mark)
    response = Response(b"" if is_known else body(), 304 if is_known else 200, mimetype=mimetype)
    response.set_etag(mark)
    response.headers["Cache-Control"] = "no-cache"
    return response
