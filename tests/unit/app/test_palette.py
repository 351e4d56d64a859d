"""The colours: even in lightness, apart from each other, the same on the scale and the legend."""

from itertools import pairwise

import numpy as np
import pytest

from app.figures import palette
from app.figures.shading import Shading
from geo.classes import classify_by
from geo.ramp import class_colours, shades


def lightness(colour):
    """CIE L* of a hexadecimal sRGB colour, 0..100."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    y = sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_the_ramp_darkens_in_even_steps():
    steps = [lightness(colour) for colour in palette.RAMP]
    falls = [a - b for a, b in pairwise(steps)]
    assert min(falls) > 8
    assert max(falls) / min(falls) < 2


def test_zero_missing_land_and_sea_are_told_apart_from_the_ramp():
    others = {palette.ZERO, palette.NOT_APPLICABLE, palette.NO_DATA, palette.LAND, palette.SEA}
    assert len(others) == 5
    assert not others & set(palette.RAMP)
    assert lightness(palette.ZERO) > lightness(palette.RAMP[0])


@pytest.mark.parametrize(
    ("classes", "steps"),
    [(0, []), (1, [3]), (2, [1, 5]), (3, [1, 3, 5]), (5, [1, 2, 3, 4, 5])],
)
def test_classes_spread_over_the_whole_ramp(classes, steps):
    assert palette.ramp_steps(classes) == steps


def test_four_classes_have_four_colours():
    steps = palette.ramp_steps(4)
    assert len(set(steps)) == 4
    assert (steps[0], steps[-1]) == (1, 5)


def test_the_scale_shows_each_step_in_its_own_colour():
    shading = Shading(np.arange(8), palette.STEPPED, [], "")
    low, high = -0.5, len(palette.STEPPED) - 0.5
    for position, step in enumerate(range(-2, 6)):
        at = (position - low) / (high - low)  # the middle of the step's share of z
        below = [colour for edge, colour in shading.scale() if edge <= at]
        assert below[-1] == palette.colour_of(step) == shading.colour_of(position)


def test_only_the_dark_end_of_the_ramp_asks_for_light_labels():
    shading = Shading(np.arange(9), palette.STEPPED, [], "")
    assert shading.is_dark.tolist() == [False] * 6 + [True] * 3


@pytest.mark.parametrize("ramp", [palette.RAMP, palette.PARK_RAMP])
@pytest.mark.parametrize("classes", [6, 7])
def test_many_classes_are_mixed_between_the_colours_of_the_ramp(ramp, classes):
    found = shades(ramp, classes)
    falls = [lightness(a) - lightness(b) for a, b in pairwise(found)]
    assert (found[0], found[-1], len(found)) == (ramp[0], ramp[-1], classes)
    assert min(falls) > 5


@pytest.mark.parametrize("classes", range(8))
def test_steps_of_classes_have_the_colours_of_that_many(classes):
    shown = [palette.colour_of(step) for step in palette.ramp_steps(classes)]
    assert len(set(shown)) == classes
    if classes not in (2, 4):
        assert tuple(shown) == shades(palette.RAMP, classes)


@pytest.mark.parametrize("breaks", [(1,), (1, 2, 3), (1, 2, 3, 4, 5, 6, 7)])
def test_charts_of_the_domain_have_the_colours_of_the_screen(breaks):
    classes = classify_by([1.0, 2.0], breaks)
    on_screen = tuple(palette.colour_of(step) for step in palette.class_steps(classes))
    assert class_colours(classes) == on_screen


def test_what_is_above_set_breaks_is_darker_than_the_ramp():
    steps = palette.class_steps(classify_by([1, 9], [2, 4]))
    assert steps == [1, 5, palette.ABOVE_STEP]
    for ramp, above in ((palette.RAMP, palette.ABOVE), (palette.PARK_RAMP, palette.PARK_ABOVE)):
        assert lightness(ramp[-1]) - lightness(above) > 15


@pytest.mark.parametrize("colour", palette.RAMP[:3])
def test_labels_are_readable_on_light_steps(colour):
    assert lightness(colour) - lightness(palette.LABEL) > 40


@pytest.mark.parametrize("colour", palette.RAMP[3:])
def test_labels_are_readable_on_dark_steps(colour):
    assert lightness(palette.LABEL_ON_DARK) - lightness(colour) > 40
