"""Fitting a place into the pixels of the map."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.figures.viewport import (
    INSET_PREFECTURES,
    Viewport,
    fit,
    has_inset,
    looks_at,
    main_bounds,
    screen_inset_px,
)
from app.state import ViewState
from app.view import view_of
from geo.place import NATION, Level, PlaceKey

TILE_PX = 512
degrees = st.floats(-60, 60)
sizes = st.integers(200, 2000)
boxes = st.tuples(degrees, degrees, degrees, degrees).map(
    lambda box: (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
)


def mercator(lat):
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def pixels(lon, lat, looks, viewport):
    """Where Web Mercator puts a point on screen, from the left and from the top."""
    scale = TILE_PX * 2 ** looks["zoom"] / 360
    x = (lon - looks["center"]["lon"]) * scale + viewport.width_px / 2
    y = (mercator(looks["center"]["lat"]) - mercator(lat)) * scale + viewport.height_px / 2
    return x, y


def test_the_whole_width_of_the_world_is_one_tile_at_zoom_zero():
    looks = fit((-180, -10, 180, 10), Viewport(512, 512), padding=0)
    assert looks["zoom"] == pytest.approx(0)
    assert looks["center"]["lon"] == pytest.approx(0)
    assert looks["center"]["lat"] == pytest.approx(0)


def test_a_quarter_of_the_width_is_two_steps_closer():
    assert fit((0, -1, 90, 1), Viewport(512, 512), padding=0)["zoom"] == pytest.approx(2)


def test_padding_on_both_sides_halves_what_is_left():
    tight = fit((0, -1, 10, 1), Viewport(800, 800), padding=0)
    loose = fit((0, -1, 10, 1), Viewport(800, 800), padding=0.25)
    assert tight["zoom"] - loose["zoom"] == pytest.approx(1, abs=0.002)


def test_a_tall_place_is_fitted_by_its_height():
    # 60° north is 75.456... mercator degrees: as wide as 75.456° of longitude.
    tall = fit((-1, 0, 1, 60), Viewport(512, 512), padding=0)
    wide = fit((0, -1, 75.4561, 1), Viewport(512, 512), padding=0)
    assert tall["zoom"] == pytest.approx(wide["zoom"], abs=0.002)


@given(boxes, st.builds(Viewport, sizes, sizes), st.floats(0, 0.3))
def test_the_bounds_lie_inside_the_viewport(bounds, viewport, padding):
    west, south, east, north = bounds
    width, height = viewport.width_px, viewport.height_px
    looks = fit(bounds, viewport, padding)
    for lon, lat in ((west, south), (west, north), (east, south), (east, north)):
        x, y = pixels(lon, lat, looks, viewport)
        assert width * padding - 1 <= x <= width * (1 - padding) + 1
        assert height * padding - 1 <= y <= height * (1 - padding) + 1


@pytest.mark.parametrize(
    "sent", [None, "800", [], {}, float("nan"), float("inf"), -float("inf"), True]
)
def test_a_size_that_is_none_becomes_a_usual_one(sent):
    viewport = Viewport.of(sent, sent)
    assert 200 <= viewport.width_px <= 4000
    assert 200 <= viewport.height_px <= 4000


def test_absurd_sizes_are_bounded():
    assert Viewport.of(-5, 10**6) == Viewport(200, 4000)
    assert Viewport.of(10**400, 0) == Viewport(760, 200)


def test_only_the_nation_and_hainan_have_the_inset(atlas):
    hainan = PlaceKey(Level.PROVINCE, "460000")
    shown = [key for key in atlas.units if has_inset(atlas.unit(key))]
    assert set(shown) == {NATION, hainan}


def test_the_islands_of_the_inset_do_not_shrink_the_main_map(atlas):
    nation = atlas.unit(NATION)
    west, south, east, north = main_bounds(atlas, nation)
    assert south > nation.bounds[1]
    sansha = atlas.unit(PlaceKey(Level.PREFECTURE, "460300"))
    haikou = atlas.unit(PlaceKey(Level.PREFECTURE, "460100"))
    assert sansha.bounds[1] < south <= haikou.bounds[1]
    assert (west, east, north) == (nation.bounds[0], nation.bounds[2], nation.bounds[3])


@pytest.mark.parametrize("place", ["100000", "460000"])
@pytest.mark.parametrize(
    ("width", "height"), [(760, 600), (760, 700), (390, 455), (390, 256), (1900, 900), (1000, 300)]
)
def test_the_inset_hides_no_land(atlas, place, width, height):
    """It once lay over Taiwan; the corners of the counties tell, at any size of the map."""
    view, viewport = view_of(atlas, ViewState(place=place)), Viewport(width, height)
    looks = looks_at(view, viewport)
    across, down = screen_inset_px(viewport)
    for unit in atlas.units_within(view.focus.place.key, Level.COUNTY):
        if atlas.gazetteer[unit.place.key].parent.adcode in INSET_PREFECTURES:
            continue
        west, south, east, north = unit.bounds
        x, y = pixels(east, south, looks, viewport)
        left, top = pixels(west, north, looks, viewport)
        assert x <= width - across or y <= height - down, unit.place
        assert min(left, top) >= 0, unit.place
        assert x <= width, unit.place


def test_a_map_beside_its_inset_is_no_smaller_than_need_be(atlas):
    view, wide = view_of(atlas, ViewState()), Viewport(1900, 600)
    plain = fit(main_bounds(atlas, view.focus), wide)
    assert looks_at(view, wide)["zoom"] == plain["zoom"]
