"""Lengths in the units of Word."""

from __future__ import annotations

from app.briefing.paper import POINTS_PER_MM


def twips(points: float) -> int:
    """Twentieths of a point, of paragraphs, tables and pages."""
    return round(points * 20)


def twips_of_mm(millimetres: float) -> int:
    """Twentieths of a point."""
    return twips(millimetres * POINTS_PER_MM)


def emu(millimetres: float) -> int:
    """English metric units, of drawings."""
    return round(millimetres * 36_000)


def half_points(points: float) -> int:
    """Sizes of type."""
    return round(points * 2)
