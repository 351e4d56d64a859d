"""The list of a batch in two wordings: a press report, then the official annex."""

import pytest

from etl.assembly.identity import cluster_id
from etl.decisions.decision import ITSELF
from tests.unit.assembly.small_lists import PROGRAMME, build, decided, entry

PRESS = entry("余江眼镜", 2022, "江西省", source="press", name_basis="reported")
ANNEX = entry("江西省鹰潭市余江区眼镜产业集群", 2022, "江西省", source="annex")


@pytest.fixture
def built(resolver, gazetteer):
    return lambda *args, **more: build(resolver, gazetteer, *args, **more)


def ids(found):
    return [row["cluster_id"] for row in found.recognitions]


def annex(name, batch=2022):
    return {**ANNEX, "name_zh": name, "batch_year": batch}


def test_another_writing_of_the_place_is_the_same_cluster(built):
    found = built([PRESS, ANNEX])
    assert set(ids(found)) == {cluster_id(PROGRAMME, "余江眼镜", "江西省")}
    assert [row["name_zh"] for row in found.clusters] == [ANNEX["name_zh"]]
    assert found.codes() == ["same-cluster"]
    assert found.questions == []


def test_the_press_may_not_know_the_batch(built):
    assert len(set(ids(built([{**PRESS, "batch_year": None}, ANNEX])))) == 1


def test_another_batch_is_asked_about(built):
    found = built([PRESS, annex(ANNEX["name_zh"], 2025)])
    assert len(set(ids(found))) == 2
    assert len(found.asked("same-cluster")) == 1


def test_similar_industry_words_are_asked_about(built):
    found = built([PRESS, annex("江西省鹰潭市余江区眼镜制造产业集群")])
    assert len(set(ids(found))) == 2
    (question,) = found.asked("same-cluster")
    assert question["source_id"] == "annex"
    assert question["candidates"] == [{"cluster_id": cluster_id(PROGRAMME, "余江眼镜", "江西省")}]


def test_the_steward_may_say_that_they_are_two(built):
    apart = decided(ANNEX["name_zh"], same_as=ITSELF)
    found = built([PRESS, ANNEX], decisions=[apart])
    assert len(set(ids(found))) == 2
    assert found.questions == []


def test_what_one_list_names_twice_is_two(built):
    found = built([{**PRESS, "source_id": "annex"}, ANNEX])
    assert len(set(ids(found))) == 2
    assert found.questions == []


def test_what_the_other_list_names_too_is_not_asked_about(built):
    """Two counties of one prefecture with the same industry, both in the annex."""
    others = [annex("贵溪市铜基新材料产业集群"), annex("余江区铜基新材料产业集群")]
    press = {**PRESS, "name_zh": "贵溪铜基新材料"}
    found = built([press, *others])
    assert len(set(ids(found))) == 2
    assert found.questions == []


@pytest.mark.parametrize("name", ["江西省眼镜产业集群", "余江区产业集群"])
def test_without_a_county_or_an_industry_nothing_is_joined(built, name):
    assert len(set(ids(built([{**PRESS, "name_zh": name}, ANNEX])))) == 2
