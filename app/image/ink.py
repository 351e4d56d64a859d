"""Inks of a sheet around its map: those of the screen's text and lines."""

from __future__ import annotations

from typing import Final

PAPER: Final = "#ffffff"
INK: Final = "#1f2a2e"
SECOND: Final = "#526067"
"""Subtitle, notes, credit."""
FRAME: Final = "#c7cfd1"
RULE: Final = "#dde2e3"
MODELLED: Final = "#4b3b8f"
"""Words that say that a model gives the values."""
