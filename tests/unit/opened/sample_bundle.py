"""A bundle by hand: two provinces, three counties, of which one is its own prefecture."""

import hashlib
import io
import json
import zipfile

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point, box

EDITION = "2026-01-02-0123456789ab"
MANIFEST = {"layout": 1, "edition_id": EDITION, "boundaries": {"title": "样例 boundaries"}}
UNITS = {
    "province": [("910000", "甲省", "100000", "910000", box(104, 30, 106, 31))],
    "prefecture": [
        ("910100", "甲市", "910000", "910000", box(104, 30, 105, 31)),
        ("911900", "乙市", "910000", "910000", box(105, 30, 106, 31)),
    ],
    "county": [
        ("910101", "东区", "910100", "910000", box(104, 30, 104.5, 31)),
        ("910102", "西县", "910100", "910000", box(104.5, 30, 105, 31)),
        ("911900", "乙市", "911900", "910000", box(105, 30, 106, 31)),
    ],
}
COUNTS = {"910101": 2.0, "910102": None, "911900": 0.0}


def places(level):
    rows = UNITS[level]
    table = {
        "feature_id": [row[0] for row in rows],
        "adcode": [row[0] for row in rows],
        "name_zh": [row[1] for row in rows],
        "parent_adcode": [row[2] for row in rows],
        "province_adcode": [row[3] for row in rows],
        "clusters": [COUNTS.get(row[0], 1.0) for row in rows],
    }
    return gpd.GeoDataFrame(table, geometry=[row[4] for row in rows], crs="EPSG:4326")


def clusters():
    """c1 in one county, c2 in a prefecture and a county, c3 in the prefecture that is a county."""
    table = {"feature_id": ["c1", "c2", "c3"], "name_zh": ["一", "二", "三"]}
    return gpd.GeoDataFrame(table, geometry=[Point(104, 30)] * 3, crs="EPSG:4326")


def industries():
    """c1 textiles twice; c2 textiles and food; c3 food, and broad in metals; c9 is not in force."""
    columns = ["subject", "subject_id", "chains", "counted", "placed_level", "placed_adcodes"]
    rows = [
        ("cluster", "c1", "textiles", True, "county", "910101"),
        ("cluster", "c1", "textiles", True, "county", "910101"),
        ("cluster", "c2", "textiles;food", True, "several", "910102;911900"),
        ("cluster", "c3", "food", True, "prefecture", "911900"),
        ("cluster", "c3", "metals", False, "prefecture", "911900"),
        ("cluster", "c9", "food", True, "county", "910101"),
        ("park", "c1", "metals", True, "county", "910101"),
    ]
    table = pd.DataFrame(rows, columns=columns).assign(feature_id=range(len(rows)))
    return gpd.GeoDataFrame(table, geometry=[Point(104, 30)] * len(rows), crs="EPSG:4326")


def recognitions():
    """c1 of 2023 to 2025, c2 to 2026 and, in another programme, before; c3 undated."""
    columns = ["cluster_id", "programme", "recognised_year", "valid_to", "reviewed_to"]
    rows = [
        ("c1", "national", 2023, 2025, None),
        ("c2", "national", 2024, 2026, None),
        ("c2", "provincial", 2020, 2022, 2022),
        ("c3", "provincial", None, None, None),
    ]
    table = pd.DataFrame(rows, columns=columns).assign(feature_id=range(len(rows)))
    whole = dict.fromkeys(columns[2:], "Int64")
    return gpd.GeoDataFrame(table.astype(whole), geometry=[Point(104, 30)] * 4, crs="EPSG:4326")


def parquet(frame):
    body = io.BytesIO()
    frame.to_parquet(body)
    return body.getvalue()


def files(**changes):
    """Names and bytes of a bundle, without the sums."""
    found = {f"data/places-{level}.parquet": parquet(places(level)) for level in UNITS}
    found["data/clusters.parquet"] = parquet(clusters())
    found["data/recognitions.parquet"] = parquet(recognitions())
    found["data/industries.parquet"] = parquet(industries())
    found["manifest.json"] = json.dumps(MANIFEST | changes, ensure_ascii=False).encode()
    found["CITATION.txt"] = "样例 (2026).\n".encode()
    return found


def summed(found):
    lines = (f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in found.items())
    return found | {"SHA256SUMS": "".join(lines).encode()}


def zipped(path, found):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in found.items():
            archive.writestr(name, body)
    return path


def unpacked(folder, found):
    for name, body in found.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return folder
