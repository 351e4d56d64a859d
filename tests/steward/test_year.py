"""The year of a steward as docs/operations.md writes it: every command, in order, on a sample."""

import csv
import re
import shlex
import shutil
import sqlite3

import pytest

from app.cli.root import run
from etl.sources import BUNDLED_DATA
from tests.unit.documents.make_docx import saved as saved_docx
from tests.unit.documents.make_docx import with_table
from tests.unit.documents.make_xlsx import saved, workbook
from tests.unit.repository.project import ROOT

# Made up for the test, in real places; one cannot be placed, one may be a cluster of 2022.
NOTICE = (
    ("浙江省", "桐庐县医疗器械产业集群"),
    ("江苏省", "邳州市板材家居产业集群"),
    ("江西省", "余江区眼镜制造产业集群"),
    ("山东省", "寿光市蔬菜种业产业集群"),
    ("湖北省", "滨江新区光电子产业集群"),
)
DROPPED = ("高阳县毛巾纺织", "浮梁陶瓷", "静海区自行车产业集群")


def commands():
    """The command lines of the section, in order."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    section = text[text.index("## From a notice to an edition") :]
    section = section[: section.index("\n## ")]
    blocks = re.findall(r"^```\n(.*?)^```", section, re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


def loaded(year):
    path = BUNDLED_DATA / "clusters" / "sme_national.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["batch_year"] == str(year)]


@pytest.fixture
def desk(tmp_path, monkeypatch, real_home):
    """A folder with the two documents, a home of its own with the bundled edition."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
    monkeypatch.delenv("CLUSTER_ATLAS_SOURCES", raising=False)
    rows = [(str(number), unit, name) for number, (unit, name) in enumerate(NOTICE, 1)]
    notice = with_table(("序号", "推荐单位", "集群名称"), rows, before=["附件", "名单（测试样本）"])
    (tmp_path / "notice.docx").write_bytes(saved_docx(notice))
    passed = [row for row in loaded(2023) if row["name_zh"] not in DROPPED]
    review = [(at, row["name_zh"], row["province"]) for at, row in enumerate(passed, 1)]
    book = workbook([("序号", "集群名称", "推荐单位"), *review])
    (tmp_path / "review.xlsx").write_bytes(saved(book))
    shutil.copytree(real_home, tmp_path / "home")
    return tmp_path


def answered(path):
    """Fill in what the steward knows of one question, as the document asks."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = reader.fieldnames, list(reader)
    (row,) = [row for row in rows if row["name_zh"] == "余江区眼镜制造产业集群"]
    row["same_as"] = "余江眼镜"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def play(desk, capsys, line):
    """Run a command line; what a redirection would write goes into the file."""
    words, _, target = line.partition(" > ")
    program, *arguments = shlex.split(words)
    assert program == "./atlas"
    status = run(arguments)
    captured = capsys.readouterr()
    if target:
        (desk / target).write_text(captured.out, encoding="utf-8")
        answered(desk / target)
    return status, captured.out + captured.err


def asked_of(desk, query):
    with sqlite3.connect(desk / "home" / "atlas.sqlite") as store:
        return store.execute(query).fetchall()


def test_the_year_of_a_steward(desk, capsys):
    played = [(line, *play(desk, capsys, line)) for line in commands()]
    said = {line: output for line, _, output in played}
    statuses = [status for _, status, _ in played]
    assert len(played) > 15
    first, decided, second = played[:3]
    assert (first[1], decided[1], second[1]) == (1, 0, 0)
    assert "滨江新区光电子产业集群" in first[2]
    assert "problems: note" in second[2]
    assert statuses[1:] == [0] * (len(played) - 1)
    difference = said["./atlas editions diff previous current"]
    assert "桐庐县医疗器械产业集群" in difference
    assert "余江区眼镜制造产业集群" in said["./atlas etl questions"]
    recognised = asked_of(
        desk, "SELECT recognised_on, valid_to FROM current_recognitions WHERE batch_year = 2026"
    )
    assert recognised == [("2026-09-18", 2029)] * len(NOTICE)
    closed = asked_of(
        desk,
        "SELECT name_zh FROM current_recognitions WHERE review_result = 'closed'"
        " AND batch_year = 2023 ORDER BY name_zh",
    )
    assert [name for (name,) in closed] == sorted(DROPPED)
    joined = asked_of(
        desk,
        "SELECT COUNT(DISTINCT cluster_id) FROM current_recognitions"
        " WHERE name_zh IN ('余江眼镜', '余江区眼镜制造产业集群')",
    )
    assert joined == [(1,)]
