"""The pages of `/ogc`: what the documents of the API say, for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import shapely
from flask import request
from markupsafe import Markup

from app.figures.locator import Locator, locators
from app.ogc.collections import COLLECTIONS, Collection
from app.ogc.limits import DEFAULT_LIMIT, MOST_ITEMS
from app.ogc.service import Answer, Service
from app.ogc.table import table_of
from app.pages.quality_wording import wording_of
from app.pages.templates import render, script_data
from app.query import write_query
from app.state import Language
from app.text import text_in

LINKED: Final = ("landing", "collections", "collection")
"""Pages that carry their linked data, for search engines."""


def ogc_page(
    name: str, document: dict[str, Any] | Answer, service: Service, usual: Language
) -> str:
    """Return the page of a resource, by its name in `app.ogc.web`."""
    words = wording_of(service.atlas, service.lang, usual)
    page = OgcPage(name, document, service, usual)
    return render(f"ogc/{name}.html", page=page, words=words)


class OgcPage:
    """What the templates show.

    Attributes
    ----------
    document
        What a program gets as JSON; of items the features stand in `answer` instead.
    """

    limits = (DEFAULT_LIMIT, MOST_ITEMS)
    all_collections = tuple(COLLECTIONS.values())

    def __init__(
        self, name: str, document: dict[str, Any] | Answer, service: Service, usual: Language
    ) -> None:
        self.name, self.service, self.usual = name, service, usual
        self.answer = document if isinstance(document, Answer) else None
        self.document = document.around if isinstance(document, Answer) else document
        self.base, self.atlas = service.base, service.atlas
        self._text = text_in(service.lang)

    @property
    def other_href(self) -> str:
        """The same page in the other language."""
        return self._again(lang=str(self.service.lang.other), f="")

    @property
    def json_href(self) -> str:
        """The same resource as JSON."""
        return self._again(f="json")

    def page_href(self, rel: str) -> str | None:
        """The page before or after this one."""
        links = [link["href"] for link in self.document["links"] if link["rel"] == rel]
        if not links:
            return None
        offset = dict(parse_qsl(links[0].partition("?")[2]))["offset"]
        return self._again(offset=offset)

    def _again(self, **changes: str) -> str:
        """This address with other parameters; an empty one is left out."""
        query = {**request.args.to_dict(), **changes}
        told = {name: value for name, value in query.items() if value}
        return f"{request.path}?{urlencode(told, safe=',:/')}" if told else request.path

    def href(self, path: str = "") -> str:
        """A page of the API in the language of this one."""
        lang = write_query({"lang": self.service.lang}, {"lang": self.usual})
        return f"/ogc{path}{lang}"

    def title(self, collection: Collection) -> str:
        """Name of a collection."""
        return collection.title(self._text)

    def description(self, collection: Collection) -> str:
        """What a collection holds."""
        return collection.description(self._text)

    def count(self, collection: Collection) -> int:
        """Number of its features."""
        return len(table_of(collection, self.atlas))

    @property
    def collection(self) -> Collection:
        """The collection that the page is of."""
        return COLLECTIONS[(request.view_args or {})["name"]]

    @property
    def example(self) -> str:
        """A filter that finds what has the first text of the first feature."""
        columns = self.collection.columns
        for feature in table_of(self.collection, self.atlas).features[:1]:
            for name, value in zip(columns, feature.values, strict=True):
                if isinstance(value, str) and "'" not in value:
                    return f"{name} = '{value}'"
        return f"{next(iter(columns))} IS NOT NULL"

    @property
    def offset(self) -> int:
        """Features before this page."""
        return int(request.args.get("offset", 0))

    @property
    def asked(self) -> Mapping[str, str]:
        """Parameters of the request."""
        return request.args.to_dict()

    def rows(self) -> list[tuple[str, dict[str, Any]]]:
        """Id and properties of each feature of the page."""
        if self.answer is None:
            return []
        page = self.answer.page
        return [(page.table.features[row].id, page.properties(row)) for row in page.rows]

    def locators(self) -> list[Locator]:
        """Pictures of where the only feature lies, if it is one place."""
        if self.answer is None:
            return []
        places = self.answer.page.table.features[self.answer.page.rows[0]].places
        return locators(self.atlas, self.atlas.unit(places[0])) if len(places) == 1 else []

    def shape(self) -> dict[str, Any] | None:
        """Kind, number of vertices and bounds of the only feature's geometry; CRS84."""
        if self.answer is None:
            return None
        shape = self.answer.page.table.shapes[self.answer.page.rows[0]]
        if shape is None:
            return None
        bounds = ", ".join(f"{side:.6g}" for side in shape.bounds)
        vertices = shapely.get_num_coordinates(shape)
        return {"kind": shape.geom_type, "vertices": vertices, "bounds": bounds}

    def linked_data(self) -> Markup | None:
        """Linked data as a script element holds them: data that nothing runs."""
        if self.name not in LINKED:
            return None
        return script_data(self.service.linked_data(self.document))
