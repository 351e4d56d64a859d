"""`/geo/locator/...`: where a place lies, as a picture."""

from __future__ import annotations

from flask import Flask, Response

from app.figures.locator import locator_svg, locators
from app.holder import Holder
from app.region.state import unit_at
from geo.errors import NotFound
from geo.place import Level


def register_locator(server: Flask, holder: Holder) -> None:
    """Add the route; its address names the edition, the place and what it lies in."""

    @server.get("/geo/locator/<edition>/<level>-<adcode>-in-<around>.svg")
    def locator(edition: str, level: str, adcode: str, around: str) -> Response:
        atlas = holder.atlas()
        if edition != atlas.edition.id:
            raise NotFound(f"edition {edition[:40]} is not served now")
        if level not in set(Level):
            raise NotFound(f"there is no level {level[:40]!r}: use one of {', '.join(Level)}")
        found = locators(atlas, unit_at(atlas, (adcode, level)))
        wanted = next((one for one in found if one.around.place.adcode == around), None)
        if wanted is None or wanted.place.place.adcode != adcode:
            raise NotFound(f"there is no picture of {adcode} in {around[:40]}")
        response = Response(locator_svg(atlas, wanted), mimetype="image/svg+xml")
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response
