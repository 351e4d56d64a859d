"""From a file to the list inside it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import cast

from etl.documents.grid import Block
from etl.documents.kinds import extension_remark, kind_of
from etl.documents.listing import make_listing
from etl.documents.rows import Listing
from etl.documents.source import Source, open_source

# Loaded when a document of the kind comes: the PDF library alone takes longer than most lists.
_READERS = {
    "csv": "etl.documents.csv_file",
    "xlsx": "etl.documents.workbook.reader",
    "xls": "etl.documents.workbook.reader",
    "docx": "etl.documents.word.reader",
    "html": "etl.documents.web.reader",
    "pdf": "etl.documents.pdf.reader",
}


def read_listing(path: Path) -> Listing:
    """Read the list (名单) that a document holds.

    Parameters
    ----------
    path : Path
        A CSV or text file, XLSX, XLS, DOCX, PDF or HTML. What it is, is told by its content.

    Returns
    -------
    Listing
        The rows in the order of the document, and a remark for everything that was joined,
        carried down, left out or looks odd.

    Raises
    ------
    DataUnavailable
        If the file is missing or cannot be read.
    InvalidInput
        If it is empty, too large, damaged, locked, of another kind, without text, or holds no
        list; the message says where and what to do.
    """
    source = open_source(path)
    kind = kind_of(source)
    remark = extension_remark(source, kind)
    blocks = chain([remark] if remark else [], _reader(kind)(source))
    return make_listing(source, kind, blocks)


def _reader(kind: str) -> Callable[[Source], Iterator[Block]]:
    module = importlib.import_module(_READERS[kind])
    return cast("Callable[[Source], Iterator[Block]]", module.blocks)
