"""What a CSV file holds, told as CSV on the Web (W3C, Metadata Vocabulary for Tabular Data)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import orjson

from app.extract.about import SOURCE_COLUMNS, described, sources
from app.extract.column import Column, ColumnType
from app.extract.dataset import Extract
from app.extract.table import table_columns

SUFFIX: Final = "csv-metadata.json"
MIMETYPE: Final = "application/csvm+json"

_DATATYPES: Final[dict[ColumnType, Any]] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": {"base": "boolean", "format": "True|False"},
    "date": "date",
}
_TERMS: Final = {
    "title": "dc:title",
    "publisher": "dc:publisher",
    "url": "schema:url",
    "date": "dc:date",
    "licence": "dc:license",
    "sha256": "schema:sha256",
}


def csv_metadata(extract: Extract, file: str = "") -> Iterator[bytes]:
    """Describe a CSV file beside this document, by default that of the same query."""
    name = extract.dataset.id
    about = {
        "@context": ["http://www.w3.org/ns/csvw", {"language": "en"}],
        "url": file or f"{name}.csv{extract.wanted.query()}",
        "dc:title": f"County Cluster Atlas: {name}",
        "dc:description": described(extract),
        "dc:issued": f"{extract.atlas.edition.published_at:%Y-%m-%d}",
        "schema:version": extract.atlas.edition.id,
        "dc:source": [_source(row) for row in sources(extract.atlas)],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "columns": [_column(*one) for one in table_columns(extract).items()],
            "primaryKey": "id",
        },
    }
    yield orjson.dumps(about, option=orjson.OPT_INDENT_2) + b"\n"


def _source(row: tuple[str, ...]) -> dict[str, str]:
    told = dict(zip(SOURCE_COLUMNS, row, strict=True))
    return {_TERMS[name]: text for name, text in told.items() if text and name in _TERMS}


def _column(name: str, column: Column) -> dict[str, Any]:
    unit = {"schema:unitText": column.unit} if column.unit else {}
    about = {"name": name, "titles": name, "dc:description": column.meaning}
    return {**about, "datatype": _DATATYPES[column.type], **unit, "required": name == "id"}
