"""What a catalogue tells of each collection: names, times, sources and where its data is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.atlas import Atlas
from app.extract.files import FORMATS, formats_of
from app.ogc.collections import COLLECTIONS, Collection
from app.ogc.table import extent_of
from app.text import Text


@dataclass(frozen=True, slots=True)
class Distribution:
    """One way to the data."""

    name: str
    address: str
    mimetype: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One collection in a catalogue.

    Attributes
    ----------
    bounds
        West, south, east, north of the country, CRS84; None: it has no geometry.
    """

    collection: Collection
    title: str
    description: str
    address: str
    bounds: tuple[float, float, float, float] | None
    distributions: tuple[Distribution, ...]


class Catalogue:
    """The collections of an edition in one language.

    Parameters
    ----------
    origin
        Scheme and host that addresses begin with.
    """

    def __init__(self, atlas: Atlas, text: Text, origin: str) -> None:
        self.atlas, self.text, self.origin = atlas, text, origin

    @property
    def address(self) -> str:
        """Address of the API."""
        return f"{self.origin}/ogc"

    @property
    def published(self) -> str:
        """Time at which the edition was published."""
        return self.atlas.edition.published_at.isoformat()

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Sources of the edition, each with title, publisher, url, date and licence."""
        return self.atlas.sources

    @property
    def licences(self) -> list[str]:
        """Terms of the sources."""
        return sorted({row["licence"] for row in self.sources})

    def entries(self) -> list[Entry]:
        """All collections."""
        return [self.entry(one) for one in COLLECTIONS.values()]

    def entry(self, collection: Collection) -> Entry:
        """One collection."""
        return Entry(
            collection,
            collection.title(self.text),
            collection.description(self.text),
            f"{self.address}/collections/{collection.id}",
            None if collection.dataset.geometry == "none" else extent_of(self.atlas),
            tuple(self._distributions(collection)),
        )

    def _distributions(self, collection: Collection) -> Iterator[Distribution]:
        items = f"{self.address}/collections/{collection.id}/items?f=json"
        yield Distribution("OGC API - Features", items, "application/geo+json")
        query = collection.wanted.query()
        for suffix in formats_of(collection.dataset):
            address = f"{self.origin}/data/{collection.dataset.id}.{suffix}{query}"
            yield Distribution(
                self.text(f"data.format.{suffix}"), address, FORMATS[suffix].mimetype
            )
