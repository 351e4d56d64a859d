"""GeoJSON (RFC 7946), written feature by feature: ids, bbox, EPSG:4326 and so no member crs.

In EPSG:4490, which RFC 7946 leaves to those who agree on it beforehand, a file has the member
`crs` of the GeoJSON of 2008: GDAL and what is built on it (QGIS, geopandas, R sf) read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from app.extract.crs import Crs
from app.extract.dataset import Extract, Feature

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
    } | _system(extract.wanted.crs)
    if notes := _notes(extract):
        about["note"] = " ".join(notes)
    yield b'{"type":"FeatureCollection",' + orjson.dumps(about)[1:-1] + b',"features":['
    part = bytearray()
    before = b"\n"
    for feature, row in extract.rows():
        part += before
        part += _feature(extract, feature, row)
        before = b",\n"
        if len(part) > AT_ONCE:
            yield bytes(part)
            part.clear()
    yield bytes(part + b"\n]}\n")


def _system(crs: Crs) -> dict[str, Any]:
    if crs is Crs.WGS84:
        return {}
    name = f"urn:ogc:def:crs:{crs.replace(':', '::')}"
    return {"crs": {"type": "name", "properties": {"name": name}}}


def _notes(extract: Extract) -> list[str]:
    """What a reader must know first."""
    other = "Not RFC 7946: the coordinates are in the system that crs names, longitude first."
    notes = [extract.dataset.note, "" if extract.wanted.crs is Crs.WGS84 else other]
    return [note for note in notes if note]


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
        return extract.ground.text(feature.places[0])
    return str(shapely.to_geojson(shape)).encode()
