"""Looks through the sheets of an XLSX file for what a reader of values does not tell."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from etl.documents.limits import MAX_SHEET_CELLS
from etl.documents.source import Source
from etl.documents.xml_stream import XmlStream, small_part

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OFFICE = "{*}"
_RELATION_ID = re.compile(r"\{.*/relationships\}id")


@dataclass(slots=True)
class SheetScan:
    """Cells without a usable value, by row and column (from 0), and how far the values reach."""

    faults: dict[int, dict[int, str]] = field(default_factory=dict)
    bottom: int = 0
    right: int = 0


def scan_sheets(source: Source, archive: zipfile.ZipFile) -> dict[str, SheetScan]:
    """Scan every sheet; gives the findings by the name of the sheet.

    Raises
    ------
    InvalidInput
        If the XML is damaged, or a sheet's values lie so far apart that reading would take
        more memory than is reasonable.
    """
    try:
        parts = _parts(source, archive)
        return {name: _scan(source, archive, name, part) for name, part in parts}
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise source.fault(f"the workbook is damaged ({error}): save it anew") from None


def _parts(source: Source, archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of the sheets and the files inside that hold them."""
    relations = small_part(source, archive, "xl/_rels/workbook.xml.rels")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = small_part(source, archive, "xl/workbook.xml")
    held = set(archive.namelist())
    for sheet in book.iterfind(f"{_OFFICE}sheets/{_OFFICE}sheet"):
        id_ = next((v for k, v in sheet.attrib.items() if _RELATION_ID.fullmatch(str(k))), None)
        part = posixpath.normpath(posixpath.join("/xl", targets.get(str(id_), ""))).lstrip("/")
        if part in held:
            yield sheet.get("name", ""), part


def _scan(source: Source, archive: zipfile.ZipFile, name: str, part: str) -> SheetScan:
    scan = SheetScan()
    with archive.open(part) as stream:
        xml = XmlStream(source, stream)
        number = 0
        for _, row in xml.events(("end",), (f"{_OFFICE}row",)):
            number = int(row.get("r", number + 1))
            _scan_row(scan, row, number - 1)
            xml.free(row)
    if (scan.bottom + 1) * (scan.right + 1) > MAX_SHEET_CELLS:
        raise source.fault(
            f"sheet {name}: values lie as far apart as row {scan.bottom + 1:,} and column "
            f"{scan.right + 1:,}; delete the stray ones"
        )
    return scan


def _scan_row(scan: SheetScan, row: etree._Element, number: int) -> None:
    """Look at the cells with a value; where one does not name its place, its position is it."""
    for position, cell in enumerate(row):
        if not len(cell):
            continue
        place = cell.get("r")
        column = _column(place) if place else position
        scan.bottom, scan.right = max(scan.bottom, number), max(scan.right, column)
        if fault := _fault(cell):
            scan.faults.setdefault(number, {})[column] = f"cell {place}: {fault}"


def _column(place: str) -> int:
    found = _CELL.fullmatch(place)
    if not found:
        raise ValueError(f"cell {place[:20]}")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return column - 1


def _fault(cell: etree._Element) -> str | None:
    kind = cell.get("t")
    if kind == "e":
        return "holds an error value; correct it"
    first, last = cell[0], cell[-1]
    if not str(first.tag).endswith("}f"):
        return None
    calculated = str(last.tag).endswith("}v") and (last.text or kind == "str")
    return (
        None
        if calculated
        else ("a formula without its result; open the file in a spreadsheet program and save it")
    )
