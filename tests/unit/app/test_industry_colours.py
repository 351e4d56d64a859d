"""Colours of the industries map: told apart by everybody, beside those of the chains."""

from itertools import combinations

import pytest

from app.industry_index import industry_index
from app.layers.industries import colours
from tests.unit.industries.colour import VISION, ciede2000, lab


def apart(one, other):
    """Least difference of two colours over the kinds of sight."""
    return min(ciede2000(lab(one, vision), lab(other, vision)) for vision in VISION)


@pytest.fixture(scope="module")
def chains(atlas):
    return [chain.colour for chain in industry_index(atlas).chains.values()]


@pytest.mark.parametrize(
    ("colour", "least"),
    [(colours.TIE, 8), (colours.NO_SINGLE, 5), (colours.EMPTY, 8), (colours.MASKED, 8)],
)
def test_what_is_no_chain_looks_like_none(chains, colour, least):
    assert min(apart(colour, chain) for chain in chains) >= least


def test_ties_no_chain_and_nothing_are_told_apart():
    for one, other in combinations([colours.TIE, colours.NO_SINGLE, colours.EMPTY], 2):
        assert apart(one, other) >= 5


def test_quotients_are_told_apart_from_each_other_and_from_what_is_hidden():
    for one, other in combinations([*colours.QUOTIENTS, colours.MASKED, colours.EMPTY], 2):
        assert apart(one, other) >= 8


def test_quotients_are_lightest_about_the_average():
    light = [lab(colour)[0] for colour in colours.QUOTIENTS]
    assert light[0] < light[1] < light[2] > light[3] > light[4]


def test_a_chain_that_is_there_but_does_not_lead_is_pale(chains):
    for chain in chains:
        assert lab(colours.tint(chain))[0] > lab(chain)[0]
        assert apart(colours.tint(chain), chain) >= 5
        assert apart(colours.tint(chain), colours.EMPTY) >= 4
