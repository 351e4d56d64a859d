"""A briefing as what `briefing.typ` reads: JSON, and the files of the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from app.briefing import paper
from app.briefing.chart_picture import chart_picture
from app.briefing.column_widths import BLOCK_PT, CELL_WHITE_PT, column_widths
from app.briefing.document import (
    Block,
    Briefing,
    Chart,
    Heading,
    Map,
    MapId,
    Paragraph,
    Picture,
    Table,
)
from app.briefing.pdf.glyphs import Lettering
from app.briefing.properties import properties_of
from app.briefing.qr_code import SIDE_MM, qr_code
from app.briefing.signature import characters, signature_of
from app.briefing.table_rows import MOST_IN_ROW, row_lines, rows_kept
from app.text import text_in

_SHORT_LINES: Final = 4
_WORDS: Final = ("contents", "table", "figure", "code", "live")


class Data:
    """Makes the data of one briefing; `files` has its pictures by their name."""

    def __init__(self, briefing: Briefing, pictures: Mapping[MapId, Picture]) -> None:
        self.files: dict[str, bytes] = {}
        self.lettering = Lettering()
        self._briefing, self._pictures = briefing, pictures

    def as_json(self) -> dict[str, Any]:
        """All that stands in the PDF."""
        briefing, text = self._briefing, text_in(self._briefing.lang)
        return {
            "lang": str(briefing.lang),
            "paper": _measures(),
            "words": {word: text(f"briefing.paper.{word}") for word in _WORDS},
            "properties": self._properties(),
            **self._opening(),
            "sections": [
                {
                    "heading": self._line(section.heading),
                    "blocks": [part for block in section.blocks for part in self._block(block)],
                }
                for section in briefing.sections
            ],
            **self._closing(),
        }

    def _opening(self) -> dict[str, Any]:
        briefing = self._briefing
        return {
            "title": self._line(properties_of(briefing).title, paper.TITLE_PT),
            "imprint": self._line(briefing.imprint),
            "has_contents": paper.has_contents(briefing),
        }

    def _closing(self) -> dict[str, Any]:
        briefing, put = self._briefing, self.lettering.set
        beside_code = BLOCK_PT - SIDE_MM * paper.POINTS_PER_MM - CELL_WHITE_PT
        return {
            "signature": {
                name: put(value) if isinstance(value, str) else value
                for name, value in asdict(signature_of(briefing)).items()
            },
            "code": {"file": self._file(qr_code(briefing.address)), "side_mm": SIDE_MM},
            "address": briefing.address,
            "shown_address": self.lettering.set_within(
                briefing.address, paper.NOTE_PT, beside_code
            ),
            "credit": self._line(briefing.credit),
        }

    def _properties(self) -> dict[str, Any]:
        given = properties_of(self._briefing)
        moment = given.moment
        return {
            "title": given.title,
            "author": given.author,
            "keywords": given.keywords,
            "day": {"year": moment.year, "month": moment.month, "day": moment.day},
        }

    def _line(self, text: str, size_pt: float = paper.BODY_PT) -> str:
        return self.lettering.set_within(text, size_pt, BLOCK_PT - 2 * size_pt)

    def _block(self, block: Block) -> Iterator[dict[str, Any]]:
        match block:
            case Paragraph(text, tone):
                yield {"kind": tone.value, "text": self._line(text), "stays": self._stays(block)}
            case Heading(text):
                yield {"kind": "heading", "text": self._line(text)}
            case Table():
                yield self._table(block)
            case Chart():
                yield self._figure(chart_picture(block, self._briefing.lang), block)
            case Map():
                yield self._figure(self._pictures[block.id], block)

    def _stays(self, paragraph: Paragraph) -> bool:
        """Whether it goes with the signature to the next page: the last one, if it is short.

        Signature and colophon should not stand on a page without text (7.3.5.4).
        """
        is_last = paragraph is self._briefing.sections[-1].blocks[-1]
        return is_last and characters(paragraph.text) <= _SHORT_LINES * paper.CHARACTERS

    def _figure(self, picture: Picture, block: Chart | Map) -> dict[str, Any]:
        width, height = paper.fitted(picture.width_mm, picture.height_mm)
        return {
            "kind": "picture",
            "file": self._file(picture),
            "width_mm": width,
            "height_mm": height,
            "caption": self._line(block.caption),
            "alt": self.lettering.set(block.alt),
        }

    def _file(self, picture: Picture) -> str:
        name = f"picture{len(self.files) + 1}.png"
        self.files[name] = picture.png
        return name

    def _table(self, table: Table) -> dict[str, Any]:
        size = paper.table_pt(len(table.columns))
        widths = column_widths(table)
        rooms = [width - CELL_WHITE_PT for width in widths]

        def cells(texts: Any) -> list[str]:
            pairs = zip(texts, rooms, strict=True)
            return [self.lettering.set_within(text, size, room) for text, room in pairs]

        heads = cells(column.heading for column in table.columns)
        return {
            "kind": "table",
            "size_pt": size,
            "caption": self._line(table.caption),
            "columns": [
                {"heading": head, "width_pt": width, "is_number": column.is_number}
                for head, width, column in zip(heads, widths, table.columns, strict=True)
            ],
            "rows": [
                {"cells": cells(row), "breaks": lines > MOST_IN_ROW}
                for row, lines in zip(table.rows, row_lines(table), strict=True)
            ],
            "rows_kept": rows_kept(table),
            "more": self._line(table.more),
        }


def _measures() -> dict[str, Any]:
    """The measures of the paper, by the names that the template reads them by."""
    return {
        "page_mm": paper.PAGE_MM,
        "top_mm": paper.TOP_MM,
        "left_mm": paper.LEFT_MM,
        "right_mm": paper.RIGHT_MM,
        "bottom_mm": paper.BOTTOM_MM,
        "body_pt": paper.BODY_PT,
        "line_pt": paper.LINE_PT,
        # Rounded down by a hair: 28 characters must fit after all sums of a layout program.
        "character_pt": int(paper.CHARACTER_PT * 1000) / 1000,
        "title_pt": paper.TITLE_PT,
        "folio_pt": paper.FOLIO_PT,
        "folio_below_mm": paper.FOLIO_BELOW_MM,
        "caption_pt": paper.CAPTION_PT,
        "note_pt": paper.NOTE_PT,
    }
