"""Ids stay the same where the thing is the same."""

import pytest

from etl.assembly.identity import cluster_id, park_id

BASE = cluster_id("sme-national", "芦溪县绝缘子产业集群", "江西省")


@pytest.mark.parametrize(
    "name",
    [
        "芦溪县绝缘子",
        "芦溪县绝缘子特色产业集群",
        "芦溪县绝缘子中小企业特色产业集群",
        "芦溪县 绝缘子（产业集群）",
        "芦溪县·绝缘子集群",
    ],
)
def test_wording_does_not_matter(name):
    assert cluster_id("sme-national", name, "江西省") == BASE


@pytest.mark.parametrize(
    ("programme", "name", "unit"),
    [
        ("sme-provincial-360000", "芦溪县绝缘子产业集群", "江西省"),
        ("sme-national", "芦溪县绝缘体产业集群", "江西省"),
        ("sme-national", "芦溪县绝缘子产业集群", "湖南省"),
        ("sme-national", "芦溪县绝缘子产业集群", None),
    ],
)
def test_another_thing_has_another_id(programme, name, unit):
    assert cluster_id(programme, name, unit) != BASE


def test_ids_of_published_editions():
    """These stand in published editions and in links: they must not change."""
    assert BASE == "a4956a4a32"
    assert park_id("S377018", "山东淄川经济开发区") == "5b57e75dfb"
    assert park_id("S377018", "山东临淄经济开发区") != "5b57e75dfb"


def test_names_of_punctuation_only():
    assert cluster_id("p", "???", None) != cluster_id("p", "!!", None)
    assert cluster_id("p", "产业集群", None) != cluster_id("p", "集群", "x")
