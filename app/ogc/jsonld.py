"""The catalogue as linked data: schema.org for search engines, DCAT for data portals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.ogc.catalogue import Catalogue, Entry
from app.ogc.collections import COLLECTIONS

Node = dict[str, Any]

SCHEMA_ORG: Final = "https://schema.org/"
DCAT_CONTEXT: Final[Mapping[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MAKER: Final = "County Cluster Atlas contributors"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"


def schema_org(catalogue: Catalogue) -> Node:
    """All collections as a `DataCatalog` of schema.org."""
    return {
        "@context": SCHEMA_ORG,
        "@type": "DataCatalog",
        "@id": catalogue.address,
        "url": catalogue.address,
        "name": catalogue.text("brand"),
        "description": catalogue.text("ogc.description"),
        "creator": {"@type": "Organization", "name": MAKER},
        "isBasedOn": [_source(row) for row in catalogue.sources],
        "dataset": [_dataset(catalogue, one) for one in catalogue.entries()],
    }


def schema_org_of(catalogue: Catalogue, name: str) -> Node:
    """One collection as a `Dataset` of schema.org."""
    entry = catalogue.entry(COLLECTIONS[name])
    return {"@context": SCHEMA_ORG, **_dataset(catalogue, entry)}


def _dataset(catalogue: Catalogue, entry: Entry) -> Node:
    described: Node = {
        "@type": "Dataset",
        "@id": entry.address,
        "url": entry.address,
        "name": entry.title,
        "description": entry.description,
        "identifier": entry.collection.id,
        "version": catalogue.atlas.edition.id,
        "datePublished": catalogue.published,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": MAKER},
        "license": [{"@type": "CreativeWork", "name": one} for one in catalogue.licences],
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": catalogue.address},
        "variableMeasured": [
            _without_empty(
                {
                    "@type": "PropertyValue",
                    "name": name,
                    "description": column.meaning,
                    "unitText": column.unit,
                }
            )
            for name, column in entry.collection.columns.items()
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.name,
                "contentUrl": one.address,
                "encodingFormat": one.mimetype,
            }
            for one in entry.distributions
        ],
    }
    if entry.bounds:
        west, south, east, north = entry.bounds
        box = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
        described["spatialCoverage"] = {"@type": "Place", "geo": box}
    return described


def _source(row: Mapping[str, Any]) -> Node:
    return _without_empty(
        {
            "@type": "CreativeWork",
            "name": row["title"],
            "publisher": {"@type": "Organization", "name": row["publisher"]},
            "url": row["url"],
            "datePublished": row["date"],
            "usageInfo": {"@type": "CreativeWork", "name": row["licence"]},
        }
    )


def dcat(catalogue: Catalogue) -> Node:
    """All collections as a catalogue of DCAT 3, with the API as their service."""
    entries = catalogue.entries()
    return {
        "@context": DCAT_CONTEXT,
        "@id": catalogue.address,
        "@type": "dcat:Catalog",
        "dct:title": catalogue.text("brand"),
        "dct:description": catalogue.text("ogc.description"),
        "dct:language": str(catalogue.text.lang),
        "dct:issued": _time(catalogue.published),
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": MAKER},
        "dcat:version": catalogue.atlas.edition.id,
        "dct:source": [
            _without_empty(
                {
                    "dct:title": row["title"],
                    "dct:publisher": {"@type": "foaf:Organization", "foaf:name": row["publisher"]},
                    "dct:rights": row["licence"],
                    "dct:issued": row["date"],
                    "foaf:page": row["url"] and {"@id": row["url"]},
                }
            )
            for row in catalogue.sources
        ],
        "dcat:service": _service(catalogue, entries),
        "dcat:dataset": [_dcat_dataset(catalogue, one) for one in entries],
    }


def _service(catalogue: Catalogue, entries: list[Entry]) -> Node:
    return {
        "@id": f"{catalogue.address}/",
        "@type": "dcat:DataService",
        "dct:title": catalogue.text("ogc.title"),
        "dcat:endpointURL": {"@id": catalogue.address},
        "dcat:endpointDescription": {"@id": f"{catalogue.address}/openapi?f=json"},
        "dct:conformsTo": {"@id": "http://www.opengis.net/doc/IS/ogcapi-features-1/1.0"},
        "dcat:servesDataset": [{"@id": one.address} for one in entries],
    }


def _dcat_dataset(catalogue: Catalogue, entry: Entry) -> Node:
    described: Node = {
        "@id": entry.address,
        "@type": "dcat:Dataset",
        "dct:identifier": entry.collection.id,
        "dct:title": entry.title,
        "dct:description": entry.description,
        "dct:issued": _time(catalogue.published),
        "dct:rights": catalogue.licences,
        "dcat:version": catalogue.atlas.edition.id,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": one.name,
                "dcat:accessURL": {"@id": one.address},
                "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{one.mimetype}"},
            }
            for one in entry.distributions
        ],
    }
    if entry.bounds:
        west, south, east, north = entry.bounds
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        wkt = f"POLYGON(({', '.join(f'{lon} {lat}' for lon, lat in corners)}))"
        box = {"@value": wkt, "@type": "geo:wktLiteral"}
        described["dct:spatial"] = {"@type": "dct:Location", "dcat:bbox": box}
    return described


def _time(value: str) -> Node:
    return {"@value": value, "@type": "xsd:dateTime"}


def _without_empty(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "")}
