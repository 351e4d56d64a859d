"""What is asked of an image: a view, and the size of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from app.query import Parser, read_query, whole, write_query
from app.state import PARSERS, Embed, Language, Panel, Table, ViewState
from geo.errors import InvalidInput

WIDTHS_PX: Final = (800, 4000)
HEIGHTS_PX: Final = (600, 4000)
SCALES: Final = (1, 4)
MOST_DOTS: Final = 9_000_000
"""Dots of a PNG, four bytes each while it is drawn: A4 at 300 dots an inch has 8.7 million."""

USUAL: Final = {"width": 1280, "height": 960, "scale": 1}
_SIZE: Final[Mapping[str, Parser]] = {
    "width": whole(*WIDTHS_PX),
    "height": whole(*HEIGHTS_PX),
    "scale": whole(*SCALES),
}


class Format(StrEnum):
    """Kinds of image files."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class ImageState:
    """One image.

    Attributes
    ----------
    view
        The view that is drawn, without what does not show in an image.
    width, height
        Of the sheet, in pixels.
    scale
        Dots to a pixel, in a PNG.
    """

    view: ViewState
    width: int
    height: int
    scale: int

    @classmethod
    def parse(cls, query: str, kind: Format, lang: Language = Language.ZH) -> Self:
        """Read the query of an address: a view's, with `width`, `height` and `scale`.

        Raises
        ------
        InvalidInput
            A parameter is unknown, stands twice or has a value that is not allowed, or the image
            would be too large; the message names it.
        """
        sizes = {name: one for name, one in _SIZE.items() if name != "scale" or kind is Format.PNG}
        values = read_query(query, {**PARSERS, **sizes})
        size = USUAL | {name: values.pop(name) for name in sizes if name in values}
        state = cls(_shown(ViewState.of(values, lang)), **size)  # type: ignore[arg-type]
        dots = state.width * state.height * state.scale**2
        if dots > MOST_DOTS:
            raise InvalidInput(
                f"width x height x scale x scale must be at most {MOST_DOTS:,} dots, not {dots:,}"
            )
        return state

    def query(self) -> str:
        """Return the canonical query of the size and the view."""
        size = {name: getattr(self, name) for name in USUAL}
        view = self.view.query().removeprefix("?")
        both = "&".join(filter(None, [view, write_query(size, USUAL).removeprefix("?")]))
        return f"?{both}" if both else ""


def image_address(view: ViewState, kind: Format, scale: int = 1) -> str:
    """Address of the image of a view, in the usual size."""
    state = ImageState(_shown(view), USUAL["width"], USUAL["height"], scale)
    return f"/image.{kind}{state.query()}"


def _shown(view: ViewState) -> ViewState:
    """The view without what is beside the map: images that look alike have one address."""
    return view.with_(panel=Panel.PLACE, table=Table.CLOSED, embed=Embed.NO)
