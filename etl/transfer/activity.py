"""Readers of what provinces produce and employ: the input of gradients and modelled flows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from etl.lists.cells import Cells, cells_of
from etl.lists.finding import Finding
from etl.lists.frames import ReadList, frame_of
from etl.lists.table import read_table

SECONDARY = "secondary"
"""Activity of a table that does not tell divisions apart: secondary industry as a whole."""

OUTPUT, EMPLOYMENT, CAPITAL = "output", "employment", "capital"
"""Quantities: revenue or value added in 100 million CNY; persons; capital in 100 million CNY."""

VALUE_ADDED_COLUMNS = ("adcode", "province", "year", "secondary_value_added_100m_cny", "series")
REVENUE_COLUMNS = ("adcode", "province", "year", "code", "industry", "revenue_100m_cny", "flag")
EMPLOYMENT_COLUMNS = (
    "adcode",
    "province",
    "year",
    "code",
    "industry",
    "urban_unit_employees",
    "flag",
)
CAPITAL_COLUMNS = ("adcode", "province", "year", "code", "industry", "capital_100m_cny", "flag")
DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "adcode": "str",
    "year": "int64",
    "series": "str",
    "activity": "str",
    "activity_zh": "str",
    "quantity": "str",
    "value": "float64",
    "flag": "str",
}


def read_value_added(source_id: str, path: Path) -> ReadList:
    """Read value added of secondary industry by province, 100 million CNY at current prices.

    Returns
    -------
    ReadList
        Frame with the columns of `DTYPES`, one row a province, year and activity. Series are
        never to be compared with each other.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """

    def row(cells: Cells) -> dict[str, object]:
        value = cells.number("secondary_value_added_100m_cny")
        named = {"activity": SECONDARY, "activity_zh": "第二产业", "quantity": OUTPUT}
        return {**named, "series": cells.required("series"), "value": value, "flag": None}

    return _read(source_id, path, VALUE_ADDED_COLUMNS, row)


def read_revenue(source_id: str, path: Path) -> ReadList:
    """Read revenue of industrial enterprises by province and division, 100 million CNY.

    A column `series` may name the statistics of a row: years of two series are never compared.
    Without it the break of 2012/2013 parts them. Returns and raises as `read_value_added`.
    """
    return _read(source_id, path, REVENUE_COLUMNS, _of_division("revenue_100m_cny", OUTPUT))


def read_employment(source_id: str, path: Path) -> ReadList:
    """Read urban employees by province and division, persons; as `read_revenue`."""
    row = _of_division("urban_unit_employees", EMPLOYMENT)
    return _read(source_id, path, EMPLOYMENT_COLUMNS, row)


def read_capital(source_id: str, path: Path) -> ReadList:
    """Read capital by province and division, 100 million CNY; as `read_revenue`."""
    return _read(source_id, path, CAPITAL_COLUMNS, _of_division("capital_100m_cny", CAPITAL))


def _of_division(column: str, quantity: str) -> Callable[[Cells], dict[str, object]]:
    def row(cells: Cells) -> dict[str, object]:
        return {
            "series": cells.text("series") or _series(cells.year("year") or 0),
            "activity": cells.required("code"),
            "activity_zh": cells.name("industry"),
            "quantity": quantity,
            "value": cells.number(column),
            "flag": cells.text("flag"),
        }

    return row


LAST_YEAR_OF_FIRST_SERIES = 2012


def _series(year: int) -> str:
    """The break of 2012/2013: employment was surveyed anew, divisions a year before."""
    return "to_2012" if year <= LAST_YEAR_OF_FIRST_SERIES else "from_2013"


def _read(
    source_id: str,
    path: Path,
    columns: tuple[str, ...],
    row: Callable[[Cells], dict[str, object]],
) -> ReadList:
    table = read_table(path, columns)
    rows = []
    for cells in cells_of(table):
        for column in ("adcode", "year"):
            cells.required(column)
        where = {"source_id": source_id, "source_row": cells.row}
        rows.append(
            {**where, "adcode": cells.adcode("adcode"), "year": cells.year("year"), **row(cells)}
        )
    frame = frame_of(rows, DTYPES)
    return ReadList(source_id, table.sha256, frame, _flagged(source_id, frame))


def _flagged(source_id: str, frame: pd.DataFrame) -> tuple[Finding, ...]:
    """One finding a flag: how many values the source itself marks, and where the first stands."""
    marked = frame.dropna(subset=["flag"]).groupby("flag", sort=True)
    return tuple(
        Finding(
            source_id,
            int(rows["source_row"].iloc[0]),
            "flagged",
            f"{len(rows)} values are flagged {flag}; the first is {rows['activity_zh'].iloc[0]}"
            f" in {rows['adcode'].iloc[0]}, {rows['year'].iloc[0]}",
        )
        for flag, rows in marked
    )
