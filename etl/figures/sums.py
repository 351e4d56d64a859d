"""Figures of places from the units of the census: stated for one unit, summed for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from etl.figures.matching import Match, Piece
from geo.figure import Basis, Figure
from geo.place import Level, PlaceKey

COMPLETE = 0.95
"""Least part of a place's residents that a figure must cover."""


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One figure of a place; `coverage` is the part of its residents that it covers, 0..1."""

    place: PlaceKey
    figure: Figure
    value: float
    basis: Basis
    coverage: float


def place_figures(matches: Iterable[Match]) -> list[PlaceFigure]:
    """Figures of every place of which enough is known.

    A sum covers a place's residents but for those of units that say nothing, contradict themselves
    or lie there in unknown part; below `COMPLETE` of them there is no figure. The share of
    manufacturing is that of the census where a place is one unit, else that of the estimated
    persons.
    """
    held: dict[PlaceKey, list[Piece]] = {}
    for match in matches:
        for level in Level:
            for adcode, piece in match.pieces(level):
                held.setdefault(PlaceKey(level, adcode), []).append(piece)
    return [figure for place, pieces in held.items() for figure in _figures(place, pieces)]


def _figures(place: PlaceKey, pieces: Sequence[Piece]) -> Iterator[PlaceFigure]:
    is_one = len(pieces) == 1 and pieces[0].is_whole
    whole = sum(piece.weight for piece in pieces)
    residents = sum(piece.residents or 0.0 for piece in pieces)
    coverage = residents / whole if whole else 0.0
    if residents and coverage >= COMPLETE:
        basis = Basis.STATED if is_one else Basis.SUMMED
        yield PlaceFigure(place, Figure.POPULATION, residents, basis, coverage)
    yield from _employment(place, pieces, whole)
    share = pieces[0].unit.manufacturing_share
    if is_one and share is not None:
        yield PlaceFigure(place, Figure.MANUFACTURING_SHARE, share, Basis.STATED, 1.0)


def _employment(place: PlaceKey, pieces: Sequence[Piece], whole: float) -> Iterator[PlaceFigure]:
    known = [(piece.weight, persons) for piece in pieces if (persons := _employed(piece))]
    coverage = sum(weight for weight, _ in known) / whole if whole else 0.0
    employed = sum(persons for _, (persons, _) in known)
    if not employed or coverage < COMPLETE:
        return
    making = sum(persons for _, (_, persons) in known)
    basis = Basis.ESTIMATED
    yield PlaceFigure(place, Figure.EMPLOYED, float(round(employed)), basis, coverage)
    yield PlaceFigure(place, Figure.MANUFACTURING_EMPLOYED, float(round(making)), basis, coverage)
    if len(pieces) > 1:
        share = round(making / employed, 6)
        yield PlaceFigure(place, Figure.MANUFACTURING_SHARE, share, basis, coverage)


def _employed(piece: Piece) -> tuple[float, float] | None:
    """Employed persons and those in manufacturing of a unit that lies in the place as a whole.

    How the employed of a divided unit spread over its parts is not known.
    """
    unit = piece.unit
    if not piece.is_whole or unit.employed is None or unit.manufacturing_employed is None:
        return None
    return unit.employed, unit.manufacturing_employed
