"""Values of indicators of some units, one after another: those that the maps show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from app.atlas import Atlas, Unit
from app.industry_index import industry_index
from app.industry_reading import Subject
from app.layers.density.spots import CLASSES, NOT_SIGNIFICANT, spots_of, too_few
from app.region.industries import holdings_of
from app.state import Analysis, Measure
from app.transfer.choice import written
from app.transfer_index import transfer_index
from app.view import NEEDED, View, view_of
from geo.concentration import DIVERSITY, HHI
from geo.counts import CLUSTER_DENSITY, CLUSTERS_PER_MILLION, COUNTIES_HOLDING
from geo.figure import MANUFACTURING_SHARE
from geo.gradient import GRADIENT, LOCAL_EFFECT, REVISED_GRADIENT
from geo.hotspots import GETIS_ORD, LOCAL_MORAN
from geo.indicator import Indicator
from geo.place import NATION_ADCODE
from geo.similarity import SIMILARITY
from geo.specialisation import LOCATION_QUOTIENT, SHRUNK_QUOTIENT

MEASURES: Final[Mapping[Measure, Indicator]] = {
    Measure.PER_AREA: CLUSTER_DENSITY,
    Measure.PER_MILLION: CLUSTERS_PER_MILLION,
    Measure.HOLDING: COUNTIES_HOLDING,
}
_SPOTS: Final = {Analysis.HOTSPOTS: GETIS_ORD, Analysis.OUTLIERS: LOCAL_MORAN}
MEASURED: Final = (*MEASURES.values(), MANUFACTURING_SHARE)
SPOTTED: Final = tuple(_SPOTS.values())
QUOTIENTS: Final = (LOCATION_QUOTIENT, SHRUNK_QUOTIENT)
MIXED: Final = (DIVERSITY, HHI, SIMILARITY)
TRANSFER: Final = (GRADIENT, REVISED_GRADIENT, LOCAL_EFFECT)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one unit; `cells` are what else is known of it, by column."""

    unit: Unit
    indicator: Indicator
    value: float
    cells: Mapping[str, object] = field(default_factory=dict)


def measures(view: View, units: Sequence[Unit]) -> Iterator[Value]:
    """What the density map shows of the clusters that a view counts, and of employment."""
    about = counted_by(view, Subject.CLUSTER) | {"chain": view.state.chain or None}
    for measure, indicator in MEASURES.items():
        for unit in _concerned(view, units):
            value = view.value_in(unit, measure)
            if value is not None:
                n = view.counties_in(unit) if measure is Measure.HOLDING else view.count_in(unit)
                yield Value(unit, indicator, value * view.factor(measure), about | {"n": n})
    year = _year_of_employment(view.atlas)
    for unit in units:
        share = view.value_in(unit, Measure.MANUFACTURING_SHARE)
        if share is not None:
            scaled = share * view.factor(Measure.MANUFACTURING_SHARE)
            yield Value(unit, MANUFACTURING_SHARE, scaled, {"year": year})


def counted_by(view: View, subject: Subject) -> dict[str, object]:
    """What is counted, and under which choice; parks are counted as they are listed."""
    if subject is Subject.PARK:
        return {"subject": str(subject)}
    return {"subject": str(subject), "programme": view.state.programme, "year": view.year}


def spots(view: View, units: Sequence[Unit]) -> Iterator[Value]:
    """Hot spots and outliers of cluster density among all units of the level, as on its map."""
    about = counted_by(view, Subject.CLUSTER) | {"chain": view.state.chain or None}
    about["detail"] = CLUSTER_DENSITY.id
    wanted = {unit.place.key for unit in units}
    state = view.state.with_(
        place=NATION_ADCODE, level=units[0].place.level, measure=Measure.PER_AREA
    )
    for analysis, indicator in _SPOTS.items():
        nation = view_of(view.atlas, state.with_(analysis=analysis))
        if too_few(nation):
            continue
        found = spots_of(nation)
        rows = zip(nation.units, found.score, found.p, found.q, found.steps, strict=True)
        for unit, score, p, q, step in rows:
            if unit.place.key in wanted and not np.isnan(score):
                grade = _class(analysis, int(step))
                cells = {"p": float(p), "q": float(q), "grade": grade}
                yield Value(unit, indicator, float(score), about | cells)


def quotients(view: View, units: Sequence[Unit], subject: Subject) -> Iterator[Value]:
    """Location quotients with their intervals, and shrunk; none where too few are expected."""
    level, about = units[0].place.level, counted_by(view, subject)
    chains = [view.state.chain] if view.state.chain else list(industry_index(view.atlas).chains)
    for chain in chains:
        table = _rows(holdings_of(view, subject).quotients(level, chain), units)
        known = ~table["small"].to_numpy(dtype=bool) & table[LOCATION_QUOTIENT.id].notna()
        for i in np.flatnonzero(known).tolist():
            row = table.iloc[i]
            cells = about | {"chain": chain, "n": int(row["observed"])}
            interval = {bound: float(row[bound]) for bound in ("lower", "upper")}
            plain, shrunk = (float(row[one.id]) for one in (LOCATION_QUOTIENT, SHRUNK_QUOTIENT))
            yield Value(units[i], LOCATION_QUOTIENT, plain, cells | interval)
            yield Value(units[i], SHRUNK_QUOTIENT, shrunk, cells)


def mixes(view: View, units: Sequence[Unit], subject: Subject) -> Iterator[Value]:
    """Diversity, concentration and likeness to the neighbours; none of units with too few."""
    level, about = units[0].place.level, counted_by(view, subject)
    holdings = holdings_of(view, subject)
    diversity, likeness = holdings.diversity(level), holdings.similarity(level)
    mapped = _rows(holdings.mix(level).mapped.to_frame("n"), units)["n"].tolist()
    for indicator in (DIVERSITY, HHI):
        values = _rows(diversity, units)[indicator.id]
        for i in np.flatnonzero(values.notna()).tolist():
            yield Value(units[i], indicator, float(values.iloc[i]), about | {"n": mapped[i]})
    alike = _rows(likeness, units)
    for detail in ("mean", "max"):
        for i in np.flatnonzero(alike[detail].notna()).tolist():
            cells = about | {"detail": detail, "n": int(alike["neighbours"].iloc[i])}
            yield Value(units[i], SIMILARITY, float(alike[detail].iloc[i]), cells)


def transfer(atlas: Atlas, units: Sequence[Unit]) -> Iterator[Value]:
    """Gradient coefficients and local effects of provinces, of every activity and period."""
    index = transfer_index(atlas)
    for activity in index.gradients.activities:
        for year in index.gradients.years(activity):
            held = index.gradients.of(activity, year)
            about: dict[str, object] = {"activity": activity, "year": str(year)}
            for unit in (unit for unit in units if unit.place.key in held):
                one = held[unit.place.key]
                for indicator, value in ((GRADIENT, one.value), (REVISED_GRADIENT, one.revised)):
                    if value is not None:
                        grade = str(indicator.grade([value])[0])
                        yield Value(unit, indicator, value, about | {"grade": grade})
    for activity in index.modelled.activities:
        for period in index.modelled.periods(activity):
            if run := index.modelled.run(activity, period):
                about = {"activity": activity, "year": written(period), "unit": run.unit}
                for unit in (unit for unit in units if unit.place.key in run.effects):
                    yield Value(unit, LOCAL_EFFECT, run.effects[unit.place.key].effect, about)


def _concerned(view: View, units: Sequence[Unit]) -> Iterator[Unit]:
    """Units that a programme tells of: those of its province; all where it is national."""
    province, atlas = view.scope_province, view.atlas
    for unit in units:
        if province in (None, atlas.province_of(unit.place.key)):
            yield unit


def _class(analysis: Analysis, step: int) -> str:
    return CLASSES[analysis][step - NOT_SIGNIFICANT - 1] if step > NOT_SIGNIFICANT else "none"


def _rows(table: pd.DataFrame, units: Sequence[Unit]) -> pd.DataFrame:
    """Rows of the units, in their order."""
    return table.loc[[unit.place.adcode for unit in units]]


def _year_of_employment(atlas: Atlas) -> str | None:
    figures = atlas.edition.place_figures
    years = figures.loc[figures["measure"] == NEEDED[Measure.MANUFACTURING_SHARE], "year"]
    return None if years.empty else str(years.max())
