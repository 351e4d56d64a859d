"""Sources of what stands beside the clusters: land use and industrial transfer, by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.land import bulletins, park_figures
from etl.lists.frames import ReadList, frame_of
from etl.transfer import activity, events, guidance, projects


@dataclass(frozen=True, slots=True)
class ThemeReader:
    """How a kind of source is read, and the columns of its frame."""

    read: Callable[[str, Path], ReadList]
    dtypes: Mapping[str, str]

    def empty(self) -> pd.DataFrame:
        """The frame of no source at all."""
        return frame_of([], self.dtypes)


LAND_BULLETINS = "land-bulletins"
PARK_LAND = "park-land"
TRANSFER_GUIDANCE = "transfer-guidance"
DOCKING_EVENTS = "docking-events"
TRANSFER_PROJECTS = "transfer-projects"
ACTIVITY_KINDS = (
    "secondary-value-added",
    "industry-revenue",
    "industry-employment",
    "industry-capital",
)

THEME_READERS: Mapping[str, ThemeReader] = {
    LAND_BULLETINS: ThemeReader(bulletins.read_bulletins, bulletins.DTYPES),
    PARK_LAND: ThemeReader(park_figures.read_park_figures, park_figures.DTYPES),
    TRANSFER_GUIDANCE: ThemeReader(guidance.read_guidance, guidance.DTYPES),
    DOCKING_EVENTS: ThemeReader(events.read_events, events.DTYPES),
    TRANSFER_PROJECTS: ThemeReader(projects.read_projects, projects.DTYPES),
    ACTIVITY_KINDS[0]: ThemeReader(activity.read_value_added, activity.DTYPES),
    ACTIVITY_KINDS[1]: ThemeReader(activity.read_revenue, activity.DTYPES),
    ACTIVITY_KINDS[2]: ThemeReader(activity.read_employment, activity.DTYPES),
    ACTIVITY_KINDS[3]: ThemeReader(activity.read_capital, activity.DTYPES),
}
