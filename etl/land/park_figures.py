"""Reader of a user's table of land use in single parks: no such figures are public."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, frame_of
from etl.lists.table import Table, read_table
from geo.errors import InvalidInput
from geo.land_quantities import QUANTITIES, land_quantities

COLUMNS = ("code", "year")
IN_ONE_UNIT = {name: f"{name}_{next(iter(units))}" for name, units in QUANTITIES.items()}
"""Column of each quantity in hectares or 万元."""

DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "code": "str",
    "name_zh": "str",
    "year": "int64",
    **dict.fromkeys(IN_ONE_UNIT.values(), "float64"),
}


def read_park_figures(source_id: str, path: Path) -> ReadList:
    """Read figures of parks: frame with the columns of `DTYPES`, one row a park and year.

    Needed are `code` and `year`; `name_zh` tells parks apart that share a code. All other columns
    name quantity and unit, as `geo.land_quantities.land_quantities` says.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; if a cell does not fit its column, no column is a quantity,
        or a park stands twice in a year.
    """
    table = read_table(path, COLUMNS)
    rows = [_row(source_id, cells) for cells in cells_of(table)]
    frame = frame_of(rows, {name: dtype for name, dtype in DTYPES.items() if dtype != "float64"})
    _refuse_doubles(table, frame)
    quantities = _quantities(table)
    return ReadList(source_id, table.sha256, pd.concat([frame, quantities], axis=1))


def _row(source_id: str, cells: Cells) -> dict[str, object]:
    cells.required("year")
    return {
        "source_id": source_id,
        "source_row": cells.row,
        "code": cells.name("code"),
        "name_zh": cells.text("name_zh"),
        "year": cells.year("year"),
    }


def _quantities(table: Table) -> pd.DataFrame:
    """The figures in hectares and 万元; a cell that is no number is named by its row."""
    given = [
        column
        for column in table.columns
        if any(column == name or column.startswith(f"{name}_") for name in QUANTITIES)
    ]
    if not given:
        raise InvalidInput(
            f"{table.name}, row 1: no column is a figure of land use; "
            "for instance built_ha, floor_m2, industrial_tax_wan_cny"
        )
    cells = cells_of(table)
    columns = {column: [one.number(column) for one in cells] for column in given}
    try:
        quantities = land_quantities(pd.DataFrame(columns, dtype="float64"))
    except InvalidInput as error:
        raise InvalidInput(f"{table.name}, row 1: {error}") from None
    return quantities.rename(columns=IN_ONE_UNIT)


def _refuse_doubles(table: Table, frame: pd.DataFrame) -> None:
    twice = frame[frame.duplicated(["code", "name_zh", "year"])]
    if not twice.empty:
        row = twice.iloc[0]
        raise table.fault(
            int(row["source_row"]), f"park {row['code']} stands twice in {row['year']}"
        )
