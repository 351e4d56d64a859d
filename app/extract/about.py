"""What a file says of itself: edition, query, sources, and how to make it again."""

from __future__ import annotations

import shlex
from importlib.metadata import version

from app.atlas import Atlas
from app.extract.dataset import Extract
from app.extract.wanted import Wanted
from geo.errors import InvalidInput

SOURCE_COLUMNS = ("id", "title", "publisher", "url", "date", "licence", "sha256")


def software() -> str:
    """Name and version of what writes the files."""
    return f"County Cluster Atlas {version('cluster-atlas')}"


def described(extract: Extract) -> str:
    """One line for formats that hold a description."""
    edition = extract.atlas.edition.id
    of = f"{extract.dataset.id}{extract.wanted.query()}, edition {edition}, {software()}"
    return f"{of}. {extract.dataset.note}" if extract.dataset.note else of


def command(dataset: str, edition: str, file: str, wanted: Wanted) -> str:
    """The command that writes the same file again."""
    words = ["./atlas", "extract", dataset, "--edition", edition]
    for name, value in wanted.parameters().items():
        words += [f"--{name}", value]
    return shlex.join([*words, "--out", file])


def facts(extract: Extract, file: str) -> dict[str, str]:
    """What is told beside the data, by what it is."""
    edition = extract.atlas.edition
    note = {"note": extract.dataset.note} if extract.dataset.note else {}
    return note | {
        "dataset": extract.dataset.id,
        "rows": str(len(extract)),
        "edition": edition.id,
        "published": f"{edition.published_at:%Y-%m-%d}",
        "content hash of the edition": edition.content_hash,
        "address": f"/data/{file}{extract.wanted.query()}",
        "command": command(extract.dataset.id, edition.id, file, extract.wanted),
        "software": software(),
    }


def sources(atlas: Atlas) -> list[tuple[str, ...]]:
    """The sources of the edition, in the order of `SOURCE_COLUMNS`; empty where not known."""
    return [tuple(str(row[name] or "") for name in SOURCE_COLUMNS) for row in atlas.sources]


def cell_text(text: str, most: int) -> str:
    """A text that a format's cell can hold.

    Raises
    ------
    InvalidInput
        It is longer: nothing is cut off.
    """
    if len(text) > most:
        raise InvalidInput(f"a cell holds at most {most:,} characters here; take csv or parquet")
    return text
