"""A table of four features, as filters see one."""

from types import SimpleNamespace

import numpy as np
import shapely

from app.extract.column import Column
from app.ogc.cql import FilterLang, read_filter
from app.ogc.crs import CRS84

COLUMNS = {
    "name": Column("name"),
    "clusters": Column("a count", "integer"),
    "share": Column("a share", "number"),
    "counted": Column("whether", "boolean"),
    "day": Column("a day", "date"),
}
ROWS = {
    "a": ("桐乡市", 3, 0.5, True, "2024-02-29"),
    "b": ("Ørsted's", 0, None, False, None),
    "c": ("Tongxiang", None, 0.25, None, "2025-01-01"),
    "d": (None, 7, 1.0, True, "2023-12-31"),
}
SHAPES = (shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3), shapely.Point(10, 50), None)


class SmallTable:
    def __init__(self):
        self.collection = SimpleNamespace(columns=COLUMNS)
        self.features = [SimpleNamespace(id=one, values=values) for one, values in ROWS.items()]
        self.shapes = np.empty(len(SHAPES), dtype=object)
        self.shapes[:] = SHAPES

    def at(self, name):
        return list(COLUMNS).index(name)


def found(filter_, lang=FilterLang.TEXT, crs=CRS84):
    """Ids of the features that a filter finds, as one word."""
    table = SmallTable()
    test = read_filter(table, filter_, lang, crs)
    return "".join(one.id for row, one in enumerate(table.features) if test(row) is True)
