"""The template of the slides: our own, or a file of the user's, which is checked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, Final

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn

from app.briefing.slides.layouts import NEEDS, Layout, placeholder
from app.briefing.slides.master import own_template
from geo.errors import DataUnavailable

_NAMED: Final = "the template of the slides (CLUSTER_ATLAS_SLIDES_TEMPLATE)"


class Template:
    """A presentation without slides, with a layout for each kind of slide."""

    def __init__(self, presentation: Any, layouts: dict[Layout, Any]) -> None:
        self.presentation = presentation
        self._layouts = layouts

    def add(self, layout: Layout) -> Any:
        """Append a slide."""
        return self.presentation.slides.add_slide(self._layouts[layout])

    def placeholder(self, layout: Layout, kind: Any) -> Any:
        """The placeholder of a kind on a layout."""
        return placeholder(self._layouts[layout].placeholders, kind)


def open_template(path: Path | None) -> Template:
    """Open a template; slides that it has are left out.

    Parameters
    ----------
    path
        A PPTX with the layouts of `Layout`; None: our own.

    Raises
    ------
    DataUnavailable
        The file is not there, is no PPTX, or lacks a layout or one of its placeholders; the
        message names which.
    """
    presentation = _read(path) if path else Presentation(io.BytesIO(own_template()))
    _drop_slides(presentation)
    return Template(presentation, _layouts(presentation, path))


def _read(path: Path) -> Any:
    try:
        return Presentation(io.BytesIO(path.read_bytes()))
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataUnavailable(f"{_NAMED} {path.name}: {reason}") from None
    except (PythonPptxError, ValueError, KeyError, zipfile.BadZipFile, etree.LxmlError):
        raise DataUnavailable(
            f"{_NAMED} {path.name}: not a presentation that can be read: "
            "save it as .pptx (not .potx, .ppt or .pptm)"
        ) from None


def _drop_slides(presentation: Any) -> None:
    slides = presentation.slides._sldIdLst
    for one in list(slides):
        presentation.part.drop_rel(one.rId)
        slides.remove(one)
    # Groups of slides (PowerPoint's sections) name slides that are no longer there.
    for extension in presentation.element.iter(qn("p:ext")):
        if any(etree.QName(child).localname == "sectionLst" for child in extension):
            extension.getparent().remove(extension)
            return


def _layouts(presentation: Any, path: Path | None) -> dict[Layout, Any]:
    found = {
        layout.name: layout
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    }
    faults = [fault for kind in Layout for fault in _faults(kind, found.get(kind.value))]
    if faults:
        raise DataUnavailable(f"{_NAMED} {path.name if path else ''}: {'; '.join(faults)}")
    return {kind: found[kind.value] for kind in Layout}


def _faults(kind: Layout, layout: Any) -> list[str]:
    """What a layout lacks."""
    if layout is None:
        return [f"it has no layout {kind.value}"]
    return [
        f"layout {kind.value} has no placeholder of the kind {needed.name.lower()}"
        for needed in NEEDS[kind]
        if placeholder(layout.placeholders, needed) is None
    ]
