"""A new provincial programme needs rows in files, and no code."""

import pytest

from etl.assembly.lists import read_lists
from etl.lists.programmes import BATCH_DTYPES, PROGRAMME_DTYPES
from etl.sources import load_sources
from geo.errors import InvalidInput
from tests.unit.checks.conftest import write

PROGRAMME = {
    "id": "sme-provincial-450000",
    "name_zh": "广西壮族自治区中小企业特色产业集群",
    "name_en": "Guangxi SME characteristic industrial clusters",
    "scope": "provincial",
    "province_adcode": "450000",
    "level": "county",
    "validity_years": 3,
}
NATIONAL = {
    "id": "sme-national",
    "name_zh": "中小企业特色产业集群",
    "name_en": "SME clusters",
    "scope": "national",
    "level": "county",
    "validity_years": 3,
    "quota_province": 9,
}
BATCH = {"programme_id": "sme-national", "batch_year": 2026, "recognised_year": 2026}
REGISTRY = """
[[source]]
id = "my-programmes"
kind = "programmes"
path = "programmes.csv"
title = "Programmes of my own"
[[source]]
id = "my-batches"
kind = "batches"
path = "batches.csv"
title = "Batches of my own"
[[source]]
id = "guangxi"
kind = "list-document"
path = "list.csv"
title = "广西名单"
programme = "sme-provincial-450000"
batch = 2026
date = "2026-05-08"
"""


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "programmes.csv", list(PROGRAMME_DTYPES), [PROGRAMME, NATIONAL])
    write(tmp_path / "batches.csv", list(BATCH_DTYPES), [BATCH])
    (tmp_path / "list.csv").write_text("序号,集群名称\n1,容县轴承产业集群\n", encoding="utf-8")
    (tmp_path / "sources.toml").write_text(REGISTRY, encoding="utf-8")
    return tmp_path


def test_programme_batches_and_list_of_ones_own(folder):
    lists = read_lists(load_sources(folder))
    assert lists.programmes["id"].tolist()[-1] == "sme-provincial-450000"
    assert lists.programmes["id"].is_unique
    assert len(lists.programmes) == 29
    (row,) = lists.clusters[lists.clusters["source_id"] == "guangxi"].to_dict("records")
    assert (row["name_zh"], row["source_where"]) == ("容县轴承产业集群", "list.csv, row 2")
    batch = lists.batches.query("programme_id == 'sme-provincial-450000'").iloc[0]
    assert (batch["recognised_year"], batch["valid_to"]) == (2026, 2029)
    assert len(lists.batches.query("programme_id == 'sme-national'")) == 5


def test_a_row_of_ones_own_stands_and_is_told(folder):
    lists = read_lists(load_sources(folder))
    national = lists.programmes.set_index("id").loc["sme-national"]
    assert national["quota_province"] == 9
    told = {finding.code: finding for finding in lists.findings if finding.source_id[:2] == "my"}
    assert told["programme-replaced"].severity == "note"
    assert "instead of that in programmes, row 2" in told["programme-replaced"].message
    assert "quota_province" in told["programme-replaced"].message


def test_a_list_of_a_programme_that_nobody_registered(folder):
    text = (folder / "sources.toml").read_text(encoding="utf-8")
    changed = text.replace('programme = "sme-provincial-450000"', 'programme = "sme-guangxi"')
    (folder / "sources.toml").write_text(changed, encoding="utf-8")
    with pytest.raises(InvalidInput) as error:
        read_lists(load_sources(folder))
    said = "sources.toml, source guangxi: there is no programme 'sme-guangxi'; "
    assert str(error.value).startswith(said)
