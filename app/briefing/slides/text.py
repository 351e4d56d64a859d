"""Text on slides: as it is, in the language of the briefing, at a fixed distance of lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from app.briefing.document import Heading, Paragraph, Tone
from app.briefing.plain import plain
from app.briefing.slides.fitting import LEADING, Room, after_pt, largest, shortened

TITLE_PT: Final = (26.0, 24.0, 22.0, 20.0)
_TITLE_LINES: Final = 2
_TITLE_LEADING: Final = 1.2
_BOLD_WIDER: Final = 1.05
_INKS: Final = {
    Tone.FLAG: MSO_THEME_COLOR.ACCENT_1,
    Tone.MODELLED: MSO_THEME_COLOR.ACCENT_5,
}


def room_of(shape: Any) -> Room:
    """Width and height of a shape."""
    return Room(shape.width.pt, shape.height.pt)


def set_line(paragraph: Any, text: str, size_pt: float, leading: float = LEADING) -> Any:
    """Write a paragraph of one run, and return the run."""
    paragraph.line_spacing = Pt(size_pt * leading)
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size = Pt(size_pt)
    return run


def set_title(shape: Any, text: str, sizes_pt: Sequence[float] = TITLE_PT) -> bool:
    """Write a title as large as it fits on two lines; return whether it had to be cut."""
    width, whole = room_of(shape).width_pt / _BOLD_WIDER, plain(text)
    size = largest(whole, sizes_pt, width, _TITLE_LINES)
    shown = shortened(whole, size, width, _TITLE_LINES)
    set_line(shape.text_frame.paragraphs[0], shown, size, _TITLE_LEADING)
    return shown != whole


def set_texts(shape: Any, texts: Sequence[Paragraph | Heading], size_pt: float) -> None:
    """Write paragraphs and headings."""
    frame = shape.text_frame
    for i, one in enumerate(texts):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(after_pt(size_pt))
        run = set_line(paragraph, one.text, size_pt)
        if isinstance(one, Heading):
            run.font.bold = True
        elif one.tone in _INKS:
            run.font.color.theme_color = _INKS[one.tone]
