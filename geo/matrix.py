"""Tables of amounts by place (rows) and industry (columns), checked before they are used."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.errors import InvalidInput


def checked_amounts(table: pd.DataFrame, what: str) -> pd.DataFrame:
    """Return a table of amounts as floats.

    Parameters
    ----------
    table : DataFrame, shape (n places, m industries)
        Counts or sums, in one unit; missing where not known.
    what : str
        What the table holds, for messages.

    Raises
    ------
    InvalidInput
        If a label stands twice, or a value is no number, infinite or negative.
    """
    for axis, labels in (("place", table.index), ("industry", table.columns)):
        if not labels.is_unique:
            twice = labels[labels.duplicated()][0]
            raise InvalidInput(f"{what}: {axis} {twice!s} stands twice; add its values up first")
    try:
        amounts = table.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"{what}: not a number: {error}") from None
    bad = np.argwhere((amounts < 0) | np.isinf(amounts))
    if len(bad):
        row, column = bad[0]
        where = f"{table.index[row]!s}, {table.columns[column]!s}"
        value = amounts.to_numpy()[row, column]
        raise InvalidInput(f"{what}: {where} is {value:g}; amounts are finite and 0 or more")
    return amounts


def shares(amounts: pd.DataFrame) -> pd.DataFrame:
    """Share of each industry in its place: rows sum to 1.

    Parameters
    ----------
    amounts : DataFrame, shape (n places, m industries)

    Returns
    -------
    DataFrame, same shape
        A row is missing where one of its amounts is missing or all are 0.
    """
    checked = checked_amounts(amounts, "shares")
    totals = checked.sum(axis=1, skipna=False)
    return checked.div(totals.where(totals > 0), axis=0)


def long_table(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Write tables of the same n places and m industries as one table of n * m rows.

    Parameters
    ----------
    tables : mapping of k DataFrame, shape (n places, m industries)

    Returns
    -------
    DataFrame, n * m rows
        Columns `place, industry` and one of each table, under its key.
    """
    first = next(iter(tables.values()))
    pairs = pd.MultiIndex.from_product([first.index, first.columns], names=["place", "industry"])
    columns = {name: table.to_numpy().ravel() for name, table in tables.items()}
    return pd.DataFrame(columns, index=pairs).reset_index()
