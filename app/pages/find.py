"""The page `/region`: places by a part of their name, drawn on the server."""

from __future__ import annotations

from app.atlas import Atlas, Unit
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.region.find import MOST_FOUND, find
from app.region.state import PageState
from geo.place import NATION, Place


def find_page(atlas: Atlas, state: PageState) -> str:
    """Return the page: what was found, or else the nation and its provinces."""
    words = wording_of(atlas, state.lang, state.usual_lang)
    return render("region/find.html", page=FindPage(atlas, state), words=words)


class FindPage:
    """What the template shows."""

    most = MOST_FOUND

    def __init__(self, atlas: Atlas, state: PageState) -> None:
        self._atlas, self.state = atlas, state
        self.found: list[Unit] = find(atlas, state.find)

    @property
    def provinces(self) -> list[Unit]:
        """The nation and its provinces, to start from."""
        children = self._atlas.gazetteer.children(NATION)
        return [self._atlas.unit(NATION), *(self._atlas.unit(child.key) for child in children)]

    @property
    def other_href(self) -> str:
        """Address of this page in the other language."""
        return self.state.with_(lang=self.state.lang.other).find_href()

    def href(self, place: Place) -> str:
        """Address of the page of a place."""
        return self.state.region_href(self._atlas, place)
