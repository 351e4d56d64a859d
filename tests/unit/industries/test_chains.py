"""Chains: complete, and told apart by everybody."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from app.figures import palette
from tests.unit.industries.colour import VISION, ciede2000, lab


@pytest.fixture(scope="module")
def colours(industries):
    return {chain.id: chain.colour for chain in industries.chains}


def test_chains_are_in_order(industries):
    assert [chain.order for chain in industries.chains] == list(range(1, 14))
    assert all(chain.name_zh and chain.name_en for chain in industries.chains)


def test_every_chain_is_reached(industries):
    wordings = (
        "机床", "汽车", "电子元件", "光伏", "钢铁", "新材料", "化工", "医药", "服装", "食品",
        "家具", "水泥", "物流",
    )  # fmt: skip
    read = [industries.of(wording).main_chain for wording in wordings]
    assert read == [chain.id for chain in industries.chains]


# Pairs 1, 4, 7, 9, 11, 13, 15, 16 and 25 of the published test data of Sharma, Wu and Dalal.
@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.0010), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.49, -0.0010), (50, -2.49, 0.0011), 7.2195),
        ((50, -0.0010, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, -0.0010, 2.49), (50, 0.0011, -2.49), 4.7461),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_ciede2000_gives_the_published_values(one, other, difference):
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(difference, abs=1e-4)


def test_lab_of_known_colours():
    assert lab("#ffffff") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.01)
    # Red and green of one lightness become one for a deuteranope; blue and yellow do not.
    assert ciede2000(lab("#b86a5a", "deuteranopia"), lab("#7f7f5a", "deuteranopia")) < 6
    assert ciede2000(lab("#3060d0", "deuteranopia"), lab("#a09020", "deuteranopia")) > 40


@pytest.mark.parametrize(
    ("vision", "least"), [("normal", 15), ("deuteranopia", 11), ("protanopia", 11)]
)
def test_any_two_colours_are_apart(colours, vision, least):
    assert set(VISION) == {"normal", "deuteranopia", "protanopia"}
    near = {
        (one, other): distance
        for one, other in combinations(colours, 2)
        if (distance := ciede2000(lab(colours[one], vision), lab(colours[other], vision))) < least
    }
    assert not near


def test_colours_differ_in_grey_and_stand_out_from_land_and_sea(colours):
    lightness = sorted(lab(colour)[0] for colour in colours.values())
    assert min(np.diff(lightness)) > 3
    for ground in (palette.LAND, palette.SEA, palette.ZERO):
        assert min(ciede2000(lab(colour), lab(ground)) for colour in colours.values()) > 15
