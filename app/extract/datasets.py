"""The datasets by the name that stands in their address."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from app.atlas import Atlas
from app.extract.clusters import CLUSTERS
from app.extract.compositions import COMPOSITIONS
from app.extract.dataset import Dataset, Extract
from app.extract.flows import FLOWS
from app.extract.indicators import INDICATORS
from app.extract.industries import INDUSTRIES
from app.extract.intensity import INTENSITY
from app.extract.parks import PARKS
from app.extract.places import PLACES
from app.extract.recognitions import RECOGNITIONS
from app.extract.sources import SOURCES, UNPLACED
from app.extract.wanted import Wanted
from geo.errors import NotFound

_ALL: Final = (
    PLACES,
    CLUSTERS,
    RECOGNITIONS,
    PARKS,
    INDUSTRIES,
    COMPOSITIONS,
    INDICATORS,
    INTENSITY,
    FLOWS,
    SOURCES,
    UNPLACED,
)
DATASETS: Final[Mapping[str, Dataset]] = {one.id: one for one in _ALL}


def prepare_extracts(atlas: Atlas) -> None:
    """Make the indexes that most rows come from, so that the first file begins at once.

    Hot spots, among the indicators, take seconds: they wait until they are asked for. An edition
    that lacks the usual programme has no such first file.
    """
    for dataset in (PLACES, CLUSTERS, PARKS, INDUSTRIES):
        with suppress(NotFound):
            len(Extract(dataset, atlas, Wanted()))
