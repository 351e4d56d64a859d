"""Everything of an edition that tells about industrial transfer, indexed once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from app.atlas import Atlas
from app.transfer.events import Events
from app.transfer.gradients import Gradients
from app.transfer.guidance import Guidance
from app.transfer.modelled import Modelled
from app.transfer.projects import Projects


class TransferIndex:
    """Policy, observed and modelled transfer of one edition, each apart.

    Attributes
    ----------
    guidance
        Policy: entries of guidance directories.
    events, projects
        Observed: docking events; recorded projects, empty unless a user's table is loaded.
    modelled, gradients
        Modelled (估算): flows with their inputs; coefficients, empty unless tables by division are
        loaded.
    """

    def __init__(self, atlas: Atlas) -> None:
        edition = atlas.edition
        self.guidance = Guidance(_records(edition.transfer_guidance))
        self.events = Events(_records(edition.transfer_events))
        self.projects = Projects(edition.transfer_projects, atlas.gazetteer)
        self.modelled = Modelled(edition.local_effects, edition.modelled_flows)
        self.gradients = Gradients(edition.gradients)
        self._names_en = dict(
            zip(edition.divisions["code"], edition.divisions["name_en"], strict=True)
        )

    def activity_name(self, activity: str, lang: str) -> str:
        """Name of a division; its Chinese name where the classification has no English one.

        Secondary industry as a whole is no division: its English name is the screen's to give.
        """
        named = self.modelled.names_zh.get(activity) or self.gradients.names_zh.get(activity)
        english = self._names_en.get(activity[1:]) if lang == "en" else None
        return english or named or activity


def transfer_index(atlas: Atlas) -> TransferIndex:
    """Return the index of an atlas, made once."""
    return atlas.derived("transfer", lambda held, _: TransferIndex(held))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain records, missing values as None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
