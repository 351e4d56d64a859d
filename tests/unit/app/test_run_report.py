"""The report of a run as a page: everything in it is told, as text, and it needs no other file."""

import copy
import re
from html.parser import HTMLParser

import pytest

from app.run_report import RunReportPage, report_html, report_of
from app.state import Language
from app.text import text_in
from geo.errors import NotFound

HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}"
RECORD = {
    "started": "2026-03-01T10:30:00+00:00",
    "ended": "2026-03-01T10:30:20+00:00",
    "duration_s": 20.25,
    "software_version": "0.1.0",
    "schema_version": 2,
    "edition_id": "2026-03-01-0123456789ab",
    "content_hash": "0123456789ab" + "c" * 52,
    "is_new": True,
    "dry_run": False,
    "clock_behind": None,
    "steps": [
        {"name": "lists", "duration_s": 0.5},
        {"name": "map layers", "duration_s": 10.0},
        {"name": "table sources", "duration_s": 1.0},
        {"name": "table places", "duration_s": 1.5},
        {"name": "a step of later software", "duration_s": 0.0},
    ],
    "counts": {"clusters": 1234, "parks": 2408, "unplaced": 1, "questions": 3},
    "sources": [
        {
            "id": "list-2026",
            "kind": "cluster-list",
            "title": HOSTILE,
            "date": None,
            "rows_read": 1235,
            "rows_placed": 1234,
            "rows_unplaced": 1,
            "questions": 3,
            "remarks": {"warning": 1, "note": 2},
            "duration_s": None,
        }
    ],
    "findings": {
        "count": 5,
        "listed": [
            {
                "source_id": "list-2026",
                "severity": "warning",
                "code": "markup",
                "message": HOSTILE,
                "where": "page 3, row 7",
            },
            {"source_id": "list-2026", "severity": "note", "code": "n", "message": "A NOTE"},
        ],
    },
    "unplaced": {
        "count": 1,
        "listed": [
            {
                "source_id": "list-2026",
                "source_row": 9,
                "name_zh": HOSTILE,
                "unit": None,
                "reason": "no place",
            }
        ],
    },
    "questions": {"unplaced": 1, "doubtful": 2},
    "decisions": {},
    "changes": {
        "edition": "2025-11-22-ba9876543210",
        "year": 2026,
        "changes": [
            {"subject": "cluster", "kind": "added", "count": 1100},
            {"subject": "place", "kind": "redrawn", "count": 1},
        ],
        "totals": [
            {"name": "clusters", "before": 1240, "after": 1234},
            {"name": "in_force", "before": 100, "after": 200},
        ],
        "provinces": [{"adcode": "330000", "name": "浙江省", "before": 12, "after": 9}],
    },
}


class Reading(HTMLParser):
    """Tags and text of a page, and how deep the tags are nested."""

    VOID = ("meta", "br", "link", "img", "input", "hr")

    def __init__(self, page):
        super().__init__()
        self.tags, self.open, self.pieces = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.pieces.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.pieces).split())


def changed(**parts):
    return copy.deepcopy(RECORD) | parts


@pytest.fixture(params=Language)
def lang(request):
    return request.param


def test_everything_is_told(lang):
    told = Reading(report_html(RECORD, lang, {})).text
    for piece in (
        *("2026-03-01-0123456789ab", "2026-03-01 10:30:00", "20.2", "0.1.0", "1,234", "−6"),
        *("2025-11-22-ba9876543210", "1,100", "浙江省", "−3", "1,235", "page 3, row 7", "A NOTE"),
        *("markup", "no place", "2,408", "10.00", "2.50", "a step of later software"),
    ):
        assert piece in told


def test_values_are_text(lang):
    page = report_html(RECORD, lang, {})
    reading = Reading(page)
    assert "<script" not in page
    assert reading.text.count(HOSTILE) == 3
    assert reading.open == []


def test_a_file_needs_no_other(lang):
    reading = Reading(report_html(RECORD, lang, {}))
    assert {"script", "link", "img", "iframe", "a"}.isdisjoint(tag for tag, _ in reading.tags)
    assert not re.search(r"url\(|@import|https?:", report_html(RECORD, lang, {}))
    assert dict(reading.tags)["html"]["lang"] == lang


def test_a_served_page_has_links():
    links = {"quality": "/quality", "json": "/quality/report.json", "other": "/x?lang=en"}
    tags = Reading(report_html(RECORD, Language.ZH, links)).tags
    assert [attrs["href"] for tag, attrs in tags if tag == "a"] == list(links.values())


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({}, "report.outcome.published"),
        ({"is_new": False}, "report.outcome.unchanged"),
        ({"is_new": False, "dry_run": True}, "report.outcome.dry_run"),
    ],
)
def test_the_outcome(lang, parts, key):
    assert text_in(lang)(key) in Reading(report_html(changed(**parts), lang, {})).text


def test_a_first_edition_has_nothing_to_compare_with(lang):
    told = Reading(report_html(changed(changes=None), lang, {})).text
    assert text_in(lang)("report.changes.first") in told
    assert text_in(lang)("report.since.none") in told


def test_nothing_found_and_nothing_changed(lang):
    nothing = {"count": 0, "listed": []}
    changes = RECORD["changes"] | {"changes": [], "provinces": []}
    record = changed(findings=nothing, unplaced=nothing, changes=changes, sources=[], steps=[])
    told = Reading(report_html(record, lang, {})).text
    for key in ("findings.none", "unplaced.none", "changes.none", "provinces.none"):
        assert text_in(lang)(f"report.{key}") in told


def test_what_is_not_listed_is_counted(lang):
    told = Reading(report_html(RECORD, lang, {})).text
    assert text_in(lang)("report.left_out", count="3") in told


def test_a_clock_that_is_behind_is_told(lang):
    told = Reading(report_html(changed(clock_behind="2027-01-01-000000000000"), lang, {})).text
    assert text_in(lang)("report.clock_behind", id="2027-01-01-000000000000") in told


def test_bars_are_as_long_as_their_steps():
    bars = RunReportPage(RECORD, text_in(Language.ZH)).bars()
    assert [(name, seconds) for name, seconds, _ in bars] == [
        ("lists", 0.5), ("map layers", 10.0), ("tables", 2.5), ("a step of later software", 0.0)
    ]  # fmt: skip
    assert [percent for *_, percent in bars] == pytest.approx([5, 100, 25, 0.4])


def test_an_edition_without_a_report():
    with pytest.raises(NotFound, match="edition 2025 has no run report"):
        report_of({"edition_id": "2025"})
