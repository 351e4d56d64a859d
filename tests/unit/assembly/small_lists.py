"""Small lists made for the tests: invented clusters in real counties, terms as in the notices."""

from dataclasses import dataclass, replace
from pathlib import Path

from etl.assembly.clusters import build_clusters
from etl.assembly.lists import Lists
from etl.assembly.parks import build_parks
from etl.assembly.placing import Placer
from etl.assembly.questions import build_questions
from etl.decisions.decision import Decision, Decisions, DecisionsFile
from etl.decisions.ledger import keep_ledger
from etl.lists.clusters import DTYPES, REVIEW_DTYPES
from etl.lists.frames import frame_of
from etl.lists.parks import DTYPES as PARK_DTYPES
from etl.lists.programmes import BATCH_DTYPES, PROGRAMME_DTYPES
from etl.lists.totals import DTYPES as TOTAL_DTYPES
from etl.store import tables
from etl.store.rows import to_rows
from geo.romanise import Romaniser

PROGRAMME = "sme-national"
BATCHES = {
    2022: ("2023-01", 2023, 2025, 2028),
    2023: ("2023-10-17", 2023, 2026, None),
    2025: ("2025", 2025, 2028, None),
    2020: (None, 2020, None, None),  # no document states a term
}
"""Of each batch: date and year of the notice, last year of the term, and of the prolonged term."""


@dataclass
class Built:
    """What became of the lists, as the rows of an edition."""

    clusters: list
    recognitions: list
    places: list
    questions: list
    decisions: list
    findings: list

    def life(self, name):
        """Result of the re-review of an entry, its year, and the last year of the term."""
        row = self.recognition(name)
        return row["review_result"], row["review_passed_year"], row["reviewed_to"]

    def recognition(self, name):
        (row,) = (row for row in self.recognitions if row["name_zh"] == name)
        return row

    def codes(self):
        return [finding.code for finding in self.findings]

    def asked(self, code):
        return [row for row in self.questions if row["code"] == code]


def entry(name, batch=2022, unit="浙江省", *, source="list", **more):
    return {"name_zh": name, "batch_year": batch, "unit": unit, "source_id": source, **more}


def passed(name, batch=2022, unit="浙江省", *, year=2025, source="review"):
    return {
        "name_zh": name,
        "batch_year": batch,
        "review_year": year,
        "unit": unit,
        "source_id": source,
    }


def park(name, unit="浙江省", address="", **more):
    return {"name_zh": name, "unit": unit, "address": address, "code": "S1", **more}


def decided(name, adcode="", **more):
    adcodes = tuple(adcode.split(";")) if adcode else ()
    signed = {"decided_by": "steward", "decided_on": "2026-03-05", "why": "visited"}
    return Decision(name, adcodes=adcodes, **{**signed, **more})


def build(resolver, gazetteer, entries, *, reviews=(), parks=(), decisions=()):
    """Build everything that a run builds of these lists."""
    lists = _lists(entries, reviews, parks)
    rows = tuple(replace(one, source_row=row) for row, one in enumerate(decisions, start=2))
    all_decisions = Decisions([DecisionsFile("decisions", Path("decisions.csv"), "", rows)])
    placer = Placer(resolver, gazetteer, all_decisions)
    clusters = build_clusters(lists, placer, Romaniser())
    built_parks = build_parks(lists.parks, placer)
    questions = build_questions(clusters, built_parks, gazetteer)
    names = [row["name_zh"] for row in (*entries, *reviews, *parks)]
    ledger = keep_ledger(all_decisions, (*clusters.met, *built_parks.met), names)
    return Built(
        clusters=to_rows(tables.clusters, clusters.clusters),
        recognitions=to_rows(tables.recognitions, clusters.recognitions),
        places=to_rows(tables.cluster_places, clusters.cluster_places),
        questions=to_rows(tables.questions, questions),
        decisions=to_rows(tables.decisions, ledger.frame),
        findings=[*clusters.findings, *ledger.findings],
    )


def _lists(entries, reviews, parks):
    listed = {"stage": "recognised", "name_basis": "official", "programme_id": PROGRAMME}
    return Lists(
        read={},
        programmes=frame_of([{"id": PROGRAMME, "validity_years": 3}], PROGRAMME_DTYPES),
        batches=frame_of(map(_batch, BATCHES), BATCH_DTYPES),
        clusters=frame_of(_rows(entries, listed), DTYPES),
        reviews=frame_of(_rows(reviews, {"programme_id": PROGRAMME}), REVIEW_DTYPES),
        parks=frame_of(_rows(parks, {"source_id": "parks", "grade": "provincial"}), PARK_DTYPES),
        stated_totals=frame_of([], TOTAL_DTYPES),
        themes={},
        findings=(),
    )


def _rows(rows, usual):
    return [{**usual, "source_row": number, **row} for number, row in enumerate(rows, start=2)]


def _batch(year):
    recognised_on, recognised_year, valid_to, reviewed_to = BATCHES[year]
    return {
        "programme_id": PROGRAMME,
        "batch_year": year,
        "recognised_on": recognised_on,
        "recognised_year": recognised_year,
        "valid_to": valid_to,
        "reviewed_to": reviewed_to,
    }
