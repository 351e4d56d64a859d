"""Making the files of one briefing: composed once, drawn once, set in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final

from app.atlas import Atlas
from app.briefing.choice import BriefingChoice
from app.briefing.document import Briefing, Map, MapId, Picture
from app.briefing.look import Look
from app.image.gallery import DRAWING
from app.query import quoted
from app.region.state import unit_at
from app.settings import Settings
from app.view import View
from geo.errors import InvalidInput, Refused

Draw = Callable[[View, Iterable[MapId], str | None], dict[MapId, Picture]]
"""Gives pictures of the maps of a view under a review number."""


class Format(StrEnum):
    """Formats of a briefing."""

    DOCX = "docx"
    PDF = "pdf"
    PPTX = "pptx"


TYPES: Final = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def formats_of(names: Iterable[str]) -> tuple[Format, ...]:
    """Formats by their names, in their order.

    Raises
    ------
    InvalidInput
        A name is none of a format, or there is none.
    """
    listed = list(names)
    if unknown := [name for name in listed if name not in set(Format)]:
        raise InvalidInput(f"format must be some of {', '.join(Format)}, not {quoted(unknown[0])}")
    if not listed:
        raise InvalidInput(f"format is missing: some of {', '.join(Format)}")
    return tuple(one for one in Format if one in listed)


def refuse_without_number(settings: Settings) -> None:
    """Refuse what has maps in it, where they may not leave.

    Raises
    ------
    Refused
        A review number is required, and none is set.
    """
    if settings.refuses_exports:
        raise Refused(
            "briefings have maps, which are not exported without a map review number (审图号): "
            "set CLUSTER_ATLAS_REVIEW_NUMBER"
        )


def make(
    atlas: Atlas,
    adcode: str,
    choice: BriefingChoice,
    formats: Iterable[Format],
    *,
    site: str,
    review_number: str | None,
    look: Look,
    draw: Draw | None = None,
) -> dict[Format, bytes]:
    """Make the briefing of a place in some formats.

    Parameters
    ----------
    site
        Address that the link and the QR code lead to, without a slash at its end.
    review_number
        Of the maps (审图号), where one is set.
    look
        Fonts and template.
    draw
        Gives the pictures of maps; by default they are drawn now.

    Raises
    ------
    NotFound
        If the edition has no such place, programme or year.
    """
    briefing = composed(atlas, adcode, choice, site=site, review_number=review_number)
    view = choice.page_state.view(atlas, adcode)
    drawn = (draw or drawn_now)(view, maps_in(briefing), review_number)
    return {one: _written(one, briefing, drawn, look) for one in formats}


def composed(
    atlas: Atlas, adcode: str, choice: BriefingChoice, *, site: str, review_number: str | None
) -> Briefing:
    """Compose the briefing of a place; its link leads to the place's page under the same choice.

    Raises
    ------
    NotFound
        If the edition has no such place, programme or year.
    """
    from app.briefing.compose import compose  # noqa: PLC0415  slow

    unit = unit_at(atlas, (adcode, choice.level))
    address = f"{site}{choice.page_state.region_href(atlas, unit.place)}"
    return compose(atlas, adcode, choice, address=address, review_number=review_number)


def maps_in(briefing: Briefing) -> tuple[MapId, ...]:
    """The maps that a briefing shows."""
    blocks = (block for section in briefing.sections for block in section.blocks)
    return tuple(dict.fromkeys(block.id for block in blocks if isinstance(block, Map)))


def drawable(view: View) -> tuple[MapId, ...]:
    """The maps that can be drawn of a place."""
    from app.briefing.maps.views import maps_of  # noqa: PLC0415  slow

    return maps_of(view)


def drawn_now(view: View, maps: Iterable[MapId], review_number: str | None) -> dict[MapId, Picture]:
    """Draw maps of a place, when nothing else is drawn in this process."""
    from app.briefing.maps.pictures import pictures  # noqa: PLC0415  slow: Matplotlib

    with DRAWING:
        return pictures(view, maps, review_number)


def _written(kind: Format, briefing: Briefing, drawn: Mapping[MapId, Picture], look: Look) -> bytes:
    """Set a briefing; the library of a format is loaded with its first file."""
    match kind:
        case Format.DOCX:
            from app.briefing.word.file import docx_of  # noqa: PLC0415

            return docx_of(briefing, drawn, look.fonts)
        case Format.PDF:
            from app.briefing.pdf.file import pdf_of  # noqa: PLC0415

            return pdf_of(briefing, drawn)
        case Format.PPTX:
            from app.briefing.slides.file import pptx_of  # noqa: PLC0415

            return pptx_of(briefing, drawn, look.template)
