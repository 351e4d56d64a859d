"""Counting clusters by their standing, on rows worked by hand."""

import pandas as pd

from app.quality.counts import Counts, counts_by

COLUMNS = ["cluster_id", "batch_year", "recognised_year", "valid_to", "reviewed_to", "stage"]
ROWS = [
    # Batch 2022: a passed its re-review, b did not, of c nothing is known.
    ["a", 2022, 2023, 2025, 2028, "recognised"],
    ["b", 2022, 2023, 2025, 2025, "recognised"],
    ["c", 2022, 2023, 2025, None, "publicised"],
    # c came a second time, in 2025; d is listed twice in one batch, once in the public notice.
    ["c", 2025, 2025, 2028, None, "recognised"],
    ["d", 2024, 2024, 2027, None, "publicised"],
    ["d", 2024, 2024, 2027, None, "recognised"],
    ["e", None, None, None, None, "publicised"],
]


def recognitions():
    frame = pd.DataFrame(ROWS, columns=COLUMNS)
    whole = ["batch_year", "recognised_year", "valid_to", "reviewed_to"]
    return frame.astype(dict.fromkeys(whole, "Int64")).assign(programme_id="p")


def counts(*, in_force=0, review_unknown=0, undated=0, not_yet=0, lapsed=0, publicised=0):
    loaded = in_force + review_unknown + undated + not_yet + lapsed
    return Counts(loaded, in_force, review_unknown, undated, not_yet, lapsed, publicised)


def test_a_programme_counts_each_cluster_once_by_its_strongest_recognition():
    by_year = {year: counts_by(recognitions(), "programme_id", year)["p"] for year in (2024, 2026)}
    assert by_year[2024] == counts(in_force=4, undated=1, publicised=1)
    assert by_year[2026] == counts(in_force=3, undated=1, lapsed=1, publicised=1)


def test_a_batch_counts_what_it_recognised():
    found = counts_by(recognitions(), "batch_year", 2026)
    assert found == {
        2022: counts(in_force=1, lapsed=1, review_unknown=1, publicised=1),
        2024: counts(in_force=1),
        2025: counts(in_force=1),
        None: counts(undated=1, publicised=1),
    }
    before = counts_by(recognitions(), "batch_year", 2024)
    assert before[2025] == counts(not_yet=1)


def test_nothing_is_counted_of_nothing():
    assert counts_by(recognitions().head(0), "programme_id", 2024) == {}
