"""Lists inside documents become rows with their place in the document."""

import pytest

from etl.lists.documents import read_list_document, read_review_list
from etl.sources import Source

LIST = """序号,集群名称,推荐单位,备注
1,清河县羊绒产业集群,河北省,复核
2,高阳县毛巾产业集群,河北省,
3,余姚市光电产业集群,,
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def source(path, **fields):
    about = {"programme": "sme-national", "batch": 2026, "url": "https://example.org/1"}
    return Source("mine", "list-document", "t", path=path, **{**about, **fields})


def test_a_list_of_recognised_clusters(path):
    read = read_list_document(source(path, stage="publicised"))
    rows = read.frame.to_dict("records")
    assert [row["source_row"] for row in rows] == [1, 2, 3]
    assert [row["source_where"] for row in rows] == [f"名单.csv, row {row}" for row in (2, 3, 4)]
    assert (rows[0]["name_zh"], rows[2]["name_zh"]) == ("清河县羊绒产业集群", "余姚市光电产业集群")
    assert rows[0]["unit"] == "河北省"
    assert read.frame["unit"].isna().tolist() == [False, False, True]
    assert rows[0]["source_note"] == "备注: 复核"
    for row in rows:
        assert (row["source_id"], row["programme_id"]) == ("mine", "sme-national")
        assert (row["batch_year"], row["stage"]) == (2026, "publicised")
        assert row["name_basis"] == "official"
        assert row["source_url"] == "https://example.org/1"


def test_batch_and_stage_may_be_unsaid(path):
    frame = read_list_document(source(path, batch=None)).frame
    assert frame["batch_year"].isna().all()
    assert frame["stage"].tolist() == ["recognised"] * 3


def test_what_the_reader_remarks_is_found(path):
    (finding,) = read_list_document(source(path)).findings
    assert (finding.source_id, finding.row) == ("mine", None)
    assert (finding.code, finding.where) == ("unit-missing", "名单.csv, row 4")
    assert "余姚市光电产业集群" in finding.message


def test_a_list_of_those_that_passed_a_re_review(path):
    frame = read_review_list(source(path, batch=2022, review_year=2025)).frame
    assert frame.columns.tolist() == [
        *("source_id", "source_row", "source_where", "programme_id", "batch_year"),
        *("review_year", "name_zh", "unit"),
    ]
    assert frame["review_year"].tolist() == [2025] * 3
    assert frame["batch_year"].tolist() == [2022] * 3


def test_many_notes_of_one_kind_are_told_together(tmp_path):
    path = tmp_path / "merged.csv"
    rows = [f"第{number}县羊绒产业集群,{'河北省' if number == 1 else ''}" for number in range(1, 7)]
    path.write_text("\n".join(["集群名称,推荐单位", *rows]), encoding="utf-8")
    (finding,) = read_list_document(source(path)).findings
    assert (finding.code, finding.severity) == ("unit-carried-down", "note")
    assert finding.where == "merged.csv, row 3"
    assert finding.message.endswith("(and 4 more)")
