"""Leading industries in an edition; names and wordings are samples written for these tests."""

from pathlib import Path

import pandas as pd

from etl.assembly.industries import build_industries
from etl.industries import load_industries

INDUSTRY = Path(__file__).resolve().parents[3] / "data" / "industry"
CLUSTERS = pd.DataFrame(
    [
        ("c1", "示例县服装", "服装", "sme-national"),
        ("c2", "示例县产业集群", None, "sme-national"),
    ],
    columns=["id", "name_zh", "industry", "programme_id"],
)
PARKS = pd.DataFrame(
    [("p1", "示例园区", "汽车、装备制造、医药"), ("p2", "另一示例园区", None)],
    columns=["id", "name_zh", "leading_industries"],
)


def built():
    return build_industries(CLUSTERS, PARKS, load_industries(INDUSTRY))


def test_each_item_of_a_park_is_a_row_of_its_own():
    rows = built().industries
    assert rows[["subject_id", "item", "wording"]].to_numpy().tolist() == [
        ["c1", 1, "服装"],
        ["c2", 1, ""],
        ["p1", 1, "汽车"],
        ["p1", 2, "装备制造"],
        ["p1", 3, "医药"],
    ]


def test_divisions_chains_and_breadth_stand_beside_the_wording():
    rows = built().industries.set_index(["subject_id", "item"])
    clothes, none = rows.loc[("c1", 1)], rows.loc[("c2", 1)]
    assert (clothes["divisions"], clothes["main_chain"], clothes["breadth"]) == (
        "18",
        "textiles",
        "single",
    )
    assert none["breadth"] == "unmapped"
    assert none[["divisions", "main_chain", "keywords"]].isna().all()
    assert rows.loc[("p1", 2), "breadth"] == "broad"


def test_the_classification_comes_with_it():
    frames = built()
    assert len(frames.divisions) == 97
    assert frames.divisions["section"].nunique() == 20
    assert frames.chains["position"].tolist() == list(range(1, len(frames.chains) + 1))
    assert set(frames.industries["main_chain"].dropna()) <= set(frames.chains["id"])


def test_a_correction_about_nothing_listed_is_a_finding():
    codes = {finding.code for finding in built().findings}
    assert codes == {"stale-correction"}
    assert all("corrections.csv, row" in (finding.where or "") for finding in built().findings)
