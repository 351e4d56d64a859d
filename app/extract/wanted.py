"""What an extract is narrowed to, as the query of its address."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Literal, Self
from urllib.parse import urlencode

from app.extract.crs import Crs
from app.extract.ground import TOLERANCES_M
from app.industry_reading import Subject
from app.query import (
    Parser,
    activity_code,
    adcode,
    chain_id,
    format_id,
    level_of_units,
    one_of,
    optional,
    programme_id,
    quoted,
    read_query,
    year_or,
)
from app.state import ALL, UNDATED
from app.transfer.kinds import Kind
from geo.errors import InvalidInput
from geo.indicators import INDICATORS
from geo.place import NATION_ADCODE, Level

Bbox = tuple[float, float, float, float]
"""West, south, east, north in degrees, EPSG:4326."""

MOST_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """One choice of rows and columns. A field at its default does not stand in the address.

    Attributes
    ----------
    place
        Adcode of a place: only what lies in it; the coarsest place that bears the code.
    level
        Level of the units, of the dataset of places; empty: counties.
    programme
        Programme id, or `all`.
    batch
        Year of a batch, `undated`, or empty for every batch.
    year
        Count what is in force in this year; `all`: everything that is loaded; empty: the newest
        year of the edition.
    chain
        Id of an industrial chain; empty: all.
    industry
        Division of GB/T 4754 with the letter of its section, as C39; empty: all.
    subject
        Whether it tells of clusters or of parks; empty: both.
    kind
        Kind of industrial transfer; empty: all, each row marked.
    indicator
        Id of an indicator; empty: all.
    bbox
        Only features that touch this box; None: all.
    columns
        Names of the columns that are wanted, in this order; empty: all.
    crs
        Coordinate reference system of the geometry.
    simplify
        Tolerance in metres to which boundaries are simplified; 0: full detail.
    format
        Format of the data in a bundle; empty: GeoJSON. Of other files their ending says it.
    """

    place: str = NATION_ADCODE
    level: Level | Literal[""] = ""
    programme: str = "sme-national"
    batch: str = ""
    year: str = ""
    chain: str = ""
    industry: str = ""
    subject: Subject | Literal[""] = ""
    kind: Kind | Literal[""] = ""
    indicator: str = ""
    bbox: Bbox | None = None
    columns: tuple[str, ...] = ()
    crs: Crs = Crs.WGS84
    simplify: int = 0
    format: str = ""

    @classmethod
    def parse(cls, query: str) -> Self:
        """Read the query of an address; an empty value is the same as none.

        Raises
        ------
        InvalidInput
            A parameter is unknown, stands twice or has a value that is not allowed; the message
            names it.
        """
        given = read_query(query, _PARSERS)
        return cls(**{name: value for name, value in given.items() if value != ""})  # type: ignore[arg-type]  # each value comes from its field's parser

    def query(self) -> str:
        """Return the canonical query, with its question mark, or an empty string."""
        given = self.parameters()
        return f"?{urlencode(given, safe=',:')}" if given else ""

    def parameters(self) -> dict[str, str]:
        """The fields that are not at their default, as an address or a command has them."""
        usual = type(self)().texts()
        return {name: text for name, text in self.texts().items() if text != usual[name]}

    def texts(self) -> dict[str, str]:
        """All fields as an address has them."""
        box = ",".join(repr(side).removesuffix(".0") for side in self.bbox or ())
        values = {name: str(getattr(self, name)) for name in _PARSERS}
        return values | {"bbox": box, "columns": ",".join(self.columns)}

    def given(self) -> tuple[str, ...]:
        """Names of the fields that are not at their default."""
        return tuple(part.name for part in fields(self) if getattr(self, part.name) != part.default)


def _bbox(name: str, value: str) -> object:
    if value == "":
        return ""
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise InvalidInput(
            f"{name} must be four numbers, west,south,east,north, not {quoted(value)}"
        ) from None
    if not all(math.isfinite(side) for side in (west, south, east, north)):
        raise InvalidInput(f"{name} must be four finite numbers, not {quoted(value)}")
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise InvalidInput(
            f"{name} must be west,south,east,north in degrees with west <= east and south <= "
            f"north, not {quoted(value)}"
        )
    return west, south, east, north


def _columns(name: str, value: str) -> object:
    names = tuple(value.split(",")) if value else ()
    if len(names) > MOST_COLUMNS or len(set(names)) != len(names):
        raise InvalidInput(f"{name} names a column twice, or more than {MOST_COLUMNS}")
    return names


def _indicator(name: str, value: str) -> str:
    if value in INDICATORS:
        return value
    raise InvalidInput(
        f"{name} must be the id of an indicator (docs/methods.md), not {quoted(value)}"
    )


def _tolerance(name: str, value: str) -> int:
    known = [str(metres) for metres in (0, *TOLERANCES_M)]
    if value in ("", *known):
        return int(value or 0)
    raise InvalidInput(f"{name} must be one of {', '.join(known)} (m), not {quoted(value)}")


KINDS: Final = (Kind.POLICY, Kind.EVENTS, Kind.PROJECTS, Kind.MODELLED)
_PARSERS: Final[Mapping[str, Parser]] = {
    "place": adcode,
    "level": level_of_units,
    "programme": programme_id,
    "batch": year_or(UNDATED),
    "year": year_or(ALL),
    "chain": optional(chain_id),
    "industry": optional(activity_code),
    "subject": optional(one_of(Subject)),
    "kind": optional(one_of(KINDS)),
    "indicator": optional(_indicator),
    "bbox": _bbox,
    "columns": _columns,
    "crs": optional(one_of(Crs)),
    "simplify": _tolerance,
    "format": optional(format_id),
}
