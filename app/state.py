"""The view state: everything that decides what the screen shows, as the query of its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Final, Literal, Self

from app.classing import breaks_parameter
from app.industry_reading import Subject
from app.query import (
    Parser,
    adcode,
    chain_id,
    is_adcode,
    is_year,
    level_of_units,
    one_of,
    optional,
    programme_id,
    quoted,
    read_query,
    whole,
    words,
    write_query,
    year_or,
)
from app.transfer.kinds import By, Kind
from geo.classes import FOUND, ClassMethod
from geo.counts import COUNTED_LEVELS
from geo.errors import InvalidInput
from geo.intensity import MEASURES
from geo.place import NATION_ADCODE, Level

ALL: Final = "all"
UNDATED: Final = "undated"
USUAL_FLOWS: Final = 20
MOST_FLOWS: Final = 200
BANDWIDTHS_KM: Final = (50, 100, 200)
USUAL_BANDWIDTH_KM: Final = 100


class Layer(StrEnum):
    """The maps of the atlas."""

    DENSITY = "density"
    INDUSTRIES = "industries"
    PARKS = "parks"
    TRANSFER = "transfer"


class Measure(StrEnum):
    """What the density map shows."""

    COUNT = "count"
    PER_AREA = "per_area"
    PER_MILLION = "per_million"
    HOLDING = "holding"
    MANUFACTURING_SHARE = "manufacturing_share"


class Analysis(StrEnum):
    """What the density map makes of its measure, or of where clusters stand."""

    NONE = "none"
    HOTSPOTS = "hotspots"
    OUTLIERS = "outliers"
    SURFACE = "surface"


class ParkMeasure(StrEnum):
    """What the units of the map of parks are coloured by."""

    COUNT = "count"
    AREA = "area"
    PER_AREA = "per_area"
    FLAGGED = "flagged"


class ParkSymbol(StrEnum):
    """What the symbols of parks are coloured by."""

    GRADE = "grade"
    FLAGS = "flags"
    INTENSITY = "intensity"


class Structure(StrEnum):
    """What the map of leading industries shows; the middle three of one chain."""

    DOMINANT = "dominant"
    COUNT = "count"
    SHARE = "share"
    QUOTIENT = "quotient"
    DIVERSITY = "diversity"
    SIMILARITY = "similarity"


class Panel(StrEnum):
    """What the right panel tells about."""

    PLACE = "place"
    SOURCES = "sources"


class Table(StrEnum):
    """Whether the table under the map is open."""

    CLOSED = "closed"
    OPEN = "open"


class Embed(StrEnum):
    """Whether the map stands alone, as in a frame of another site's page."""

    NO = ""
    YES = "1"


class Language(StrEnum):
    """Languages of the screen."""

    ZH = "zh-CN"
    EN = "en"

    @property
    def other(self) -> Language:
        """The language that a switch leads to."""
        return Language.EN if self is Language.ZH else Language.ZH


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view. A field at its default does not stand in the address.

    Attributes
    ----------
    place
        Adcode of the place in focus; the coarsest place that bears it.
    level
        Level of the units on the map; empty: one finer than the place in focus.
    select
        Adcode of the marked unit at that level; empty: none.
    year
        Count what is in force in this year; `all`: everything that is loaded; empty: the newest
        year of the edition.
    programme
        Programme id, or `all`.
    batch
        Year of a batch, `undated`, or empty for every batch.
    classes, breaks
        How class breaks are found; or the breaks themselves, as `1,3,8`, which then hold for every
        year, place and level, or `years`: found in the values of all years together.
    analysis
        Of the density map: hot spots or outliers of the measure, or the density surface of
        clusters with a `bandwidth` in km.
    chain
        Id of an industrial chain that the view is narrowed to; empty: all.
    embed
        Whether the page is the map alone, with title, legend and credit.
    usual_lang
        Language of this server where the address names none; not part of the address.

    The map of parks colours its units by `parks` and its symbols by `symbols`: by a land-use
    `indicator` where they show intensity.

    Leading industries are those of a `subject`, clusters or parks, by a `structure`.

    Industrial transfer has choices of its own: `kind`; `activity`, a division's code or an industry
    as the user's table words it; `period`, `2014-2019` or one year; `by`; `top`, how many flows are
    drawn; `flow`, the marked one: the adcodes of its ends. Empty: the usual one, or all.
    """

    layer: Layer = Layer.DENSITY
    place: str = NATION_ADCODE
    level: Level | Literal[""] = ""
    select: str = ""
    year: str = ""
    programme: str = "sme-national"
    batch: str = ""
    measure: Measure = Measure.COUNT
    classes: ClassMethod = ClassMethod.NATURAL
    breaks: str = ""
    analysis: Analysis = Analysis.NONE
    bandwidth: int = USUAL_BANDWIDTH_KM
    chain: str = ""
    subject: Subject = Subject.CLUSTER
    structure: Structure = Structure.DOMINANT
    kind: Kind = Kind.MODELLED
    activity: str = ""
    period: str = ""
    by: By = By.AMOUNT
    top: int = USUAL_FLOWS
    flow: str = ""
    parks: ParkMeasure = ParkMeasure.COUNT
    symbols: ParkSymbol = ParkSymbol.GRADE
    indicator: str = ""
    panel: Panel = Panel.PLACE
    table: Table = Table.CLOSED
    embed: Embed = Embed.NO
    lang: Language = Language.ZH
    usual_lang: Language = field(default=Language.ZH, compare=False)

    @classmethod
    def parse(cls, query: str, lang: Language = Language.ZH) -> Self:
        """Read the query of an address.

        Raises
        ------
        InvalidInput
            A parameter is unknown, stands twice or has a value that is not allowed; the message
            names it.
        """
        return cls.of(read_query(query, PARSERS), lang)

    @classmethod
    def of(cls, values: Mapping[str, object], lang: Language) -> Self:
        """Make a state of what `read_query` gives for `PARSERS`; `lang` is the usual language."""
        given = {"lang": lang, "usual_lang": lang} | dict(values)
        return cls(**given)  # type: ignore[arg-type]  # each value comes from its field's parser

    def query(self) -> str:
        """Return the canonical query, with its question mark, or an empty string."""
        usual = {part.name: part.default for part in fields(self)} | {"lang": self.usual_lang}
        return write_query({name: getattr(self, name) for name in PARSERS}, usual)

    def href(self) -> str:
        """Return the address of this view on the page `/`."""
        return f"/{self.query()}"

    def with_(self, **changes: object) -> Self:
        """Copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def levels(self) -> tuple[Level, ...]:
        """Levels of the units that the layer can tell about."""
        return self.kind.levels if self.layer is Layer.TRANSFER else COUNTED_LEVELS

    def on_layer(self, layer: Layer) -> Self:
        """Copy on another layer: what all layers share stays, the others' own choices go.

        Units that the other layer does not tell about cannot stay marked.
        """
        usual = {part.name: part.default for part in fields(self) if part.name not in _SHARED}
        moved = self.with_(**usual, layer=layer)
        return moved if moved.levels == self.levels else moved.with_(level="", select="")

    def at(self, place: str) -> Self:
        """Copy with another place in focus, units one level finer, nothing marked."""
        return self.with_(place=place, level="", select="", flow="")


def _period(name: str, value: str) -> str:
    first, hyphen, last = value.partition("-")
    if is_year(first) and (not hyphen or (is_year(last) and first < last)):
        return value
    raise InvalidInput(f"{name} must be a year or two, as 2014-2019, not {quoted(value)}")


def _flow(name: str, value: str) -> str:
    origin, _, destination = value.partition("-")
    if is_adcode(origin) and is_adcode(destination) and origin != destination:
        return value
    raise InvalidInput(f"{name} must be two adcodes, as 440000-450000, not {quoted(value)}")


def _bandwidth(name: str, value: str) -> int:
    if value in [str(km) for km in BANDWIDTHS_KM]:
        return int(value)
    known = ", ".join(str(km) for km in BANDWIDTHS_KM)
    raise InvalidInput(f"{name} must be one of {known} (km), not {quoted(value)}")


def _indicator(name: str, value: str) -> str:
    known = [measure.indicator.id for measure in MEASURES]
    if value in known:
        return value
    raise InvalidInput(f"{name} must be one of {', '.join(known)}, not {quoted(value)}")


_SHARED: Final = frozenset(
    {
        "layer",
        "place",
        "level",
        "select",
        "year",
        "programme",
        "batch",
        "chain",
        "panel",
        "table",
        "embed",
        "lang",
        "usual_lang",
    }
)
"""What a view keeps when the layer changes."""

PARSERS: Final[Mapping[str, Parser]] = {
    "layer": one_of(Layer),
    "place": adcode,
    "level": level_of_units,
    "select": optional(adcode),
    "year": year_or(ALL),
    "programme": programme_id,
    "batch": year_or(UNDATED),
    "measure": one_of(Measure),
    "classes": one_of(FOUND),
    "breaks": optional(breaks_parameter),
    "analysis": one_of(Analysis),
    "bandwidth": _bandwidth,
    "chain": optional(chain_id),
    "subject": one_of(Subject),
    "structure": one_of(Structure),
    "kind": one_of(Kind),
    "activity": words,
    "period": optional(_period),
    "by": one_of(By),
    "top": whole(1, MOST_FLOWS),
    "flow": optional(_flow),
    "parks": one_of(ParkMeasure),
    "symbols": one_of(ParkSymbol),
    "indicator": optional(_indicator),
    "panel": one_of(Panel),
    "table": one_of(Table),
    "embed": one_of(Embed),
    "lang": one_of(Language),
}
"""The parameters of a view's address."""
