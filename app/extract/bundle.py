"""The citable bundle: data with everything that one needs to cite, check and remake them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from app.atlas import Atlas
from app.csv_text import csv_text
from app.extract.about import SOURCE_COLUMNS, software, sources
from app.extract.archive import Archive
from app.extract.citation import Citation
from app.extract.csvw import SUFFIX, csv_metadata
from app.extract.dataset import Extract
from app.extract.files import Streamed, format_for
from app.extract.table import table_columns
from app.pages.templates import render

LAYOUT: Final = 1
"""Of the members and the manifest; another number where an older reader would be misled."""

MIMETYPE: Final = "application/zip"
_CHUNK_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """An extract in a bundle: its name under `data/`, and the formats in which it is there."""

    name: str
    extract: Extract
    suffixes: tuple[str, ...]

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each file with its pieces."""
        for suffix in self.suffixes:
            yield f"data/{self.name}.{suffix}", _pieces(self.extract, suffix)
            if suffix == "csv":
                yield f"data/{self.name}.{SUFFIX}", csv_metadata(self.extract, f"{self.name}.csv")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes into one zip.

    Attributes
    ----------
    name
        Of the dataset, or `edition`.
    address, command
        What makes the same bytes again.
    """

    atlas: Atlas
    name: str
    address: str
    command: str
    parts: Sequence[Part]

    def save(self, path: Path) -> None:
        """Write it; the same edition and query give the same bytes."""
        with Archive(path, self.atlas.edition.published_at) as archive:
            for name, text in self._texts().items():
                archive.add(name, [text.encode()])
            archive.add("manifest.json", [self._manifest()])
            archive.add("data-dictionary.csv", self._dictionary())
            archive.add("sources.csv", self._sources())
            for part in self.parts:
                for name, pieces in part.files():
                    archive.add(name, pieces)

    def _texts(self) -> Mapping[str, str]:
        cited = Citation(self.atlas.edition, self.name, self.address)
        notes = dict.fromkeys(part.extract.dataset.note for part in self.parts)
        told: dict[str, Any] = {
            "bundle": self,
            "edition": self.atlas.edition,
            "cited": cited,
            "sources": self.atlas.sources,
            "software": software(),
            "notes": [note for note in notes if note],
        }
        names = ("README.md", "LICENCE.md", "CITATION.cff", "CITATION.bib", "CITATION.txt")
        return {name: render(f"extract/{name}", **told) + "\n" for name in names}

    def _manifest(self) -> bytes:
        edition = self.atlas.edition
        told = {
            **edition.manifest,
            "layout": LAYOUT,
            "edition_id": edition.id,
            "software": software(),
            "address": self.address,
            "command": self.command,
            "extracts": [
                {
                    "files": [name for name, _ in part.files()],
                    "dataset": part.extract.dataset.id,
                    "query": part.extract.wanted.query(),
                    "rows": len(part.extract),
                }
                for part in self.parts
            ],
        }
        return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"

    def _dictionary(self) -> Iterator[bytes]:
        rows = (
            (part.name, name, column.type, column.unit, column.meaning)
            for part in self.parts
            for name, column in table_columns(part.extract).items()
        )
        return csv_text(("table", "column", "type", "unit", "meaning"), rows)

    def _sources(self) -> Iterator[bytes]:
        return csv_text(SOURCE_COLUMNS, sources(self.atlas))


def _pieces(extract: Extract, suffix: str) -> Iterator[bytes]:
    written = format_for(extract, suffix)
    if isinstance(written, Streamed):
        yield from written.pieces(extract)
        return
    with tempfile.TemporaryDirectory(prefix="atlas-extract-") as folder:
        path = Path(folder) / f"{extract.dataset.id}.{suffix}"
        written.save(extract, path)
        with path.open("rb") as file:
            while piece := file.read(_CHUNK_BYTES):
                yield piece
