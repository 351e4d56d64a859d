"""The slides of a briefing before they are set: which message, text and figure each has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.briefing.document import (
    Briefing,
    Chart,
    Heading,
    Map,
    Paragraph,
    Section,
    Series,
    Table,
    Tone,
)

Visual = Map | Chart
MOST_BARS = 16
"""Most categories of a chart that can be read from the back of a room."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide, or several where its text or table is long.

    Attributes
    ----------
    title
        The one thing that it says.
    section
        Heading of its section, which stands small above.
    texts
        Beside the figure, or alone.
    notes
        What the speaker may add: small print of the section.
    """

    title: str
    section: str
    texts: Sequence[Paragraph | Heading] = ()
    figure: Visual | Table | None = None
    notes: Sequence[str] = field(default_factory=tuple)


def slides_of(briefing: Briefing) -> Iterator[Slide]:
    """Slides between the cover and the sources."""
    for section in briefing.sections:
        yield from _slides(section)


def _slides(section: Section) -> Iterator[Slide]:
    """The message with the text and a map or chart, then the other figures, each with its own.

    The small print goes to the notes of the slide that it belongs to.
    """
    figures: list[Visual | Table] = []
    texts: list[Paragraph | Heading] = []
    notes: list[str] = []
    for block in section.blocks:
        match block:
            case Map() | Chart() | Table():
                figures.append(block)
            case Paragraph(text, Tone.NOTE):
                notes.append(text)
            case Paragraph() | Heading() if block.text != section.message:
                texts.append(block)
    texts = _without_lonely(texts)
    pictured = (one for one in figures if isinstance(one, Map | Chart))
    beside = next(pictured, figures[0] if figures else None)
    first = Slide(section.message, section.heading, texts, beside, notes)
    yield from _parted(first)
    for one in figures:
        if one is beside:
            continue
        yield from _parted(Slide(one.caption, section.heading, (), one, notes))


def _without_lonely(texts: list[Paragraph | Heading]) -> list[Paragraph | Heading]:
    """Leave out headings of which only figures followed: those have captions."""
    return [
        one
        for one, after in pairwise([*texts, None])
        if one and (isinstance(one, Paragraph) or isinstance(after, Paragraph))
    ]


def _parted(slide: Slide) -> Iterator[Slide]:
    """A chart of many categories as several."""
    chart = slide.figure
    if not isinstance(chart, Chart) or len(chart.categories) <= MOST_BARS:
        yield slide
        return
    for begin in range(0, len(chart.categories), MOST_BARS):
        part = slice(begin, begin + MOST_BARS)
        series = [Series(one.name, one.values[part]) for one in chart.series]
        some = replace(chart, categories=chart.categories[part], series=series)
        yield replace(slide, figure=some, texts=slide.texts if begin == 0 else ())
