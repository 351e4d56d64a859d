"""Files that cannot be used: each gives one line with the file and what to do."""

import io
import zipfile

import pypdf
import pytest

from etl.documents import limits, read_listing
from geo.errors import DataUnavailable, InvalidInput
from tests.unit.documents.make_bad import PNG, archive, declaring, ole, one_page_pdf, scan
from tests.unit.documents.make_docx import saved as saved_docx
from tests.unit.documents.make_docx import with_table
from tests.unit.documents.make_pdf import lines, pdf, table
from tests.unit.documents.make_xlsx import old_workbook, saved, with_part, workbook
from tests.unit.documents.samples import expected, numbered, read

HEADER = ("序号", "推荐单位", "集群名称")
XLSX = saved(workbook([HEADER, *numbered()]))
XLS = old_workbook([HEADER, *numbered()])
DOCX = saved_docx(with_table(HEADER, numbered()))
PDF = pdf(table("(1cm, 4cm, 1fr)", HEADER, numbered()))
CSV = "\n".join(",".join(row) for row in (HEADER, *numbered())).encode()
OCR = "ocrmypdf -l chi_sim"


def locked_pdf(password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(PDF))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def joined(*documents):
    writer = pypdf.PdfWriter()
    for document in documents:
        writer.append(io.BytesIO(document))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def locked_workbook():
    """An XLS whose second record is a FilePass, as in one with a password."""
    content = bytearray(XLS)
    at = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    content[at : at + 2] = b"\x2f\x00"
    return bytes(content)


def locked_archive():
    content = bytearray(XLSX)
    central = content.rfind(b"PK\x01\x02")
    content[central + 8] |= 1
    return bytes(content)


@pytest.fixture
def refusal(tmp_path):
    def read_bad(content, name):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InvalidInput) as error:
            read_listing(path)
        message = str(error.value)
        assert message.startswith(name)
        assert "\n" not in message
        return message

    return read_bad


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.xlsx", b"", "list.xlsx is empty"),
        ("list.csv", PNG, "a PNG picture: recognise its text (OCR)"),
        ("list.pdf", b"\xff\xd8\xff\xe0" + bytes(20), "a JPEG picture: recognise its text"),
        ("list.doc", b"{\\rtf1\\ansi list}", "an RTF text: open it and save the list as XLSX"),
        ("list.doc", ole("WordDocument", "1Table"), "an old Word or WPS file (DOC, WPS): save it"),
        ("list.wps", ole("WordDocument"), "an old Word or WPS file (DOC, WPS): save it as DOCX"),
        ("list.ppt", ole("PowerPoint Document"), "an old Office file without a workbook"),
        ("list.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "locked with a password: open it"),
        ("list.xls", locked_workbook(), "locked with a password: open it and save it without one"),
        ("list.xlsx", locked_archive(), "locked with a password: save it without one"),
        ("list.pdf", locked_pdf("secret"), "locked with a password: save it without one"),
        ("list.xls", XLS[:3000], "damaged or cut off: fetch it again"),
        ("list.xls", XLS[:40], "damaged or cut off: fetch it again"),
        ("list.xlsx", XLSX[:-200], "damaged or cut off: fetch it again"),
        ("list.docx", DOCX[: len(DOCX) // 2], "damaged or cut off: fetch it again"),
        ("list.pdf", PDF[: len(PDF) // 2], "the PDF is damaged or cut off"),
        ("list.pdf", b"%PDF-1.7\nnothing more", "the PDF is damaged or cut off"),
        ("list.zip", archive(("名单.xlsx", XLSX)), "a ZIP archive with 名单.xlsx: unpack it"),
        ("list.ods", archive(("content.xml", "<x/>")), "an OpenDocument file: open it and save"),
        ("list.xlsb", archive(("xl/workbook.bin", "")), "an XLSB workbook: open it and save"),
        ("list.ofd", archive(("OFD.xml", "<x/>")), "an OFD document: open it and save"),
        ("list.gz", b"\x1f\x8b" + bytes(20), "a gzip archive: unpack it"),
        ("list.xls", b'<?mso-application progid="Excel.Sheet"?><Workbook/>', "an XML workbook of"),
        ("list.mht", b"MIME-Version: 1.0\n", "a saved web page in one file (MHTML): save it"),
        ("list.html", b"<html></html>", "no list found. It begins: nothing."),
        ("list.csv", b"\n\n,,\n", "no list found"),
    ],
)  # fmt: skip
def test_refused(refusal, name, content, said):
    assert said in refusal(content, name)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(DataUnavailable, match="is missing"):
        read_listing(tmp_path / "no.pdf")
    with pytest.raises(DataUnavailable, match="is not a file"):
        read_listing(tmp_path)


@pytest.mark.parametrize(
    ("content", "kind"), [(XLSX, "xlsx"), (XLS, "xls"), (DOCX, "docx"), (PDF, "pdf"), (CSV, "csv")]
)
def test_content_counts_not_the_extension(tmp_path, content, kind):
    path = tmp_path / "list.htm"
    path.write_bytes(content)
    found = read_listing(path)
    assert (found.kind, read(found)) == (kind, expected())
    assert str(found.remarks[0].message) == f"read as {kind.upper()}, which it is by content"


def test_a_pdf_that_only_restricts_printing_is_read(tmp_path):
    path = tmp_path / "list.pdf"
    path.write_bytes(locked_pdf(""))
    assert read(read_listing(path)) == expected()


class TestScans:
    """PDFs without text."""

    def test_all_pages(self, refusal):
        message = refusal(joined(scan(), scan(), scan()), "list.pdf")
        assert message.startswith("list.pdf: no text on page 1-3, only pictures")
        assert OCR in message

    def test_some_pages(self, tmp_path):
        path = tmp_path / "list.pdf"
        path.write_bytes(joined(scan(), PDF, scan()))
        found = read_listing(path)
        assert read(found) == expected()
        pages = [r.where.page for r in found.remarks if r.code == "page-without-text"]
        assert pages == [1, 3]

    def test_text_without_a_list(self, refusal):
        message = refusal(joined(pdf(lines("见附件")), scan()), "list.pdf")
        assert "no list found" in message
        assert "page 2" in message
        assert OCR in message

    def test_a_font_without_characters(self, refusal):
        text = b"BT /F 12 Tf 50 700 Td <00010002000300040005> Tj ET"
        font = (
            b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo"
            b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        )
        content = one_page_pdf(*font, page=b"/Resources<</Font<</F 5 0 R>>>>", content=text)
        assert OCR in refusal(content, "list.pdf")

    def test_an_empty_page(self, refusal):
        assert "no list found" in refusal(one_page_pdf(), "list.pdf")


class TestBombs:
    """Small files that unpack to large ones."""

    def test_declared_size(self, refusal):
        content = declaring(XLSX, "xl/workbook.xml", limits.MAX_UNPACKED_BYTES + 1)
        assert "MB unpacked, more than 256 MB" in refusal(content, "list.xlsx")

    def test_ratio(self, refusal):
        content = with_part(XLSX, "xl/worksheets/sheet1.xml", b" " * 30_000_000)
        assert "packed more than 200 times" in refusal(content, "list.xlsx")

    def test_more_than_declared(self, refusal):
        content = with_part(DOCX, "word/document.xml", b" " * 30_000_000)
        content = declaring(content, "word/document.xml", 1_000)
        assert "word/document.xml inside is larger than declared" in refusal(content, "list.docx")

    def test_many_files(self, refusal):
        content = archive(*((f"{at}.xml", "") for at in range(limits.MAX_ENTRIES + 1)))
        assert "5,001 files inside, more than 5,000" in refusal(content, "list.xlsx")

    def test_a_file_twice(self, refusal):
        with pytest.warns(UserWarning, match="Duplicate name"):
            content = archive(("xl/workbook.xml", "<x/>"), ("xl/workbook.xml", "<y/>"))
        assert "a file stands in it twice" in refusal(content, "list.xlsx")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize(
        ("content", "part", "name"),
        [(XLSX, "xl/sharedStrings.xml", "list.xlsx"), (DOCX, "word/document.xml", "list.docx")],
    )
    def test_entities(self, refusal, content, part, name, encoding):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
        changed = with_part(content, part, bomb.encode(encoding))
        assert f"{part} inside defines XML entities" in refusal(changed, name)

    def test_pdf_stream(self, refusal, monkeypatch):
        monkeypatch.setattr("etl.documents.pdf.streams.MAX_STREAM_BYTES", 1_000_000)
        content = one_page_pdf(content=b" " * 2_000_000)
        assert "unpacked: not a document that an office program made" in refusal(content, "l.pdf")

    def test_pdf_packed_twice(self, refusal):
        content = one_page_pdf().replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")
        assert "packed twice over" in refusal(content, "list.pdf")


class TestDamage:
    """Archives with one byte changed, or parts missing."""

    def test_a_changed_byte(self, refusal):
        with zipfile.ZipFile(io.BytesIO(DOCX)) as source:
            entry = source.getinfo("word/document.xml")
        content = bytearray(DOCX)
        content[entry.header_offset + 200] ^= 0xFF
        assert "word/document.xml inside is damaged" in refusal(bytes(content), "list.docx")

    @pytest.mark.parametrize(
        ("content", "part", "name"),
        [
            (XLSX, "xl/worksheets/sheet1.xml", "list.xlsx"),
            (XLSX, "xl/workbook.xml", "list.xlsx"),
            (XLSX, "xl/_rels/workbook.xml.rels", "list.xlsx"),
            (DOCX, "word/document.xml", "list.docx"),
            (DOCX, "word/numbering.xml", "list.docx"),
            (DOCX, "word/styles.xml", "list.docx"),
        ],
    )
    @pytest.mark.parametrize("body", [b"", b"<x", b"not xml", b"<x xmlns:w='w'><w:tbl></x>"])
    def test_xml(self, refusal, content, part, name, body):
        assert "damaged" in refusal(with_part(content, part, body), name)

    def test_a_missing_part(self, refusal):
        with zipfile.ZipFile(io.BytesIO(XLSX)) as source:
            parts = [(name, source.read(name)) for name in source.namelist()]
        kept = [part for part in parts if part[0] != "xl/_rels/workbook.xml.rels"]
        assert "damaged" in refusal(archive(*kept), "list.xlsx")


class TestLimits:
    """Documents that are too long."""

    def test_pages(self, refusal, monkeypatch):
        monkeypatch.setattr("etl.documents.pdf.reader.MAX_PAGES", 2)
        message = refusal(joined(PDF, PDF, PDF), "list.pdf")
        assert message == (
            "list.pdf: 3 pages, more than 2: keep the pages with the list and save them"
        )

    @pytest.mark.parametrize(
        ("limit", "said"),
        [
            ("MAX_PAGE_CHARACTERS", "page 1, row 1: more than 10 characters on one page"),
            ("MAX_PAGE_LINES", "page 1, row 1: more than 10 drawn lines on one page"),
        ],
    )
    def test_one_page(self, refusal, monkeypatch, limit, said):
        monkeypatch.setattr(f"etl.documents.pdf.page.{limit}", 10)
        assert said in refusal(PDF, "list.pdf")

    def test_values_far_apart(self, refusal):
        book = workbook([HEADER, *numbered()])
        book.active.cell(1_048_576, 16_384, "x")
        message = refusal(saved(book), "list.xlsx")
        assert "sheet 附件1: values lie as far apart as row 1,048,576 and column 16,384" in message

    def test_a_value_far_to_the_right(self, refusal):
        book = workbook([HEADER, *numbered()])
        book.active.cell(3, 300, "x")
        assert "row 3: a value right of column 200; delete it" in refusal(saved(book), "list.xlsx")

    @pytest.mark.parametrize(
        ("content", "name"), [(XLSX, "a.xlsx"), (DOCX, "a.docx"), (CSV, "a.csv")]
    )
    def test_rows(self, refusal, monkeypatch, content, name):
        for module in ("listing", "csv_file", "word.reader"):
            monkeypatch.setattr(f"etl.documents.{module}.MAX_ROWS", 10)
        assert "more than 10 rows" in refusal(content, name)

    def test_one_row_of_xml(self, refusal, monkeypatch):
        monkeypatch.setattr("etl.documents.xml_stream.MAX_ELEMENT_BYTES", 100_000)
        body = b"<w:document xmlns:w='w'><w:body><w:p>" + b"<w:r/>" * 50_000
        changed = with_part(DOCX, "word/document.xml", body + b"</w:p></w:body></w:document>")
        assert "a row or paragraph of more than" in refusal(changed, "list.docx")

    def test_a_large_part(self, refusal, monkeypatch):
        monkeypatch.setattr("etl.documents.xml_stream.MAX_SMALL_PART_BYTES", 1_000)
        assert "word/numbering.xml inside is larger than" in refusal(DOCX, "list.docx")

    def test_forms_that_draw_forms(self, refusal):
        """Twenty forms, each drawing the next ten times."""
        forms = []
        for number in range(5, 25):
            content = b"/F Do " * 10
            forms.append(
                b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>"
                b"/Length %d>>\nstream\n%s\nendstream" % (number + 1, len(content), content)
            )
        page = b"/Resources<</XObject<</F 5 0 R>>>>"
        content = one_page_pdf(*forms, page=page, content=b"/#46 Do")
        assert "more drawing on one page than a list needs" in refusal(content, "list.pdf")

    def test_too_much_text_on_a_page(self, refusal):
        content = b"BT (" + b"x" * 300_000 + b") Tj ET"
        assert "more than 50,000 characters on one page" in refusal(
            one_page_pdf(content=content), "list.pdf"
        )
