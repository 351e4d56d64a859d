"""Places that the steward decided, what became of each decision, and questions about places."""

import pytest

from tests.unit.assembly.small_lists import build, decided, entry, park

VAGUE = "赣江新区生物医药产业集群"  # a new area across two cities: province only, 0.60
PLAIN = "慈溪市小家电产业集群"
UNPLACED = "某某产业集群"


@pytest.fixture
def built(resolver, gazetteer):
    return lambda *args, **more: build(resolver, gazetteer, *args, **more)


def states(found):
    return [row["state"] for row in found.decisions]


def placement(found):
    (cluster,) = found.clusters
    return [cluster[f"placement_{what}"] for what in ("level", "method", "confidence", "note")]


def test_doubtful_places_are_asked_about(built):
    (question,) = built([entry(VAGUE, unit="江西省")]).questions
    assert (question["code"], question["confidence"]) == ("doubtful", 0.6)
    assert (question["level"], question["adcodes"]) == ("province", "360000")
    adcodes = [one["adcode"] for one in question["candidates"]]
    assert adcodes[0] == "360000"
    assert {"360100", "360400"} <= set(adcodes)  # 南昌 and 九江
    assert len(adcodes) <= 12


def test_entries_without_place_are_asked_about(built):
    (question,) = built([entry(UNPLACED, unit=None)]).questions
    assert (question["code"], question["confidence"]) == ("unplaced", None)


def test_homonyms_offer_every_reading(built):
    (question,) = built([entry("鼓楼区电商产业集群", unit=None)]).questions
    readings = {one["adcode"] for one in question["candidates"]}
    assert {"320106", "350102", "410204", "320302"} == readings


def test_sure_places_are_not_asked_about(built):
    assert built([entry(PLAIN)]).questions == []


def test_a_decided_place_holds(built):
    found = built([entry(VAGUE, unit="江西省")], decisions=[decided(VAGUE, "360111")])
    assert placement(found) == [
        "county", "decided", 1.0, "decided by steward on 2026-03-05: visited"
    ]  # fmt: skip
    assert [row["adcode"] for row in found.places] == ["360111"]
    assert found.clusters[0]["industry"] == "生物医药"
    assert found.questions == []
    assert states(found) == ["applied"]
    assert found.findings == []


def test_several_places(built):
    found = built([entry(VAGUE, unit="江西省")], decisions=[decided(VAGUE, "360100;360400")])
    assert placement(found)[0] == "several"
    assert sorted(row["adcode"] for row in found.places) == ["360100", "360400"]


@pytest.mark.parametrize(("level", "placed"), [("", "prefecture"), ("county", "county")])
def test_a_code_at_two_levels(built, level, placed):
    decision = decided(UNPLACED, "441900", level=level)
    found = built([entry(UNPLACED, unit=None)], decisions=[decision])
    assert [(row["level"], row["adcode"]) for row in found.places] == [(placed, "441900")]


def test_a_doubtful_place_can_be_confirmed(built):
    found = built([entry(VAGUE, unit="江西省")], decisions=[decided(VAGUE, "360000")])
    assert found.questions == []
    assert states(found) == ["applied"]


def test_what_the_name_says_surely_needs_no_decision(built):
    found = built([entry(PLAIN)], decisions=[decided(PLAIN, "330282")])
    assert states(found) == ["needless"]
    assert placement(found)[1] == "decided"
    (told,) = found.findings
    assert (told.code, told.severity, told.row) == ("decision-needless", "warning", 2)
    assert "may be removed" in told.message


def test_a_decision_that_meets_no_entry_is_stale(built):
    found = built([entry(PLAIN)], decisions=[decided("慈溪市大家电产业集群", "330282")])
    (row,) = found.decisions
    assert row["state"] == "stale"
    assert f"the nearest name is {PLAIN}" in row["remark"]
    assert found.codes() == ["decision-stale"]


def test_a_place_that_the_layer_lacks_is_stale(built):
    found = built([entry(VAGUE, unit="江西省")], decisions=[decided(VAGUE, "360111;999999")])
    (row,) = found.decisions
    assert (row["state"], row["remark"]) == ("stale", "the boundary layer has no 999999")
    assert found.asked("doubtful")
    assert placement(found)[0] == "province"


def test_the_narrowest_decision_holds(built):
    decisions = [
        decided(UNPLACED, "330281"),
        decided(UNPLACED, "330282", unit="浙江"),
        decided(UNPLACED, "330226", unit="浙江省", programme_id="sme-national"),
    ]
    found = built([entry(UNPLACED, unit="浙江省")], decisions=decisions)
    assert [row["adcode"] for row in found.places] == ["330226"]
    assert states(found) == ["stale", "stale", "applied"]
    found = built([entry(UNPLACED, unit="浙江省")], decisions=decisions[:2])
    assert [row["adcode"] for row in found.places] == ["330282"]
    found = built([entry(UNPLACED, unit="江苏省")], decisions=decisions)
    assert [row["adcode"] for row in found.places] == ["330281"]


def test_one_half_that_fails_makes_the_decision_stale(built):
    decision = decided(VAGUE, "360111", same_as="某市某产业集群")
    found = built([entry(VAGUE, unit="江西省")], decisions=[decision])
    assert states(found) == ["stale"]
    assert [row["adcode"] for row in found.places] == ["360111"]


class TestParks:
    LISTED = park(
        "盐南高新技术产业开发区", "江苏省", "江苏省盐城市盐都区", address_quality="consistent"
    )

    def test_doubtful_ones_are_asked_about(self, built):
        (question,) = built([], parks=[self.LISTED]).questions
        assert (question["kind"], question["code"]) == ("park", "doubtful")
        assert question["candidates"][0] == {"level": "county", "adcode": "320903"}

    def test_decided(self, built):
        decision = decided(self.LISTED["name_zh"], "320903", kind="park")
        found = built([], parks=[self.LISTED], decisions=[decision])
        assert found.questions == []
        assert states(found) == ["applied"]

    def test_a_decision_about_a_cluster_is_not_about_a_park(self, built):
        decision = decided(self.LISTED["name_zh"], "320903")
        found = built([], parks=[self.LISTED], decisions=[decision])
        assert found.questions
        assert states(found) == ["stale"]


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A1", "<script>alert(1)</script>", "🚀" * 50, "'"])
def test_hostile_names_are_decided_like_others(built, name):
    found = built([entry(name, unit=None)], decisions=[decided(name, "330282")])
    assert states(found) == ["applied"]
    assert [row["adcode"] for row in found.places] == ["330282"]
