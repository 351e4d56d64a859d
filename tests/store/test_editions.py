"""A run, its edition, and what is read back: the same on both stores."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from etl.store.read import current_edition_id, get_manifest, list_editions, load_edition
from etl.store.tables import EDITION_TABLES
from geo.errors import DataUnavailable, NotFound
from geo.place import Level, PlaceKey
from tests.store.sample import run_sample, shorter_list

THEN = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


def test_published_edition_is_current(store):
    report = run_sample(store, now=THEN)
    edition = load_edition(store)
    assert report.is_new
    assert edition.id == report.edition_id == current_edition_id(store)
    assert edition.id == f"2026-03-01-{report.content_hash[:12]}"
    assert edition.content_hash == report.content_hash
    assert edition.published_at == THEN


def test_frames_have_the_columns_of_the_tables(store):
    run_sample(store)
    edition = load_edition(store)
    for table in EDITION_TABLES:
        if table.name != "map_layers":
            columns = [column.name for column in table.columns if column.name != "edition_id"]
            assert list(getattr(edition, table.name).columns) == columns


def test_content_read_back(store):
    run_sample(store)
    edition = load_edition(store)
    assert len(edition.places) == 1 + 2 + 3 + 5
    assert edition.places["level"].tolist()[:3] == ["nation", "province", "province"]
    assert edition.places.crs.to_epsg() == 4326
    assert set(edition.places.geom_type) == {"MultiPolygon"}
    assert edition.places.geometry.is_valid.all()
    assert len(edition.clusters) == len(edition.recognitions) == 8
    assert edition.gazetteer()[PlaceKey(Level.COUNTY, "920101")].parent == ("province", "920000")
    area = edition.parks.set_index("name_zh")["approved_area_ha"]
    assert area["东湖区样例工业园区"] == 120.5
    assert pd.isna(area["样例经济技术开发区"])


def test_terms_come_from_the_batch_and_the_re_review(store):
    run_sample(store)
    rows = load_edition(store).recognitions.set_index("source_row")
    years = rows[["batch_year", "recognised_year", "valid_to", "reviewed_to"]].astype(object)
    years = years.where(years.notna(), None)
    assert years.loc[2].tolist() == [2022, 2023, 2025, 2028]
    assert years.loc[3].tolist() == [2022, 2023, 2025, None]
    assert years.loc[6].tolist() == [None, None, None, None]
    assert years.loc[7].tolist() == [2024, 2024, None, None]


def test_several_places_and_none(store):
    run_sample(store)
    edition = load_edition(store)
    level = edition.clusters.set_index("id")["placement_level"]
    is_several = edition.cluster_places["cluster_id"].map(level).eq("several")
    places = edition.cluster_places[is_several]
    assert places["adcode"].tolist() == ["910101", "910102"]
    lost = edition.unplaced.iloc[0]
    assert (lost["name_zh"], lost["kind"], lost["source_row"]) == ("某某产业集群", "cluster", 9)
    assert level[lost["subject_id"]] == "none"
    assert lost["reason"]
    assert lost["candidates"] == []


def test_names_are_kept_as_they_are(store):
    run_sample(store)
    edition = load_edition(store)
    names = set(edition.clusters["name_zh"])
    assert "南浦区<script>alert(1)</script>产业集群" in names
    assert '=HYPERLINK("http://sample.invalid")西岭县陶瓷产业集群' in names
    assert "东湖区、西岭县../../竹器产业集群" in names
    assert "北浦区🚀火箭产业集群" in names


def test_manifest(store):
    report = run_sample(store, now=THEN)
    manifest = get_manifest(store)
    assert manifest == load_edition(store).manifest
    assert manifest["edition_id"] == report.edition_id
    assert manifest["content_hash"] == report.content_hash
    assert manifest["created"] == "2026-03-01T10:30:00+00:00"
    assert manifest["counts"] == dict(report.counts)
    sources = {source["id"]: source for source in manifest["sources"]}
    clusters = sources["sample-clusters"]
    assert (clusters["rows_read"], clusters["rows_placed"], clusters["rows_unplaced"]) == (8, 7, 1)
    assert len(clusters["sha256"]) == 64
    warned = [warning["code"] for warning in sources["sample-parks"]["warnings"]]
    assert warned == ["duplicate-code"]
    assert "S990001" in sources["sample-parks"]["warnings"][0]["message"]
    assert "unknown-unit" in {one["code"] for one in sources["sample-totals"]["warnings"]}


def test_second_run_writes_nothing_new(store):
    first = run_sample(store, now=THEN)
    second = run_sample(store)
    assert not second.is_new
    assert (second.edition_id, second.content_hash) == (first.edition_id, first.content_hash)
    assert len(list_editions(store)) == 1


def test_old_content_becomes_current_again(store, tmp_path):
    first = run_sample(store, now=THEN)
    second = run_sample(store, clusters=shorter_list(tmp_path))
    assert second.is_new
    assert second.content_hash != first.content_hash
    assert load_edition(store).id == second.edition_id
    assert load_edition(store, first.edition_id).clusters["id"].size == 8
    assert run_sample(store).edition_id == first.edition_id
    assert current_edition_id(store) == first.edition_id
    newest, oldest = list_editions(store)
    assert (newest.id, newest.is_current) == (second.edition_id, False)
    assert (oldest.id, oldest.is_current) == (first.edition_id, True)
    assert oldest.counts["clusters"] == 8


def test_dry_run_does_not_touch_the_store(store):
    report = run_sample(store, dry_run=True)
    assert report.dry_run
    with pytest.raises(DataUnavailable, match=r"no edition yet: run \./atlas etl run"):
        load_edition(store)
    assert run_sample(store).content_hash == report.content_hash


def test_no_edition_of_that_id(store):
    run_sample(store)
    for ask in (load_edition, get_manifest):
        with pytest.raises(NotFound, match="no edition 2020-01-01-000000000000"):
            ask(store, "2020-01-01-000000000000")


def test_ids_of_clusters_stay(store, tmp_path):
    run_sample(store)
    before = load_edition(store).clusters.set_index("name_zh")["id"]
    run_sample(store, clusters=shorter_list(tmp_path))
    after = load_edition(store).clusters.set_index("name_zh")["id"]
    assert before.loc[after.index].equals(after)


def test_doubled_rows_are_reported_and_counted_once(store, tmp_path):
    path = shorter_list(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    report = run_sample(store, clusters=path)
    edition = load_edition(store)
    found = [(f.code, f.row) for f in report.findings if f.source_id == "sample-clusters"]
    assert [code for code, _ in found].count("duplicate-entry") == 1
    assert len(edition.recognitions) == 8
    assert len(edition.clusters) == 7


def test_same_hash_on_both_stores(tmp_path, new_postgis):
    from etl.store.engine import open_store

    sqlite, postgis = open_store(f"sqlite:///{tmp_path}/a.sqlite"), open_store(new_postgis())
    assert run_sample(sqlite).content_hash == run_sample(postgis).content_hash
    left, right = load_edition(sqlite), load_edition(postgis)
    for table in EDITION_TABLES:
        if table.name not in ("map_layers", "places"):
            pd.testing.assert_frame_equal(getattr(left, table.name), getattr(right, table.name))
    assert left.places.drop(columns="geometry").equals(right.places.drop(columns="geometry"))
    assert left.places.geometry.geom_equals_exact(right.places.geometry, 0).all()
    assert left.map_layers == right.map_layers
    sqlite.dispose()
    postgis.dispose()
