"""The resources of the API as documents, each naming its edition and linking to its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from app.atlas import Atlas
from app.ogc.catalogue import Catalogue
from app.ogc.collections import COLLECTIONS, Collection
from app.ogc.conformance import CONFORMS_TO
from app.ogc.cql import FilterLang, read_filter
from app.ogc.crs import CRS84, read_box
from app.ogc.engine import Document, Engine, engine_of
from app.ogc.jsonld import schema_org, schema_org_of
from app.ogc.links import mended
from app.ogc.page import Page
from app.ogc.provider import Order, field
from app.ogc.table import table_of
from app.query import quoted
from app.state import Language
from app.text import text_in
from geo.errors import AtlasError, InvalidInput, NotFound

AT_ONCE: Final = 256 * 1024
"""Bytes that are gathered before they are sent."""
_FILTER: Final = ("filter", "filter-lang", "filter-crs")
_OURS: Final = (*_FILTER, "bbox", "bbox-crs", "f")


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands around features, and the features.

    Attributes
    ----------
    around
        A FeatureCollection without its features, or a Feature without what makes it one.
    crs
        Header Content-Crs.
    """

    around: dict[str, Any]
    page: Page
    crs: str

    def collection(self) -> Iterator[bytes]:
        """The FeatureCollection in pieces."""
        part = bytearray(orjson.dumps(self.around)[:-1] + b',"features":[')
        before = b"\n"
        for feature in self.page.features():
            part += before + feature
            before = b",\n"
            if len(part) > AT_ONCE:
                yield bytes(part)
                part.clear()
        yield bytes(part + b"\n]}\n")

    def feature(self) -> bytes:
        """The only feature."""
        (feature,) = self.page.features()
        return feature[:-1] + b"," + orjson.dumps(self.around)[1:]


class Service:
    """The resources for one request.

    Parameters
    ----------
    base
        Address of the API, without a slash at its end.
    """

    def __init__(self, atlas: Atlas, lang: Language, base: str) -> None:
        self.atlas, self.lang, self.base = atlas, lang, base
        self._engine: Engine = engine_of(atlas, lang)

    def landing(self) -> dict[str, Any]:
        """Where all begins."""
        document = self._document(self._engine.landing(self.base), with_jsonld=True)
        for link in document["links"]:
            if link["rel"] == "about":
                link["href"] = f"{self.base.removesuffix('/ogc')}/data"
        return document

    def conformance(self) -> dict[str, Any]:
        """The classes that the API conforms to; pygeoapi would name some that it does not."""
        return {"conformsTo": list(CONFORMS_TO)}

    def collections(self) -> dict[str, Any]:
        """All collections."""
        document = self._document(self._engine.collections(self.base), with_jsonld=True)
        document["collections"] = [self._described(one) for one in document["collections"]]
        return document

    def collection(self, name: str) -> dict[str, Any]:
        """One collection."""
        one = collection_called(name)
        return self._described(self._engine.collection(self.base, one.id).body)

    def _described(self, document: dict[str, Any]) -> dict[str, Any]:
        if COLLECTIONS[document["id"]].dataset.geometry == "none":
            del document["extent"]["spatial"]
        links = mended(document["links"], {}, with_jsonld=True)
        return {**document, "edition": self.atlas.edition.id, "links": links}

    def queryables(self, name: str) -> dict[str, Any]:
        """Properties that a filter may name, as JSON Schema."""
        return self._as_schema(name, self._engine.queryables)

    def schema(self, name: str) -> dict[str, Any]:
        """Properties that features have, as JSON Schema."""
        return self._as_schema(name, self._engine.schema)

    def _as_schema(self, name: str, asked: Any) -> dict[str, Any]:
        collection = collection_called(name)
        document: dict[str, Any] = asked(self.base, self._order(collection)).body
        properties = {name: field(name, column) for name, column in collection.columns.items()}
        if collection.dataset.geometry != "none":
            geometry = document["properties"]["geometry"]
            kind = table_of(collection, self.atlas).geometry_type.lower()
            geometry["format"] = f"geometry-{kind or 'any'}"
            properties = {"geometry": geometry, **properties}
        document["$id"] = document["$id"].partition("?")[0]
        document["additionalProperties"] = False
        return {**document, "properties": properties, "x-edition": self.atlas.edition.id}

    def items(self, name: str, given: Mapping[str, Any], raw: Mapping[str, str]) -> Answer:
        """A page of features.

        Parameters
        ----------
        given
            Parameters as `app.ogc.parameters` reads them.
        raw
            The same as they stand in the address, for links.
        """
        collection = collection_called(name)
        order = self._order(collection)
        order.filter = self._filter(order, given)
        document = self._engine.items(self.base, order, _for_engine(given))
        around = self._document(document, raw, with_jsonld=False)
        del around["features"], around["timeStamp"]  # the same request, the same answer
        if collection.dataset.note:
            around["note"] = collection.dataset.note
        return self._answer(around, order, document)

    def item(
        self, name: str, feature_id: str, given: Mapping[str, Any], raw: Mapping[str, str]
    ) -> Answer:
        """One feature."""
        collection = collection_called(name)
        order = self._order(collection)
        if feature_id not in order.table.row_of:
            raise NotFound(f"{collection.id} has no feature {quoted(feature_id)}")
        document = self._engine.item(self.base, order, feature_id, _for_engine(given))
        around = self._document(document, raw, with_jsonld=False)
        return self._answer({name: around[name] for name in ("edition", "links")}, order, document)

    def linked_data(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """What the landing page and the documents of collections are in schema.org."""
        catalogue = Catalogue(self.atlas, text_in(self.lang), self.base.removesuffix("/ogc"))
        is_one = document.get("id") in COLLECTIONS
        return schema_org_of(catalogue, document["id"]) if is_one else schema_org(catalogue)

    def _filter(self, order: Order, given: Mapping[str, Any]) -> Any:
        for name in _FILTER[1:]:
            if name in given and "filter" not in given:
                raise InvalidInput(f"{name} stands without a filter")
        if "filter" not in given:
            return None
        lang = given.get("filter-lang", FilterLang.TEXT)
        return read_filter(order.table, given["filter"], lang, given.get("filter-crs", CRS84))

    def _order(self, collection: Collection) -> Order:
        return Order(table_of(collection, self.atlas))

    def _answer(self, around: dict[str, Any], order: Order, document: Document) -> Answer:
        if order.page is None:
            raise AtlasError("the engine did not ask for features")
        return Answer(around, order.page, document.headers["Content-Crs"])

    def _document(
        self, document: Document, raw: Mapping[str, str] | None = None, *, with_jsonld: bool
    ) -> dict[str, Any]:
        links = mended(document.body["links"], raw or {}, with_jsonld=with_jsonld)
        return {**document.body, "edition": self.atlas.edition.id, "links": links}


def collection_called(name: str) -> Collection:
    """The collection of this name.

    Raises
    ------
    NotFound
        There is none.
    """
    if name not in COLLECTIONS:
        raise NotFound(f"there is no collection {quoted(name)}; there are {', '.join(COLLECTIONS)}")
    return COLLECTIONS[name]


def _for_engine(given: Mapping[str, Any]) -> dict[str, str]:
    """What the engine is told: it reads boxes and filters another way."""
    query = {"offset": "0"}
    query |= {name: str(value) for name, value in given.items() if name not in _OURS}
    if "bbox-crs" in given and "bbox" not in given:
        raise InvalidInput("bbox-crs stands without a bbox")
    if "bbox" in given:
        box = read_box("bbox", given["bbox"], given.get("bbox-crs", CRS84))
        query["bbox"] = f"{box.west!r},{box.south!r},{box.east!r},{box.north!r}"
    return query
