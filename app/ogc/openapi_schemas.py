"""JSON Schemas of the answers, for the OpenAPI document."""

from __future__ import annotations

from typing import Any, Final


def _object(required: str, **properties: Any) -> dict[str, Any]:
    """An object that has at least these properties."""
    described: dict[str, Any] = {"type": "object"}
    if required:
        described |= {"required": required.split(), "properties": properties}
    return described


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_TEXT: Final[dict[str, Any]] = {"type": "string"}
_COUNT: Final[dict[str, Any]] = {"type": "integer", "minimum": 0}
_LINKS: Final = _list({"$ref": "#/components/schemas/link"})
_GEOMETRY: Final = {
    "nullable": True,
    **_object("type coordinates", type=_TEXT, coordinates=_list({})),
}

SCHEMAS: Final[dict[str, Any]] = {
    "link": _object("href rel type", href=_TEXT, rel=_TEXT, type=_TEXT, title=_TEXT),
    "landing": _object(
        "title description edition links",
        title=_TEXT,
        description=_TEXT,
        edition=_TEXT,
        links=_LINKS,
    ),
    "conformance": _object("conformsTo", conformsTo=_list(_TEXT)),
    "openapi": _object("openapi info paths", openapi=_TEXT, info=_object(""), paths=_object("")),
    "collections": _object(
        "collections edition links",
        collections=_list({"$ref": "#/components/schemas/collection"}),
        edition=_TEXT,
        links=_LINKS,
    ),
    "collection": _object(
        "id title edition itemType crs storageCrs extent links",
        id=_TEXT,
        title=_TEXT,
        description=_TEXT,
        edition=_TEXT,
        itemType={"type": "string", "enum": ["feature"]},
        crs=_list(_TEXT),
        storageCrs=_TEXT,
        extent=_object(""),
        links=_LINKS,
    ),
    "schema": _object("type title properties", type=_TEXT, title=_TEXT, properties=_object("")),
    "features": _object(
        "type edition links numberMatched numberReturned features",
        type={"type": "string", "enum": ["FeatureCollection"]},
        edition=_TEXT,
        links=_LINKS,
        numberMatched=_COUNT,
        numberReturned=_COUNT,
        features=_list(
            _object(
                "type id properties geometry",
                type={"type": "string", "enum": ["Feature"]},
                id=_TEXT,
                properties=_object(""),
                geometry=_GEOMETRY,
            )
        ),
    ),
    "feature": _object(
        "type id properties geometry edition links",
        type={"type": "string", "enum": ["Feature"]},
        id=_TEXT,
        properties=_object(""),
        geometry=_GEOMETRY,
        edition=_TEXT,
        links=_LINKS,
    ),
    "problem": _object(
        "type title status detail", type=_TEXT, title=_TEXT, status=_COUNT, detail=_TEXT
    ),
}
