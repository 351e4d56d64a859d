"""An edition opened from its bundle: its datasets as frames, for work without a store."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final, Literal

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.bundle import Bundle, FileName
from geo.errors import InvalidInput, NotFound
from geo.place import NATION, NATION_ADCODE, Gazetteer, Level, Place, PlaceKey
from geo.standing import Standing, cluster_standings

_FOLDER, _SUFFIX = "data/", ".parquet"
_UNITS: Final = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
_CITATIONS: Final = {"text": "CITATION.txt", "bibtex": "CITATION.bib", "cff": "CITATION.cff"}
Style = Literal["text", "bibtex", "cff"]


class OpenedEdition:
    """One edition.

    Each call gives a new frame, yours to change. Codes are text; the index `feature_id` holds ids
    that stay the same in every edition. The page /data and the bundle tell what columns mean.
    `frame.attrs` names the edition and the source of the boundaries, which `geo.draw` prints.

    Attributes
    ----------
    manifest
        What the edition is made of: docs/editions.md.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self.manifest: Mapping[str, Any] = bundle.manifest

    def __repr__(self) -> str:
        return f"<edition {self.id}: {', '.join(self.datasets)}>"

    @property
    def id(self) -> str:
        """Id of the edition: name it in what you publish."""
        return str(self.manifest["edition_id"])

    @property
    def datasets(self) -> tuple[str, ...]:
        """Names of all datasets that the bundle holds."""
        held = (name for name in self._bundle.names if name.startswith(_FOLDER))
        return tuple(n[len(_FOLDER) : -len(_SUFFIX)] for n in held if n.endswith(_SUFFIX))

    def dataset(self, name: str) -> pd.DataFrame:
        """Read a dataset by name.

        Returns
        -------
        GeoDataFrame, EPSG:4326, or DataFrame where the dataset has no geometry

        Raises
        ------
        NotFound
            If the bundle holds no such dataset.
        InvalidInput
            If its file cannot be read.
        """
        if name not in self.datasets:
            known = ", ".join(self.datasets)
            raise NotFound(f"edition {self.id} has no dataset {name!r}; it has {known}")
        frame = _frame(self._bundle.read(f"{_FOLDER}{name}{_SUFFIX}"), name)
        frame.attrs |= {"edition": self.id, "boundaries": self._boundaries()}
        return frame

    def places(self, level: Level | str = Level.COUNTY) -> gpd.GeoDataFrame:
        """Units of a level with what is counted in them; index adcode.

        Raises
        ------
        InvalidInput
            If the level is not `province`, `prefecture` or `county`.
        """
        return self._of_level("places", level)

    def clusters(self, year: int | None = None, programme: str | None = None) -> gpd.GeoDataFrame:
        """Clusters, at the middle of each unit that they lie in.

        Parameters
        ----------
        year
            Only those with a recognition in force in this year, which is what the maps count.
        programme
            Only those with a recognition of this programme; with a year, one in force.
        """
        found, lines = self._placed("clusters"), self.recognitions()
        if programme is not None:
            lines = lines[lines["programme"] == programme]
        ids = set(lines["cluster_id"])
        if year is not None:
            standings = cluster_standings(lines, year)
            ids = set(standings.index[standings == Standing.IN_FORCE])
        return found[found.index.isin(ids)]

    def recognitions(self) -> gpd.GeoDataFrame:
        """Rows of the lists: which cluster was recognised in which batch, and until when."""
        return self._placed("recognitions")

    def parks(self) -> gpd.GeoDataFrame:
        """Development zones, at the middle of the unit that holds them."""
        return self._placed("parks")

    def industries(self) -> gpd.GeoDataFrame:
        """How each leading industry of a cluster or park is read."""
        return self._placed("industries")

    def compositions(self, level: Level | str = Level.COUNTY) -> gpd.GeoDataFrame:
        """How many clusters and parks of each chain the units of a level hold."""
        return self._of_level("compositions", level)

    def indicators(self, level: Level | str = Level.COUNTY) -> gpd.GeoDataFrame:
        """Indicators of the units of a level as a long table: one row a value."""
        return self._of_level("indicators", level)

    def intensity(self) -> gpd.GeoDataFrame:
        """Land-use indicators of parks beside the national references, where figures are loaded."""
        return self._placed("intensity")

    def flows(self) -> gpd.GeoDataFrame:
        """Industrial transfer as lines; modelled ones say so."""
        return self._placed("flows")

    def sources(self) -> pd.DataFrame:
        """Sources with publisher, address, terms of use and SHA-256."""
        return self.dataset("sources")

    def unplaced(self) -> pd.DataFrame:
        """Rows of lists that stand in no place, and why."""
        return self.dataset("unplaced")

    def gazetteer(self) -> Gazetteer:
        """The tree of the places."""
        nation = Place(Level.NATION, NATION_ADCODE, "中国", None)
        return Gazetteer([nation, *(p for level in _UNITS for p in self._units(level))])

    def cite(self, style: Style = "text") -> str:
        """How to cite the edition: as text, BibTeX or the Citation File Format."""
        if style not in _CITATIONS:
            raise InvalidInput(f"style must be {', '.join(_CITATIONS)}, not {str(style)[:40]!r}")
        return self._bundle.read(_CITATIONS[style]).decode("utf-8")

    def _of_level(self, name: str, level: Level | str) -> gpd.GeoDataFrame:
        if level not in _UNITS:
            raise InvalidInput(f"level must be {', '.join(_UNITS)}, not {str(level)[:40]!r}")
        return self._placed(f"{name}-{level}")

    def _placed(self, name: str) -> gpd.GeoDataFrame:
        frame = self.dataset(name)
        if not isinstance(frame, gpd.GeoDataFrame):
            raise InvalidInput(f"dataset {name} of edition {self.id} has no geometry")
        return frame

    def _units(self, level: Level) -> list[Place]:
        columns = ["adcode", "name_zh", "parent_adcode", "province_adcode"]
        rows = self.places(level)[columns].itertuples(index=False, name=None)
        return [Place(level, code, name, _parent(level, up, top)) for code, name, up, top in rows]

    def _boundaries(self) -> str:
        return str(self.manifest.get("boundaries", {}).get("title", ""))


def open_edition(path: FileName) -> OpenedEdition:
    """Open the bundle of an edition: a zip, or the folder that it unpacks to.

    Every file is held against its SHA-256.

    Parameters
    ----------
    path
        What `./atlas extract edition --out edition.zip` wrote, or /data/edition.zip of a server.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `geo.bundle.Bundle`.
    """
    return OpenedEdition(Bundle(path))


def _frame(body: bytes, name: str) -> pd.DataFrame:
    try:
        is_placed = b"geo" in (pq.read_schema(io.BytesIO(body)).metadata or {})
        read = gpd.read_parquet if is_placed else pd.read_parquet
        frame: pd.DataFrame = read(io.BytesIO(body))
    except (pa.ArrowException, ValueError, KeyError, TypeError) as error:
        raise InvalidInput(f"dataset {name} is no (Geo)Parquet that can be read: {error}") from None
    return frame.set_index("feature_id") if "feature_id" in frame else frame


def _parent(level: Level, up: str, top: str) -> PlaceKey:
    """A unit right under its province has the province's code above it, also a municipality's."""
    if level is Level.PROVINCE:
        return NATION
    return PlaceKey(Level.PROVINCE if up == top else Level.PREFECTURE, up)
