"""A sheet to draw on, in pixels from its top left; it becomes a PNG or an SVG.

Matplotlib draws both from one figure, so they cannot differ, and needs neither a browser nor a
screen. The figure has 72 dots an inch: a pixel of the sheet is a point of Matplotlib, and widths
and sizes of type are given in pixels. Text is written as outlines: it shows alike everywhere,
whatever fonts a reader has. pyplot, which keeps figures in the process, is not used.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform
from numpy.typing import NDArray
from pylopdf_fonts_zh_cn import sans_path

from app.image.ink import SECOND
from app.image.lettering import settable

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

_POINTS_PER_INCH: Final = 72
_CLEAR: Final = "none"
_HATCH_PX: Final = 0.5
_EDGE_PX: Final = 0.8
# The names of parts in an SVG are made from this: the same picture gives the same bytes.
mpl.rcParams["svg.hashsalt"] = "cluster-atlas"


@lru_cache(maxsize=64)
def _font(size_px: float) -> FontProperties:
    return FontProperties(fname=str(sans_path()), size=size_px)


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes have ground in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class Canvas:
    """One sheet. Not safe to share between threads."""

    def __init__(self, width_px: int, height_px: int, colour: str) -> None:
        self.width_px, self.height_px = width_px, height_px
        inches = width_px / _POINTS_PER_INCH, height_px / _POINTS_PER_INCH
        self._figure = Figure(figsize=inches, dpi=_POINTS_PER_INCH, facecolor=colour)
        downwards = Affine2D().scale(1 / _POINTS_PER_INCH, -1 / _POINTS_PER_INCH)
        self._to_sheet = downwards.translate(0, inches[1]) + self._figure.dpi_scale_trans
        self._clip: Rectangle | None = None

    def clip(self, box: Box | None) -> None:
        """Draw what follows only within a box; None: on the whole sheet."""
        self._clip = None if box is None else self._rectangle(box)

    def shapes(
        self,
        paths: Sequence[Path],
        fill: str | Sequence[str] = _CLEAR,
        line: str | Sequence[str] = _CLEAR,
        line_px: float = 0.0,
        *,
        opacity: float | None = None,
        hatch: str = "",
        name: str = "",
    ) -> None:
        """Draw areas or lines, one colour for all or one for each; `name` is its id in an SVG.

        `hatch` is a pattern of Matplotlib, drawn in the colour of the notes over the fill.
        """
        if not paths:
            return
        drawn = PathCollection(
            paths,
            facecolors=fill,
            edgecolors=line,
            linewidths=line_px,
            joinstyle="round",
            alpha=opacity,
            transform=self._to_sheet,
        )
        if hatch:
            drawn.set(hatch=hatch, hatchcolor=SECOND, hatch_linewidth=_HATCH_PX)
        self._add(drawn, name)

    def dots(
        self,
        points: Floats,
        diameters_px: Sequence[float],
        fill: Sequence[str],
        *,
        opacity: float = 1.0,
        line: str = _CLEAR,
        name: str = "",
    ) -> None:
        """Draw discs around points, shape (n, 2), the first ones below; `line` is their edge."""
        if not len(points):
            return
        circle = Path.unit_circle()
        drawn = PathCollection(
            [circle],
            sizes=(np.asarray(diameters_px) / 2) ** 2,
            offsets=points,
            offset_transform=self._to_sheet,
            facecolors=fill,
            edgecolors=line,
            linewidths=_EDGE_PX,
            alpha=opacity,
            transform=IdentityTransform(),
        )
        self._add(drawn, name)

    def box(self, box: Box, fill: str = _CLEAR, line: str = _CLEAR, line_px: float = 0.0) -> None:
        """Draw a rectangle."""
        patch = self._rectangle(box)
        patch.set(facecolor=fill, edgecolor=line, linewidth=line_px)
        self._add(patch)

    def line(self, points: Sequence[tuple[float, float]], colour: str, line_px: float) -> None:
        """Draw a line through points."""
        self.shapes([Path(np.asarray(points))], line=colour, line_px=line_px)

    def text(
        self,
        at: tuple[float, float],
        text: str,
        size_px: float,
        colour: str,
        *,
        halo: str | None = None,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write one line on its baseline; a halo keeps it legible on what lies below."""
        drawn = Text(
            *at,
            settable(text),
            color=colour,
            fontproperties=_font(size_px),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,  # a $ in a name is a $
            transform=self._to_sheet,
        )
        if halo:
            drawn.set_path_effects([withStroke(linewidth=2.4, foreground=halo)])
        self._add(drawn)

    def png(self, scale: float) -> bytes:
        """The sheet as a PNG, with so many dots to a pixel."""
        FigureCanvasAgg(self._figure)
        body = io.BytesIO()
        options = {"compress_level": 4}  # half the time of the usual 6, a tenth more bytes
        self._figure.savefig(
            body,
            format="png",
            dpi=_POINTS_PER_INCH * scale,
            metadata={"Software": None},
            pil_kwargs=options,
        )
        return body.getvalue()

    def svg(self, about: Mapping[str, str]) -> bytes:
        """The sheet as an SVG; `about` has its Title and Description."""
        FigureCanvasSVG(self._figure)
        body = io.StringIO()
        metadata = {**about, "Date": None, "Creator": None}
        self._figure.savefig(body, format="svg", dpi=_POINTS_PER_INCH, metadata=metadata)
        # Matplotlib writes lengths in points; a browser's pixel is what is meant.
        points = f'width="{self.width_px}pt" height="{self.height_px}pt"'
        pixels = f'width="{self.width_px}" height="{self.height_px}"'
        return body.getvalue().replace(points, pixels, 1).encode()

    def _rectangle(self, box: Box) -> Rectangle:
        left, top, right, bottom = box
        return Rectangle((left, top), right - left, bottom - top, transform=self._to_sheet)

    def _add(self, drawn: Any, name: str = "") -> None:
        artist: Artist = self._figure.add_artist(drawn)
        if name:
            artist.set_gid(name)
        if self._clip is not None:
            artist.set_clip_path(self._clip)
