"""Clusters or parks of an opened edition by place and industrial chain: a table for indicators."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from geo.counts import memberships
from geo.errors import InvalidInput
from geo.opened import OpenedEdition
from geo.place import Level, PlaceKey

SUBJECTS = ("cluster", "park")


def count_by_chain(
    edition: OpenedEdition,
    level: Level | str = Level.PROVINCE,
    *,
    year: int | None = None,
    programme: str | None = None,
    subject: str = "cluster",
) -> tuple[pd.DataFrame, pd.Series]:
    """Count clusters or parks by unit and industrial chain.

    The rule is that of the maps (`geo.mix`): once in each chain that a reading of its industries
    names, provided that one chain leads in this reading; so rows add up to more than the clusters.

    Parameters
    ----------
    edition
    level
        Of the units: `province`, `prefecture` or `county`.
    year, programme
        Of clusters, as `OpenedEdition.clusters` takes them; of parks they say nothing.
    subject
        `cluster` or `park`.

    Returns
    -------
    counts : DataFrame of int, n units by m chains
        Index adcode, all units of the level; columns ids of chains that have one anywhere.
    mapped : Series of int
        How many of each unit count in a chain.

    Raises
    ------
    InvalidInput
        If level or subject is unknown.
    """
    if subject not in SUBJECTS:
        raise InvalidInput(f"subject must be {' or '.join(SUBJECTS)}, not {str(subject)[:40]!r}")
    units = edition.places(level).index
    of_clusters = subject == "cluster"
    listed = (edition.clusters(year, programme) if of_clusters else edition.parks()).index
    read = edition.industries()
    read = read[(read["subject"] == subject) & read["counted"] & read["subject_id"].isin(listed)]
    chains = read[["subject_id", "chains"]].assign(chain=read["chains"].str.split(";"))
    chains = chains.explode("chain")[["subject_id", "chain"]].drop_duplicates()
    placed = memberships(edition.gazetteer(), _places(edition, read))
    held = placed[["cluster_id", Level(level)]].dropna().drop_duplicates()
    mapped = held[Level(level)].value_counts().reindex(units, fill_value=0)
    pairs = held.merge(chains, left_on="cluster_id", right_on="subject_id")
    counts = pd.crosstab(pairs[Level(level)], pairs["chain"])
    counts = counts.reindex(index=units, columns=sorted(chains["chain"].unique()), fill_value=0)
    return counts.rename_axis(index="adcode"), mapped.rename_axis("adcode").rename("mapped")


def _places(edition: OpenedEdition, read: pd.DataFrame) -> Iterator[tuple[str, PlaceKey]]:
    """Places of each cluster or park. One in several may have them at several levels."""
    gazetteer = edition.gazetteer()
    columns = ["subject_id", "placed_level", "placed_adcodes"]
    rows = read[columns].dropna().drop_duplicates()
    for its_id, level, codes in rows.itertuples(index=False, name=None):
        levels = (level,) if level in list(Level) else (Level.COUNTY, Level.PREFECTURE)
        for code in codes.split(";"):
            keys = (PlaceKey(Level(one), code) for one in levels)
            found = next((key for key in keys if key in gazetteer), None)
            yield its_id, found or gazetteer.coarsest(code).key
