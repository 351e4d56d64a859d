"""A briefing as plain data: what it says, in order, before anybody sets it in type.

The content is composed once (`compose`) and set three times (`word`, `pdf`, `slides`), so the
numbers of the three files cannot differ. Every string is text: no writer may read markup in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from app.state import Language


class SectionId(StrEnum):
    """The sections that a reader can choose, in their order."""

    SUMMARY = "summary"
    CLUSTERS = "clusters"
    DENSITY = "density"
    INDUSTRIES = "industries"
    PARKS = "parks"
    TRANSFER = "transfer"
    GAPS = "gaps"
    METHODS = "methods"
    SOURCES = "sources"


class MapId(StrEnum):
    """The maps that a briefing can show."""

    LOCATOR = "locator"
    DENSITY = "density"
    INDUSTRIES = "industries"
    PARKS = "parks"
    TRANSFER = "transfer"


class Tone(StrEnum):
    """How a paragraph is meant.

    BODY is a statement of the text, NOTE is small print below it, FLAG is a rule of a document
    that applies here, with the document's name, date and wording, MODELLED is a value that a model
    estimates (估算).
    """

    BODY = "body"
    NOTE = "note"
    FLAG = "flag"
    MODELLED = "modelled"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, one level below the section's own."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width, and all of them sum to 1."""

    heading: str
    share: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that repeats its heading on each page; it has at least one row.

    Attributes
    ----------
    more
        Says what the rows leave out and where the rest stands; empty where nothing is left out.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Values of a chart by category; None is not known and shows a gap."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; DOCX and PDF may set it as a picture, PPTX has it native and editable.

    Attributes
    ----------
    kind
        `bar` has horizontal bars, first category on top; `column` has upright ones, of years.
    unit
        Unit of all values.
    alt
        What the chart shows, for those who do not see it.
    """

    kind: Literal["bar", "column"]
    caption: str
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str
    alt: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map, drawn by `maps`; its caption names it, `alt` tells what it shows."""

    id: MapId
    caption: str
    alt: str


Block = Paragraph | Heading | Table | Chart | Map


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Attributes
    ----------
    heading
        Without its number: writers number the sections in the way of their format.
    message
        The one thing that it says, a full sentence: title of its slide.
    blocks
        At least one.
    """

    id: SectionId
    heading: str
    message: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole briefing.

    Attributes
    ----------
    title
        In the reader's words or the usual ones: 浙江省县域产业集群布局简报.
    issuer
        Issuing unit; empty where the reader names none.
    dated
        Date of the briefing in words, as 2026年11月28日; empty where the reader gives none.
    imprint
        Edition and year of the data, in one line; stands below the title.
    address
        Of the live view; it becomes the link and the QR code.
    credit
        Whose boundaries the maps show, and their review number where one is set.
    """

    adcode: str
    place: str
    lang: Language
    title: str
    issuer: str
    dated: str
    imprint: str
    edition_id: str
    address: str
    credit: str
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map or chart: a PNG and the width at which it is meant to be printed."""

    png: bytes
    width_mm: float
    height_mm: float
