"""The application, wired together from the settings."""

from __future__ import annotations

from typing import Any

from dash import Dash, html

from app.briefing.batch.jobs import Jobs
from app.briefing.batch.queue import queue_of
from app.extract.datasets import prepare_extracts
from app.extract.kept import KeptFiles
from app.holder import Holder
from app.image.lettering import check_lettering
from app.pages import explore
from app.routes.batch import register_batch
from app.routes.briefing import register_briefing
from app.routes.callbacks import register_callbacks
from app.routes.data import register_data
from app.routes.geometry import register_geometry
from app.routes.headers import register_headers
from app.routes.health import register_health
from app.routes.image import register_image
from app.routes.inset import register_inset
from app.routes.locator import register_locator
from app.routes.ogc import register_ogc
from app.routes.pages import register_pages
from app.routes.qgis import register_qgis
from app.routes.quality import register_quality
from app.routes.region import register_region
from app.routes.report import register_report
from app.routes.surface import register_surface
from app.routes.transfer import register_transfer
from app.settings import Settings
from app.state import Language
from app.text import text_in
from etl.store.engine import open_store
from etl.store.read import current_edition_id, load_edition
from geo.errors import AtlasError


def create_app(settings: Settings) -> Dash:
    """Build the Dash application; its `server` is the WSGI application.

    Call it in the process that serves: it opens the store and starts looking for new editions.
    """
    lang = Language(settings.lang)
    for one in Language:
        check_lettering(text_in(one).entries())
    holder = Holder(
        lambda: open_store(settings.database_url),
        current_edition_id,
        load_edition,
        settings.check_interval_s,
        prepare_extracts,
    )
    holder.start()
    app = _dash(settings, lang)
    explore.register(app, holder.atlas, lang, settings)
    app.layout = lambda: _layout(holder, lang)
    register_callbacks(app.server, app)
    register_health(app.server, holder)
    register_geometry(app.server, holder)
    register_inset(app.server, holder, lang)
    register_image(app.server, holder, settings)
    register_locator(app.server, holder)
    register_quality(app.server, holder, lang)
    register_report(app.server, holder, lang)
    register_surface(app.server, holder, lang)
    register_transfer(app.server, holder, lang)
    register_region(app.server, holder, lang, settings.review_number)
    kept = KeptFiles(settings.home / "extracts", settings.extracts_kept_mb * 10**6)
    register_data(app.server, holder, kept, lang, settings.public_url)
    register_qgis(app.server, holder, settings.public_url)
    register_ogc(app.server, holder, settings)
    jobs = Jobs(settings.jobs_folder, by_others=bool(settings.queue_url))
    register_briefing(app.server, holder, settings, jobs)
    register_batch(app.server, holder, settings, jobs, queue_of(settings))
    register_pages(app.server, holder.atlas, lang)
    register_headers(app.server, app.csp_hashes())
    _warm_up(app)
    holder.prepare_soon()
    return app


def _dash(settings: Settings, lang: Language) -> Dash:
    app = Dash(
        "cluster-atlas",
        assets_folder=str(settings.assets_dir),
        title=text_in(lang)("brand"),
        update_title="",
        suppress_callback_exceptions=True,  # else Dash asks for the layout now
        serve_locally=True,
        eager_loading=False,
        include_assets_files=True,
        # Pages that are drawn on the server name theirs themselves.
        assets_ignore=r"^((briefing|document|ogc|region)\.css|(briefing|quality)\.js)$",
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.index_string = app.index_string.replace("<html>", f'<html lang="{lang}">')
    return app


def _layout(holder: Holder, lang: Language) -> html.Div:
    return explore.layout(holder.atlas(), lang)


def _warm_up(app: Dash) -> None:
    """Draw the workspace once: the first readers of Dash and Plotly would race on first imports."""
    client = app.server.test_client()
    client.get("/")
    client.get("/_dash-layout")
    body = _first_request(client.get("/_dash-dependencies").get_json() or [])
    client.post("/_dash-update-component", json=body)


def _first_request(dependencies: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a browser sends to draw its first view."""
    for spec in dependencies:
        if any(one["id"] == "request" for one in spec["inputs"]):
            request = {"search": "", "width": 760, "height": 600}
            outputs = [_output(part) for part in spec["output"].strip(".").split("...")]
            return {
                "output": spec["output"],
                "outputs": outputs,
                "inputs": [{"id": "request", "property": "data", "value": request}],
                "state": [{"id": "drawn", "property": "data", "value": ""}],
                "changedPropIds": ["request.data"],
            }
    raise AtlasError("the page has no callback to warm up")


def _output(part: str) -> dict[str, str]:
    component, _, prop = part.rpartition(".")
    return {"id": component, "property": prop}
