"""Rows of the lists as frames with fixed columns and types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.lists.finding import Finding


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a reader makes of one source; `duration_s` is how long it took, if it was measured."""

    source_id: str
    sha256: str
    frame: pd.DataFrame
    findings: tuple[Finding, ...] = ()
    duration_s: float | None = None

    @property
    def rows_read(self) -> int:
        """Number of rows in the source."""
        return len(self.frame)


def frame_of(rows: Iterable[Mapping[str, Any]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Rows as a frame with exactly these columns and types.

    Parameters
    ----------
    rows : iterable of mappings
    dtypes : mapping
        Column -> pandas dtype: `str`, `Int64` (may be missing), `float64`, `object`.
    """
    frame = pd.DataFrame(list(rows), columns=list(dtypes))
    return frame.astype(dict(dtypes))


def doubled(frame: pd.DataFrame, keys: Sequence[str], code: str, what: str) -> list[Finding]:
    """Report what stands more than once; nothing is dropped.

    Parameters
    ----------
    frame : DataFrame
        With `source_id` and `source_row`.
    keys : sequence of str
        Columns; rows that agree in all of them are the same thing. The first is shown.
    code, what : str
        Code of the finding and what is doubled, as in "code S377018 stands in rows 7, 9".
    """
    twice = frame[frame.duplicated(list(keys), keep=False)]
    return [
        Finding(
            str(same["source_id"].iloc[0]),
            int(same["source_row"].iloc[0]),
            code,
            f"{what} {same[keys[0]].iloc[0]} stands in rows "
            f"{', '.join(str(row) for row in same['source_row'])}",
        )
        for _, same in twice.groupby(list(keys), sort=False, dropna=False)
    ]
