"""The pictures of a briefing's maps."""

from __future__ import annotations

from collections.abc import Iterable

from app.briefing.document import MapId, Picture
from app.briefing.maps import paper
from app.briefing.maps.locator import draw_locator
from app.briefing.maps.theme import draw_theme
from app.briefing.maps.views import map_view
from app.image.canvas import Canvas
from app.view import View


def pictures(
    view: View, map_ids: Iterable[MapId], review_number: str | None
) -> dict[MapId, Picture]:
    """Draw maps of the place in focus.

    Parameters
    ----------
    view
        Place, programme, year and language.
    review_number
        Map review number (审图号), written with the boundaries where one is set.
    """
    return {one: paper.picture(draw(view, one, review_number)) for one in map_ids}


def draw(view: View, map_id: MapId, review_number: str | None) -> Canvas:
    """Draw one map of the place in focus."""
    if map_id is MapId.LOCATOR:
        return draw_locator(view, review_number)
    return draw_theme(map_view(view, map_id), review_number)
