"""A PPTX as a test reads it."""

import io

from pptx import Presentation

from app.briefing.slides.file import pptx_of
from tests.unit.briefing import sample


def written(briefing, template=None):
    return pptx_of(briefing, sample.PICTURES, template)


def opened(briefing, template=None):
    return Presentation(io.BytesIO(written(briefing, template)))


def shapes(presentation):
    return [shape for slide in presentation.slides for shape in slide.shapes]


def titles(presentation):
    return [slide.shapes.title.text for slide in presentation.slides]


def tables(presentation):
    """Each table as rows of texts, its heading first."""
    found = [shape.table for shape in shapes(presentation) if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def charts(presentation):
    return [shape.chart for shape in shapes(presentation) if shape.has_chart]


def words(presentation):
    """Everything that is written on the slides."""
    found = [shape.text_frame.text for shape in shapes(presentation) if shape.has_text_frame]
    found += [cell for table in tables(presentation) for row in table for cell in row]
    return "\n".join(found)


def notes(presentation):
    return [slide.notes_slide.notes_text_frame.text for slide in presentation.slides]
