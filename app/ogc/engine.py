"""pygeoapi, set up from the edition instead of a file, and asked for its documents.

Importing this takes about half a second: import it with the first request.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final, NoReturn

from pygeoapi.api import (
    API,
    APIRequest,
    describe_collections,
    get_collection_schema,
    landing_page,
)
from pygeoapi.api.itemtypes import (
    get_collection_item,
    get_collection_items,
    get_collection_queryables,
)

from app.atlas import Atlas
from app.ogc.collections import COLLECTIONS, Collection
from app.ogc.crs import CRS84, CRS_URIS
from app.ogc.limits import DEFAULT_LIMIT, MOST_ITEMS
from app.ogc.period import EARLIEST, LATEST
from app.ogc.provider import EditionProvider, Order
from app.ogc.table import extent_of, table_of
from app.state import Language
from app.text import Text, text_in
from geo.errors import AtlasError, InvalidInput, NotFound

_PROVIDER: Final = f"{EditionProvider.__module__}.{EditionProvider.__name__}"


@dataclass(frozen=True, slots=True)
class Document:
    """What the engine answers: a JSON document and the headers that belong to it."""

    body: dict[str, Any]
    headers: dict[str, str]


class Engine:
    """The engine over one edition, in one language."""

    def __init__(self, atlas: Atlas, lang: Language) -> None:
        self.atlas, self.lang = atlas, lang
        self._text = text_in(lang)
        self._api = _Api(self._config(), openapi={})

    def landing(self, base: str) -> Document:
        """Where all begins; `base` is the address of the API, without a slash at its end."""
        return self._answer(landing_page, base, {})

    def collections(self, base: str) -> Document:
        """All collections."""
        return self._answer(describe_collections, base, {})

    def collection(self, base: str, name: str) -> Document:
        """One collection."""
        return self._answer(describe_collections, base, {}, name)

    def queryables(self, base: str, order: Order) -> Document:
        """Properties that a filter may name."""
        return self._ordered(get_collection_queryables, base, order, {})

    def schema(self, base: str, order: Order) -> Document:
        """Properties that features have."""
        return self._ordered(get_collection_schema, base, order, {})

    def items(self, base: str, order: Order, query: Mapping[str, str]) -> Document:
        """What stands around a page of features, which is left in the order."""
        return self._ordered(get_collection_items, base, order, query)

    def item(self, base: str, order: Order, name: str, query: Mapping[str, str]) -> Document:
        """What stands around one feature, which is left in the order."""
        return self._ordered(get_collection_item, base, order, query, name)

    def _ordered(
        self,
        function: Callable[..., Any],
        base: str,
        order: Order,
        query: Mapping[str, str],
        *names: str,
    ) -> Document:
        name = order.table.collection.id
        resource = self._api.config["resources"][name]
        provider = {**resource["providers"][0], "data": order}
        # The extent in time would make pygeoapi refuse a datetime outside of it, which is no error.
        extents = {"spatial": resource["extents"]["spatial"]}
        mine = {**resource, "providers": [provider], "extents": extents}
        return self._answer(function, base, query, name, *names, resources={name: mine})

    def _answer(
        self,
        function: Callable[..., Any],
        base: str,
        query: Mapping[str, str],
        *names: str,
        resources: dict[str, Any] | None = None,
    ) -> Document:
        api = copy(self._api)
        api.base_url = base
        if resources:
            api.config = {**api.config, "resources": resources}
        asked = SimpleNamespace(args={"f": "json", **query}, headers={})
        request = APIRequest(asked, api.locales)
        headers, _, content = function(api, request, *names)
        return Document(json.loads(content), headers)

    def _config(self) -> dict[str, Any]:
        return {
            "server": {
                "url": "",
                "languages": [str(self.lang)],
                "limits": {"default_items": DEFAULT_LIMIT, "max_items": MOST_ITEMS},
            },
            "logging": {"level": "WARNING"},
            "metadata": {
                "identification": {
                    "title": self._text("brand"),
                    "description": self._text("ogc.description"),
                    "url": "",
                }
            },
            "resources": {one.id: self._resource(one, self._text) for one in COLLECTIONS.values()},
        }

    def _resource(self, collection: Collection, text: Text) -> dict[str, Any]:
        return {
            "type": "collection",
            "title": collection.title(text),
            "description": collection.description(text),
            "keywords": [],
            "extents": self._extents(collection),
            "providers": [
                {
                    "type": "feature",
                    "name": _PROVIDER,
                    "data": None,
                    "storage_crs": CRS84,
                    "crs": list(CRS_URIS),
                }
            ],
        }

    def _extents(self, collection: Collection) -> dict[str, Any]:
        """The whole country, and the days between which its features are valid."""
        extents: dict[str, Any] = {"spatial": {"bbox": list(extent_of(self.atlas)), "crs": CRS84}}
        if collection.has_time:
            periods = table_of(collection, self.atlas).periods or []
            first = min((one.first for one in periods if one.first != EARLIEST), default=None)
            last = max((one.last for one in periods if one.last != LATEST), default=None)
            extents["temporal"] = {"begin": _midnight(first), "end": _midnight(last)}
        return extents


class _Api(API):  # type: ignore[misc]
    """pygeoapi's API, whose refusals are our errors."""

    def get_exception(self, status: int, *said: object) -> NoReturn:
        """Raise what pygeoapi would write; the description is the last that it says."""
        kind = {400: InvalidInput, 404: NotFound}.get(int(status), AtlasError)
        raise kind(str(said[-1]))


def _midnight(day: str | None) -> str | None:
    return day and f"{day}T00:00:00Z"


def engine_of(atlas: Atlas, lang: Language) -> Engine:
    """The engine of an edition in a language, made once."""
    return atlas.derived(f"ogc engine in {lang}", lambda held, _: Engine(held, lang))
