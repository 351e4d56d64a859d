"""The OpenAPI document, made from the same parameters that requests are read with."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

from app.ogc.collections import COLLECTIONS, Collection
from app.ogc.openapi_schemas import SCHEMAS
from app.ogc.parameters import CRS, LANG, Format, Parameter, for_format, for_items
from app.ogc.service import Service
from app.text import text_in

_ALL: Final = tuple(Format)
_TWO: Final = (Format.JSON, Format.HTML)
_TYPES: Final = {
    "features": "application/geo+json",
    "feature": "application/geo+json",
    "schema": "application/schema+json",
    "openapi": "application/vnd.oai.openapi+json;version=3.0",
}


def openapi(service: Service) -> dict[str, Any]:
    """Return the document of OpenAPI 3.0."""
    text = text_in(service.lang)
    paths: dict[str, Any] = {
        "/": _path("landing", "Landing page", "landing", _ALL),
        "/conformance": _path("conformance", "Conformance classes", "conformance", _TWO),
        "/openapi": _path("openapi", "This document", "openapi", _TWO),
        "/collections": _path("collections", "All collections", "collections", _ALL),
    }
    for collection in COLLECTIONS.values():
        paths |= _of_collection(collection, collection.title(text))
    return {
        "openapi": "3.0.3",
        "info": {
            "title": text("brand"),
            "description": text("ogc.description"),
            "version": version("cluster-atlas"),
            "x-edition": service.atlas.edition.id,
        },
        "servers": [{"url": service.base}],
        "tags": [{"name": one.id, "description": one.title(text)} for one in COLLECTIONS.values()],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "parameters": _shared(), "responses": _refusals()},
    }


def _of_collection(collection: Collection, title: str) -> dict[str, Any]:
    path, of, tags = f"/collections/{collection.id}", collection.id, (collection.id,)
    feature_id = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
    item = _path(f"{of}-feature", f"{title}: one feature", "feature", _TWO, CRS, tags=tags)
    return {
        path: _path(f"{of}-collection", title, "collection", _ALL, tags=tags),
        f"{path}/schema": _path(f"{of}-schema", f"{title}: properties", "schema", _TWO, tags=tags),
        f"{path}/queryables": _path(
            f"{of}-queryables", f"{title}: what filters may name", "schema", _TWO, tags=tags
        ),
        f"{path}/items": _path(
            f"{of}-items", f"{title}: features", "features", _TWO, *for_items(collection), tags=tags
        ),
        f"{path}/items/{{featureId}}": {"parameters": [feature_id], **item},
    }


def _path(
    operation: str,
    summary: str,
    schema: str,
    formats: Sequence[Format],
    *parameters: Parameter,
    tags: Sequence[str] = (),
) -> dict[str, Any]:
    """The only operation of an address: it is read."""
    told = [for_format(*formats), *parameters]
    get = {
        "operationId": operation,
        "summary": summary,
        "tags": list(tags),
        "parameters": [{"$ref": "#/components/parameters/lang"}, *map(_parameter, told)],
        "responses": {
            "200": {"description": summary, "content": _content(schema, formats)},
            "304": {"description": "What the header If-None-Match names is still valid."},
            "400": {"$ref": "#/components/responses/400"},
            "404": {"$ref": "#/components/responses/404"},
        },
    }
    return {"get": get if tags else {name: part for name, part in get.items() if name != "tags"}}


def _content(schema: str, formats: Sequence[Format]) -> dict[str, Any]:
    of_type = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    content: dict[str, Any] = {_TYPES.get(schema, "application/json"): of_type}
    if Format.HTML in formats:
        content["text/html"] = {"schema": {"type": "string"}}
    if Format.JSONLD in formats:
        content["application/ld+json"] = {"schema": {"type": "object"}}
    return content


def _parameter(parameter: Parameter) -> dict[str, Any]:
    described = {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.meaning,
        "schema": dict(parameter.schema),
    }
    if parameter.schema.get("type") == "array":
        described |= {"style": "form", "explode": False}
    return described


def _shared() -> dict[str, Any]:
    return {"lang": _parameter(LANG)}


def _refusals() -> dict[str, Any]:
    content = {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}},
        "text/html": {"schema": {"type": "string"}},
    }
    return {
        "400": {"description": "A parameter is wrong; `detail` names it.", "content": content},
        "404": {"description": "There is no such resource.", "content": content},
    }
