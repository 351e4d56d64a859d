"""The provider plugin of pygeoapi: it answers from the edition in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pygeoapi.provider.base import BaseProvider, ProviderItemNotFoundError
from pygeoapi.util import CrsTransformSpec

from app.extract.column import Column
from app.ogc.crs import CRS84, Box
from app.ogc.page import Page
from app.ogc.period import read_period
from app.ogc.predicate import Predicate
from app.ogc.queryables import cell
from app.ogc.table import Table
from geo.errors import InvalidInput


@dataclass(slots=True)
class Order:
    """What is asked of a collection beside what pygeoapi reads, and the page that answers it.

    The engine writes what stands around the features; they are too many for its way of writing,
    so it is told of none, and `page` holds them.
    """

    table: Table
    filter: Predicate | None = None
    page: Page | None = None


class EditionProvider(BaseProvider):  # type: ignore[misc]
    """A collection of the edition; `data` in its definition is an `Order`."""

    def __init__(self, definition: dict[str, Any]) -> None:
        super().__init__(definition)
        self.order: Order = self.data
        self.table = self.order.table
        self.get_fields()

    def get_fields(self) -> dict[str, dict[str, str]]:
        """JSON Schema of each property."""
        columns = self.table.collection.columns
        self._fields = {name: field(name, column) for name, column in columns.items()}
        return self._fields

    def query(
        self,
        *,
        offset: int = 0,
        limit: int = 10,
        bbox: Sequence[float] = (),
        datetime_: str | None = None,
        properties: Sequence[tuple[str, str]] = (),
        sortby: Sequence[dict[str, str]] = (),
        select_properties: Sequence[str] = (),
        skip_geometry: bool = False,
        crs_transform_spec: CrsTransformSpec | None = None,
        **_: object,
    ) -> dict[str, Any]:
        """Find a page; the parameters are those that pygeoapi hands to any provider."""
        rows = self._touching(bbox)
        rows = self._at_time(rows, datetime_)
        rows = self._equal(rows, properties)
        if (test := self.order.filter) is not None:
            rows = [row for row in rows if test(row)]
        rows = self._sorted(rows, sortby)
        self.order.page = Page(
            self.table,
            rows[offset : offset + limit],
            len(rows),
            select_properties or tuple(self.table.collection.columns),
            _crs(crs_transform_spec),
            not skip_geometry,
        )
        found = len(self.order.page.rows)
        return {
            "type": "FeatureCollection",
            "features": [],
            "numberMatched": len(rows),
            "numberReturned": found,
        }

    def get(
        self, identifier: str, crs_transform_spec: CrsTransformSpec | None = None, **_: object
    ) -> dict[str, Any]:
        """Find one feature."""
        row = self.table.row_of.get(identifier)
        if row is None:
            raise ProviderItemNotFoundError(identifier)
        columns = tuple(self.table.collection.columns)
        self.order.page = Page(self.table, [row], 1, columns, _crs(crs_transform_spec))
        return {"type": "Feature", "id": identifier, "properties": {}, "geometry": None}

    def _touching(self, bbox: Sequence[float]) -> Sequence[int]:
        if not bbox:
            return range(len(self.table))
        if not np.isfinite(bbox).all():
            raise InvalidInput("bbox does not lie in the area of bbox-crs")
        found: list[int] = self.table.touching(Box(*bbox)).tolist()
        return found

    def _at_time(self, rows: Sequence[int], asked: str | None) -> Sequence[int]:
        periods = self.table.periods
        if asked is None or periods is None:
            return rows
        period = read_period("datetime", asked)
        return [row for row in rows if period.meets(periods[row])]

    def _equal(self, rows: Sequence[int], asked: Sequence[tuple[str, str]]) -> Sequence[int]:
        features, columns = self.table.features, self.table.collection.columns
        for name, value in asked:
            at, wanted = self.table.at(name), cell(columns[name], name, value)
            rows = [row for row in rows if features[row].values[at] == wanted]
        return rows

    def _sorted(self, rows: Sequence[int], sortby: Sequence[dict[str, str]]) -> Sequence[int]:
        """Sort by the last property first, so that the first counts most; not known comes last."""
        features = self.table.features
        for by in reversed(sortby):
            at = self.table.at(by["property"])
            known = [row for row in rows if features[row].values[at] is not None]
            missing = [row for row in rows if features[row].values[at] is None]
            down = by["order"] == "-"
            rows = sorted(known, key=lambda row: features[row].values[at], reverse=down) + missing
        return rows


def field(name: str, column: Column) -> dict[str, str]:
    """JSON Schema of a property."""
    kind = "string" if column.type == "date" else column.type
    described = {"title": name, "type": kind, "description": column.meaning}
    if column.type == "date":
        described["format"] = "date"
    if column.unit:
        described["x-ogc-unit"] = column.unit
    return described


def _crs(spec: CrsTransformSpec | None) -> str:
    return spec.target_crs_uri if spec else CRS84
