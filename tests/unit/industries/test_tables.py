"""Faults in the tables are found where they stand."""

from __future__ import annotations

import shutil

import pytest

from etl.industries import load_industries
from etl.sources import BUNDLED_DATA
from geo.errors import DataUnavailable, InvalidInput


@pytest.fixture
def tables(tmp_path):
    return shutil.copytree(BUNDLED_DATA / "industry", tmp_path / "industry")


def append(path, line):
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("keyword_to_gbt2.csv", "某词,word,99,,", "unknown: 99"),
        ("keyword_to_gbt2.csv", "某词,word,17,wool,", "unknown: wool"),
        ("keyword_to_gbt2.csv", "某词,noun,17,,", "kind is 'noun'"),
        ("keyword_to_gbt2.csv", "某词,word,,,", "any other word has some"),
        ("keyword_to_gbt2.csv", "某词,filler,17,,", "a filler has no divisions"),
        ("keyword_to_gbt2.csv", "ＬＥＤ,word,38,,", "led stands twice"),
        ("keyword_to_gbt2.csv", ",word,38,,", "keyword is empty"),
        ("chains.csv", "wool,羊毛,Wool,red,14,", "colour is not like"),
        ("chains.csv", "wool,羊毛,Wool,#00ff00,last,", "order is not a number"),
        ("chains.csv", "food,食品,Food,#00ff00,14,", "food stands twice"),
        ("division_chain.csv", "17,food", "17 stands twice"),
        ("division_chain.csv", "98,food", "unknown: 98"),
        ("division_chain.csv", "17;18,food", "one code is needed, not '17;18'"),
        ("division_chain.csv", "17,", "one code is needed, not ''"),
        ("gbt4754_2017_divisions.csv", "98,division,U,某业,Some", "unknown section U"),
        ("gbt4754_2017_divisions.csv", "97,division,T,某业,Some", "97 stands twice"),
        ("gbt4754_2017_divisions.csv", "98,division,T,某业,Some", r"no chain for .* 98"),
    ],
)
def test_faulty_rows(tables, name, line, message):
    append(tables / name, line)
    with pytest.raises(InvalidInput, match=message):
        load_industries(tables)


def test_a_missing_table(tables):
    (tables / "chains.csv").unlink()
    with pytest.raises(DataUnavailable, match=r"chains\.csv is missing"):
        load_industries(tables)
