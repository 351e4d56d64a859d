"""The fields of a dataset's form: one for each parameter that its files take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.atlas import Atlas
from app.extract.crs import Crs
from app.extract.dataset import Dataset
from app.extract.files import formats_of
from app.extract.ground import TOLERANCES_M
from app.extract.wanted import KINDS, Wanted
from app.industry_index import industry_index
from app.industry_reading import Subject
from app.pages.data_state import DataState
from app.state import ALL, UNDATED
from app.text import Text
from geo.counts import COUNTED_LEVELS
from geo.industry import Chain, Division

ELSEWHERE: Final = ("columns",)
"""Parameters that have boxes to tick instead of a field."""

Options = dict[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: a choice if it has options, by value; else a line to type in."""

    name: str
    label: str
    value: str
    options: Options
    hint: str = ""


class FormFields:
    """The fields of all forms, in the language of the page."""

    def __init__(self, atlas: Atlas, text: Text) -> None:
        self._atlas, self.text = atlas, text
        self._options: dict[str, Options] = {
            "level": {str(level): text(f"level.{level}") for level in COUNTED_LEVELS},
            "programme": {ALL: text("programme.all")} | self._named(atlas.programmes),
            "batch": self._any() | self._batches(),
            "year": self._years(),
            "chain": self._any() | self._chains(),
            "industry": self._any() | self._industries(),
            "subject": self._any()
            | {str(one): text(f"industries.subject.{one}") for one in Subject},
            "kind": self._any() | {str(one): text(f"transfer.kind.{one}") for one in KINDS},
            "crs": {str(one): text(f"data.crs.{one.name.lower()}") for one in Crs},
            "simplify": {str(m): text.or_else(f"data.simplify.{m}", f"{m:,} m") for m in _DETAIL},
        }

    def of(self, dataset: Dataset, state: DataState) -> list[Field]:
        """Fields of a dataset, filled in as the state says if it is its form that was sent."""
        mine = state.dataset == dataset.id
        given = dict(state.given) if mine else {}
        fields = [self._field(name, given) for name in dataset.parameters if name not in ELSEWHERE]
        formats = {one: self.text(f"data.format.{one}") for one in formats_of(dataset)}
        chosen = state.suffix if mine else next(iter(formats))
        return [*fields, Field("format", self.text("data.field.format"), chosen, formats)]

    def _field(self, name: str, given: Mapping[str, str]) -> Field:
        label = self.text(f"data.field.{name}")
        hint = self.text.or_else(f"data.hint.{name}", "")
        return Field(name, label, given.get(name, _USUAL[name]), self._options.get(name, {}), hint)

    def _any(self) -> Options:
        return {"": self.text("quality.any")}

    def _named(self, programmes: Mapping[str, Mapping[str, object]]) -> Options:
        column = "name_en" if self.text.lang == "en" else "name_zh"
        return {key: str(row[column]) for key, row in programmes.items()}

    def _batches(self) -> Options:
        years = sorted({r["batch_year"] for r in self._atlas.recognitions if r["batch_year"]})
        known = {str(year): str(year) for year in reversed(years)}
        return known | {UNDATED: self.text("rail.batch.undated")}

    def _years(self) -> Options:
        newest = self.text("data.year.newest", year=self._atlas.newest_year)
        years = {str(y): str(y) for y in self._atlas.years if y != self._atlas.newest_year}
        return {"": newest} | years | {ALL: self.text("rail.year.all")}

    def _chains(self) -> Options:
        chains = industry_index(self._atlas).chains
        return {key: self._name(one) for key, one in chains.items()}

    def _industries(self) -> Options:
        found = industry_index(self._atlas).activities
        return {key: f"{key} {self._name(one)}" for key, one in found.items()}

    def _name(self, one: Chain | Division) -> str:
        return one.name_en if self.text.lang == "en" else one.name_zh


_DETAIL: Final = (0, *TOLERANCES_M)
_USUAL: Final[Mapping[str, str]] = {
    **Wanted().texts(),
    "place": "",
    "level": "county",
}
"""What a field holds that nobody filled in."""
