"""The downloads of /quality: complete, narrowed as asked, harmless, named after the edition."""

import csv
import io
import json
import re

import pytest

from app.csv_text import BYTE_ORDER_MARK
from app.main import create_app
from app.quality.extracts import EXTRACTS
from app.quality.rows import ANSWER
from app.settings import Settings
from etl.decisions.answers import read_answers
from etl.decisions.file import COLUMNS
from tests.web.quality_sample import HOSTILE, make


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    home = tmp_path_factory.mktemp("downloads")
    asked = make(home)
    return asked, create_app(Settings(home=home)).server.test_client()


def table(client, name, query=""):
    """Rows of a CSV download."""
    answer = client.get(f"/quality/{name}.csv?{query}")
    assert answer.status_code == 200, answer.text
    text = answer.data.decode("utf-8")
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def document(client, name, query=""):
    answer = client.get(f"/quality/{name}.json?{query}")
    assert answer.status_code == 200, answer.text
    return json.loads(answer.data)


@pytest.mark.parametrize("name", EXTRACTS)
def test_both_forms_hold_the_same_rows(client, name):
    rows, found = table(client, name), document(client, name)
    assert len(rows) == len(found["rows"])
    for row, other in zip(rows, found["rows"], strict=True):
        assert list(row) == list(other) == list(EXTRACTS[name].columns)
    assert all(len(row) == len(EXTRACTS[name].columns) for row in rows)


@pytest.mark.parametrize("name", EXTRACTS)
@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_a_file_is_named_after_its_edition_and_kept_while_it_lasts(client, atlas, name, suffix):
    answer = client.get(f"/quality/{name}.{suffix}")
    filename = f"cluster-atlas_{name}_{atlas.edition.id}.{suffix}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{filename}"'
    assert answer.mimetype == {"csv": "text/csv", "json": "application/json"}[suffix]
    again = client.get(
        f"/quality/{name}.{suffix}", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_compressed_or_not_it_is_the_same_file(client):
    plain = client.get("/quality/placements.csv")
    packed = client.get("/quality/placements.csv", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert len(packed.data) < len(plain.data) / 3


def test_a_file_is_sent_in_pieces(client):
    with client.get("/quality/placements.csv", buffered=False) as answer:
        pieces = [piece for piece in answer.iter_encoded() if piece]
    assert len(pieces) > 5


def test_every_table_of_the_edition_is_whole(client, atlas):
    edition = atlas.edition
    for name in ("questions", "decisions", "unplaced", "sources"):
        assert len(table(client, name)) == len(getattr(edition, name)), name
    assert len(table(client, "placements")) == len(edition.clusters) + len(edition.parks)
    assert len(table(client, "totals")) == len(edition.stated_totals)
    remarks = sum(len(row["warnings"]) for row in atlas.sources)
    assert len(table(client, "warnings")) == remarks


def test_coverage_is_that_of_the_page(client, atlas):
    rows = table(client, "coverage", "year=2024")
    programmes = [row for row in rows if row["by"] == "programme"]
    assert [row["programme_id"] for row in programmes if row["programme_id"] == "sme-national"]
    assert len(programmes) == len(atlas.programmes)
    standings = ["in_force", "review_unknown", "undated", "not_yet", "lapsed"]
    for row in rows:
        if row["by"] != "province":
            assert sum(int(row[name]) for name in standings) == int(row["loaded"])
    national = next(row for row in programmes if row["programme_id"] == "sme-national")
    assert (national["in_force_stated"], national["stated"]) == ("300", "400")
    counts = atlas.tally("sme-national", "", "2024").counts["province"]
    shown = {
        row["adcode"]: int(row["in_force"])
        for row in rows
        if (row["by"], row["programme_id"], row["batch_year"]) == ("province", "sme-national", "")
    }
    assert {adcode: count for adcode, count in shown.items() if count} == counts


def test_one_programme_gives_its_own_rows(client):
    for name in ("coverage", "totals", "placements"):
        rows = table(client, name, "programme=sme-provincial-330000")
        assert {row["programme_id"] for row in rows} <= {"sme-provincial-330000"}


def test_questions_follow_the_filters_of_the_page(sample):
    asked, client = sample
    rows = table(client, "questions", "kind=park&below=0.25&sort=name")
    expected = [r["name_zh"] for r in asked if r["kind"] == "park" and r["confidence"] < 0.25]
    assert [row["name_zh"] for row in rows] == sorted(expected)
    assert document(client, "questions", "kind=park")["filters"]["kind"] == "park"


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("questions.csv?kind=x", 400, "kind"),
        ("questions.csv?page=2", 400, "page"),
        ("questions.json?year=2024", 400, "year"),
        ("decisions.csv?kind=park", 400, "kind"),
        ("sources.csv?programme=sme-national", 400, "programme"),
        ("coverage.csv?below=0.5", 400, "below"),
        ("coverage.csv?year=1999", 404, "year=1999"),
        ("coverage.csv?programme=nothing", 404, "programme=nothing"),
        ("nothing.csv", 404, "nothing.csv"),
        ("questions.xlsx", 404, "questions.xlsx"),
        ("<b>.csv", 404, "there are coverage.csv"),
        ("..%2f..%2fetc.csv", 404, ""),
    ],
)
def test_what_is_not_there_is_refused_and_named(client, path, status, named):
    answer = client.get(f"/quality/{path}")
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert named in answer.text
    assert "<b>" not in answer.text


def test_no_cell_is_a_formula(sample):
    for name in ("questions", "decisions"):
        for row in table(sample[1], name):
            for cell in row.values():
                assert not re.match(r"[\s\u200b]*[=+\-@]", cell), cell


def test_json_holds_names_as_they_are(sample):
    names = {row["name_zh"] for row in document(sample[1], "questions")["rows"]}
    assert set(HOSTILE) <= names


def test_the_table_of_questions_is_what_decide_takes(sample, tmp_path):
    assert ANSWER == COLUMNS
    rows = table(sample[1], "questions", "text=样例园区007")
    answered = [row | {"adcode": "910102", "why": "SAMPLE"} for row in rows]
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(answered)
    decided = read_answers(path, "王五", "2026-03-01", "")
    assert [(one.name_zh, one.unit, one.kind, one.adcodes) for one in decided] == [
        ("样例园区007", "样例省", "park", ("910102",))
    ]
