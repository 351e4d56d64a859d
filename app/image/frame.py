"""The frame of a map on a sheet: which part of the map plane lies in which pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

import numpy as np

from app.figures.viewport import TILE_PX, Viewport, looks_at
from app.image.canvas import Box
from app.image.shapes import Bounds, Floats
from app.view import View
from geo.plane import MERCATOR_RADIUS_M, pseudo_to_plane


@dataclass(frozen=True, slots=True)
class Frame:
    """Maps metres of the map plane to pixels of a sheet; one scale for the whole map.

    Attributes
    ----------
    box
        Where it stands on the sheet.
    zoom
        Plotly's zoom at which the screen shows the same part in as many pixels.
    west_m, north_m
        The plane's coordinates at the top left of the box.
    """

    box: Box
    zoom: float
    west_m: float
    north_m: float
    metres_per_px: float

    @classmethod
    def of(cls, view: View, box: Box, inset: Box | None) -> Self:
        """Fit a view into a box as the screen fits it; the inset hides no land."""
        left, top, right, bottom = box
        corner = (right - inset[0], bottom - inset[1]) if inset else None
        looks = looks_at(view, Viewport(right - left, bottom - top), corner)
        centre = looks["center"]
        ((x_m, y_m),) = pseudo_to_plane([(centre["lon"], centre["lat"])])
        scale = 2 * math.pi * MERCATOR_RADIUS_M / (TILE_PX * 2 ** looks["zoom"])
        west_m = x_m - (right - left) / 2 * scale
        return cls(box, looks["zoom"], west_m, y_m + (bottom - top) / 2 * scale, scale)

    @classmethod
    def around(cls, bounds: Bounds, box: Box) -> Self:
        """Fill a box with the middle of some bounds of the plane."""
        west, south, east, north = bounds
        left, top, right, bottom = box
        scale = min((east - west) / (right - left), (north - south) / (bottom - top))
        west_m = (west + east) / 2 - (right - left) / 2 * scale
        north_m = (south + north) / 2 + (bottom - top) / 2 * scale
        return cls(box, 0.0, west_m, north_m, scale)

    @property
    def bounds(self) -> Bounds:
        """The part of the plane that is in the box."""
        left, top, right, bottom = self.box
        east_m = self.west_m + (right - left) * self.metres_per_px
        return self.west_m, self.north_m - (bottom - top) * self.metres_per_px, east_m, self.north_m

    def to_px(self, points_m: Floats) -> Floats:
        """Metres of the plane, shape (n, 2), to pixels of the sheet."""
        left, top, _, _ = self.box
        scaled = (points_m - (self.west_m, self.north_m)) / (
            self.metres_per_px,
            -self.metres_per_px,
        )
        return np.asarray(scaled + np.array([left, top]))

    def from_pseudo(self, lons: list[float], lats: list[float]) -> Floats:
        """Pseudo-degrees to pixels of the sheet."""
        return self.to_px(pseudo_to_plane(np.column_stack([lons, lats])))
