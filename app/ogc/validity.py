"""When features are valid: from the recognition to the end of the term that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from app.atlas import Atlas
from app.extract.dataset import Feature
from app.extract.recognitions import COLUMNS
from app.ogc.period import Period, first_day, last_day


def _of_cluster(atlas: Atlas, feature: Feature) -> Period:
    """From its first recognition to the end of its last."""
    return _from_first_to_last(atlas.recognitions_of[feature.id])


def _of_recognition(_: Atlas, feature: Feature) -> Period:
    return _from_first_to_last([dict(zip(COLUMNS, feature.values, strict=True))])


def _from_first_to_last(recognitions: Iterable[Mapping[str, Any]]) -> Period:
    """What is not known is open; a re-review carries a term on."""
    terms = [
        (
            first_day(row["recognised_on"] or row["recognised_year"]),
            last_day(max((row["valid_to"] or 0, row["reviewed_to"] or 0))),
        )
        for row in recognitions
    ]
    return Period(min(first for first, _ in terms), max(last for _, last in terms))


VALIDITY: Final[Mapping[str, Callable[[Atlas, Feature], Period]]] = {
    "clusters": _of_cluster,
    "recognitions": _of_recognition,
}
"""By dataset; the others have no time."""
