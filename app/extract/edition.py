"""All datasets of an edition, as its bundle holds them: for citing, and for `geo.open_edition`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.atlas import Atlas
from app.extract.bundle import Part
from app.extract.dataset import Extract
from app.extract.datasets import DATASETS
from app.extract.wanted import Wanted
from app.state import ALL
from geo.counts import COUNTED_LEVELS

SUFFIXES: Final = ("parquet", "csv")

_WHOLE: Final[Mapping[str, Wanted]] = {
    "clusters": Wanted(programme=ALL, year=ALL),
    "recognitions": Wanted(programme=ALL),
}
"""Datasets that hold less than everything unless they are asked."""


def whole_edition(atlas: Atlas) -> list[Part]:
    """Each dataset whole; those of each level at all three."""
    parts = []
    for name, dataset in DATASETS.items():
        wanted = _WHOLE.get(name, Wanted())
        if "level" not in dataset.narrowed_by:
            parts.append(Part(name, Extract(dataset, atlas, wanted), SUFFIXES))
            continue
        for level in COUNTED_LEVELS:
            extract = Extract(dataset, atlas, Wanted(level=level))
            parts.append(Part(f"{name}-{level}", extract, SUFFIXES))
    return parts
