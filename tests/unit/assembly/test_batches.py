"""Batches that only lists name: derived from the list's date and the programme's validity."""

import pandas as pd
import pytest

from etl.assembly.batches import with_missing_batches
from etl.lists.programmes import BATCH_DTYPES
from etl.sources import Source

PROGRAMMES = pd.DataFrame({"id": ["three", "open"], "validity_years": [3, None]}).astype(
    {"validity_years": "Int64"}
)
BATCHES = pd.DataFrame(
    [{"programme_id": "three", "batch_year": 2022, "recognised_year": 2023, "valid_to": 2025}]
).reindex(columns=list(BATCH_DTYPES))
BATCHES = BATCHES.astype(BATCH_DTYPES)


def document(source_id, date):
    return Source(source_id, "list-document", "t", date=date, url="https://x")


def listed(*rows):
    columns = ["source_id", "source_row", "programme_id", "batch_year"]
    return pd.DataFrame(rows, columns=columns).astype({"batch_year": "Int64"})


def derived(rows, *sources):
    by_id = {source.id: source for source in sources}
    return with_missing_batches(BATCHES, PROGRAMMES, listed(*rows), by_id)


def test_a_batch_that_is_known_stays_as_it_is():
    batches, findings = derived([("a", 1, "three", 2022)], document("a", "2024"))
    assert batches.equals(BATCHES)
    assert findings == []


def test_term_from_the_date_and_the_validity():
    batches, (finding,) = derived([("a", 1, "three", 2026)] * 2, document("a", "2027-03-01"))
    row = batches.iloc[-1]
    assert len(batches) == 2
    assert (row["recognised_year"], row["recognised_on"]) == (2027, "2027-03-01")
    assert (row["valid_to"], row["source_url"]) == (2030, "https://x")
    assert (finding.code, finding.severity, finding.source_id) == ("derived-batch", "note", "a")
    assert "derived: recognised 2027-03-01" in finding.message
    assert "valid to 2030 (3 years, of the programme)" in finding.message


def test_without_validity_there_is_no_term():
    batches, (finding,) = derived([("a", 1, "open", 2026)], document("a", "2026-05"))
    row = batches.iloc[-1]
    assert row["recognised_year"] == 2026
    assert pd.isna(row["valid_to"])
    assert "the term is not known" in finding.message


@pytest.mark.parametrize(
    "source", [document("a", None), Source("a", "cluster-list", "t", date="2026")]
)
def test_without_a_date_of_recognition_the_batch_has_no_years(source):
    batches, (finding,) = derived([("a", 7, "three", 2026)], source)
    assert batches.iloc[-1][["recognised_year", "valid_to"]].isna().all()
    assert (finding.code, finding.severity, finding.row) == ("unknown-batch", "warning", 7)


def test_the_document_with_a_date_speaks_for_the_batch():
    rows = [("a", 7, "three", 2026), ("b", 1, "three", 2026)]
    batches, (finding,) = derived(rows, document("a", None), document("b", "2026-02"))
    assert batches.iloc[-1]["recognised_on"] == "2026-02"
    assert (finding.source_id, finding.row) == ("b", 1)


def test_rows_without_batch_add_none():
    batches, findings = derived([("a", 1, "three", None)], document("a", "2026"))
    assert (len(batches), findings) == (1, [])
