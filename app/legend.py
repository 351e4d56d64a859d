"""The legend of a map as plain parts: the screen and the exported image are made of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.state import ViewState
from app.transfer.kinds import Nature


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; `nature` is how what the map shows is known, where that has to be said."""

    text: str
    nature: Nature | None = None


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of the map: what it means and how many units or symbols have it.

    Attributes
    ----------
    leads_to
        The view of this meaning alone, if there is one.
    """

    colour: str
    label: str
    count: int
    leads_to: ViewState | None = None


@dataclass(frozen=True, slots=True)
class Swatches:
    """Colours of units, with the share of units of each, or of round symbols.

    Attributes
    ----------
    labels
        Room that the labels take on screen: short numbers, ranges of amounts, or words.
    """

    items: tuple[Swatch, ...]
    labels: Literal["short", "spans", "words"] = "short"
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """Diameters of symbols in pixels and what they mean."""

    items: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Widths:
    """Widths of ribbons, as parts of the widest, and what they mean.

    `widest_m` is in metres of the map plane.
    """

    items: tuple[tuple[float, str], ...]
    widest_m: float


@dataclass(frozen=True, slots=True)
class Tones:
    """Ribbons `out` of and `in`to a place: side, colour and words of each."""

    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence; a strong one is read first."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class OnScreen:
    """Something to choose or look closer at, which an image cannot offer."""

    component: Any


Part = Heading | Swatches | Sizes | Widths | Tones | Note | OnScreen
Legend = Sequence[Part]
