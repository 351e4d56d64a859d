"""The tree of the bundled layer, without its geometry."""

import pytest

from geo.place import Gazetteer, Level, Place, PlaceKey
from tests.unit.resolve.conftest import build_gazetteer


@pytest.fixture(scope="session")
def gazetteer():
    """Places as in an edition: a city without districts is the parent of its own county unit."""
    tree = build_gazetteer()
    return Gazetteer(_under_its_prefecture(tree, place) for place in tree)


def _under_its_prefecture(tree, place):
    own = PlaceKey(Level.PREFECTURE, place.adcode)
    if place.level is Level.COUNTY and own in tree and not place.adcode.endswith("0000"):
        return Place(place.level, place.adcode, place.name_zh, own)
    return place
