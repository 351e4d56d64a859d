"""Tables and lines of PDF files."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from etl.documents.grid import Block
from etl.documents.limits import MAX_PAGES
from etl.documents.pdf.contents import check_contents
from etl.documents.pdf.page import PageReader, has_text, upright
from etl.documents.pdf.streams import check_streams
from etl.documents.rows import Remark
from etl.documents.source import Source

_OCR = "recognise the text first, for example: ocrmypdf -l chi_sim scan.pdf text.pdf"


def blocks(source: Source) -> Iterator[Block]:
    """Give the tables and lines of a PDF, page by page.

    Raises
    ------
    InvalidInput
        If the file is damaged, locked, has too many pages, or no page has text.
    """
    yield from check_streams(source)
    try:
        with pdfplumber.open(io.BytesIO(source.content)) as document:
            if len(document.pages) > MAX_PAGES:
                raise source.fault(
                    f"{len(document.pages):,} pages, more than {MAX_PAGES}: "
                    "keep the pages with the list and save them"
                )
            yield from _pages(source, document.pages)
    except (PdfminerException, MalformedPDFException, PDFException, PSException) as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
            raise source.fault("locked with a password: save it without one") from None
        raise source.fault(f"the PDF is damaged or cut off ({error}): fetch it again") from None


def _pages(source: Source, pages: Sequence[Page]) -> Iterator[Block]:
    reader = PageReader(source)
    scans: list[int] = []
    for page in pages:
        check_contents(page.page_obj, source.where(1, page=page.page_number))
        turned = upright(page)
        if has_text(turned):
            yield from reader.blocks(turned)
        elif turned.images or turned.chars:
            scans.append(page.page_number)
            message = f"a picture or a font without characters, not read; {_OCR}"
            yield Remark("page-without-text", message, source.where(1, page=page.page_number))
        turned.close()
        page.close()
    if len(scans) == len(pages):
        message = f"no text on page {_ranges(scans)}, only pictures or fonts without characters"
        raise source.fault(f"{message}; {_OCR}")


def _ranges(numbers: Sequence[int]) -> str:
    """Page numbers, runs as 3-7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
