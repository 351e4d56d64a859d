"""The extract that holds what a view shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from app.extract.wanted import Wanted
from app.industry_reading import Subject
from app.state import Layer
from app.view import View
from geo.place import Level


def extract_address(view: View, suffix: str) -> str | None:
    """Address of the data of a map in a format; None where the layer has files of its own.

    The density map is the places dataset of its units; the other maps count parks or clusters,
    which are the rows of theirs.
    """
    state, place = view.state, view.frame.place.adcode
    all_of_them = Wanted(place=place, chain=state.chain)
    counted = replace(all_of_them, programme=state.programme, batch=state.batch, year=state.year)
    match state.layer:
        case Layer.DENSITY:
            level: Level | Literal[""] = "" if view.level is Level.COUNTY else view.level
            return f"/data/places.{suffix}{replace(counted, level=level).query()}"
        case Layer.PARKS:
            return f"/data/parks.{suffix}{replace(all_of_them, chain='').query()}"
        case Layer.INDUSTRIES if state.subject is Subject.PARK:
            return f"/data/parks.{suffix}{all_of_them.query()}"
        case Layer.INDUSTRIES:
            return f"/data/clusters.{suffix}{counted.query()}"
    return None
