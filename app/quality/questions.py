"""The questions of an edition: what a person has to decide, filtered, sorted and in pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from app.atlas import Atlas, Unit
from app.quality.state import QualityState, Sort
from geo.errors import NotFound
from geo.place import Level, PlaceKey

PER_PAGE: Final = 100
SAME_CLUSTER: Final = "same-cluster"
ITSELF: Final = "itself"
"""Value of `same_as` by which an entry is no other cluster."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be decided: one place or several together, or which cluster the entry is.

    Attributes
    ----------
    units
        The places.
    level
        Their level, where the code alone would be taken for a coarser unit (441900).
    cluster
        The cluster that the entry may be.
    is_itself
        The entry is no other cluster.
    """

    units: tuple[Unit, ...] = ()
    level: str = ""
    cluster: dict[str, Any] | None = None
    is_itself: bool = False

    @property
    def adcodes(self) -> str:
        """Codes of the places, joined as the tables join them."""
        return ";".join(unit.place.adcode for unit in self.units)

    @property
    def same_as(self) -> str:
        """Which cluster it is, as a decision says it."""
        if self.is_itself:
            return ITSELF
        return str(self.cluster["id"]) if self.cluster else ""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One question; equal to itself only.

    Attributes
    ----------
    row
        As in the table `questions`.
    programme_id
        Of the cluster that it is about; empty for a park.
    held
        The placement in doubt; None if there is none.
    others
        The other answers, as far as the edition has their places and clusters.
    provinces
        Adcodes of the provinces that its places, candidates or recommending unit name.
    words
        What is searched, in small letters.
    """

    row: dict[str, Any]
    programme_id: str
    held: Answer | None
    others: tuple[Answer, ...]
    provinces: frozenset[str]
    words: str

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What may be decided, beginning with the placement as it is."""
        return (self.held, *self.others) if self.held else self.others

    @property
    def confidence(self) -> float:
        """How sure the placement is; 0 if there is none."""
        return float(self.row["confidence"] or 0.0)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the questions that a state asks for."""

    questions: tuple[Question, ...]
    number: int
    pages: int
    found: int
    total: int


def questions_of(atlas: Atlas) -> tuple[Question, ...]:
    """All questions of an edition."""
    homes = _units_by_name(atlas)
    return tuple(_question(atlas, row, homes) for row in atlas.questions)


def chosen(questions: Iterable[Question], state: QualityState) -> list[Question]:
    """The questions that a state asks for, in its order."""
    words = _folded(state.text).split()
    found = [one for one in questions if _is_asked(one, state, words)]
    return sorted(found, key=_ORDERS[state.sort])


def page_of(questions: tuple[Question, ...], state: QualityState) -> Page:
    """One page of the questions.

    Raises
    ------
    NotFound
        If the page is beyond the last.
    """
    found = chosen(questions, state)
    pages = max(1, -(-len(found) // PER_PAGE))
    if state.page > pages:
        raise NotFound(f"page={state.page} does not exist: the last one is page={pages}")
    first = (state.page - 1) * PER_PAGE
    shown = tuple(found[first : first + PER_PAGE])
    return Page(shown, state.page, pages, len(found), len(questions))


def _is_asked(question: Question, state: QualityState, words: list[str]) -> bool:
    row = question.row
    return (
        state.programme in ("", question.programme_id)
        and state.kind in ("", row["kind"])
        and state.code in ("", row["code"])
        and (not state.province or state.province in question.provinces)
        and (state.below is None or question.confidence < state.below)
        and all(word in question.words for word in words)
    )


def _by_source(question: Question) -> tuple[Any, ...]:
    row = question.row
    return row["source_id"], row["source_row"], row["code"]


_ORDERS: Final[dict[Sort, Callable[[Question], tuple[Any, ...]]]] = {
    Sort.DOUBT: lambda question: (question.confidence, *_by_source(question)),
    Sort.NAME: lambda question: (question.row["name_zh"], *_by_source(question)),
    Sort.UNIT: lambda question: (question.row["unit"] or "", *_by_source(question)),
    Sort.CODE: lambda question: (question.row["code"], *_by_source(question)),
    Sort.SOURCE: _by_source,
}


def _question(atlas: Atlas, row: dict[str, Any], homes: dict[str, PlaceKey]) -> Question:
    places = tuple(units_of(atlas, row["level"], row["adcodes"]))
    held = _placed(atlas, places) if places else None
    others = tuple(one for one in _answers(atlas, row) if one != held)
    units = [*places, *(unit for one in others for unit in one.units)]
    keys = [unit.place.key for unit in units]
    if home := homes.get(row["unit"] or ""):
        keys.append(home)
    texts = [row[name] for name in ("name_zh", "unit", "evidence", "source_where", "source_id")]
    names = [unit.place.name_zh for unit in units]
    return Question(
        row,
        _programme_of(atlas, row),
        held,
        others,
        frozenset(atlas.province_of(key) for key in keys if key.level is not Level.NATION),
        _folded("\n".join(text for text in (*texts, *names) if text)),
    )


def _programme_of(atlas: Atlas, row: dict[str, Any]) -> str:
    """Programme of the cluster; of a row of a re-review that meets none, that of its list."""
    if row["kind"] != "cluster":
        return ""
    if cluster := atlas.clusters.get(row["subject_id"]):
        return str(cluster["programme_id"])
    listed = (one["programme_id"] for one in atlas.sources if one["id"] == row["source_id"])
    return next(listed, None) or ""


def units_of(atlas: Atlas, level: str | None, adcodes: str | None) -> list[Unit]:
    """Units with codes that `;` joins; of a code alone the coarsest, as the map shows it."""
    known = level if level in set(Level) else None
    found = (_unit(atlas, known, adcode) for adcode in (adcodes or "").split(";"))
    return [unit for unit in found if unit]


def _answers(atlas: Atlas, row: dict[str, Any]) -> Iterable[Answer]:
    for candidate in row["candidates"]:
        if unit := _unit(atlas, candidate.get("level"), candidate.get("adcode", "")):
            yield _placed(atlas, (unit,))
        elif cluster := atlas.clusters.get(candidate.get("cluster_id", "")):
            yield Answer(cluster=cluster)
    if row["code"] == SAME_CLUSTER:
        yield Answer(is_itself=True)


def _placed(atlas: Atlas, units: tuple[Unit, ...]) -> Answer:
    finer = [one for one in units if atlas.gazetteer.coarsest(one.place.adcode) != one.place]
    return Answer(units, finer[0].place.level if finer else "")


def _unit(atlas: Atlas, level: str | None, adcode: str) -> Unit | None:
    levels = [Level(level)] if level else list(Level)
    keys = [PlaceKey(one, adcode) for one in levels]
    return next((atlas.units[key] for key in keys if key in atlas.units), None)


def _units_by_name(atlas: Atlas) -> dict[str, PlaceKey]:
    """Provinces and prefectures by the name that lists print as recommending unit."""
    coarse = (Level.PREFECTURE, Level.PROVINCE)
    return {
        place.name_zh: place.key for level in coarse for place in atlas.gazetteer.of_level(level)
    }


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
