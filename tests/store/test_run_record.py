"""The report that a run leaves in its edition."""

import json
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from etl.lists.finding import Finding
from etl.report import LISTED_AT_MOST, RunFacts, run_report
from etl.steps import Stopwatch, step_names
from etl.store.publish import Content, Published
from etl.store.read import get_manifest
from etl.store.tables import EDITION_TABLES
from tests.store.sample import FOLDER, run_sample, shorter_list

THEN = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


def test_it_is_in_the_manifest_and_in_what_the_run_gives(store):
    report = run_sample(store, now=THEN)
    record = get_manifest(store)["report"]
    assert record == json.loads(json.dumps(report.record))
    assert (record["edition_id"], record["content_hash"]) == (
        report.edition_id, report.content_hash
    )  # fmt: skip
    assert (record["is_new"], record["dry_run"], record["clock_behind"]) == (True, False, None)
    assert record["counts"] == dict(report.counts)


def test_times(store):
    record = run_sample(store, now=THEN).record
    assert record["started"] == "2026-03-01T10:30:00+00:00"
    ended = datetime.fromisoformat(record["ended"])
    assert timedelta(0) <= ended - THEN <= timedelta(seconds=record["duration_s"] + 1)
    names = [step["name"] for step in record["steps"]]
    assert names == list(step_names(store.dialect.name))[:-1]  # not the commit that it is part of
    assert sum(step["duration_s"] for step in record["steps"]) <= record["duration_s"] + 0.05


def test_sources(store):
    sources = {source["id"]: source for source in run_sample(store).record["sources"]}
    clusters = sources["sample-clusters"]
    assert (clusters["rows_read"], clusters["rows_placed"], clusters["rows_unplaced"]) == (8, 7, 1)
    assert clusters["questions"] > 0
    assert clusters["duration_s"] > 0
    assert sources["sample-totals"]["remarks"]["warning"] == 1
    assert sources["boundaries"]["rows_placed"] is None


def test_what_was_found(store):
    report = run_sample(store)
    record = report.record
    assert record["findings"]["count"] == len(report.findings) > 0
    listed = record["findings"]["listed"]
    assert {(one["source_id"], one["code"]) for one in listed} == {
        (one.source_id, one.code) for one in report.findings
    }
    (lost,) = record["unplaced"]["listed"]
    assert (lost["source_id"], lost["source_row"], lost["name_zh"]) == (
        "sample-clusters", 9, "某某产业集群"
    )  # fmt: skip
    assert sum(record["questions"].values()) == record["counts"]["questions"]


def test_what_changed_against_the_edition_before(store, tmp_path):
    first = run_sample(store)
    assert first.record["changes"] is None
    changes = run_sample(store, clusters=shorter_list(tmp_path)).record["changes"]
    assert (changes["edition"], changes["year"]) == (first.edition_id, 2024)
    assert changes["changes"] == [
        {"subject": "cluster", "kind": "removed", "count": 1},
        {"subject": "source", "kind": "changed", "count": 1},
    ]
    assert {"name": "clusters", "before": 8, "after": 7} in changes["totals"]


def test_a_run_without_news_leaves_the_stored_report(store):
    first = run_sample(store, now=THEN)
    again = run_sample(store)
    assert (again.record["is_new"], again.record["changes"]["changes"]) == (False, [])
    assert get_manifest(store)["report"]["started"] == first.record["started"]


def test_it_does_not_touch_the_content_hash(store, tmp_path):
    one = run_sample(store, now=THEN)
    run_sample(store, clusters=shorter_list(tmp_path))
    other = run_sample(store, now=THEN + timedelta(days=9))
    assert one.record["ended"] != other.record["ended"]
    assert one.content_hash == other.content_hash


def test_it_names_no_machine(store):
    told = json.dumps(run_sample(store).record, ensure_ascii=False)
    for name in (str(FOLDER), socket.gethostname(), str(Path.home())):
        assert name not in told


def test_a_clock_behind_is_told(store, tmp_path):
    first = run_sample(store, now=THEN)
    second = run_sample(store, now=THEN - timedelta(days=60), clusters=shorter_list(tmp_path))
    assert second.record["clock_behind"] == first.edition_id


def test_a_dry_run_has_a_report(store):
    record = run_sample(store, dry_run=True).record
    assert (record["dry_run"], record["is_new"], record["changes"]) == (True, False, None)
    assert [step["name"] for step in record["steps"]] == list(
        step_names(store.dialect.name, dry_run=True)
    )


@pytest.mark.parametrize("count", [0, LISTED_AT_MOST + 1])
def test_of_very_many_findings_the_severe_are_listed(count):
    findings = [
        *(Finding("a", n, "note", "note", "note") for n in range(count)),
        Finding("a", None, "bad", "bad", "error"),
    ]
    content = Content({table.name: [] for table in EDITION_TABLES}, "0" * 64)
    facts = RunFacts(THEN, "1.0", Stopwatch(lambda _: None), content, findings, {})
    told = run_report(facts, Published("id", content.hash, is_new=True))["findings"]
    assert told["count"] == count + 1
    assert len(told["listed"]) == min(count + 1, LISTED_AT_MOST)
    assert told["listed"][0] == {
        "source_id": "a", "severity": "error", "code": "bad", "message": "bad"
    }  # fmt: skip
