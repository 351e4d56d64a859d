"""One geometry column type for both stores: WKB on SQLite, a real geometry on PostGIS."""

from __future__ import annotations

from typing import Any

import shapely
from geoalchemy2 import Geometry, WKBElement
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator, TypeEngine

SRID = 4326


class ShapelyGeometry(TypeDecorator[BaseGeometry]):
    """A column of multipolygons in EPSG:4326 that takes and gives shapely geometries."""

    impl = Geometry
    cache_ok = True

    def __init__(self, geometry_type: str = "MULTIPOLYGON", srid: int = SRID) -> None:
        super().__init__(geometry_type=geometry_type, srid=srid, spatial_index=False)

    def load_dialect_impl(self, dialect: Dialect | None) -> TypeEngine[Any]:
        """WKB on SQLite; elsewhere the geometry (GeoAlchemy2's DDL hooks pass no dialect)."""
        if dialect is not None and dialect.name == "sqlite":
            return dialect.type_descriptor(LargeBinary())
        return self.impl_instance

    def process_bind_param(self, value: BaseGeometry | None, dialect: Dialect) -> Any:
        """The geometry as the store takes it."""
        if value is None:
            return None
        wkb = shapely.to_wkb(value)
        return wkb if dialect.name == "sqlite" else WKBElement(wkb, SRID)

    def process_result_value(self, value: Any, dialect: Dialect) -> BaseGeometry | None:  # noqa: ARG002
        """The geometry as it was stored."""
        if value is None:
            return None
        return shapely.from_wkb(value.data if isinstance(value, WKBElement) else value)
