"""The page `/methods`: every indicator as the code defines it, in words and in its formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup

from app.atlas import Atlas
from app.formula.mathml import mathml
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.region.state import PageState
from app.state import Analysis, Layer, Measure, ParkSymbol, Structure, ViewState
from app.text import text_in
from app.transfer.kinds import Kind
from geo.indicator import Indicator
from geo.intensity import MEASURES
from geo.place import NATION, Level

OFFICIAL: Final = tuple(measure.indicator.id for measure in MEASURES)
"""Land-use indicators of parks: they have official names, and one text tells about them all."""

THEMES: Final = MappingProxyType(
    {
        "counts": (
            "cluster_density",
            "clusters_per_million",
            "counties_holding",
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


SHOWN: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "cluster_density": {"measure": Measure.PER_AREA},
        "clusters_per_million": {"measure": Measure.PER_MILLION},
        "counties_holding": {"measure": Measure.HOLDING},
        "manufacturing_share": {"measure": Measure.MANUFACTURING_SHARE},
        "kernel_density": {"analysis": Analysis.SURFACE},
        "getis_ord_gi_star": {"level": Level.COUNTY, "analysis": Analysis.HOTSPOTS},
        "local_moran": {"level": Level.COUNTY, "analysis": Analysis.OUTLIERS},
        "location_quotient": {"layer": Layer.INDUSTRIES, "structure": Structure.QUOTIENT},
        "shrunk_quotient": {"layer": Layer.INDUSTRIES, "structure": Structure.QUOTIENT},
        "hhi": {"layer": Layer.INDUSTRIES, "structure": Structure.DIVERSITY},
        "diversity": {"layer": Layer.INDUSTRIES, "structure": Structure.DIVERSITY},
        "structure_similarity": {"layer": Layer.INDUSTRIES, "structure": Structure.SIMILARITY},
        **{
            one: {"layer": Layer.PARKS, "symbols": ParkSymbol.INTENSITY, "indicator": one}
            for one in OFFICIAL
        },
        "intensity_ratio": {"layer": Layer.PARKS, "symbols": ParkSymbol.INTENSITY},
        "gradient_coefficient": {"layer": Layer.TRANSFER, "kind": Kind.GRADIENT},
        "revised_gradient_coefficient": {"layer": Layer.TRANSFER, "kind": Kind.GRADIENT},
        "local_effect": {"layer": Layer.TRANSFER, "kind": Kind.MODELLED},
        "modelled_flow": {"layer": Layer.TRANSFER, "kind": Kind.MODELLED},
    }
)
"""The view that shows an indicator; the others are on no screen yet, and the page says so."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Indicators that belong together."""

    id: str
    indicators: tuple[Indicator, ...]


def methods_page(atlas: Atlas, state: PageState) -> str:
    """Return the page."""
    words = wording_of(atlas, state.lang, state.usual_lang)
    return render("methods/page.html", page=MethodsPage(atlas, state), words=words)


class MethodsPage:
    """What the template shows."""

    official = OFFICIAL

    def __init__(self, atlas: Atlas, state: PageState) -> None:
        from geo.indicators import INDICATORS  # noqa: PLC0415  slow: every method

        self._atlas, self._state = atlas, state
        self.themes = [
            Theme(name, tuple(INDICATORS[one] for one in ids)) for name, ids in THEMES.items()
        ]
        self.other_href = state.with_(lang=state.lang.other).methods_href()

    def formula(self, indicator: Indicator) -> list[Markup]:
        """The statements of a formula, set as mathematics."""
        text = text_in(self._state.lang)
        set_ = mathml(indicator.formula, lambda phrase: text(f"methods.term.{term(phrase)}"))
        return [Markup(one) for one in set_]  # noqa: S704  every word in it is escaped

    def shown(self, indicator: Indicator) -> ViewState | None:
        """The view that shows an indicator; None if none does."""
        if indicator.id not in SHOWN:
            return None
        state = self._state.map_state(NATION.adcode).with_(**SHOWN[indicator.id])
        if state.structure is not Structure.QUOTIENT:
            return state
        return state.with_(chain=self._atlas.edition.chains["id"].iloc[0])

    def shown_in(self, state: ViewState) -> str:
        """Name of a view: its layer and what it shows."""
        text = text_in(self._state.lang)
        choice = {
            Layer.DENSITY: _of_density(state),
            Layer.INDUSTRIES: f"industries.structure.{state.structure}",
            Layer.PARKS: f"parks.symbols.{state.symbols}",
            Layer.TRANSFER: f"transfer.kind.{state.kind}",
        }[state.layer]
        return f"{text(f'layer.{state.layer}')} · {text(choice)}"


def _of_density(state: ViewState) -> str:
    if state.analysis is Analysis.NONE:
        return f"measure.{state.measure}"
    return f"analysis.{state.analysis}"


def term(phrase: str) -> str:
    """Name of a phrase of a formula in the catalogue."""
    return phrase.replace(" ", "_").replace("²", "2")
