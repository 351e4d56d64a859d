"""Land-use intensity of parks, from a user's figures and the bulletins' references."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from etl.lists.finding import Finding
from geo.intensity import land_intensity, national_references

COLUMNS = (
    "park_id",
    "indicator",
    "year",
    "value",
    "refused",
    "reference",
    "reference_as_of",
    "source_id",
    "source_row",
)


@dataclass(frozen=True, slots=True)
class LandFrames:
    """Frames of the tables `land_references` and `park_intensity`."""

    references: pd.DataFrame
    intensity: pd.DataFrame
    findings: tuple[Finding, ...]


def build_land(bulletins: pd.DataFrame, figures: pd.DataFrame, parks: pd.DataFrame) -> LandFrames:
    """Join a user's figures to the parks and work out the indicators.

    A value that cannot be true is kept as refused, with the reason, and is a finding; a row whose
    park is not in the catalogue is left out and is a finding.

    Parameters
    ----------
    bulletins : DataFrame
        Of `etl.land.bulletins.read_bulletins`.
    figures : DataFrame
        Of `etl.land.park_figures.read_park_figures`; may be empty.
    parks : DataFrame
        Of the table of the same name.
    """
    joined, lost = _joined(figures, parks)
    references = national_references(bulletins.assign(value=bulletins["value"].astype("str")))
    tables = [
        _rows(of_year, int(str(year)), land_intensity(of_year.set_index("park_id"), references))
        for year, of_year in joined.groupby("year")
    ]
    intensity = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[*COLUMNS])
    return LandFrames(bulletins, intensity, (*lost, *_refused(intensity)))


def _joined(figures: pd.DataFrame, parks: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Add the park's id: by code, and by name too where a code stands twice."""
    ids: dict[tuple[str, str | None], list[str]] = {}
    for park_id, code, name in parks[["id", "code", "name_zh"]].itertuples(index=False, name=None):
        ids.setdefault((code, None), []).append(park_id)
        ids.setdefault((code, name), []).append(park_id)
    found: list[str | None] = []
    lost: list[Finding] = []
    columns = ["source_id", "source_row", "code", "name_zh"]
    for source_id, row, code, name in figures[columns].itertuples(index=False, name=None):
        several = ids.get((code, None), [])
        mine = several if len(several) == 1 else ids.get((code, name), [])
        found.append(mine[0] if len(mine) == 1 else None)
        if len(mine) != 1:
            why = "stands for several parks: give name_zh" if several else "is no park's code"
            lost.append(Finding(source_id, row, "unknown-park", f"{code} {why}; left out"))
    joined = figures.assign(park_id=pd.Series(found, figures.index, dtype="object"))
    return joined.dropna(subset=["park_id"]), lost


def _rows(figures: pd.DataFrame, year: int, measured: pd.DataFrame) -> pd.DataFrame:
    origin = figures[["park_id", "source_id", "source_row"]]
    found = measured.rename(columns={"park": "park_id"}).merge(origin, on="park_id")
    told = found["value"].notna() | found["refused"].notna()
    return found[told].assign(year=year)[[*COLUMNS]]


def _refused(intensity: pd.DataFrame) -> list[Finding]:
    columns = ["source_id", "source_row", "indicator", "refused"]
    rows = intensity.dropna(subset=["refused"])[columns].itertuples(index=False, name=None)
    return [
        Finding(source_id, row, "implausible", f"{indicator} is not shown: {refused}")
        for source_id, row, indicator, refused in rows
    ]
