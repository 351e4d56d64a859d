"""Which clusters and parks a place, a chain and an industry leave."""

from __future__ import annotations

from app.atlas import Atlas
from app.extract.wanted import Wanted
from app.industry_index import industry_index
from app.industry_reading import Subject
from geo.errors import InvalidInput, NotFound
from geo.place import NATION, PlaceKey


def of_industries(atlas: Atlas, wanted: Wanted, subject: Subject) -> frozenset[str]:
    """Ids of the clusters or parks of the wanted chain and industry.

    Of a chain those that count in it, as on the map; of an industry those of which a reading names
    the division or leaves it open (`Breadth.BROAD`).

    Raises
    ------
    NotFound
        The edition has no such chain or division.
    """
    index = industry_index(atlas)
    if wanted.chain and wanted.chain not in index.chains:
        known = ", ".join(index.chains)
        raise NotFound(f"chain={wanted.chain} is not in this edition: it has {known}")
    check_industry(atlas, wanted)
    found = index.ids(subject)
    if wanted.chain:
        found &= index.counted_in(subject, wanted.chain)
    if wanted.industry:
        found &= index.naming(subject, wanted.industry)
    return found


def check_industry(atlas: Atlas, wanted: Wanted) -> None:
    """Refuse an industry that is no division.

    Raises
    ------
    NotFound
        The edition has no such division.
    """
    if wanted.industry and wanted.industry not in industry_index(atlas).activities:
        raise NotFound(
            f"industry={wanted.industry} is no division of GB/T 4754 with the letter of its "
            "section, as C39"
        )


def check_counted(wanted: Wanted) -> None:
    """Refuse a choice of clusters where only parks are counted.

    Raises
    ------
    InvalidInput
        The message names it.
    """
    given = set(wanted.given()) & {"programme", "batch", "year"}
    if wanted.subject is Subject.PARK and given:
        raise InvalidInput(f"{min(given)} does not narrow parks: leave it or subject=park out")


def clusters_within(atlas: Atlas, place: PlaceKey) -> frozenset[str]:
    """Ids of the clusters in a place; of the nation also of those that stand nowhere."""
    if place == NATION:
        return frozenset(atlas.clusters)
    members = atlas.members
    return frozenset(members.loc[members[place.level] == place.adcode, "cluster_id"])
