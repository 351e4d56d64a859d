"""Printed maps: their size, what stands on them, and that they can be read in grey."""

import io
from collections import Counter
from itertools import combinations, pairwise

import numpy as np
import pytest
from PIL import Image

from app.briefing.document import MapId
from app.briefing.maps import paper
from app.briefing.maps.key import printed_legend
from app.briefing.maps.pictures import draw, pictures
from app.briefing.maps.views import map_view, maps_of
from app.figures import palette
from app.figures.shading import luminance
from app.image.canvas import Canvas
from app.image.map_part import _apart
from app.image.signs import LETTERED_DOT_PX, signs_of
from app.industry_index import industry_index
from app.layers import layer_of
from app.legend import Heading, Sizes, Swatches
from app.state import Language, Layer, ViewState
from app.view import view_of
from geo.place import Level

NUMBER = "审图号：GS(2025)1234号"
PLACES = ["100000", "330000", "540000", "330400", "441900", "110108", "330481", "659001", "710000"]
PLACES += ["460300", "810000"]


def view(atlas, place, lang=Language.ZH):
    return view_of(atlas, ViewState(place=place, lang=lang))


@pytest.fixture
def written(monkeypatch):
    """Lets a map be drawn and returns what was written on it, each text with its size in points."""
    found = []
    write = Canvas.text

    def listening(self, at, text, size_px, colour, **how):
        found.append((text, paper.points(size_px)))
        write(self, at, text, size_px, colour, **how)

    monkeypatch.setattr(Canvas, "text", listening)

    def of(here, map_id):
        found.clear()
        draw(here, map_id, NUMBER)
        return list(found)

    return of


def lightness(colour):
    """CIE L* of a colour that is not nearly black, 0..100."""
    return 116 * luminance(colour) ** (1 / 3) - 16


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_its_maps_as_wide_as_the_text(atlas, place):
    """Of a county or any other place all maps together are less than 2 MB."""
    here = view(atlas, place)
    wanted = maps_of(here)
    assert (MapId.LOCATOR in wanted) is (place != "100000")
    made = pictures(here, wanted, NUMBER)
    assert tuple(made) == wanted
    assert sum(len(one.png) for one in made.values()) < 2_000_000
    for one in made.values():
        width, height = Image.open(io.BytesIO(one.png)).size
        assert one.width_mm <= 156
        assert one.height_mm < 150  # the most that a page of a document has room for
        assert width / (one.width_mm / 25.4) == pytest.approx(200, abs=1)
        assert height / width == pytest.approx(one.height_mm / one.width_mm, rel=0.01)


@pytest.mark.parametrize("map_id", list(MapId))
def test_credit_review_number_edition_and_scale_stand_on_every_map(atlas, written, map_id):
    words = "".join(text for text, _ in written(view(atlas, "330000"), map_id))
    assert "天地图" in words
    assert NUMBER in words
    assert atlas.edition.id in words
    assert " km" in words


def test_a_modelled_map_says_so(atlas, written):
    here = view(atlas, "330000")
    assert "模型估算" in dict(written(here, MapId.TRANSFER))
    assert "模型估算" not in dict(written(here, MapId.DENSITY))


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("place", ["100000", "310000", "460300"])
def test_no_type_is_smaller_than_seven_points(atlas, written, place, lang):
    here = view(atlas, place, lang)
    sizes = [size for map_id in maps_of(here) for _, size in written(here, map_id)]
    assert len(sizes) > 50
    assert min(sizes) >= 7


def test_classes_darken_in_grey_as_they_rise(atlas):
    """Measured on the picture: the grey of each class, from the least to the most."""
    here = map_view(view(atlas, "100000"), MapId.DENSITY)
    (swatches,) = (part for part in printed_legend(here) if isinstance(part, Swatches))
    picture = Image.open(io.BytesIO(pictures(here, [MapId.DENSITY], None)[MapId.DENSITY].png))
    rgb, grey = np.asarray(picture.convert("RGB")), np.asarray(picture.convert("L"))
    greys = []
    for swatch in reversed(swatches.items[:-1]):  # the last one is zero
        colour = [int(swatch.colour[i : i + 2], 16) for i in (1, 3, 5)]
        (found,) = np.unique(grey[(rgb == colour).all(axis=2)])
        greys.append(int(found))
    assert len(greys) == 5
    assert all(a - b > 20 for a, b in pairwise(greys))


@pytest.mark.parametrize("map_id", [one for one in MapId if one is not MapId.LOCATOR])
@pytest.mark.parametrize("place", ["100000", "110000", "330000", "440000", "130200"])
def test_what_is_as_light_as_another_thing_has_another_sign(atlas, place, map_id):
    here = map_view(view(atlas, place), map_id)
    signs, compared = signs_of(here), 0
    for part in printed_legend(here):
        items = part.items if isinstance(part, Swatches) else ()
        for one, other in combinations([i.colour for i in items], 2):
            if abs(lightness(one) - lightness(other)) < 6:
                assert sign(signs, one) != sign(signs, other)
            compared += 1
    assert compared


def sign(signs, colour):
    return signs.hatches.get(colour), signs.letters.get(colour), colour in signs.eyes


def test_hatching_is_drawn_on_units_without_data(atlas):
    """In the colour of missing values there are dark strokes, on the map and in the key."""
    picture = pictures(view(atlas, "100000"), [MapId.TRANSFER], None)[MapId.TRANSFER]
    rgb = np.asarray(Image.open(io.BytesIO(picture.png)).convert("RGB")).astype(int)
    colour = [int(palette.NO_DATA[i : i + 2], 16) for i in (1, 3, 5)]
    missing = (rgb == colour).all(axis=2)
    assert missing.sum() > 2000
    # A stroke is a little darker than its ground, and has ground on both sides in its row.
    darker = (rgb.sum(axis=2) < sum(colour) - 40)[:, 3:-3]
    strokes = darker & missing[:, :-6] & missing[:, 6:]
    assert strokes.sum() > 200


def test_a_chain_has_one_letter_and_every_dot_is_in_the_key(atlas):
    chains = industry_index(atlas).chains
    here = map_view(view(atlas, "440000"), MapId.INDUSTRIES)
    letters = signs_of(here).letters
    assert sorted(letters.values()) == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(chains)])
    colours = set(layer_of(here).points(here)["marker"]["color"])
    (swatches,) = (part for part in printed_legend(here) if isinstance(part, Swatches))
    assert colours <= {swatch.colour for swatch in swatches.items}


def test_every_unit_in_the_colour_of_a_chain_has_its_letter(atlas, written):
    """Names give way to letters: in grey, the letter is what tells the chain."""
    here = map_view(view(atlas, "100000"), MapId.INDUSTRIES)
    letters, colours = signs_of(here).letters, layer_of(here).shade(here).unit_colours
    wanted = Counter(letters[colour] for colour in colours if colour in letters)
    found = Counter(text for text, _ in written(view(atlas, "100000"), MapId.INDUSTRIES))
    in_key = Counter(set(wanted.elements()))
    assert {letter: found[letter] for letter in wanted} == dict(wanted + in_key)


def test_lettered_dots_are_moved_apart_and_the_others_stay():
    """Three on one spot, two that overlap, one alone."""
    given = np.array([[100, 100], [100, 100], [100, 100], [200, 50], [204, 50], [300, 300]], float)
    placed = _apart(given)
    gaps = [float(np.hypot(*(a - b))) for a, b in combinations(placed, 2)]
    assert min(gaps) > LETTERED_DOT_PX
    assert placed[3:5].mean(axis=0) == pytest.approx([202, 50])
    assert placed[5].tolist() == [300, 300]
    assert np.abs(placed - given).max() < 2 * LETTERED_DOT_PX


def test_a_county_is_marked_among_its_neighbours(atlas):
    here = map_view(view(atlas, "330481"), MapId.DENSITY)
    assert here.focus.place.adcode == "330400"
    assert here.selected.place.adcode == "330481"
    assert len(here.units) == 7  # 嘉兴 has two districts, three cities and two counties


@pytest.mark.parametrize(("place", "province"), [("441900", "440000"), ("659001", "650000")])
def test_a_prefecture_that_is_one_county_is_marked_among_prefectures(atlas, place, province):
    here = map_view(view(atlas, place), MapId.DENSITY)
    assert (here.focus.place.adcode, here.level) == (province, Level.PREFECTURE)
    assert here.selected.place.adcode == place


def test_maps_show_programme_and_year_of_the_briefing(atlas):
    here = view_of(atlas, ViewState(place="330000", year="2024"))
    for map_id in (MapId.DENSITY, MapId.INDUSTRIES):
        assert map_view(here, map_id).year == "2024"
    assert map_view(here, MapId.PARKS).state.layer is Layer.PARKS


def test_the_key_of_the_nation_has_the_sizes_of_its_small_symbols(atlas):
    """On screen and on paper: the largest park of the key is as large as that of the map."""
    here = map_view(view(atlas, "100000"), MapId.PARKS)
    scale = signs_of(here).dots
    drawn = max(layer_of(here).points(here)["marker"]["size"]) * scale
    (sizes,) = (part for part in printed_legend(here) if isinstance(part, Sizes))
    assert max(px for px, _ in sizes.items) == pytest.approx(drawn, abs=0.1)


def test_the_title_is_the_documents(atlas, written):
    texts = dict(written(view(atlas, "330000"), MapId.DENSITY))
    here = map_view(view(atlas, "330000"), MapId.DENSITY)
    (heading,) = (part for part in printed_legend(here) if isinstance(part, Heading))
    assert heading.text in texts
    assert not any("浙江省" in text for text in texts)


def test_the_same_map_is_the_same_file(atlas):
    made = [pictures(view(atlas, "330481"), [MapId.LOCATOR], None) for _ in range(2)]
    assert made[0] == made[1]
