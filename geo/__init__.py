"""The domain of the County Cluster Atlas, and what a notebook needs of it: docs/research.md.

>>> import geo
>>> edition = geo.open_edition("edition.zip")
>>> counties = edition.places("county")
>>> geo.draw(counties, "clusters_per_10k_km2")

What is listed in `__all__` is meant to last. Each name is loaded when it is first used, so that
parts of the atlas which need little of it start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.bordering import borders
    from geo.by_chain import count_by_chain
    from geo.classes import ClassMethod, classify, classify_by
    from geo.concentration import diversity, hhi, locational_gini, normalised_hhi
    from geo.counts import per_10k_km2, per_million
    from geo.drawing import draw
    from geo.errors import AtlasError, DataUnavailable, InvalidInput, NotFound
    from geo.hotspots import getis_ord, local_moran
    from geo.indicators import INDICATORS
    from geo.mix import quotients_of
    from geo.opened import OpenedEdition, open_edition
    from geo.place import Level
    from geo.similarity import neighbour_similarity
    from geo.specialisation import location_quotient, shrunk_quotient

__all__ = [
    "INDICATORS",
    "AtlasError",
    "ClassMethod",
    "DataUnavailable",
    "InvalidInput",
    "Level",
    "NotFound",
    "OpenedEdition",
    "borders",
    "classify",
    "classify_by",
    "count_by_chain",
    "diversity",
    "draw",
    "getis_ord",
    "hhi",
    "local_moran",
    "location_quotient",
    "locational_gini",
    "neighbour_similarity",
    "normalised_hhi",
    "open_edition",
    "per_10k_km2",
    "per_million",
    "quotients_of",
    "shrunk_quotient",
]

_HOMES = {
    "bordering": ("borders",),
    "by_chain": ("count_by_chain",),
    "classes": ("ClassMethod", "classify", "classify_by"),
    "concentration": ("diversity", "hhi", "locational_gini", "normalised_hhi"),
    "counts": ("per_10k_km2", "per_million"),
    "drawing": ("draw",),
    "errors": ("AtlasError", "DataUnavailable", "InvalidInput", "NotFound"),
    "hotspots": ("getis_ord", "local_moran"),
    "indicators": ("INDICATORS",),
    "mix": ("quotients_of",),
    "opened": ("OpenedEdition", "open_edition"),
    "place": ("Level",),
    "similarity": ("neighbour_similarity",),
    "specialisation": ("location_quotient", "shrunk_quotient"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return getattr(import_module(f"geo.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
