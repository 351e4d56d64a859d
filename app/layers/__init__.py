"""The layers of the atlas: the one place where a layer is added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.layers.density import DENSITY
from app.layers.industries import INDUSTRIES
from app.layers.layer import MapLayer
from app.layers.parks import PARKS
from app.layers.transfer import TRANSFER
from app.state import Layer
from app.view import View

LAYERS: Final[Mapping[Layer, MapLayer]] = {
    Layer.DENSITY: DENSITY,
    Layer.INDUSTRIES: INDUSTRIES,
    Layer.PARKS: PARKS,
    Layer.TRANSFER: TRANSFER,
}
"""In the order of the tabs."""


def layer_of(view: View) -> MapLayer:
    """The layer in view."""
    return LAYERS[view.state.layer]
