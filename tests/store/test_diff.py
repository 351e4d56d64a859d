"""The difference between two editions of a store; its rules are tested in tests/unit/diff."""

from dataclasses import replace

import pytest

from etl.run import run
from etl.store.changes import Kind, Subject
from etl.store.diff import diff_editions
from etl.store.schema import prepare
from geo.errors import DataUnavailable, InvalidInput, NotFound
from tests.store.sample import FOLDER, run_sample, sample_sources, shorter_list
from tests.store.version1 import FIRST, SECOND, fill_with_version_1


@pytest.fixture
def two(store, tmp_path):
    """Ids of two editions: the second lacks a cluster."""
    clusters = shorter_list(tmp_path)
    return run_sample(store).edition_id, run_sample(store, clusters=clusters).edition_id


def test_what_changed_is_told(store, two):
    diff = diff_editions(store, "previous", "current")
    assert (diff.before_id, diff.after_id, diff.year) == (*two, 2024)
    assert dict(diff.tally()) == {
        (Subject.CLUSTER, Kind.REMOVED): 1,
        (Subject.SOURCE, Kind.CHANGED): 1,
    }
    (removed,) = diff.of(Subject.CLUSTER, Kind.REMOVED)
    assert removed.name == "某某产业集群"
    assert {t.name: (t.before, t.after) for t in diff.totals}["clusters"] == (8, 7)


def test_the_other_way_round_it_is_added(store, two):
    diff = diff_editions(store, two[1], two[0])
    assert [change.name for change in diff.of(Subject.CLUSTER, Kind.ADDED)] == ["某某产业集群"]


def test_an_edition_is_as_itself(store, two):
    assert diff_editions(store, two[0], two[0]).changes == ()


def test_another_boundary_layer(store, tmp_path):
    run_sample(store)
    layer = (FOLDER / "counties.geojson").read_text(encoding="utf-8")
    path = tmp_path / "counties.geojson"
    path.write_text(layer.replace("西岭县", "西岭区"), encoding="utf-8")
    sources = sample_sources()
    sources["boundaries"] = replace(sources["boundaries"], path=path)
    run(store, sources, data_dir=FOLDER)
    diff = diff_editions(store, "previous", "current")
    (renamed,) = diff.of(Subject.PLACE, Kind.RENAMED)
    assert (renamed.id, renamed.before, renamed.after) == ("county/910102", "西岭县", "西岭区")


def test_editions_of_an_older_version_are_compared(store):
    fill_with_version_1(store)
    prepare(store)
    diff = diff_editions(store, FIRST, SECOND)
    assert dict(diff.tally())[Subject.CLUSTER, Kind.REMOVED] == 1
    run_sample(store)
    diff = diff_editions(store, FIRST, "current")
    assert {subject for subject, _ in diff.tally()} <= {Subject.SOURCE}


def test_what_cannot_be_compared(store, two):
    with pytest.raises(NotFound, match="there is no edition none"):
        diff_editions(store, "none", "current")
    with pytest.raises(InvalidInput, match="beginning of several"):
        diff_editions(store, two[0][:10], "current")


def test_an_empty_store(store):
    with pytest.raises(DataUnavailable, match=r"no edition yet: run \./atlas etl run"):
        diff_editions(store, "previous", "current")
