"""Recommending units: known ones, and whether entries lie where they can speak for them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from etl.checks.entries import (
    about,
    adcodes_of,
    each,
    grouped,
    province_of,
    rows_of,
    undecided,
    unit_adcode,
)
from etl.lists.finding import Finding


def unknown_units(entries: pd.DataFrame) -> Iterator[Finding]:
    """Units that are no place of the layer, or several: one finding a wording."""
    printed = entries[entries["unit"].notna()]
    known = {key: unit_adcode(key) is not None for key in printed["unit_key"].unique()}
    unknown = printed[~printed["unit_key"].map(known).astype(bool)]
    for same in grouped(unknown, ["source_id", "unit"]):
        message = f"the recommending unit {same[0].unit} is not recognised: {rows_of(same)}"
        yield about(same[0], "unit-unknown", message)


def outside_unit(entries: pd.DataFrame) -> Iterator[Finding]:
    """Entries outside the province of the unit that recommended them."""
    of_unit = {key: unit_adcode(key) for key in entries["unit_key"].unique()}
    for entry in each(undecided(entries[entries["unit_key"].map(of_unit).notna()])):
        province = province_of(of_unit[entry.unit_key] or "")
        if strangers := _outside(entry.adcodes, province):
            yield about(
                entry,
                "outside-unit",
                f"{entry.name_zh}: placed in {', '.join(strangers)}, outside the province of "
                f"{entry.unit}",
            )


def outside_programme(entries: pd.DataFrame, programmes: pd.DataFrame) -> Iterator[Finding]:
    """Entries of a provincial programme outside its province.

    Where the unit is of that province, `outside_unit` has said so.
    """
    provinces = programmes.set_index("id")["province_adcode"].dropna()
    for entry in each(undecided(entries[entries["programme_id"].isin(provinces.index)])):
        province = str(provinces[entry.programme_id])
        unit = unit_adcode(entry.unit_key)
        is_said = unit is not None and province_of(unit) == province
        if not is_said and (strangers := _outside(entry.adcodes, province)):
            yield about(
                entry,
                "outside-programme",
                f"{entry.name_zh}: placed in {', '.join(strangers)}, outside {province}, the "
                f"province of {entry.programme_id}",
            )


def _outside(adcodes: object, province: str) -> list[str]:
    return [code for code in adcodes_of(adcodes) if province_of(code) != province]
