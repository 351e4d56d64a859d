"""Lists that are published inside documents: find the list, give its rows."""

from etl.documents.reading import read_listing
from etl.documents.rows import ListedRow, Listing, Remark, Where

__all__ = ["ListedRow", "Listing", "Remark", "Where", "read_listing"]
