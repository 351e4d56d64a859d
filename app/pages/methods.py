"""The page `/methods`: every indicator as the code defines it, in words and in its formula."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from app.atlas import Atlas
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.region.state import PageState
from geo.indicator import Indicator
from geo.intensity import MEASURES

OFFICIAL: Final = tuple(measure.indicator.id for measure in MEASURES)
"""Land-use indicators of parks: they have official names, and one text tells about them all."""

THEMES: Final = MappingProxyType(
    {
        "counts": (
            "cluster_density",
            "clusters_per_million",
            "manufacturing_share",
            "kernel_density",
        ),
        "specialisation": ("location_quotient", "shrunk_quotient"),
        "structure": (
            "hhi",
            "normalised_hhi",
            "locational_gini",
            "diversity",
            "structure_similarity",
        ),
        "hotspots": ("getis_ord_gi_star", "local_moran"),
        "parks": (*OFFICIAL, "intensity_ratio"),
        "transfer": (
            "gradient_coefficient",
            "revised_gradient_coefficient",
            "local_effect",
            "modelled_flow",
        ),
    }
)
"""Ids of the registry by theme, in its order; a test holds them to it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Indicators that belong together."""

    id: str
    indicators: tuple[Indicator, ...]


def methods_page(atlas: Atlas, state: PageState) -> str:
    """Return the page."""
    words = wording_of(atlas, state.lang, state.usual_lang)
    return render("methods/page.html", page=MethodsPage(state), words=words)


class MethodsPage:
    """What the template shows."""

    official = OFFICIAL

    def __init__(self, state: PageState) -> None:
        from geo.indicators import INDICATORS  # noqa: PLC0415  slow: every method

        self.themes = [
            Theme(name, tuple(INDICATORS[one] for one in ids)) for name, ids in THEMES.items()
        ]
        self.other_href = state.with_(lang=state.lang.other).methods_href()
