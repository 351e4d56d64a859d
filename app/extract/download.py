"""A file of the edition that is asked for: its name, its mark, and what writes it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from app.atlas import Atlas
from app.extract.csvw import SUFFIX
from app.extract.dataset import Extract
from app.extract.datasets import DATASETS
from app.extract.files import Streamed, format_for
from app.extract.wanted import Wanted
from geo.errors import NotFound

CHUNK_BYTES: Final = 256 * 1024
_WRITERS: Final = ("cluster-atlas", "pyogrio", "pyarrow", "shapely", "xlsxwriter", "orjson")


@dataclass(frozen=True, slots=True)
class Download:
    """One file, of which either `stream` gives the pieces or `save` writes the whole.

    Attributes
    ----------
    filename, mimetype
        As a browser is told.
    tag
        Mark of its bytes: the same edition, query and software write the same.
    count
        Tells the number of rows.
    description
        Address of a file that describes it; empty: there is none.
    """

    filename: str
    mimetype: str
    tag: str
    count: Callable[[], int]
    stream: Callable[[], Iterator[bytes]] | None = None
    save: Callable[[Path], None] | None = None
    description: str = ""

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the file; nothing that was written stays behind."""
        if self.stream is not None:
            yield from self.stream()
            return
        with tempfile.TemporaryDirectory(prefix="atlas-extract-") as folder:
            path = Path(folder) / self.filename  # its ending tells GDAL what it is
            self.write(path)
            with path.open("rb") as file:
                while piece := file.read(CHUNK_BYTES):
                    yield piece

    def write(self, path: Path) -> None:
        """Write the file."""
        if self.save is not None:
            self.save(path)
            return
        with path.open("wb") as file:
            file.writelines(self.pieces())


def download(atlas: Atlas, name: str, suffix: str, query: str) -> Download:
    """The file with this name and ending, of what the query narrows it to.

    Raises
    ------
    NotFound
        There is no such dataset or format; the edition has no such place, programme or chain.
    InvalidInput
        A parameter is unknown, is not allowed, or would change nothing.
    """
    if name not in DATASETS:
        raise NotFound(f"there is no dataset {name[:40]!r}; there are {', '.join(DATASETS)}")
    extract = Extract(DATASETS[name], atlas, Wanted.parse(query))
    written = format_for(extract, suffix)
    query = extract.wanted.query()
    made = Download(
        filename=f"cluster-atlas_{name}_{atlas.edition.id}.{suffix}",
        mimetype=written.mimetype,
        tag=tag_of(atlas, name, suffix, query, *extract.dataset.columns),
        count=extract.__len__,
        description=f"/data/{name}.{SUFFIX}{query}" if suffix == "csv" else "",
    )
    if isinstance(written, Streamed):
        return replace(made, stream=partial(written.pieces, extract))
    return replace(made, save=partial(written.save, extract))


def tag_of(atlas: Atlas, *made_of: str) -> str:
    """Mark of the bytes that this software makes of an edition."""
    told = (atlas.edition.id, atlas.edition.content_hash, *made_of, *_software())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


@cache
def _software() -> tuple[str, ...]:
    """What writes the files, each with its version."""
    return tuple(f"{name} {version(name)}" for name in _WRITERS)
