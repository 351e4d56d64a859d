"""The frame that the checks look at, from recognitions that were placed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from etl.assembly.placing import Placed
from etl.resolve import Resolver


def checked_frame(
    recognised: pd.DataFrame, placed: Sequence[Placed], resolver: Resolver
) -> pd.DataFrame:
    """Rows of the lists with all columns of `etl.checks.entries.COLUMNS`.

    Parameters
    ----------
    recognised : DataFrame
        That of `etl.assembly.recognitions.build_recognitions`.
    placed : sequence of Placed
        How each row was placed, in the frame's order.
    resolver : Resolver
        Reads the recommending units.
    """
    placements = [one.placement for one in placed]
    units = recognised["unit"].fillna("")
    keys = {unit: resolver.unit_key(unit) for unit in units.unique()}
    return recognised.assign(
        unit_key=units.map(keys),
        level=[placement.level for placement in placements],
        adcodes=_texts([placement.adcodes for placement in placements]),
        industry=_texts([placement.industry for placement in placements]),
        confidence=[placement.confidence for placement in placements],
        is_decided=[one.is_decided for one in placed],
        until=recognised["reviewed_to"].fillna(recognised["valid_to"]),
    )


def _texts(values: list[str]) -> np.ndarray:
    """Texts for a column; empty ones are missing."""
    return np.array([value or None for value in values], dtype=object)
