"""Corrections by people go before the rules."""

from __future__ import annotations

import pytest

from etl.industries import load_industries
from etl.sources import BUNDLED_DATA
from geo.errors import DataUnavailable, InvalidInput

HEADER = "subject,value,divisions,chains,by,on,reason\n"


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "corrections.csv"

    def load(*lines):
        path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
        return load_industries(BUNDLED_DATA / "industry", path)

    return load


def test_a_text(own):
    reading = own("text,新材料（特钢）,31;33,,steward,2026-01-31,steel works").of("新材料(特钢)")
    assert reading.divisions == ("31", "33")
    assert reading.main_chain == "metals"
    assert reading.breadth == "multi"
    assert reading.correction == "steel works (steward, 2026-01-31)"


def test_a_name_goes_before_its_wording(own):
    industries = own("name,某县产业集群,17,materials,steward,2026-01-31,they make carbon cloth")
    assert industries.of("食品", name="某县产业集群").chains == ("materials",)
    assert industries.of("食品", name="某县产业集群").breadth == "single"
    assert industries.of("食品", name="另一县产业集群").chains == ("food",)


def test_a_chain_without_a_division_is_broad(own):
    reading = own("text,未来产业,,energy,steward,2026-01-31,hydrogen").of("未来产业")
    assert (reading.divisions, reading.main_chain, reading.breadth) == ((), "energy", "broad")


def test_a_programme_counts_where_the_wording_says_nothing(industries):
    assert industries.of("", programme="textile-pilot").divisions == ("17", "18")
    assert industries.of("食品", programme="textile-pilot").main_chain == "food"
    assert industries.of("", programme="sme-national").breadth == "unmapped"


def test_a_later_correction_replaces_an_earlier_one(own):
    industries = own(
        "text,高精铝轨道客车,37,,steward,2026-01-31,coaches only",
        "text,某物,17,,steward,2026-01-31,first",
        "text,某物,18,,steward,2026-02-01,second",
    )
    assert industries.of("高精铝轨道客车").divisions == ("37",)
    assert industries.of("某物").divisions == ("18",)


def test_stale_corrections(own):
    industries = own(
        "text,某物,17,,steward,2026-01-31,in use",
        "text,旧物,17,,steward,2026-01-31,gone",
        "name,从前的集群,17,,steward,2026-01-31,gone",
    )
    stale = industries.stale(
        texts=["某物", "高精铝轨道客车"], names=["旧物"], programmes=["textile-pilot"]
    )
    assert [(one.value, one.where) for one in stale] == [
        ("旧物", "corrections.csv, row 3"),
        ("从前的集群", "corrections.csv, row 4"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("park,某物,17,,steward,2026-01-31,why", "row 2: subject is 'park'"),
        ("text,某物,98,,steward,2026-01-31,why", "row 2: unknown: 98"),
        ("text,某物,17,wool,steward,2026-01-31,why", "row 2: unknown: wool"),
        ("text,某物,,,steward,2026-01-31,why", "row 2: give divisions, chains or both"),
        ("text,某物,17,,,2026-01-31,", "row 2: empty: by, reason"),
        ("text,某物,17,,steward,31.1.2026,why", "row 2: on is not a date like 2026-01-31"),
    ],
)
def test_faulty_rows(own, line, message):
    with pytest.raises(InvalidInput, match=message):
        own(line)


def test_a_missing_file(tmp_path):
    with pytest.raises(DataUnavailable, match=r"nothing\.csv is missing"):
        load_industries(BUNDLED_DATA / "industry", tmp_path / "nothing.csv")
