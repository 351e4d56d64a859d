"""GeoJSON (RFC 7946), written feature by feature: EPSG:4326, ids, bbox, no member crs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from app.extract.dataset import Extract, Feature, ground_of

AT_ONCE = 64 * 1024
"""Bytes that are gathered before they are sent."""


def geojson(extract: Extract) -> Iterator[bytes]:
    """Write a FeatureCollection; `edition` and `query` say what it is an extract of.

    Features with no known place, and those of a table, have the geometry null.
    """
    about = {
        "edition": extract.atlas.edition.id,
        "dataset": extract.dataset.id,
        "query": extract.wanted.query(),
    }
    if extract.dataset.note:
        about["note"] = extract.dataset.note
    part = bytearray(b'{"type":"FeatureCollection",' + orjson.dumps(about)[1:-1] + b',"features":[')
    before = b"\n"
    for feature, row in extract.rows():
        part += before
        part += _feature(extract, feature, row)
        before = b",\n"
        if len(part) > AT_ONCE:
            yield bytes(part)
            part.clear()
    yield bytes(part + b"\n]}\n")


def _feature(extract: Extract, feature: Feature, row: Sequence[object]) -> bytes:
    properties: dict[str, Any] = dict(zip(extract.columns, row, strict=True))
    head = orjson.dumps({"type": "Feature", "id": feature.id})[:-1]
    bbox, geometry = b"", b"null"
    if (shape := extract.geometry(feature)) is not None:
        bbox = b',"bbox":' + orjson.dumps(list(shape.bounds))
        geometry = _geometry(extract, feature, shape)
    return b"%b%b,%b,%b" % (
        head,
        bbox,
        b'"properties":' + orjson.dumps(properties),
        b'"geometry":' + geometry + b"}",
    )


def _geometry(extract: Extract, feature: Feature, shape: BaseGeometry) -> bytes:
    if extract.dataset.geometry == "polygons":
        return ground_of(extract.atlas).text(feature.places[0])
    return str(shapely.to_geojson(shape)).encode()
