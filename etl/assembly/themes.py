"""The tables of what stands beside the clusters: industries, land use, industrial transfer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.assembly.industries import build_industries
from etl.assembly.land import build_land
from etl.assembly.transfer import TransferLists, build_transfer
from etl.industries import load_industries
from etl.lists.finding import Finding
from etl.themes import (
    ACTIVITY_KINDS,
    DOCKING_EVENTS,
    LAND_BULLETINS,
    PARK_LAND,
    TRANSFER_GUIDANCE,
    TRANSFER_PROJECTS,
)
from geo.place import Gazetteer


@dataclass(frozen=True, slots=True)
class Themes:
    """Frames by the name of their table, and what a steward should know."""

    frames: Mapping[str, pd.DataFrame]
    findings: tuple[Finding, ...]


def build_themes(
    read: Mapping[str, pd.DataFrame],
    *,
    clusters: pd.DataFrame,
    parks: pd.DataFrame,
    places: pd.DataFrame,
    gazetteer: Gazetteer,
    data_dir: Path,
) -> Themes:
    """Build the tables of `etl.store.theme_tables`.

    Parameters
    ----------
    read : mapping
        Frame of each kind of source in `etl.themes.THEME_READERS`, all of them.
    clusters, parks, places : DataFrame
        Of the tables of the same names.
    gazetteer : Gazetteer
    data_dir : Path
        Folder with the tables of industries (industry/).
    """
    industries = build_industries(clusters, parks, load_industries(data_dir / "industry"))
    land = build_land(read[LAND_BULLETINS], read[PARK_LAND], parks)
    activity = [read[kind] for kind in ACTIVITY_KINDS if not read[kind].empty]
    lists = TransferLists(
        guidance=read[TRANSFER_GUIDANCE],
        events=read[DOCKING_EVENTS],
        projects=read[TRANSFER_PROJECTS],
        activity=pd.concat(activity, ignore_index=True) if activity else read[ACTIVITY_KINDS[0]],
    )
    transfer = build_transfer(lists, places, gazetteer)
    frames = {
        "chains": industries.chains,
        "divisions": industries.divisions,
        "industries": industries.industries,
        "land_references": land.references,
        "park_intensity": land.intensity,
        "transfer_guidance": transfer.guidance,
        "transfer_events": transfer.events,
        "transfer_projects": transfer.projects,
        "gradients": transfer.gradients,
        "local_effects": transfer.effects,
        "modelled_flows": transfer.flows,
    }
    return Themes(frames, (*industries.findings, *land.findings, *transfer.findings))
