"""The query of an image."""

import pytest

from app.image.state import Format, ImageState, image_address
from app.state import Layer, ViewState
from geo.errors import InvalidInput


def test_size_and_view_are_read_together():
    state = ImageState.parse("layer=parks&width=1600&scale=2", Format.PNG)
    assert (state.width, state.height, state.scale) == (1600, 960, 2)
    assert state.view == ViewState(layer=Layer.PARKS)


def test_what_is_beside_the_map_is_not_part_of_an_image():
    one = ImageState.parse("?place=330000&table=open&panel=sources&embed=1", Format.PNG)
    assert one == ImageState.parse("?place=330000", Format.PNG)
    assert one.query() == "?place=330000"


def test_the_address_of_an_image_says_what_it_shows():
    state = ViewState.parse("?place=330000&embed=1&table=open")
    assert image_address(state, Format.PNG, 2) == "/image.png?place=330000&scale=2"
    assert image_address(ViewState(), Format.SVG) == "/image.svg"


@pytest.mark.parametrize(
    ("query", "kind", "named"),
    [
        ("width=799", Format.PNG, "width"),
        ("width=99999999999999999999", Format.PNG, "width"),
        ("height=-1", Format.SVG, "height"),
        ("height=6e2", Format.PNG, "height"),
        ("scale=0", Format.PNG, "scale"),
        ("scale=2", Format.SVG, "scale"),
        ("width=4000&height=4000", Format.PNG, "9,000,000"),
        ("width=1600&height=1600&scale=4", Format.PNG, "9,000,000"),
        ("width=800&width=900", Format.PNG, "twice"),
        ("layer=none", Format.PNG, "layer"),
        ("size=1", Format.PNG, "size"),
    ],
)
def test_a_wrong_size_is_refused_by_name(query, kind, named):
    with pytest.raises(InvalidInput, match=named):
        ImageState.parse(query, kind)
