"""Names on the map of a sheet: where two would collide, the first one stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.atlas import Unit
from app.figures.labels import Label
from app.figures.palette import LABEL, LABEL_ON_DARK, LABEL_PX
from app.image.canvas import Box, Canvas, overlap
from app.image.frame import Frame
from app.image.lettering import width_px

LINE_PX = LABEL_PX * 1.2
_APART_PX = 2.0
_HALO, _HALO_ON_DARK = "#fffffff2", "#1f2a2eb3"
_BREAK = "<br>"
_NONE: Final[Mapping[str, str]] = {}


def place_names(
    frame: Frame,
    labels: list[Label],
    marked: Unit | None,
    taken: list[Box],
    letters: Mapping[str, str] = _NONE,
) -> list[tuple[Label, Box]]:
    """Choose the names that find room, with their boxes.

    The marked unit's comes first, then those of units with a point or a letter, of which there is
    most to tell.

    Parameters
    ----------
    taken
        Boxes of the sheet in which no name may stand.
    letters
        Letters by adcode that stand below the names of units, or alone where a name has no room.
    """
    occupied, placed = list(taken), []
    codes = {label.unit.place.adcode: label for label in labels}
    # No name may take the room of the letter of a unit that comes later.
    kept_free = {
        code: _box(frame, codes[code]._replace(text=letter))
        for code, letter in letters.items()
        if code in codes
    }
    for label in sorted(labels, key=lambda one: _rank(one, marked, letters)):
        kept_free.pop(label.unit.place.adcode, None)
        for one in _wordings(label, letters.get(label.unit.place.adcode)):
            box = _box(frame, one)
            others = (*occupied, *kept_free.values())
            if _inside(box, frame.box) and not any(overlap(box, other) for other in others):
                occupied.append(box)
                placed.append((one, box))
                break
    return placed


def _rank(label: Label, marked: Unit | None, letters: Mapping[str, str]) -> tuple[bool, bool]:
    has_sign = label.is_below or label.unit.place.adcode in letters
    return label.unit is not marked, not has_sign


def _wordings(label: Label, letter: str | None) -> list[Label]:
    """What to write on a unit, the fullest first."""
    if letter is None:
        return [label]
    return [label._replace(text=f"{label.text}{_BREAK}{letter}"), label._replace(text=letter)]


def write_names(canvas: Canvas, placed: list[tuple[Label, Box]]) -> None:
    """Write names into their boxes."""
    for label, (left, top, right, _) in placed:
        colour, halo = (LABEL_ON_DARK, _HALO_ON_DARK) if label.is_light else (LABEL, _HALO)
        for i, line in enumerate(label.text.split(_BREAK)):
            at = (left + right) / 2, top + i * LINE_PX + LABEL_PX * 0.98
            canvas.text(at, line, LABEL_PX, colour, halo=halo, align="center")


def _box(frame: Frame, label: Label) -> Box:
    """Box of a name in the middle of its unit, or below the point that stands there."""
    lines = label.text.split(_BREAK)
    lon, lat = label.unit.point
    ((x, y),) = frame.from_pseudo([lon], [lat])
    half = max(width_px(line, LABEL_PX) for line in lines) / 2 + _APART_PX
    height = len(lines) * LINE_PX
    top = y - height / 2 + label.lower_px
    return x - half, top, x + half, top + height


def _inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
