"""GDAL and OWSLib read every collection to its last feature."""

import subprocess

import pytest
from owslib.ogcapi.features import Features

from app.ogc.collections import COLLECTIONS

PAGES = ("-oo", "PAGE_SIZE=1000")
INSTALL = "the API tests need ogrinfo (Debian: apt-get install -y gdal-bin)"


@pytest.fixture(scope="module")
def counts(programme):
    """Number of features of each collection."""
    return {name: programme.items(name, limit=1)["numberMatched"] for name in COLLECTIONS}


def test_gdal_reads_every_feature(address, counts):
    """Not the count that the server tells: each feature is written out."""
    command = ["ogrinfo", "-al", "-q", "-geom=SUMMARY", *PAGES, f"OAPIF:{address}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    except FileNotFoundError:
        pytest.fail(INSTALL)
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr, done.stderr
    told = done.stdout.split("Layer name: ")[1:]
    read = {part.split("\n")[0].strip(): part.count("OGRFeature(") for part in told}
    assert read == counts


def test_gdal_pushes_a_filter_to_the_server(address, programme):
    where = ["-where", "grade = 'national'", "-spat", "120", "30", "121", "31"]
    command = ["ogrinfo", "-q", "-geom=NO", *where, *PAGES, f"OAPIF:{address}", "parks"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    ids = programme.ids("parks", grade="national", bbox="120,30,121,31")
    assert done.stdout.count("OGRFeature(") == len(ids) > 0


def test_owslib_reads_every_feature(address, counts):
    service = Features(f"{address}/")
    assert service.feature_collections() == list(COLLECTIONS)
    for name, count in counts.items():
        ids, offset = [], 0
        while page := service.collection_items(name, limit=1000, offset=offset)["features"]:
            ids += [one["id"] for one in page]
            offset += 1000
        assert len(set(ids)) == len(ids) == count
    assert set(service.collection_queryables("parks")["properties"]) >= {"geometry", "grade"}
    one = service.collection_item("places-county", "330483")
    assert one["properties"]["name_zh"] == "桐乡市"
