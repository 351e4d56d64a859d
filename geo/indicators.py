"""The registry: every indicator that the atlas shows, by id, in the order of docs/methods.md."""

from __future__ import annotations

from types import MappingProxyType

from geo.concentration import DIVERSITY, HHI, LOCATIONAL_GINI, NORMALISED_HHI
from geo.counts import CLUSTER_DENSITY, CLUSTERS_PER_MILLION, COUNTIES_HOLDING
from geo.figure import MANUFACTURING_SHARE
from geo.flows import MODELLED_FLOW
from geo.gradient import GRADIENT, LOCAL_EFFECT, REVISED_GRADIENT
from geo.hotspots import GETIS_ORD, LOCAL_MORAN
from geo.intensity import INTENSITY_RATIO, MEASURES
from geo.similarity import SIMILARITY
from geo.specialisation import LOCATION_QUOTIENT, SHRUNK_QUOTIENT
from geo.surface import KERNEL_DENSITY

INDICATORS = MappingProxyType(
    {
        indicator.id: indicator
        for indicator in (
            CLUSTER_DENSITY,
            CLUSTERS_PER_MILLION,
            COUNTIES_HOLDING,
            MANUFACTURING_SHARE,
            KERNEL_DENSITY,
            LOCATION_QUOTIENT,
            SHRUNK_QUOTIENT,
            HHI,
            NORMALISED_HHI,
            LOCATIONAL_GINI,
            DIVERSITY,
            SIMILARITY,
            GETIS_ORD,
            LOCAL_MORAN,
            *(measure.indicator for measure in MEASURES),
            INTENSITY_RATIO,
            GRADIENT,
            REVISED_GRADIENT,
            LOCAL_EFFECT,
            MODELLED_FLOW,
        )
    }
)
