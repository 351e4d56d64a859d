"""A briefing as the bytes of a PPTX."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Pt

from app.briefing.document import Briefing, Chart, Heading, Map, MapId, Paragraph, Picture, Table
from app.briefing.plain import plain
from app.briefing.properties import properties_of
from app.briefing.qr_code import qr_code
from app.briefing.slides.chart import set_chart
from app.briefing.slides.fitting import Room, shortened
from app.briefing.slides.layouts import CAPTION_IDX, SECTION_IDX, Layout, placeholder
from app.briefing.slides.outline import Slide, slides_of
from app.briefing.slides.picture import describe, set_picture
from app.briefing.slides.settled import settled
from app.briefing.slides.table import TableSetter
from app.briefing.slides.template import Template, open_template
from app.briefing.slides.text import room_of, set_line, set_texts, set_title
from app.state import Language
from app.text import text_in

COVER_PT: Final = (40.0, 36.0, 32.0, 28.0)
_COVER_PT: Final = 18.0
_TEXT_PT: Final = (20.0, 18.0, 16.0, 14.0, 13.0, 12.0)
_BESIDE_PT: Final = (16.0, 14.0, 13.0, 12.0)
_STRIP_PT: Final = (16.0, 14.0)
_SMALL_PT: Final = 11.0
_SECTION_PT: Final = 12.0
_FOOT_PT: Final = 10.0
_OWN_LANGUAGE: Final = {Language.ZH: "zh-CN", Language.EN: "en-GB"}
_CAPTION_BELOW_PT: Final = 6.0
_MOST_CHARS: Final = 255
"""Most characters of a property of a file."""
_BODY: Final = PP_PLACEHOLDER.BODY
_VISUALS: Final = {
    Map: (PP_PLACEHOLDER.PICTURE, Layout.MAP, Layout.MAP_TEXT),
    Chart: (PP_PLACEHOLDER.CHART, Layout.CHART, Layout.CHART_TEXT),
}


def pptx_of(
    briefing: Briefing, pictures: Mapping[MapId, Picture], template: Path | None = None
) -> bytes:
    """Set a briefing as PPTX; the same briefing is the same file, byte by byte.

    Parameters
    ----------
    template
        A PPTX with the layouts of `app.briefing.slides.layouts`; None: our own.

    Raises
    ------
    DataUnavailable
        The template cannot be used; the message says why.
    KeyError
        A map of the briefing has no picture: a fault of the program.
    """
    made = _Slides(briefing, pictures, open_template(template))
    made.cover()
    for slide in slides_of(briefing):
        made.add(slide)
    made.sources()
    return made.file()


class _Slides:
    """The slides of one briefing, in their order."""

    def __init__(
        self, briefing: Briefing, pictures: Mapping[MapId, Picture], template: Template
    ) -> None:
        self._briefing, self._pictures, self._template = briefing, pictures, template
        self._text = text_in(briefing.lang)

    def cover(self) -> None:
        """Title, who issues it, day, edition."""
        briefing = self._briefing
        slide = self._template.add(Layout.COVER)
        set_title(slide.shapes.title, briefing.title, COVER_PT)
        lines = [briefing.issuer, briefing.dated, briefing.imprint]
        below = placeholder(slide.placeholders, PP_PLACEHOLDER.SUBTITLE)
        set_texts(below, [Paragraph(line) for line in lines if line], _COVER_PT)

    def add(self, slide: Slide) -> None:
        """One slide, or those over which its text or table goes."""
        if isinstance(slide.figure, Table):
            self._table(slide, slide.figure)
        elif slide.figure is not None:
            self._figure(slide, slide.figure)
        else:
            self._text_pages(slide, slide.texts)

    def sources(self) -> None:
        """Where the numbers come from, and where the live view is."""
        briefing, text = self._briefing, self._text
        made = self._begin(Layout.SOURCES, Slide(text("briefing.slides.sources"), briefing.title))
        lines = [briefing.imprint, briefing.credit, text("briefing.paper.live")]
        body = placeholder(made.placeholders, _BODY)
        set_texts(body, [Paragraph(line) for line in lines if line], _BESIDE_PT[0])
        address = set_line(body.text_frame.add_paragraph(), briefing.address, _BESIDE_PT[1])
        address.hyperlink.address = briefing.address
        code = qr_code(briefing.address)
        set_picture(
            placeholder(made.placeholders, PP_PLACEHOLDER.PICTURE),
            code,
            text("briefing.paper.code"),
        )
        self._end(made, ())

    def file(self) -> bytes:
        """The bytes of the file."""
        presentation, about = self._template.presentation, properties_of(self._briefing)
        core = presentation.core_properties
        core.title, core.author = about.title[:_MOST_CHARS], about.author[:_MOST_CHARS]
        core.keywords = ", ".join(about.keywords)[:_MOST_CHARS]
        core.created = core.modified = about.moment.replace(tzinfo=None)
        core.last_modified_by, core.revision = core.author, 1
        core.language = _OWN_LANGUAGE[self._briefing.lang]
        for slide in presentation.slides:
            _set_language(slide, core.language)
        body = io.BytesIO()
        presentation.save(body)
        return settled(body.getvalue())

    def _text_pages(self, slide: Slide, texts: Sequence[Paragraph | Heading]) -> None:
        room = room_of(self._template.placeholder(Layout.TEXT, _BODY))
        size = room.size_for(texts, _TEXT_PT)
        for i, page in enumerate(room.pages(texts, size)):
            made = self._begin(Layout.TEXT, self._continued(slide) if i else slide)
            set_texts(placeholder(made.placeholders, _BODY), page, size)
            self._end(made, slide.notes)

    def _figure(self, slide: Slide, figure: Map | Chart) -> None:
        """A map or chart, with as much of the text as there is room for beside it."""
        kind, alone, beside = _VISUALS[type(figure)]
        made = self._begin(beside if slide.texts else alone, slide)
        rest: list[Paragraph | Heading] = []
        if slide.texts:
            rest = self._beside(placeholder(made.placeholders, _BODY), slide.texts)
        frame = self._fill(placeholder(made.placeholders, kind), figure)
        self._caption(made, frame, self._caption_of(slide, figure))
        self._end(made, [*slide.notes, *self._credit(figure)])
        if rest:
            self._text_pages(self._continued(slide), rest)

    def _beside(self, body: Any, texts: Sequence[Paragraph | Heading]) -> list[Paragraph | Heading]:
        """Set the text beside a figure, and return what there is no room for."""
        room = room_of(body)
        size = room.size_for(texts, _BESIDE_PT)
        first, *others = room.pages(texts, size)
        set_texts(body, first, size)
        return [one for page in others for one in page]

    def _fill(self, held: Any, figure: Map | Chart) -> Any:
        if isinstance(figure, Map):
            return set_picture(held, self._pictures[figure.id], plain(figure.alt))
        frame = set_chart(held, figure, self._text("briefing.paper.unknown"))
        describe(frame, plain(figure.alt))
        return frame

    def _table(self, slide: Slide, table: Table) -> None:
        """A table over as many slides as it needs, on the first one below its text."""
        strip = room_of(self._template.placeholder(Layout.TABLE_TEXT, _BODY))
        has_strip = bool(slide.texts) and strip.holds(slide.texts, _STRIP_PT[-1])
        if slide.texts and not has_strip:
            self._text_pages(slide, slide.texts)
            slide = replace(slide, title=table.caption, texts=())
        first = Layout.TABLE_TEXT if has_strip else Layout.TABLE
        setter = TableSetter(table, self._table_room(first), self._table_room(Layout.TABLE))
        notes = [*slide.notes, table.more, *setter.cut()]
        for i, rows in enumerate(setter.pages()):
            made = self._begin(Layout.TABLE if i else first, self._continued(slide) if i else slide)
            if has_strip and not i:
                size = strip.size_for(slide.texts, _STRIP_PT)
                set_texts(placeholder(made.placeholders, _BODY), slide.texts, size)
            frame = setter.set(placeholder(made.placeholders, PP_PLACEHOLDER.TABLE), rows)
            describe(frame, plain(table.caption))
            self._caption(made, frame, self._caption_of(slide, table))
            self._end(made, notes)

    def _table_room(self, layout: Layout) -> Room:
        return room_of(self._template.placeholder(layout, PP_PLACEHOLDER.TABLE))

    def _caption_of(self, slide: Slide, figure: Map | Chart | Table) -> str:
        """What the title does not say already: the figure's name, a chart's unit, what is left
        out.
        """
        parts = [figure.caption] if figure.caption != slide.title else []
        if isinstance(figure, Chart) and figure.unit:
            parts.append(self._text("briefing.paper.unit", unit=figure.unit))
        if isinstance(figure, Table) and figure.more:
            parts.append(figure.more)
        return "　".join(parts)

    def _credit(self, figure: Map | Chart) -> Iterator[str]:
        if isinstance(figure, Map):
            yield self._briefing.credit

    def _continued(self, slide: Slide) -> Slide:
        title = self._text("briefing.slides.continued", title=slide.title)
        return Slide(title, slide.section, notes=slide.notes)

    def _begin(self, layout: Layout, slide: Slide) -> Any:
        """A new slide with title, section and what stands at the foot."""
        made = self._template.add(layout)
        if set_title(made.shapes.title, slide.title):
            _note(made, [slide.title])
        section = _numbered(made, SECTION_IDX)
        if section is not None:
            _set_small(section, slide.section, _SECTION_PT)
        _foot(made, self._briefing.imprint)
        return made

    def _caption(self, made: Any, frame: Any, text: str) -> None:
        """Write the caption right below a figure that leaves room."""
        caption = _numbered(made, CAPTION_IDX)
        if caption is None:
            return
        if not text:
            caption._element.getparent().remove(caption._element)
            return
        left, height = max(caption.left, frame.left), caption.height
        width = caption.left + caption.width - left
        top = min(caption.top, frame.top + frame.height + Pt(_CAPTION_BELOW_PT))
        caption.left, caption.top, caption.width, caption.height = left, top, width, height
        if _set_small(caption, text, _SMALL_PT):
            _note(made, [text])

    def _end(self, made: Any, notes: Sequence[str]) -> None:
        """Write the notes of a slide: small print, where the numbers come from, the live view."""
        source = self._text("briefing.slides.source", imprint=self._briefing.imprint)
        _note(made, [*dict.fromkeys(filter(None, notes)), source, self._briefing.address])


def _set_language(slide: Any, language: str) -> None:
    """Say which language the text is in, for spelling and for the choice of fonts."""
    parts = [slide, slide.notes_slide] if slide.has_notes_slide else [slide]
    for part in parts:
        for run in part._element.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", language)


def _numbered(slide: Any, idx: int) -> Any:
    found = (one for one in slide.placeholders if one.placeholder_format.idx == idx)
    return next(found, None)


def _set_small(shape: Any, text: str, size_pt: float) -> bool:
    """Write one line; return whether it had to be cut."""
    line = shortened(plain(text), size_pt, room_of(shape).width_pt, 1)
    set_line(shape.text_frame.paragraphs[0], line, size_pt)
    return line != plain(text)


def _foot(slide: Any, imprint: str) -> None:
    """Edition and number of the slide: the library leaves out the layout's placeholders of them."""
    wanted = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    for one in slide.slide_layout.placeholders:
        if one.placeholder_format.type not in wanted:
            continue
        copied = deepcopy(one._element)
        slide.shapes._spTree.append(copied)
        copied.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
    for one in slide.placeholders:
        if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            _set_small(one, imprint, _FOOT_PT)


def _note(slide: Any, lines: Sequence[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    for line in lines:
        last = frame.paragraphs[-1]
        paragraph = frame.add_paragraph() if last.runs else last
        paragraph.add_run().text = plain(line)
