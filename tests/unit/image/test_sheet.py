"""A sheet against its view: every unit once in its colour, true areas, names, inset, scale."""

from dataclasses import fields
from itertools import combinations

import pytest

from app.figures.labels import labels_of
from app.image.canvas import overlap
from app.image.extras import inset_box, round_length_m
from app.image.frame import Frame
from app.image.names import place_names
from app.image.sheet import draw_sheet
from app.layers import layer_of
from app.layers.layer import MapLayer
from app.state import ViewState
from app.view import view_of
from tests.svg_sheet import SvgSheet

BOX = (24.0, 80.0, 974.0, 860.0)
VIEWS = [
    "?level=county",
    "?level=prefecture&measure=per_area",
    "?layer=industries&place=330000",
    "?layer=industries&structure=quotient&level=prefecture",
    "?layer=parks&place=330400&select=330481",
    "?layer=transfer&select=440000",
    "?layer=transfer&kind=policy",
]


def sheet_of(atlas, query, review_number=None):
    view = view_of(atlas, ViewState.parse(query))
    return view, SvgSheet(draw_sheet(view, 1280, 960, review_number).svg({"Title": "t"}))


@pytest.mark.parametrize("query", VIEWS)
def test_every_unit_is_drawn_once_in_the_colour_of_the_screen(atlas, query):
    view, sheet = sheet_of(atlas, query)
    shading = layer_of(view).shade(view)
    wanted = [shading.colour_of(i) for i in range(len(view.units))]
    assert sheet.fills("areas") == wanted


@pytest.mark.parametrize("query", ["?level=province", "?place=330000"])
def test_areas_on_the_sheet_are_those_on_the_ellipsoid(atlas, query):
    """The sheet shows the equal-area plane itself: one scale gives every area."""
    view, sheet = sheet_of(atlas, query)
    # Small ones change with the simplified boundary.
    least_km2 = sum(unit.area_km2 for unit in view.units) / 100
    per_px = [
        unit.area_km2 / px2
        for unit, px2 in zip(view.units, sheet.areas_px2("areas"), strict=True)
        if unit.area_km2 > least_km2
    ]
    assert len(per_px) >= 10
    assert max(per_px) / min(per_px) < 1.03


def test_flows_and_the_marked_unit_are_drawn(atlas):
    view, sheet = sheet_of(atlas, "?layer=transfer&select=440000&top=5")
    assert len(sheet.part("ribbons")) == len(layer_of(view).ribbons(view)["locations"]) == 5
    assert len(sheet.part("mark")) == 1


def test_only_the_nation_and_hainan_have_the_inset(atlas):
    for query, has in (("", True), ("?place=460000", True), ("?place=330000", False)):
        _, sheet = sheet_of(atlas, query)
        assert sheet.has("inset-areas") is has
        assert sheet.has("inset-dash-line") is has


@pytest.mark.parametrize("query", ["?level=county", "?place=510000&level=county&lang=en"])
def test_names_do_not_cover_each_other_nor_the_inset(atlas, query):
    view = view_of(atlas, ViewState.parse(query))
    inset = inset_box(view, BOX)
    frame, layer = Frame.of(view, BOX, inset), layer_of(view)
    dark = layer.shade(view).is_dark
    labels = labels_of(view, dark, frame.zoom, layer.label, layer.pointed(view))
    placed = place_names(frame, labels, None, [inset] if inset else [])
    boxes = [box for _, box in placed] + ([inset] if inset else [])
    assert len(placed) >= 30
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    assert all(box[0] >= BOX[0] and box[2] <= BOX[2] for box in boxes)


def test_the_marked_unit_is_named_first(atlas):
    view = view_of(atlas, ViewState.parse("?place=510000&level=county&select=510105"))
    frame, layer = Frame.of(view, BOX, None), layer_of(view)
    labels = labels_of(view, layer.shade(view).is_dark, frame.zoom, layer.label, ())
    assert place_names(frame, labels, view.marked, [])[0][0].unit.place.adcode == "510105"


def test_credit_review_number_and_edition_stand_on_the_sheet(atlas):
    _, sheet = sheet_of(atlas, "", "审图号：GS(2025)1234号")
    assert "审图号：GS(2025)1234号" in sheet.words
    assert atlas.edition.id in sheet.words
    assert "天地图" in sheet.words
    assert "审图号" not in sheet_of(atlas, "")[1].words


@pytest.mark.parametrize(
    ("query", "words", "is_modelled"),
    [
        ("?layer=transfer", "【模型估算】", True),
        ("?layer=transfer&lang=en", "[modelled]", True),
        ("?analysis=surface", "【模型估算】", True),
        ("?layer=transfer&kind=policy", "【模型估算】", False),
        ("", "【模型估算】", False),
    ],
)
def test_a_modelled_map_says_so_in_its_title(atlas, query, words, is_modelled):
    _, sheet = sheet_of(atlas, query)
    assert (words in sheet.words) is is_modelled


def test_title_and_subtitle_tell_place_measure_programme_and_year(atlas):
    _, sheet = sheet_of(atlas, "?place=330400&year=2024&batch=2023&select=330481")
    assert sheet.texts[0] == "浙江省嘉兴市 集群数（县级单元）"
    told = "集群密度 | 中小企业特色产业集群 | 2024 年有效 | 2023 年批次 | 所选：海宁市"
    assert sheet.texts[1] == told


@pytest.mark.parametrize(
    ("longest", "round_length"),
    [(734_000, 500_000), (200_000, 200_000), (199_999, 100_000), (52, 50), (1, 1)],
)
def test_the_scale_bar_is_a_round_length(longest, round_length):
    assert round_length_m(longest) == round_length


def test_the_scale_bar_fits_the_map(atlas):
    view = view_of(atlas, ViewState.parse("?place=330000"))
    frame = Frame.of(view, BOX, None)
    west, south, east, north = frame.bounds
    assert (east - west) / frame.metres_per_px == pytest.approx(BOX[2] - BOX[0])
    assert (north - south) / frame.metres_per_px == pytest.approx(BOX[3] - BOX[1])
    # Zhejiang is about 450 km from north to south: the map is a little higher.
    assert 450_000 < north - south < 620_000


def test_a_sheet_knows_every_part_that_a_layer_draws():
    """Something new to draw in a layer must come into `app.image.map_part`, and then into here."""
    on_the_sheet = {"shade", "points", "ribbons", "ribbon_shapes", "label", "pointed", "legend"}
    on_screen_only = {"rail", "panel", "columns", "rows", "follows_mark"}
    in_words = {"summary"}
    assert {part.name for part in fields(MapLayer)} == on_the_sheet | on_screen_only | in_words
