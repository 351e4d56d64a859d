"""Pictures of slides: whole, as large as the room they have."""

from __future__ import annotations

import io
from typing import Any

from app.briefing.document import Picture


def set_picture(placeholder: Any, picture: Picture, alt: str) -> Any:
    """Fill a placeholder with a picture, and return it; the library would cut it to the room."""
    left, top = placeholder.left, placeholder.top
    width, height = placeholder.width, placeholder.height
    scale = min(width / picture.width_mm, height / picture.height_mm)
    made = placeholder.insert_picture(io.BytesIO(picture.png))
    made.crop_left = made.crop_right = made.crop_top = made.crop_bottom = 0
    made.width, made.height = round(picture.width_mm * scale), round(picture.height_mm * scale)
    made.left, made.top = left + (width - made.width) // 2, top
    describe(made, alt)
    return made


def describe(shape: Any, alt: str) -> None:
    """Say what a picture, chart or table shows, for those who do not see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)
