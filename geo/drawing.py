"""A choropleth of a frame on the map plane, for notebooks and papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from geo.classes import MAX_CLASSES, Classes, ClassMethod, classify, classify_by
from geo.errors import InvalidInput
from geo.plane import project
from geo.ramp import EDGE, NO_DATA, ZERO, class_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK, _QUIET = "#273238", "#5f6b6e"
_GEOGRAPHIC: Final = ("EPSG:4326", "EPSG:4490")
_PLANE: Final = "Albers equal-area, parallels 25 and 47 N, meridian 105 E"
_SMALL, _SMALLEST = 8, 6.5
"""Sizes of type in points."""
_WIDTH_IN: Final = 6.5
_MANY: Final = 500
"""So many areas are small: their borders are drawn finer."""


def draw(
    frame: gpd.GeoDataFrame,
    column: str,
    *,
    title: str | None = None,
    method: ClassMethod | str = ClassMethod.NATURAL,
    k: int = MAX_CLASSES,
    breaks: Sequence[float] | None = None,
    source: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the areas of a frame by the classes of a column.

    The colours and classes are those of the atlas. Zero and no data have colours and lines of the
    legend of their own. Under the map stand source, edition, boundaries and projection. The figure
    has neither the inset of the South China Sea nor the dash line nor a review number (审图号): it
    is for work; maps that are to be published come from the atlas itself (docs/images.md).

    Parameters
    ----------
    frame : GeoDataFrame of polygons
        Of an edition, or any with EPSG:4326 or EPSG:4490.
    column
        Values from 0 on; missing where not known.
    title
        What stands above; by default the column's name.
    method, k
        How at most that many classes are found: `geo.classes.classify`.
    breaks
        Upper limits of the classes instead, as `geo.classes.classify_by` takes them.
    source
        Who is named for the values; by default the edition that the frame is from.
    ax
        Where to draw; by default a new figure of pyplot.

    Returns
    -------
    Axes
        In metres on the plane of `geo.plane`.

    Raises
    ------
    InvalidInput
        If the column is missing, no number or negative somewhere, the frame is empty or has another
        coordinate reference system, or a class cannot be made.
    """
    values = _values(frame, column)
    classes = _classes(values, method, k, breaks)
    areas = gpd.GeoSeries(project(frame.geometry.to_numpy()), index=frame.index)
    axes = _new_axes(areas) if ax is None else ax
    _fill(axes, areas, classes.index(values), (NO_DATA, ZERO, *class_colours(classes)))
    _explain(axes, values, classes)
    words = column if title is None else title
    axes.set_title(words, loc="left", color=_INK, fontproperties=_font(11))
    axes.text(
        0,
        -0.01,
        _credit(frame, source),
        transform=axes.transAxes,
        va="top",
        color=_QUIET,
        fontproperties=_font(_SMALLEST),
    )
    return axes


def _values(frame: gpd.GeoDataFrame, column: str) -> NDArray[np.float64]:
    if column not in frame:
        raise InvalidInput(f"there is no column {column!r} to draw")
    if frame.empty or frame.crs is None or frame.crs not in _GEOGRAPHIC:
        raise InvalidInput(f"a frame to draw has areas in {' or '.join(_GEOGRAPHIC)}")
    try:
        values: NDArray[np.float64] = frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        raise InvalidInput(f"column {column!r} holds no numbers") from None
    if np.isinf(values).any() or (values < 0).any():
        raise InvalidInput(f"column {column!r}: classes are of finite values from 0 on")
    return values


def _classes(
    values: NDArray[np.float64],
    method: ClassMethod | str,
    k: int,
    breaks: Sequence[float] | None,
) -> Classes:
    if breaks is not None:
        return classify_by(values, breaks)
    try:
        return classify(values, ClassMethod(method), k)
    except ValueError:
        known = ", ".join(ClassMethod)
        raise InvalidInput(f"method must be one of {known}, not {str(method)[:40]!r}") from None


def _new_axes(areas: gpd.GeoSeries) -> Axes:
    """A figure of one width, as high as the areas and the words around them need."""
    from matplotlib import pyplot as plt  # noqa: PLC0415  slow, and only who draws needs it

    west, south, east, north = areas.total_bounds
    height_in = _WIDTH_IN * float(np.clip((north - south) / (east - west), 0.5, 1.3)) + 1
    _, axes = plt.subplots(figsize=(_WIDTH_IN, height_in), layout="constrained")
    return axes


def _fill(
    axes: Axes, areas: gpd.GeoSeries, steps: NDArray[np.int64], colours: Sequence[str]
) -> None:
    line_pt = 0.4 if len(areas) < _MANY else 0.15
    filled = [colours[step + 1] for step in steps]
    areas.plot(ax=axes, color=filled, edgecolor=EDGE, linewidth=line_pt)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _explain(axes: Axes, values: NDArray[np.float64], classes: Classes) -> None:
    """The legend: each class with how many areas are in it, zero and no data apart."""
    from matplotlib.patches import Patch  # noqa: PLC0415

    steps = classes.index(values)
    labels = ["no data", "0", *_ranges(classes)]
    colours = [NO_DATA, ZERO, *class_colours(classes)]
    counts = [int((steps == step).sum()) for step in range(-1, len(classes) + 1)]
    patches = [
        Patch(facecolor=colour, edgecolor=EDGE, label=f"{label}  ({count:,})")
        for label, colour, count in [*zip(labels, colours, counts, strict=True)][::-1]
        if count or label not in labels[:2]
    ]
    axes.legend(
        handles=patches, loc="lower left", frameon=False, labelcolor=_INK, prop=_font(_SMALL)
    )


def _ranges(classes: Classes) -> list[str]:
    if classes.is_open:
        inner = [
            f"{low:.4g} – {up:.4g}" if low else f"up to {up:.4g}"
            for low, up in zip(classes.lower[:-1], classes.upper[:-1], strict=True)
        ]
        return [*inner, f"more than {classes.lower[-1]:.4g}"]
    pairs = zip(classes.lower, classes.upper, strict=True)
    return [f"{low:.4g}" if low == up else f"{low:.4g} – {up:.4g}" for low, up in pairs]


def _credit(frame: gpd.GeoDataFrame, source: str | None) -> str:
    edition, boundaries = frame.attrs.get("edition"), frame.attrs.get("boundaries")
    named = source or (f"County Cluster Atlas, edition {edition}" if edition else "not stated")
    areas = boundaries or "not stated"
    return (
        f"Source: {named}\nBoundaries: {areas}\n"
        f"They are for orientation and carry no legal force. {_PLANE}"
    )


def _font(size: float) -> Any:
    """A font that has the characters of Chinese names."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415
    from pylopdf_fonts_zh_cn import sans_path  # noqa: PLC0415

    return FontProperties(fname=str(sans_path()), size=size)
