"""The key of a printed map: the legend of the screen, and what the screen tells on hovering."""

from __future__ import annotations

from collections.abc import Iterator

from app.image.signs import signs_of
from app.layers import layer_of
from app.layers.industries.scene import scene_of
from app.legend import Legend, Part, Sizes, Swatch, Swatches
from app.state import Layer
from app.view import View


def printed_legend(view: View) -> Legend:
    """The legend with every chain that a point has, also where it leads in no unit."""
    legend = layer_of(view).legend(view)
    if view.state.layer is Layer.INDUSTRIES:
        return [_with_points(view, part) for part in legend]
    scale = signs_of(view).dots
    return [_scaled(part, scale) if isinstance(part, Sizes) else part for part in legend]


def _scaled(part: Sizes, scale: float) -> Sizes:
    return Sizes(tuple((px * scale, label) for px, label in part.items))


def _with_points(view: View, part: Part) -> Part:
    if not isinstance(part, Swatches):
        return part
    known = {swatch.colour for swatch in part.items}
    letters = signs_of(view).letters
    named = [swatch for swatch in part.items if swatch.colour in letters]
    others = [swatch for swatch in part.items if swatch.colour not in letters]
    items = (*named, *_of_points(view, known), *others)
    return Swatches(items, part.labels, part.is_round)


def _of_points(view: View, known: set[str]) -> Iterator[Swatch]:
    scene = scene_of(view)
    colours = layer_of(view).points(view)["marker"]["color"]
    shown = {colours} if isinstance(colours, str) else set(colours)
    for chain in scene.index.chains.values():
        if chain.colour in shown - known:
            yield Swatch(chain.colour, scene.name(chain.id), 0)
