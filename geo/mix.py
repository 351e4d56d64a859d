"""The mix of industrial chains in places: how many clusters or parks of each chain stand where.

One counting rule holds everywhere: a cluster or park counts once in each chain that a reading of
its leading industries names, provided that one chain leads in this reading. One of which no reading
has a leading chain counts in no chain and stands apart. Counts of chains therefore add up to more
than the number of clusters or parks, and shares to more than 100 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.concentration import DIVERSITY, HHI, diversity, hhi
from geo.neighbours import Weights
from geo.similarity import neighbour_similarity
from geo.specialisation import specialisation

MIN_MAPPED: Final = 5
"""With fewer clusters or parks than this one more or less moves a share by a fifth or more."""
TIE: Final = "tie"
NONE: Final = "none"


class Status(StrEnum):
    """What the readings of a cluster or park come to."""

    MAPPED = "mapped"
    NO_SINGLE = "no_single"
    """Industries are named, but in no reading does one chain lead."""
    UNMAPPED = "unmapped"
    """No reading names an industry, or there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Mix:
    """Clusters or parks by chain, one row a place; or one row for each of them (see `total`).

    Attributes
    ----------
    counts, leads, broad : DataFrame of int, shape (n rows, m chains)
        How many count in each chain; those of which it is the main chain of a reading; those of
        which every reading that names it leaves its division open.
    status : DataFrame of int, shape (n rows, 3)
        How many there are by `Status`.
    breadths : DataFrame of int, shape (n rows, 4)
        Readings by `Breadth`.
    """

    counts: pd.DataFrame
    leads: pd.DataFrame
    broad: pd.DataFrame
    status: pd.DataFrame
    breadths: pd.DataFrame

    @property
    def subjects(self) -> pd.Series:
        """Number of clusters or parks in each row."""
        return self.status.sum(axis=1)

    @property
    def mapped(self) -> pd.Series:
        """Those that count in a chain."""
        return self.status[Status.MAPPED]

    def total(self, subjects: Sequence[str], places: Sequence[str], rows: Sequence[str]) -> Mix:
        """Add up a mix that has a row for each cluster or park.

        Parameters
        ----------
        subjects, places
            Pairs of a cluster or park and a place that holds it, each pair once.
        rows
            Places of the result; those without any have zeros.
        """
        index = pd.Index(rows)
        at = index.get_indexer(pd.Index(places))
        held = self.counts.index.get_indexer(pd.Index(subjects))

        def added(table: pd.DataFrame) -> pd.DataFrame:
            sums = np.zeros((len(index), table.shape[1]), dtype=np.int64)
            np.add.at(sums, at, table.to_numpy()[held])
            return pd.DataFrame(sums, index, table.columns)

        tables = self.counts, self.leads, self.broad, self.status, self.breadths
        return Mix(*(added(table) for table in tables))


def dominant_chains(mix: Mix) -> pd.Series:
    """Chain with the largest number in each place.

    Of chains with the same number the one that leads in more readings goes first; if these are
    equal too it is a `TIE`. A place whose clusters or parks count in no chain has
    `Status.NO_SINGLE`, one without any `NONE`.
    """
    if mix.counts.columns.empty:
        found = np.full(len(mix.counts), Status.NO_SINGLE.value, dtype=object)
    else:
        found = _largest(mix)
    return pd.Series(np.where(mix.subjects > 0, found, NONE), mix.counts.index, name="dominant")


def _largest(mix: Mix) -> NDArray[np.object_]:
    counts, leads = mix.counts.to_numpy(), mix.leads.to_numpy()
    # A chain leads at most as often as the largest number, so this orders by counts, then by leads.
    weight = counts * (counts.max(initial=0) + 1) + leads
    most = weight.max(axis=1)
    chains = mix.counts.columns.to_numpy(dtype=object)[weight.argmax(axis=1)]
    found = np.where((weight == most[:, None]).sum(axis=1) == 1, chains, TIE)
    return np.where(most > 0, found, Status.NO_SINGLE.value)


def chain_quotients(mix: Mix, chain: str) -> pd.DataFrame:
    """Location quotient of one chain in each place, with all that is needed to judge it.

    A place's share is that of its mapped clusters or parks which count in the chain; it is held
    against the share in all places of the mix.

    Returns
    -------
    DataFrame
        Index of the mix; columns `share` and those of `geo.specialisation.specialisation`:
        `observed, expected, location_quotient, shrunk_quotient, lower, upper, small`.
    """
    return quotients_of(mix.counts[chain], mix.mapped)


def quotients_of(inside: pd.Series, mapped: pd.Series) -> pd.DataFrame:
    """Location quotient of one chain from what counts in it, and in any: see `chain_quotients`.

    Parameters
    ----------
    inside, mapped : Series of int, shape (n places,)
        Clusters or parks of each place that count in the chain, and those that count in a chain.
    """
    table = pd.DataFrame({"inside": inside, "outside": mapped - inside})
    found = specialisation(table).set_index("place")
    found = found[found.pop("industry") == "inside"].reindex(inside.index)
    found.insert(0, "share", inside / mapped.where(mapped > 0))
    return found


def mix_diversity(mix: Mix) -> pd.DataFrame:
    """How many chains a place is active in, and how concentrated on few.

    Returns
    -------
    DataFrame
        Columns `diversity` (effective number of chains), `hhi` (of the place's chains) and
        `small`: fewer than `MIN_MAPPED` mapped, both are then missing.
    """
    known = mix.counts[mix.mapped >= MIN_MAPPED]
    measures = pd.DataFrame({DIVERSITY.id: diversity(known), HHI.id: hhi(known.T)})
    return measures.reindex(mix.counts.index).assign(small=mix.mapped < MIN_MAPPED)


def mix_similarity(mix: Mix, weights: Weights) -> pd.DataFrame:
    """Likeness of each place's mix to its neighbours'.

    Parameters
    ----------
    weights : Weights
        Neighbours of the places, in the order of the mix.

    Returns
    -------
    DataFrame
        Columns of `geo.similarity.neighbour_similarity` (`mean, max, most_similar, neighbours`)
        and `small`. Places with fewer than `MIN_MAPPED` mapped have none, nor do they count among
        the neighbours.
    """
    small = mix.mapped < MIN_MAPPED
    known = mix.counts.astype(np.float64).mask(small)
    return neighbour_similarity(known, weights).assign(small=small)
