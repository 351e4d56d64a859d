"""The datasets by the name that stands in their address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.extract.clusters import CLUSTERS
from app.extract.dataset import Dataset
from app.extract.flows import FLOWS
from app.extract.industries import INDUSTRIES
from app.extract.parks import PARKS
from app.extract.places import PLACES
from app.extract.recognitions import RECOGNITIONS
from app.extract.sources import SOURCES, UNPLACED

_ALL: Final = (PLACES, CLUSTERS, RECOGNITIONS, PARKS, INDUSTRIES, FLOWS, SOURCES, UNPLACED)
DATASETS: Final[Mapping[str, Dataset]] = {one.id: one for one in _ALL}
