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
    def period(self) -> tuple[str, str] | None:
        """Properties that say when a feature begins and ends to be valid; None: it has no time."""
        return PERIOD if all(name in self.columns for name in PERIOD) else None

    def title(self, text: Text) -> str:
        """Name in a language."""
        of_level = f" · {text(f'level.{self.wanted.level}')}" if self.wanted.level else ""
        return f"{text(f'data.{self.dataset.id}')}{of_level}"

    def description(self, text: Text) -> str:
        """What it holds, in a language."""
        usual = text(f"data.{self.dataset.id}.lede")
        return text.or_else(f"ogc.{self.dataset.id}.lede", usual)


PERIOD: Final = ("recognised_on", "valid_to")


def _collections() -> list[Collection]:
    found = []
    for dataset in DATASETS.values():
        if dataset.id == "places":
            levels = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
            found += [Collection(f"places-{one}", dataset, Wanted(level=one)) for one in levels]
        else:
            found.append(Collection(dataset.id, dataset, _everything(dataset)))
    return found


def _everything(dataset: Dataset) -> Wanted:
    """Nothing is left out: neither a programme nor what is no longer in force."""
    usual, names = Wanted(), dataset.narrowed_by
    return Wanted(
        programme=ALL if "programme" in names else usual.programme,
        year=ALL if "year" in names else usual.year,
    )


COLLECTIONS: Final[Mapping[str, Collection]] = {one.id: one for one in _collections()}
