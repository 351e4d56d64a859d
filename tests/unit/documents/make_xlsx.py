"""Sample XLSX and XLS workbooks, made by openpyxl and xlwt."""

import io
import re
import zipfile

import openpyxl
import xlwt


def workbook(rows, *, merged=(), title="附件1"):
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    fill(book.active, rows, merged)
    book.active.title = title
    return book


def fill(sheet, rows, merged=()):
    """Write rows and merge ranges such as "A1:C1"."""
    for row in rows:
        sheet.append([cell if cell != "" else None for cell in row])
    for area in merged:
        sheet.merge_cells(area)


def saved(book):
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_workbook(rows, merged=()):
    """The bytes of an XLS workbook; `merged` holds first and last row, first and last column."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("附件1")
    covered = {
        (row, column)
        for top, bottom, left, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if (at, column) not in covered:
                sheet.write(at, column, text)
    for top, bottom, left, right in merged:
        sheet.write_merge(top, bottom, left, right, rows[top][left])
    return saved(book)


def with_cell(content, place, xml):
    """A workbook with the XML of one cell of its first sheet exchanged."""
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read(part).decode("utf-8")
    changed, count = re.subn(rf'<c r="{place}"[^>]*>.*?</c>', lambda _: xml, body)
    assert count == 1
    return with_part(content, part, changed.encode("utf-8"))


def with_part(content, part, body):
    """An archive with one file inside exchanged or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, body)
    return stream.getvalue()


def long_workbook(rows):
    """A workbook of many rows of texts, written as XML."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    body = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in rows)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>'
    return with_part(saved(workbook([])), "xl/worksheets/sheet1.xml", sheet.encode("utf-8"))
