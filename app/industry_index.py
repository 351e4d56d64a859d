"""Leading industries of an edition: which clusters and parks of which chain stand where.

What the map, the table, the panel, the place page and the images show of industries comes from
here; the counting rule and the measures are those of `geo.mix`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from app.atlas import Atlas, Tally
from app.industry_reading import Reading, Subject, mix_of_each, readings_of
from app.neighbours import neighbours
from app.state import Language
from geo.counts import COUNTED_LEVELS, memberships
from geo.industry import Breadth, Chain, Division
from geo.mix import (
    Mix,
    Status,
    chain_quotients,
    dominant_chains,
    mix_diversity,
    mix_similarity,
)
from geo.place import NATION, NATION_ADCODE, Level, PlaceKey


@dataclass(frozen=True, slots=True)
class ChainCount:
    """One chain in one place: how many count in it, lead with it, leave its division open."""

    chain: str
    count: int
    leads: int
    broad: int


@dataclass(frozen=True, slots=True)
class Composition:
    """What clusters or parks there are in one place.

    Attributes
    ----------
    subjects
        All of them: `mapped` count in a chain, `no_single` and `unmapped` in none (`Status`).
    dominant
        A chain's id, `tie`, `no_single` or `none`: see `geo.mix.dominant_chains`.
    chains
        Chains that are there, the most numerous first.
    breadths
        Readings by breadth; a park has one for each industry that it lists.
    """

    subjects: int
    mapped: int
    no_single: int
    unmapped: int
    dominant: str
    chains: tuple[ChainCount, ...]
    breadths: Mapping[Breadth, int]

    def count(self, chain: str) -> int:
        """How many count in a chain."""
        return next((one.count for one in self.chains if one.chain == chain), 0)


class Holdings:
    """Clusters or parks that count under one choice, with where they stand.

    Frames are kept once made and shared: never change one in place.
    """

    def __init__(
        self,
        atlas: Atlas,
        ids: frozenset[str],
        members: pd.DataFrame,
        each: Mix,
    ) -> None:
        self.ids = ids
        self._atlas = atlas
        self._members = members
        self._each = each
        self.mix = lru_cache(maxsize=None)(self._mix)
        self.dominant = lru_cache(maxsize=None)(self._dominant)
        self.quotients = lru_cache(maxsize=64)(self._quotients)
        self.diversity = lru_cache(maxsize=None)(self._diversity)
        self.similarity = lru_cache(maxsize=None)(self._similarity)
        self.composition = lru_cache(maxsize=1024)(self._composition)

    def ids_in(self, key: PlaceKey) -> frozenset[str]:
        """Ids of the clusters or parks in a place; in the nation, all of them."""
        if key == NATION:
            return self.ids
        rows = self._members[self._members[key.level] == key.adcode]
        return frozenset(rows["subject"])

    def unlocated(self, key: PlaceKey, level: Level) -> int:
        """How many in a place stand in no unit of a level: they are known only more coarsely."""
        located = self._members.loc[self._members[level].notna(), "subject"]
        return len(self.ids_in(key) - frozenset(located))

    def _mix(self, level: Level) -> Mix:
        if level is Level.NATION:
            ids = sorted(self.ids)
            return self._each.total(ids, [NATION_ADCODE] * len(ids), [NATION_ADCODE])
        held = self._members[["subject", level]].dropna().drop_duplicates()
        places = [place.adcode for place in self._atlas.gazetteer.of_level(level)]
        return self._each.total(held["subject"].tolist(), held[level].tolist(), places)

    def _dominant(self, level: Level) -> pd.Series:
        """Dominant chain of each unit: `geo.mix.dominant_chains`."""
        return dominant_chains(self.mix(level))

    def _quotients(self, level: Level, chain: str) -> pd.DataFrame:
        """Location quotients of a chain, against all units of the level."""
        return chain_quotients(self.mix(level), chain)

    def _diversity(self, level: Level) -> pd.DataFrame:
        """Diversity of each unit: `geo.mix.mix_diversity`."""
        return mix_diversity(self.mix(level))

    def _similarity(self, level: Level) -> pd.DataFrame:
        """Likeness of each unit to its neighbours: `geo.mix.mix_similarity`."""
        return mix_similarity(self.mix(level), neighbours(self._atlas, level))

    def _composition(self, key: PlaceKey) -> Composition:
        """What there is in one place."""
        mix = self.mix(key.level)
        tables = mix.counts, mix.leads, mix.broad, mix.status, mix.breadths
        counts, leads, broad, status, breadths = (_row(table, key.adcode) for table in tables)
        present = [chain for chain in counts if counts[chain]]
        present.sort(key=lambda chain: (-counts[chain], -leads[chain]))
        return Composition(
            subjects=sum(status.values()),
            mapped=status[Status.MAPPED],
            no_single=status[Status.NO_SINGLE],
            unmapped=status[Status.UNMAPPED],
            dominant=str(self.dominant(key.level)[key.adcode]),
            chains=tuple(ChainCount(c, counts[c], leads[c], broad[c]) for c in present),
            breadths={breadth: breadths[breadth] for breadth in Breadth},
        )


class IndustryIndex:
    """Chains, divisions and readings of an edition, and what counts under each choice."""

    def __init__(self, atlas: Atlas) -> None:
        edition = atlas.edition
        self._atlas = atlas
        self.chains = {chain.id: chain for chain in _chains(edition.chains)}
        self.divisions = {division.code: division for division in _divisions(edition.divisions)}
        self.activities = {one.section + one.code: one for one in self.divisions.values()}
        self._readings = {one: readings_of(edition.industries, one) for one in Subject}
        ids = {Subject.CLUSTER: edition.clusters["id"], Subject.PARK: edition.parks["id"]}
        self._each = {
            one: mix_of_each(list(ids[one]), self._readings[one], list(self.chains))
            for one in Subject
        }
        self._records = {
            Subject.CLUSTER: atlas.clusters,
            Subject.PARK: {row["id"]: row for row in atlas.parks},
        }
        self.clusters = lru_cache(maxsize=128)(self._clusters)
        self.parks = lru_cache(maxsize=1)(self._parks)
        self.narrowed = lru_cache(maxsize=128)(self._narrowed)

    def chain_name(self, chain: str, lang: str) -> str:
        """Name of a chain in a language of the screen."""
        found = self.chains[chain]
        return found.name_en if lang == Language.EN else found.name_zh

    def readings(self, subject: Subject, its_id: str) -> tuple[Reading, ...]:
        """Readings of a cluster or park, in the order of its list."""
        return self._readings[subject].get(its_id, ())

    def record(self, subject: Subject, its_id: str) -> dict[str, Any]:
        """A cluster or park as its table has it."""
        return self._records[subject][its_id]

    def ids(self, subject: Subject) -> frozenset[str]:
        """Ids of all clusters or parks."""
        return frozenset(self._records[subject])

    def activity(self, code: str) -> str:
        """A division's code with the letter of its section before it: C39 of 39."""
        return self.divisions[code].section + code

    def naming(self, subject: Subject, activity: str) -> frozenset[str]:
        """Ids of the clusters or parks of which a reading names a division, or may mean it."""
        code = self.activities[activity].code
        read = self._readings[subject].items()
        return frozenset(one for one, rows in read if any(code in row.divisions for row in rows))

    def counted_in(self, subject: Subject, chain: str) -> frozenset[str]:
        """Ids of the clusters or parks that count in a chain."""
        inside = self._each[subject].counts[chain]
        return frozenset(inside.index[inside > 0])

    def _narrowed(self, programme: str, batch: str, year: str, chain: str) -> Tally:
        """Of `Atlas.tally` under the same choice the clusters that count in a chain."""
        tally = self._atlas.tally(programme, batch, year)
        return tally.within(self.counted_in(Subject.CLUSTER, chain))

    def _clusters(self, programme: str, batch: str, year: str) -> Holdings:
        """Clusters that `Atlas.tally` counts under the same choice."""
        tally = self._atlas.tally(programme, batch, year)
        members = tally.members.rename(columns={"cluster_id": "subject"})
        return self._holdings(Subject.CLUSTER, tally.counted, members)

    def _parks(self) -> Holdings:
        """All parks of the catalogue."""
        parks = self._atlas.edition.parks
        placed = parks[parks["level"].notna()]
        keys = (
            (park_id, PlaceKey(Level(level), adcode))
            for park_id, level, adcode in placed[["id", "level", "adcode"]].itertuples(
                index=False, name=None
            )
        )
        members = memberships(self._atlas.gazetteer, keys)
        members = members.rename(columns={"cluster_id": "subject"})
        return self._holdings(Subject.PARK, frozenset(parks["id"]), members)

    def _holdings(self, subject: Subject, ids: frozenset[str], members: pd.DataFrame) -> Holdings:
        table = members[["subject", *COUNTED_LEVELS]]
        return Holdings(self._atlas, ids, table, self._each[subject])


def industry_index(atlas: Atlas) -> IndustryIndex:
    """Index of the edition, built once."""
    return atlas.derived("industry index", lambda *_: IndustryIndex(atlas))


def _row(table: pd.DataFrame, adcode: str) -> dict[str, int]:
    values = table.to_numpy()[table.index.get_loc(adcode)]
    return dict(zip(table.columns, values.tolist(), strict=True))


def _chains(table: pd.DataFrame) -> Iterable[Chain]:
    columns = ["id", "name_zh", "name_en", "colour", "position"]
    rows = table.sort_values("position")[columns].itertuples(index=False, name=None)
    return (Chain(*row) for row in rows)


def _divisions(table: pd.DataFrame) -> Iterable[Division]:
    columns = ["code", "section", "name_zh", "name_en"]
    return (Division(*row) for row in table[columns].itertuples(index=False, name=None))
