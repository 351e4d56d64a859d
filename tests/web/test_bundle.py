"""Bundles to cite: what they hold, that they check, and that they are made again byte for byte."""

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile

import geopandas as gpd
import pyarrow.parquet as pq
import pytest
import yaml

from app.extract.archive import Archive
from app.extract.datasets import DATASETS
from app.extract.download import download
from tests.unit.repository.project import ROOT
from tests.web.files import Files

BESIDE = {
    "README.md",
    "LICENCE.md",
    "CITATION.txt",
    "CITATION.bib",
    "CITATION.cff",
    "SHA256SUMS",
    "manifest.json",
    "data-dictionary.csv",
    "sources.csv",
}


@pytest.fixture
def files(browser, tmp_path):
    return Files(browser.client, tmp_path)


@pytest.fixture
def opened(files):
    def bundle(path):
        return zipfile.ZipFile(io.BytesIO(files.get(path).data))

    return bundle


def table(archive, name):
    text = archive.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def assert_sums(archive):
    lines = archive.read("SHA256SUMS").decode().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest


@pytest.mark.parametrize(
    ("query", "data"),
    [
        ("?place=330000", {"data/clusters.geojson"}),
        ("?place=330000&format=gpkg", {"data/clusters.gpkg"}),
        ("?format=csv", {"data/clusters.csv", "data/clusters.csv-metadata.json"}),
    ],
)
def test_it_holds_what_one_needs_to_cite_and_check(files, opened, atlas, query, data):
    archive = opened(f"/data/clusters.zip{query}")
    assert set(archive.namelist()) == BESIDE | data
    assert archive.testzip() is None
    assert_sums(archive)
    told = json.loads(archive.read("manifest.json"))
    assert (told["layout"], told["edition_id"]) == (1, atlas.edition.id)
    assert told["content_hash"] == atlas.edition.content_hash
    assert told["address"] == f"/data/clusters.zip{query}"
    assert set(told["extracts"][0]["files"]) == data
    plain, _, suffix = query.partition("format=")
    plain = plain.rstrip("?&")
    (name,) = [name for name in data if not name.endswith("json") or name.endswith("geojson")]
    assert archive.read(name) == files.get(f"/data/clusters.{suffix or 'geojson'}{plain}").data
    dictionary = table(archive, "data-dictionary.csv")
    assert {row["column"] for row in dictionary} >= set(DATASETS["clusters"].columns)
    sources = {row["id"]: row for row in table(archive, "sources.csv")}
    assert all(row["id"] in sources for row in atlas.sources)
    licence = archive.read("LICENCE.md").decode()
    assert all(f"| {row['id']} |" in licence for row in atlas.sources)
    readme = archive.read("README.md").decode()
    assert told["command"] in readme
    assert "数据版本" in readme


def test_the_citations_name_edition_and_address(opened, atlas):
    address = "/data/places.zip?place=330000&level=county&year=2024&format=parquet"
    archive = opened(address)
    cff = yaml.safe_load(archive.read("CITATION.cff"))
    assert (cff["cff-version"], cff["type"], cff["version"]) == (
        "1.2.0",
        "dataset",
        atlas.edition.id,
    )
    told = json.loads(archive.read("manifest.json"))["address"]
    assert told in {one["value"] for one in cff["identifiers"]}
    assert cff["authors"] == [{"name": "County Cluster Atlas contributors"}]
    assert [one["title"] for one in cff["references"]] == [row["title"] for row in atlas.sources]
    bib = archive.read("CITATION.bib").decode()
    assert bib.startswith("@misc{cluster-atlas-places-")
    assert bib.count("{") == bib.count("}")
    assert r"place=330000\&level=county\&year=2024\&format=parquet" in bib
    for line in archive.read("CITATION.txt").decode().split("\n\n"):
        assert atlas.edition.id in line
        assert told in line


def test_the_command_makes_the_same_bytes_in_another_process(files, real_home, tmp_path):
    """A bundle of each kind of format in one: FlatGeobuf of lines, with rows that have none."""
    told = files.get("/data/flows.zip?place=330000&format=gpkg").data
    words = json.loads(zipfile.ZipFile(io.BytesIO(told)).read("manifest.json"))["command"].split()
    assert words[:2] == ["./atlas", "extract"]
    out = tmp_path / "again.zip"
    command = [sys.executable, "-m", "app.cli", *words[1:-1], str(out)]
    environment = {"CLUSTER_ATLAS_HOME": str(real_home), "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == hashlib.sha256(told).hexdigest()


@pytest.mark.parametrize("suffix", ["geojson", "csv", "xlsx", "parquet", "gpkg", "fgb"])
def test_every_format_is_the_same_when_it_is_written_again(atlas, suffix):
    def written():
        asked = download(atlas, "clusters", "zip", f"?place=440000&format={suffix}")
        return hashlib.sha256(b"".join(asked.pieces())).hexdigest()

    assert written() == written()


def test_the_whole_edition_holds_every_dataset_whole(opened, atlas, tmp_path):
    archive = opened("/data/edition.zip")
    assert_sums(archive)
    archive.extractall(tmp_path)
    names = {name.partition(".")[0] for name in archive.namelist() if name.startswith("data/")}
    for name, dataset in DATASETS.items():
        levels = [f"data/{name}-{level}" for level in ("province", "prefecture", "county")]
        assert set(levels if "level" in dataset.narrowed_by else [f"data/{name}"]) <= names
    held = atlas.edition
    for level, count in held.places["level"].value_counts().items():
        if level != "nation":
            frame = gpd.read_parquet(tmp_path / "data" / f"places-{level}.parquet")
            assert len(frame) == count
    for name, rows in (
        ("clusters", len(held.clusters)),
        ("recognitions", len(held.recognitions)),
        ("parks", len(held.parks)),
        ("industries", len(held.industries)),
        ("sources", len(held.sources)),
        ("unplaced", len(held.unplaced)),
    ):
        assert pq.read_metadata(tmp_path / "data" / f"{name}.parquet").num_rows == rows
        assert len(table(archive, f"data/{name}.csv")) == rows


def test_a_zip_depends_on_its_members_alone(tmp_path, atlas):
    def made(name):
        with Archive(tmp_path / name, atlas.edition.published_at) as archive:
            archive.add("one.txt", [b"1", b"2"])
        return (tmp_path / name).read_bytes()

    assert made("a.zip") == made("b.zip")
    held = zipfile.ZipFile(tmp_path / "a.zip")
    date = held.getinfo("one.txt").date_time  # to two seconds, as a zip has it
    assert date[:5] == atlas.edition.published_at.timetuple()[:5]
    sums = hashlib.sha256(b"12").hexdigest() + "  one.txt\n"
    assert held.read("SHA256SUMS").decode() == sums
