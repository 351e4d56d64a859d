"""The bundled lists of clusters and parks, read whole."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from etl.industries import listed_items
from etl.resolve import load_resolver
from etl.sources import BUNDLED_DATA
from tests.unit.resolve.conftest import build_gazetteer

# Looked at one by one: they name no industry.
UNMAPPED = {
    "优势资源精深加工": 1, "产品加工": 1, "产品组装": 1, "加工制造": 2, "特色资源开发": 1,
    "资源加工": 1, "零部件": 1,
}  # fmt: skip


def rows(name):
    return csv.DictReader((BUNDLED_DATA / name).read_text(encoding="utf-8-sig").splitlines())


@pytest.fixture(scope="module")
def cluster_readings(industries):
    resolver = load_resolver(build_gazetteer(), BUNDLED_DATA / "places")
    return [
        industries.of(
            resolver.cluster(row["name_zh"], row["province"]).industry,
            name=row["name_zh"],
            programme=row["programme_id"],
        )
        for name in ("clusters/sme_national.csv", "clusters/other_programmes.csv")
        for row in rows(name)
    ]


@pytest.fixture(scope="module")
def park_items():
    return [
        item
        for row in rows("parks/parks_2018.csv")
        for item in listed_items(row["leading_industries"])
    ]


def test_every_cluster_is_mapped(cluster_readings):
    assert len(cluster_readings) == 316
    assert not [r.text for r in cluster_readings if r.breadth == "unmapped"]
    assert sum(r.correction is not None for r in cluster_readings) == 7


def test_all_but_a_few_park_items_are_mapped(industries, park_items):
    assert len(park_items) == 6696
    unmapped = Counter(item for item in park_items if industries.of(item).breadth == "unmapped")
    assert unmapped == UNMAPPED


def test_no_bundled_correction_is_stale(industries, cluster_readings):
    programmes = {row["programme_id"] for row in rows("clusters/other_programmes.csv")}
    texts = {reading.text for reading in cluster_readings}
    assert industries.stale(texts=texts, names=(), programmes=programmes) == []
