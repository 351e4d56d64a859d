"""The map on a sheet: the units, lines, ribbons, points and names that the screen shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.figures import palette
from app.figures.labels import labels_of
from app.figures.map_patch import geometry_name
from app.image.canvas import Box, Canvas
from app.image.extras import draw_ring
from app.image.frame import Frame
from app.image.ink import PAPER
from app.image.names import place_names, write_names
from app.image.paths import paths_of
from app.image.shapes import Floats, Shapes, shapes_of, unpacked
from app.image.signs import LETTERED_DOT_PX, ON_SCREEN, Signs, draw_letter, eye_px
from app.layers import layer_of
from app.view import View
from geo.place import NATION

_ROUNDS = 60
_LETTER_PX = 4.5
"""Half of the side of the box that is kept free around a letter: a name begins right below."""


def draw_map(
    canvas: Canvas, frame: Frame, view: View, taken: list[Box], signs: Signs = ON_SCREEN
) -> None:
    """Draw a view into a frame, from the bottom up as on screen.

    Parameters
    ----------
    taken
        Boxes of the sheet in which no name may stand: left, top, right, bottom.
    signs
        What tells colours apart beside colour.
    """
    layer = layer_of(view)
    shading = layer.shade(view)
    colours = shading.unit_colours
    canvas.clip(frame.box)
    draw_ground(canvas, frame, view, colours, signs)
    _ribbons(canvas, frame, view)
    _mark(canvas, frame, view)
    dots = _points(canvas, frame, layer.points(view), signs)
    labels = labels_of(view, shading.is_dark, frame.zoom, layer.label, layer.pointed(view))
    letters = _letters(view, colours, signs) if not dots else {}
    write_names(canvas, place_names(frame, labels, view.marked, [*taken, *dots], letters))
    canvas.clip(None)


def draw_ground(
    canvas: Canvas, frame: Frame, view: View, colours: Sequence[str], signs: Signs = ON_SCREEN
) -> None:
    """Draw sea, land and the units of a view in some colours, with the boundaries."""
    canvas.box(frame.box, fill=palette.SEA)
    _land(canvas, frame, view)
    _units(canvas, frame, view, colours, signs)
    _lines(canvas, frame, view)


def _letters(view: View, colours: Sequence[str], signs: Signs) -> Mapping[str, str]:
    """Letter of each unit whose colour has one, by adcode."""
    pairs = zip(view.units, colours, strict=True)
    return {
        unit.place.adcode: signs.letters[colour]
        for unit, colour in pairs
        if colour in signs.letters
    }


def _land(canvas: Canvas, frame: Frame, view: View) -> None:
    """The provinces around the place that is shown."""
    if view.frame.place.key != NATION:
        land = shapes_of(view.atlas, "province-fine").within(frame.bounds)
        canvas.shapes(paths_of(land.geometries, frame.to_px), fill=palette.LAND, name="land")


def _units(canvas: Canvas, frame: Frame, view: View, colours: Sequence[str], signs: Signs) -> None:
    """Every unit once, in the order of the view, each in its colour."""
    shapes = shapes_of(view.atlas, geometry_name(view))
    paths = paths_of(shapes.geometries[_positions(shapes, view)], frame.to_px)
    canvas.shapes(paths, fill=colours, line=palette.EDGE, line_px=0.6, name="areas")
    for hatch in sorted({*signs.hatches.values()}):
        over = [
            path
            for path, colour in zip(paths, colours, strict=True)
            if signs.hatches.get(colour) == hatch
        ]
        canvas.shapes(over, hatch=hatch)


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
    draw_ring(canvas, frame, view.marked)


def _points(canvas: Canvas, frame: Frame, trace: Mapping[str, Any], signs: Signs) -> list[Box]:
    """Draw the points' trace of the screen: the same places and colours; and where letters stand.

    Sizes are those of the screen too, unless a letter needs more.
    """
    if trace["lon"][0] is None:
        return []
    marker, n = trace["marker"], len(trace["lon"])
    colours, sizes = marker["color"], marker["size"]
    if "colorscale" in marker:
        colours = stepped(marker["colorscale"], colours)
    colours = [colours] * n if isinstance(colours, str) else colours
    sizes = [size * signs.dots for size in (sizes if isinstance(sizes, list) else [sizes] * n)]
    points = frame.from_pseudo(trace["lon"], trace["lat"])
    if any(colour in signs.letters for colour in colours):
        sizes = [max(size, LETTERED_DOT_PX) for size in sizes]
        points = _apart(points)
    line = signs.edge or "none"
    canvas.dots(points, sizes, colours, opacity=marker["opacity"], line=line, name="points")
    return _on_dots(canvas, points, sizes, colours, signs)


def _apart(points: Floats) -> Floats:
    """Lettered dots moved so far apart that each can be read; the others stay where they are.

    Each pair that overlaps is pushed apart by half of its overlap, round after round.
    """
    placed, least = points.copy(), LETTERED_DOT_PX + 1
    order = np.subtract.outer(np.arange(len(placed)), np.arange(len(placed)))
    for _ in range(_ROUNDS):
        between = placed[:, None] - placed[None]
        distance = np.hypot(between[..., 0], between[..., 1])
        close = (distance < least) & ~np.eye(len(placed), dtype=bool)
        if not close.any():
            break
        between[..., 0] += np.where(distance == 0, order, 0)  # on one spot: side by side
        push = np.where(close, (least - distance) / np.maximum(distance, 1.0) / 2, 0.0)
        partners = np.maximum(close.sum(axis=1), 1)
        placed += (between * push[..., None]).sum(axis=1) / partners[:, None]
    return placed


def _on_dots(
    canvas: Canvas, points: Floats, sizes: Sequence[float], colours: Sequence[str], signs: Signs
) -> list[Box]:
    """Draw eyes and letters; return the boxes of the letters."""
    eyes = [i for i, colour in enumerate(colours) if colour in signs.eyes]
    canvas.dots(points[eyes], [eye_px(sizes[i]) for i in eyes], [PAPER] * len(eyes))
    boxes = []
    for (x, y), colour in zip(points.tolist(), colours, strict=True):
        if colour in signs.letters:
            draw_letter(canvas, (x, y), signs.letters[colour], colour)
            boxes.append((x - _LETTER_PX, y - _LETTER_PX, x + _LETTER_PX, y + _LETTER_PX))
    return boxes


def stepped(scale: list[list[float | str]], steps: list[int]) -> list[str]:
    """Colours of steps on a scale of `palette.scale_of`, which names each colour twice."""
    return [str(scale[2 * step][1]) for step in steps]
