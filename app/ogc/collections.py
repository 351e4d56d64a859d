"""The collections of the API: each dataset of the extracts, places as one of each level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.extract.column import Columns
from app.extract.dataset import Dataset
from app.extract.datasets import DATASETS
from app.extract.wanted import Wanted
from app.state import ALL
from app.text import Text
from geo.place import Level


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection: a dataset and what it is narrowed to.

    Attributes
    ----------
    id
        Its name in the address.
    dataset
        Where its features come from.
    wanted
        All programmes and years, unless the dataset counts what is in force in one of them.
    """

    id: str
    dataset: Dataset
    wanted: Wanted

    @property
    def columns(self) -> Columns:
        """Its properties by name."""
        return self.dataset.columns

    @property
    def has_time(self) -> bool:
        """Whether its features are valid from a day to another (`app.ogc.validity`)."""
        return self.dataset.id in ("clusters", "recognitions")

    def title(self, text: Text) -> str:
        """Name in a language."""
        of_level = f" · {text(f'level.{self.wanted.level}')}" if self.wanted.level else ""
        return f"{text(f'data.{self.dataset.id}')}{of_level}"

    def description(self, text: Text) -> str:
        """What it holds, in a language."""
        usual = text(f"data.{self.dataset.id}.lede")
        return text.or_else(f"ogc.{self.dataset.id}.lede", usual)


_EVERYTHING: Final = {
    "clusters": Wanted(programme=ALL, year=ALL),
    "recognitions": Wanted(programme=ALL),
}
"""Datasets that would leave out other programmes, or what is no longer in force."""


def _collections() -> list[Collection]:
    found = []
    for dataset in DATASETS.values():
        if "level" in dataset.narrowed_by:
            levels = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
            named = ((f"{dataset.id}-{one}", Wanted(level=one)) for one in levels)
            found += [Collection(name, dataset, wanted) for name, wanted in named]
        else:
            wanted = _EVERYTHING.get(dataset.id, Wanted())
            found.append(Collection(dataset.id, dataset, wanted))
    return found


COLLECTIONS: Final[Mapping[str, Collection]] = {one.id: one for one in _collections()}
