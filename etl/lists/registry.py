"""The registry of programmes and batches, which may stand in several sources."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from etl.lists.finding import Finding

_ORIGIN = ["source_id", "source_row"]


def merged(
    frames: Sequence[pd.DataFrame], keys: Sequence[str], what: str
) -> tuple[pd.DataFrame, list[Finding]]:
    """Put the rows of several sources together; of rows with the same key the last one stands.

    Parameters
    ----------
    frames : sequence of DataFrame
        With `source_id` and `source_row`, in the order of the registry: the steward's come last.
    keys : sequence of str
        Columns that name a row.
    what : str
        What a row is, for the findings: "programme".

    Returns
    -------
    DataFrame
        Without `source_id` and `source_row`; a row keeps the position of the one it replaces.
    list of Finding
        One for each row that replaces another and says something else.
    """
    rows = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    names = list(keys)
    is_last = ~rows.duplicated(names, keep="last")
    first_at = rows.groupby(names, sort=False).ngroup()
    order = first_at[is_last].sort_values(kind="stable").index
    findings = [
        finding
        for _, same in rows[rows.duplicated(names, keep=False)].groupby(names, sort=False)
        if (finding := _replaced(same, names, what)) is not None
    ]
    return rows.loc[order].drop(columns=_ORIGIN).reset_index(drop=True), findings


def _replaced(same: pd.DataFrame, keys: list[str], what: str) -> Finding | None:
    old, new = same.iloc[-2], same.iloc[-1]
    is_same = (old == new) | (old.isna() & new.isna())
    changed = is_same.index[~is_same.fillna(value=False).astype(bool)].drop(
        _ORIGIN, errors="ignore"
    )
    if changed.empty:
        return None
    name = " ".join(str(new[key]) for key in keys)
    return Finding(
        str(new["source_id"]),
        int(new["source_row"]),
        f"{what}-replaced",
        f"{what} {name}: this row stands instead of that in {old['source_id']}, row "
        f"{old['source_row']}; other {', '.join(changed)}",
        "note",
    )


def _differ(old: pd.Series, new: pd.Series, name: str) -> bool:
    missing = bool(old.isna()[name]), bool(new.isna()[name])
    return missing[0] != missing[1] if any(missing) else bool(old[name] != new[name])
