"""The tree of places by name alone: no geometry is cleaned or dissolved for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.place import NATION, Gazetteer, Level, Place, PlaceKey

if TYPE_CHECKING:
    from etl.boundaries.layer import BoundaryLayer

NATION_NAME = "中华人民共和国"


def gazetteer_of_layer(layer: BoundaryLayer) -> Gazetteer:
    """Tree of the layer's counties, their prefectures and provinces, and the nation.

    The same tree as that of an edition built from the layer.
    """
    return Gazetteer(_places(layer))


def _places(layer: BoundaryLayer) -> Iterator[Place]:
    table = layer.counties.drop(columns="geometry")
    yield Place(Level.NATION, NATION.adcode, NATION_NAME, None)
    provinces = table[["province_adcode", "province_name"]].drop_duplicates()
    for adcode, name in provinces.itertuples(index=False, name=None):
        yield Place(Level.PROVINCE, adcode, name, NATION)
    columns = ["prefecture_adcode", "prefecture_name", "province_adcode"]
    for adcode, name, province in table[columns].drop_duplicates().itertuples(index=False):
        yield Place(Level.PREFECTURE, adcode, name, PlaceKey(Level.PROVINCE, province))
    columns = ["adcode", "name_zh", "prefecture_adcode", "province_adcode"]
    for adcode, name, prefecture, province in table[columns].itertuples(index=False, name=None):
        yield Place(Level.COUNTY, adcode, name, _above(prefecture, province))


def _above(prefecture: str, province: str) -> PlaceKey:
    """A county of a municipality hangs on its province."""
    level = Level.PROVINCE if prefecture == province else Level.PREFECTURE
    return PlaceKey(level, prefecture)
