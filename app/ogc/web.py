"""Requests and answers of the API: which format, which language, known already or not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson
from flask import Response, request

from app.atlas import Atlas
from app.ogc.openapi import openapi
from app.ogc.parameters import CRS, LANG, Format, Parameter, for_format, for_items, read_parameters
from app.ogc.service import Answer, Service, collection_called
from app.pages.ogc import ogc_page
from app.state import Language

EDITION_HEADER: Final = "Atlas-Edition"
GEOJSON: Final = "application/geo+json"
SCHEMA: Final = "application/schema+json"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"

Names = Mapping[str, str]
"""The parts of the path: `name` of the collection, `feature_id`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the parts of its path, its parameters as read and as they stand there."""

    names: Names
    given: Mapping[str, Any]
    raw: Mapping[str, str]

    @property
    def name(self) -> str:
        """Name of the collection."""
        return self.names["name"]


@dataclass(frozen=True, slots=True)
class Resource:
    """What stands under one address.

    Attributes
    ----------
    document
        Gives it for a request.
    mimetype
        Of its JSON.
    parameters
        Beside format and language.
    """

    name: str
    document: Callable[[Service, Asked], dict[str, Any] | Answer]
    mimetype: str = "application/json"
    formats: tuple[Format, ...] = (Format.JSON, Format.HTML)
    parameters: Callable[[Names], Sequence[Parameter]] = lambda _: ()


_ALL: Final = tuple(Format)
_LIST: Final = (
    Resource("landing", lambda service, _: service.landing(), formats=_ALL),
    Resource("conformance", lambda service, _: service.conformance()),
    Resource("openapi", lambda service, _: openapi(service), OPENAPI),
    Resource("collections", lambda service, _: service.collections(), formats=_ALL),
    Resource("collection", lambda service, asked: service.collection(asked.name), formats=_ALL),
    Resource("schema", lambda service, asked: service.schema(asked.name), SCHEMA),
    Resource("queryables", lambda service, asked: service.queryables(asked.name), SCHEMA),
    Resource(
        "items",
        lambda service, asked: service.items(asked.name, asked.given, asked.raw),
        GEOJSON,
        parameters=lambda asked: for_items(collection_called(asked["name"])),
    ),
    Resource(
        "item",
        lambda service, asked: service.item(
            asked.name, asked.names["feature_id"], asked.given, asked.raw
        ),
        GEOJSON,
        parameters=lambda _: (CRS,),
    ),
)
RESOURCES: Final[Mapping[str, Resource]] = {one.name: one for one in _LIST}
"""By the name that routes give them."""


def respond(name: str, names: Names, atlas: Atlas, usual: Language, origin: str) -> Response:
    """Answer a request.

    Parameters
    ----------
    usual
        Language of the answer where the request names none.
    origin
        Scheme and host that links begin with.

    Raises
    ------
    InvalidInput, NotFound
        The message names what is wrong.
    """
    resource = RESOURCES[name]
    if "name" in names:
        collection_called(names["name"])
    query = request.query_string.decode("utf-8", "replace")
    parameters = (for_format(*resource.formats), LANG, *resource.parameters(names))
    given = read_parameters(query, parameters)
    raw = dict(parse_qsl(query, keep_blank_values=True))
    lang, format_ = given.get("lang", usual), given.get("f") or _accepted(resource)
    tag = _tag(atlas, f"{origin}{request.path}?{query}", str(lang), str(format_))
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        service = Service(atlas, lang, f"{origin}/ogc")
        asked = Asked(names, given, raw)
        document = resource.document(service, asked)
        response = _written(resource, document, format_, service, usual)
    response.set_etag(tag, weak=True)  # compressed or not, it is the same to a reader
    response.headers[EDITION_HEADER] = atlas.edition.id
    response.headers["Content-Language"] = str(lang)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    return response


def _written(
    resource: Resource,
    document: dict[str, Any] | Answer,
    format_: Format,
    service: Service,
    usual: Language,
) -> Response:
    if format_ is Format.HTML:
        return Response(ogc_page(resource.name, document, service, usual), mimetype="text/html")
    if isinstance(document, Answer):
        body = document.collection() if resource.name == "items" else document.feature()
        response = Response(body, content_type=resource.mimetype)
        response.headers["Content-Crs"] = document.crs
        return response
    if format_ is Format.JSONLD:
        return Response(
            orjson.dumps(service.linked_data(document)), content_type="application/ld+json"
        )
    return Response(orjson.dumps(document), content_type=resource.mimetype)


def _accepted(resource: Resource) -> Format:
    """The format that the header Accept likes best; JSON where it likes none of them."""
    types = {"application/json": Format.JSON, resource.mimetype: Format.JSON}
    types |= {"text/html": Format.HTML}
    if Format.JSONLD in resource.formats:
        types |= {"application/ld+json": Format.JSONLD}
    return types.get(request.accept_mimetypes.best_match(list(types)) or "", Format.JSON)


def _tag(atlas: Atlas, *asked: str) -> str:
    """Mark of an answer: the same edition, request and software give the same."""
    made_of = " ".join([atlas.edition.content_hash, version("cluster-atlas"), *asked])
    return hashlib.sha256(made_of.encode()).hexdigest()[:20]
