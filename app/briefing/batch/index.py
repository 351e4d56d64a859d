"""The index of a batch: every file with its place and checksum, as a table and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.briefing.batch.bench import Failed
from app.briefing.batch.folder import Filed, Folder, write_whole
from app.briefing.batch.order import Order
from app.csv_text import csv_text
from app.pages.templates import render
from app.text import text_in

COLUMNS: Final = (
    "adcode", "level", "name", "format", "file", "bytes", "sha256", "edition_id", "not_made"
)  # fmt: skip
FILES: Final = ("index.csv", "index.html")


def write_index(folder: Folder, order: Order, failed: Sequence[Failed] = ()) -> None:
    """Write both beside the files; places that could not be made are there with the reason."""
    filed = sorted(folder.filed, key=lambda one: (one.adcode, one.level, one.file))
    write_whole(folder.path, "index.csv", _csv(filed, order, failed))
    write_whole(folder.path, "index.html", _page(filed, order, failed).encode())


def _csv(filed: Sequence[Filed], order: Order, failed: Sequence[Failed]) -> bytes:
    edition = order.edition
    rows: list[tuple[object, ...]] = [
        (one.adcode, one.level, one.place, one.format, one.file, one.size, one.sha256, edition, "")
        for one in filed
    ]
    rows += [(one.adcode, one.level, "", "", "", "", "", edition, one.reason) for one in failed]
    return b"".join(csv_text(COLUMNS, rows))


def _page(filed: Sequence[Filed], order: Order, failed: Sequence[Failed]) -> str:
    lang = order.choice_for(order.places[0]).lang
    places: dict[tuple[str, str], list[Filed]] = {}
    for one in filed:
        places.setdefault((one.adcode, one.level), []).append(one)
    return render(
        "briefing/index.html",
        text=text_in(lang),
        order=order,
        places=list(places.values()),
        failed=failed,
    )


def index_files(path: Path) -> list[Path]:
    """The files of the index that are in a folder."""
    return [path / name for name in FILES if (path / name).exists()]
