"""A file of the edition that is asked for: its name, its mark, and what writes it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from app.atlas import Atlas
from app.extract.about import command
from app.extract.bundle import MIMETYPE, Bundle, Part
from app.extract.csvw import SUFFIX
from app.extract.dataset import Extract
from app.extract.datasets import DATASETS
from app.extract.edition import whole_edition
from app.extract.files import Streamed, format_for
from app.extract.wanted import Wanted
from geo.errors import InvalidInput, NotFound

EDITION: Final = "edition"
ZIP: Final = "zip"
USUAL_FORMAT: Final = "geojson"
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
    wanted = Wanted.parse(query)
    if name == EDITION and suffix == ZIP:
        return _of_edition(atlas, wanted)
    if name not in DATASETS:
        known = ", ".join(DATASETS)
        raise NotFound(f"there is no dataset {name[:40]!r}; there are {known}, and {EDITION}.{ZIP}")
    if suffix == ZIP:
        return _bundle(atlas, name, wanted)
    return _plain(Extract(DATASETS[name], atlas, wanted), suffix)


def _plain(extract: Extract, suffix: str) -> Download:
    written, name, query = format_for(extract, suffix), extract.dataset.id, extract.wanted.query()
    made = Download(
        filename=filename(extract.atlas, name, suffix),
        mimetype=written.mimetype,
        tag=tag_of(extract.atlas, name, suffix, query, *extract.dataset.columns),
        count=extract.__len__,
        description=f"/data/{name}.{SUFFIX}{query}" if suffix == "csv" else "",
    )
    if isinstance(written, Streamed):
        return replace(made, stream=partial(written.pieces, extract))
    return replace(made, save=partial(written.save, extract))


def _bundle(atlas: Atlas, name: str, wanted: Wanted) -> Download:
    """A dataset in one format, with everything beside it."""
    suffix = wanted.format or USUAL_FORMAT
    extract = Extract(DATASETS[name], atlas, replace(wanted, format=""))
    format_for(extract, suffix)
    return _zip(atlas, name, wanted, [Part(name, extract, (suffix,))])


def _of_edition(atlas: Atlas, wanted: Wanted) -> Download:
    """All datasets, with everything beside them."""
    for given in wanted.given():
        raise InvalidInput(f"{given} does not narrow the edition: it is whole")
    return _zip(atlas, EDITION, wanted, whole_edition(atlas))


def _zip(atlas: Atlas, name: str, wanted: Wanted, parts: Sequence[Part]) -> Download:
    told = f"{name}.{ZIP}"
    remade = command(name, atlas.edition.id, told, wanted)
    made = Bundle(atlas, name, f"/data/{told}{wanted.query()}", remade, parts)
    columns = [column for part in parts for column in part.extract.dataset.columns]
    return Download(
        filename=filename(atlas, name, ZIP),
        mimetype=MIMETYPE,
        tag=tag_of(atlas, name, ZIP, wanted.query(), *columns),
        count=lambda: sum(len(part.extract) for part in parts),
        save=made.save,
    )


def filename(atlas: Atlas, name: str, suffix: str) -> str:
    """Name under which a browser keeps a file."""
    return f"cluster-atlas_{name}_{atlas.edition.id}.{suffix}"


def tag_of(atlas: Atlas, *made_of: str) -> str:
    """Mark of the bytes that this software makes of an edition."""
    told = (atlas.edition.id, atlas.edition.content_hash, *made_of, *_software())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


@cache
def _software() -> tuple[str, ...]:
    """What writes the files, each with its version."""
    return tuple(f"{name} {version(name)}" for name in _WRITERS)
