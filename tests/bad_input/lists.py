"""Lists that cannot be used, or only in part: the sample and what is said of it."""

from __future__ import annotations

import io
import zipfile

import docx
import pypdf

from etl.sources import BUNDLED_DATA
from geo.place import Level
from tests.bad_input.case import ADD, CHECK, RUN, Case
from tests.unit.documents.make_bad import PNG, ole, scan
from tests.unit.documents.make_docx import add_table, with_table
from tests.unit.documents.make_docx import saved as saved_docx
from tests.unit.documents.make_pdf import pdf, table
from tests.unit.documents.make_xlsx import saved, with_cell, with_part, workbook
from tests.unit.resolve.conftest import build_gazetteer

HEADER = ("序号", "集群名称", "推荐单位")
ROWS = (
    ("1", "桐庐县医疗器械产业集群", "浙江省"),
    ("2", "邳州市板材家居产业集群", "江苏省"),
    ("3", "寿光市蔬菜种业产业集群", "山东省"),
)
"""Clusters made up for the tests, in real places."""
_TRADES = [
    f"{kind}{trade}"
    for kind in ("新型", "智能", "绿色", "精密", "特种")
    for trade in ("轴承", "电池", "纺织", "家具", "陶瓷", "模具", "农机")
]


def csv(*rows: tuple[str, ...]) -> bytes:
    """A list as CSV."""
    return "\n".join(",".join(row) for row in (HEADER, *rows)).encode()


def named(name: str) -> bytes:
    """The list with one more row of this name."""
    return csv(*ROWS, ("4", name, "福建省"))


def xlsx() -> bytes:
    """The list as XLSX."""
    return saved(workbook([HEADER, *ROWS]))


def pdf_list(more: str = "") -> bytes:
    """The list as PDF."""
    return pdf(table("(1cm, 1fr, 4cm)", HEADER, ROWS), more=more)


def locked_pdf() -> bytes:
    """The list as PDF that opens with a password only."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_list()))
    writer.encrypt(user_password="secret", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb() -> bytes:
    """A workbook whose sheet is 300 MB of blanks, packed into 0.3 MB."""
    return with_part(xlsx(), "xl/worksheets/sheet1.xml", b" " * 300_000_000)


def empty_rows() -> bytes:
    """A workbook in which the rows down to the last possible one are there and empty."""
    part, content = "xl/worksheets/sheet1.xml", xlsx()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(part).decode()
    empty = "".join(f'<row r="{row}"/>' for row in range(len(ROWS) + 2, 1_048_577))
    return with_part(content, part, sheet.replace("</sheetData>", f"{empty}</sheetData>").encode())


def formula_name() -> bytes:
    """A workbook in which a name is a formula that was never calculated."""
    formula = '<c r="B3"><f>CONCATENATE("邳州市","板材家居产业集群")</f></c>'
    return with_cell(xlsx(), "B3", formula)


def cut_off_docx() -> bytes:
    """A document of which the end is missing."""
    content = saved_docx(with_table(HEADER, ROWS))
    return content[: len(content) // 2]


def damaged_docx() -> bytes:
    """A document with one byte of its text changed."""
    content = bytearray(saved_docx(with_table(HEADER, ROWS)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    content[at + 200] ^= 0xFF
    return bytes(content)


def nested() -> bytes:
    """A document in which the list stands in a table inside a cell of another table."""
    document = docx.Document()
    add_table(document.add_table(1, 1).cell(0, 0), [HEADER, *ROWS])
    return saved_docx(document)


def rotated() -> bytes:
    """The list as PDF with its page turned by 90 degrees."""
    writer = pypdf.PdfWriter()
    writer.add_page(pypdf.PdfReader(io.BytesIO(pdf_list())).pages[0]).rotate(90)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def large() -> bytes:
    """A list of 100,000 rows: every county with up to 35 trades, units as printed."""
    gazetteer = build_gazetteer()
    counties = [place for place in gazetteer if place.level is Level.COUNTY]
    rows = []
    for number in range(100_000):
        place = counties[number % len(counties)]
        line = [above.name_zh for above in gazetteer.ancestors(place.key)[:-1]]
        name = f"{''.join(reversed(line))}{place.name_zh}{_TRADES[number // len(counties)]}产业集群"
        rows.append((str(number + 1), name, line[-1]))
    return csv(*rows)


def mixed_encodings() -> bytes:
    """A list of which one row is UTF-8 and one GBK."""
    first, *others = csv(*ROWS).decode().splitlines()
    return "\n".join([first, others[0]]).encode() + b"\n" + others[1].encode("gbk")


def header_twice() -> bytes:
    """A list with the column 集群名称 twice."""
    header, *rows = csv(*ROWS).decode().splitlines()
    return "\n".join([f"{header},集群名称", *(f"{row},x" for row in rows)]).encode()


def good() -> bytes:
    """A list without fault."""
    return csv(*ROWS)


def registered() -> bytes:
    """The list that is registered in the steward's folder on the stage."""
    return csv(("1", "晋江市运动鞋产业集群", "福建省"))


def wrong_batches() -> bytes:
    """The bundled batches with a day that does not exist."""
    return (BUNDLED_DATA / "batches.csv").read_bytes().replace(b"2023-10-17", b"2023-02-30")


READ = "sme-national, batch 2023: 3 rows; placed: county 3"
CASES = (
    Case("empty file", "no bytes", "list.csv", lambda: b"", 2, "atlas: list.csv is empty"),
    Case(
        "header alone",
        "CSV, header only",
        "list.csv",
        csv,
        2,
        "atlas: list.csv: the list has a header but no rows",
    ),
    Case(
        "100,000 rows",
        "CSV, each row another name",
        "list.csv",
        large,
        1,
        "error · row 102 · batch-too-large · batch 2023 of sme-national: 100000 entries, "
        "100 announced",
    ),
    Case(
        "wrong extension",
        "XLSX named .csv: read as what it is",
        "list.csv",
        xlsx,
        0,
        "note · row 1 · extension · read as XLSX, which it is by content",
    ),
    Case(
        "no document",
        "PNG named .pdf",
        "list.pdf",
        lambda: PNG,
        2,
        "atlas: list.pdf: a PNG picture: recognise its text (OCR) and save that as PDF or CSV",
    ),
    Case(
        "scan",
        "PDF page with a picture and no text",
        "list.pdf",
        scan,
        2,
        "atlas: list.pdf: no text on page 1, only pictures or fonts without characters; recognise "
        "the text first, for example: ocrmypdf -l chi_sim scan.pdf text.pdf",
    ),
    Case(
        "XLSX with a password",
        "container with the streams that Excel writes",
        "list.xlsx",
        lambda: ole("EncryptionInfo", "EncryptedPackage"),
        2,
        "atlas: list.xlsx: locked with a password: open it and save it without one",
    ),
    Case(
        "PDF with a password",
        "AES-256, user password (pypdf)",
        "list.pdf",
        locked_pdf,
        2,
        "atlas: list.pdf: locked with a password: save it without one",
    ),
    Case(
        "file cut off",
        "first half of a DOCX",
        "list.docx",
        cut_off_docx,
        2,
        "atlas: list.docx: damaged or cut off: fetch it again",
    ),
    Case(
        "corrupted zip",
        "DOCX, one byte of its text changed",
        "list.docx",
        damaged_docx,
        2,
        "atlas: list.docx: word/document.xml inside is damaged or cut off: fetch it again",
    ),
    Case(
        "zip bomb",
        "XLSX, sheet of 300 MB in 0.3 MB",
        "list.xlsx",
        bomb,
        2,
        "atlas: list.xlsx: 286 MB unpacked, more than 256 MB",
    ),
    Case(
        "formulas in an XLSX",
        "a name is a formula without its result",
        "list.xlsx",
        formula_name,
        2,
        "atlas: list.xlsx, sheet 附件1, row 3: cell B3: a formula without its result; open the "
        "file in a spreadsheet program and save it",
    ),
    Case(
        "XLSX of 1,048,576 rows",
        "empty rows down to the last possible one",
        "list.xlsx",
        empty_rows,
        0,
        READ,
    ),
    Case(
        "DOCX with nested tables",
        "the list in a table inside a cell",
        "list.docx",
        nested,
        0,
        READ,
    ),
    Case("PDF with rotated pages", "page turned by 90 degrees", "list.pdf", rotated, 0, READ),
    Case(
        "mixed encodings",
        "CSV, row 2 in UTF-8, row 3 in GBK",
        "list.csv",
        mixed_encodings,
        2,
        "atlas: list.csv, row 3: not UTF-8, while other lines are: save all in UTF-8",
    ),
    Case(
        "NUL byte",
        "CSV, in row 5",
        "list.csv",
        lambda: named("桐乡市\0针织产业集群"),
        2,
        "atlas: list.csv, row 5: NUL byte: the file is damaged, or not a text; save it as UTF-8",
    ),
    Case(
        "name of 10,000 characters",
        "CSV, row 5",
        "list.csv",
        lambda: named("长" * 10_000),
        1,
        "error · row 5 · name-too-long · left out: a name of 10,000 characters, more than 200: "
        "长长长长长长长长长长长长长长长长长长长…",
    ),
    Case(
        "HTML in a name",
        "CSV, row 5",
        "list.csv",
        lambda: named("<b onclick=alert(1)>晋江市</b>运动鞋产业集群"),
        1,
        "warning · row 5 · markup · kept as text: <b onclick=alert(1)>晋江市</b>运动鞋产业集群",
    ),
    Case(
        "formula in a name",
        "CSV, row 5",
        "list.csv",
        lambda: named("=HYPERLINK(1)晋江市运动鞋产业集群"),
        1,
        "warning · row 5 · formula · kept as text: =HYPERLINK(1)晋江市运动鞋产业集群",
    ),
    Case(
        "duplicate header names",
        "CSV, two columns 集群名称",
        "list.csv",
        header_twice,
        2,
        "atlas: list.csv, row 1: column named twice: 集群名称; rename one of them",
    ),
    Case(
        "no such date",
        "2023-02-30",
        "list.csv",
        good,
        2,
        "atlas: --date '2023-02-30': give a date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD",
        ADD.replace("2023-10-17", "2023-02-30"),
    ),
    Case(
        "no such date in a table",
        "batches.csv with 2023-02-30",
        "batches.csv",
        wrong_batches,
        2,
        "atlas: batches.csv, row 3: recognised_on is '2023-02-30'; it must be a date of the "
        "calendar: YYYY, YYYY-MM or YYYY-MM-DD",
        RUN,
    ),
    Case(
        "no such programme",
        "sme-natonal",
        "list.csv",
        good,
        2,
        "atlas: there is no programme 'sme-natonal'; did you mean sme-national or "
        "advanced-national? `atlas etl programmes` lists all",
        CHECK.replace("sme-national", "sme-natonal"),
    ),
    Case(
        "batch out of range",
        "year 202",
        "list.csv",
        good,
        2,
        "atlas: --batch 202: give a year from 1949 to 2100",
        CHECK.replace("2023", "202"),
    ),
    Case(
        "no web address",
        "javascript:",
        "list.csv",
        good,
        2,
        "atlas: --url 'javascript:alert(1)': give an address with http:// or https://",
        ADD.replace("https://www.miit.gov.cn/list", "javascript:alert(1)"),
    ),
    Case(
        "list registered twice",
        "the same bytes under another name",
        "copy.csv",
        registered,
        5,
        "atlas: this file is registered already, as sme-national-2024: nothing was changed",
        ADD,
    ),
    Case(
        "id in use for another list",
        "--id of a registered one",
        "list.csv",
        good,
        5,
        "atlas: the id sme-national-2024 is in use for another file: give this one another --id",
        f"{ADD} --id sme-national-2024",
    ),
)
