"""The files of decisions among the sources of an edition."""

from __future__ import annotations

import pandas as pd

from etl.decisions.decision import Decisions
from etl.lists.frames import ReadList
from etl.sources import Source

KIND = "decisions"


def decision_sources(decisions: Decisions) -> tuple[dict[str, Source], dict[str, ReadList]]:
    """Each file that was read as a source, and what was read of it, by id."""
    sources = {
        file.source_id: Source(file.source_id, KIND, "Decisions of the data steward", file.path)
        for file in decisions.files
    }
    read = {
        file.source_id: ReadList(
            file.source_id, file.sha256, pd.DataFrame(index=range(len(file.decisions)))
        )
        for file in decisions.files
    }
    return sources, read
