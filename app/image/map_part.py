"""The map on a sheet: the units, lines, ribbons, points and names that the screen shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.figures import palette
from app.figures.labels import labels_of
from app.figures.map_patch import geometry_name
from app.figures.shading import Shading
from app.image.canvas import Box, Canvas
from app.image.frame import Frame
from app.image.names import place_names, write_names
from app.image.shapes import Shapes, paths_of, shapes_of, unpacked
from app.layers import layer_of
from app.view import View
from geo.place import NATION


def draw_map(canvas: Canvas, frame: Frame, view: View, taken: list[Box]) -> None:
    """Draw a view into a frame, from the bottom up as on screen.

    Parameters
    ----------
    taken
        Boxes of the sheet in which no name may stand: left, top, right, bottom.
    """
    layer = layer_of(view)
    shading = layer.shade(view)
    canvas.box(frame.box, fill=palette.SEA)
    canvas.clip(frame.box)
    _land(canvas, frame, view)
    _units(canvas, frame, view, shading)
    _lines(canvas, frame, view)
    _ribbons(canvas, frame, view)
    _mark(canvas, frame, view)
    _points(canvas, frame, layer.points(view))
    labels = labels_of(view, shading.is_dark, frame.zoom, layer.label, layer.pointed(view))
    write_names(canvas, place_names(frame, labels, view.marked, taken))
    canvas.clip(None)


def _land(canvas: Canvas, frame: Frame, view: View) -> None:
    """The provinces around the place that is shown."""
    if view.frame.place.key != NATION:
        land = shapes_of(view.atlas, "province-fine").within(frame.bounds)
        canvas.shapes(paths_of(land.geometries, frame.to_px), fill=palette.LAND, name="land")


def _units(canvas: Canvas, frame: Frame, view: View, shading: Shading) -> None:
    """Every unit once, in the order of the view, each in its colour."""
    shapes = shapes_of(view.atlas, geometry_name(view))
    geometries = shapes.geometries[_positions(shapes, view)]
    canvas.shapes(
        paths_of(geometries, frame.to_px),
        fill=[shading.colour_of(i) for i in range(len(view.units))],
        line=palette.EDGE,
        line_px=0.6,
        name="areas",
    )


def _positions(shapes: Shapes, view: View) -> list[int]:
    at = {adcode: i for i, adcode in enumerate(shapes.ids)}
    return [at[unit.place.adcode] for unit in view.units]


def _lines(canvas: Canvas, frame: Frame, view: View) -> None:
    """Boundaries of provinces and the dash line."""
    if view.frame.place.key == NATION:
        lines = shapes_of(view.atlas, "province-lines").within(frame.bounds)
        paths = paths_of(lines.geometries, frame.to_px)
    else:
        # Rings are drawn whole and clipped by the frame: cut ones would run along its edge.
        near = shapes_of(view.atlas, "province-fine").meeting(frame.bounds)
        paths = paths_of(near.geometries, frame.to_px)
    canvas.shapes(paths, line=palette.PROVINCE_EDGE, line_px=0.9, name="provinces")
    dashes = shapes_of(view.atlas, "dash-line").within(frame.bounds)
    paths = paths_of(dashes.geometries, frame.to_px)
    canvas.shapes(paths, line=palette.DASH_LINE, line_px=1.4, name="dash-line")


def _ribbons(canvas: Canvas, frame: Frame, view: View) -> None:
    layer = layer_of(view)
    trace, body = layer.ribbons(view), layer.ribbon_shapes(view)
    if trace is None or body is None:
        return
    marker = trace["marker"]
    canvas.shapes(
        paths_of(unpacked(body).geometries, frame.to_px),
        fill=stepped(trace["colorscale"], trace["z"]),
        line=marker["line"]["color"],
        line_px=marker["line"]["width"],
        opacity=marker["opacity"],
        name="ribbons",
    )


def _mark(canvas: Canvas, frame: Frame, view: View) -> None:
    """The outline of the marked unit."""
    if view.marked is None:
        return
    shapes = shapes_of(view.atlas, geometry_name(view))
    at = shapes.ids.index(view.marked.place.adcode)
    outline = paths_of(shapes.geometries[[at]], frame.to_px)
    canvas.shapes(outline, line=palette.MARK, line_px=2.5, name="mark")


def _points(canvas: Canvas, frame: Frame, trace: Mapping[str, Any]) -> None:
    """The points' trace of the screen: the same places, sizes and colours."""
    if trace["lon"][0] is None:
        return
    marker, n = trace["marker"], len(trace["lon"])
    colours, sizes = marker["color"], marker["size"]
    if "colorscale" in marker:
        colours = stepped(marker["colorscale"], colours)
    canvas.dots(
        frame.from_pseudo(trace["lon"], trace["lat"]),
        sizes if isinstance(sizes, list) else [sizes] * n,
        [colours] * n if isinstance(colours, str) else colours,
        opacity=marker["opacity"],
        name="points",
    )


def stepped(scale: list[list[float | str]], steps: list[int]) -> list[str]:
    """Colours of steps on a scale of `palette.scale_of`, which names each colour twice."""
    return [str(scale[2 * step][1]) for step in steps]
