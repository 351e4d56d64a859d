"""The data files name only places that the layer has, and agree with each other."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl.resolve import Resolver, load_resolver
from etl.resolve.reference import COLUMNS, rows
from geo.errors import DataUnavailable, InvalidInput
from geo.place import Gazetteer, Level, PlaceKey

DATA_DIR = Path(__file__).resolve().parents[3] / "data" / "places"
ALIASES = rows(DATA_DIR, "aliases.csv")
KINDS = {"renamed", "merged", "split", "upgraded", "short", "misprint", "newer"}


def level_of(level: str, adcode: str) -> Level:
    if level not in {"several", "none"}:
        return Level(level)
    if adcode.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if adcode.endswith("00") else Level.COUNTY


@pytest.mark.parametrize("name", ["aliases.csv", "zones.csv", "regions.csv"])
def test_adcodes_exist(gazetteer: Gazetteer, name: str):
    for row in rows(DATA_DIR, name):
        for adcode in filter(None, row["adcodes"].split(";")):
            assert PlaceKey(level_of(row["level"], adcode), adcode) in gazetteer, row


@pytest.mark.parametrize("name", ["towns.csv", "corps.csv", "abbreviations.csv"])
def test_adcode_exists(gazetteer: Gazetteer, name: str):
    for row in rows(DATA_DIR, name):
        assert PlaceKey(Level(row["level"]), row["adcode"]) in gazetteer, row


def test_aliases_stay_in_their_province():
    for row in ALIASES:
        assert all(code[:2] == row["province_adcode"][:2] for code in row["adcodes"].split(";")), (
            row
        )


def test_aliases_are_well_formed():
    assert len(ALIASES) > 400
    for row in ALIASES:
        assert row["kind"] in KINDS, row
        assert row["year"] == "" or 1980 <= int(row["year"]) <= 2026, row
        assert row["note"]
        assert (";" in row["adcodes"]) == (row["kind"] == "split"), row


def test_aliases_are_not_names_in_force_for_the_same_place(gazetteer: Gazetteer):
    for row in ALIASES:
        for adcode in row["adcodes"].split(";"):
            assert gazetteer[PlaceKey(Level(row["level"]), adcode)].name_zh != row["old_name"], row


def test_former_names_lead_to_the_new_unit(resolver: Resolver, gazetteer: Gazetteer):
    """Under its own province; where another unit bears the name today, that one is doubted."""
    for row in ALIASES:
        province = gazetteer[PlaceKey(Level.PROVINCE, row["province_adcode"])].name_zh
        placement = resolver.cluster(f"{row['old_name']}先进陶瓷产业集群", province)
        codes = {key.adcode for key in (*placement.places, *placement.candidates)}
        expected = set(row["adcodes"].split(";"))
        assert expected & codes, (row, placement)
        assert placement.adcodes in expected or placement.confidence <= 0.85, (row, placement)


def test_province_neighbours_are_mutual():
    table = {
        r["adcode"]: set(filter(None, r["neighbours"].split(";")))
        for r in rows(DATA_DIR, "neighbours.csv")
    }
    assert len(table) == 34
    assert all(one in table[other] for one, others in table.items() for other in others)


def test_layer_of_one_province_is_enough(gazetteer: Gazetteer):
    """A user's own layer may be smaller or older than the data files."""
    inside = [p for p in gazetteer if p.level is Level.NATION or p.adcode.startswith("33")]
    resolver = load_resolver(Gazetteer(inside), DATA_DIR)
    assert resolver.cluster("绍兴县纺织产业集群", "浙江省").adcodes == "330603"
    for name, unit in [("京津冀集成电路", ""), ("第八师纺织", "兵团"), ("虎门镇服装", "广东省")]:
        assert resolver.cluster(name, unit).level == "none"


def test_missing_file_is_named(gazetteer: Gazetteer, tmp_path):
    with pytest.raises(DataUnavailable, match=r"not_places\.csv"):
        load_resolver(gazetteer, tmp_path)


def test_missing_column_is_named(gazetteer: Gazetteer, tmp_path):
    for name in COLUMNS:
        (tmp_path / name).write_bytes((DATA_DIR / name).read_bytes())
    with (tmp_path / "zones.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["name", "level"], ["光谷", "prefecture"]])
    with pytest.raises(InvalidInput, match="adcodes"):
        load_resolver(gazetteer, tmp_path)
