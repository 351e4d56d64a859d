"""Programmes and batches of several sources: the later row stands, and that is said."""

import pandas as pd

from etl.lists.registry import merged


def frame(source_id, *rows):
    columns = ["source_id", "source_row", "id", "name", "quota"]
    data = [(source_id, number, *row) for number, row in enumerate(rows, start=2)]
    return pd.DataFrame(data, columns=columns).astype({"quota": "Int64"})


def test_rows_of_one_source_stay_as_they_are():
    rows, findings = merged([frame("a", ("x", "X", 6), ("y", "Y", None))], ["id"], "programme")
    assert rows["id"].tolist() == ["x", "y"]
    assert list(rows.columns) == ["id", "name", "quota"]
    assert findings == []


def test_the_later_row_stands_in_the_place_of_the_earlier_and_is_said():
    bundled = frame("bundled", ("x", "X", 6), ("y", "Y", None))
    own = frame("mine", ("z", "Z", 1), ("x", "X", 8))
    rows, (finding,) = merged([bundled, own], ["id"], "programme")
    assert rows["id"].tolist() == ["x", "y", "z"]
    assert rows["quota"].tolist() == [8, pd.NA, 1]
    assert (finding.source_id, finding.row, finding.severity) == ("mine", 3, "note")
    assert finding.code == "programme-replaced"
    assert finding.message == (
        "programme x: this row stands instead of that in bundled, row 2; other quota"
    )


def test_a_value_given_or_taken_away_is_a_change():
    given = merged([frame("a", ("y", "Y", None)), frame("b", ("y", "Y", 2))], ["id"], "programme")
    taken = merged([frame("a", ("y", "Y", 2)), frame("b", ("y", "Y", None))], ["id"], "programme")
    assert [len(findings) for _, findings in (given, taken)] == [1, 1]


def test_the_same_row_twice_changes_nothing():
    one = frame("a", ("y", "Y", None))
    rows, findings = merged([one, frame("b", ("y", "Y", None))], ["id"], "programme")
    assert (len(rows), findings) == (1, [])
