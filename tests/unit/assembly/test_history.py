"""A cluster that changes name, unit or county between lists stays one, with its history."""

import pytest

from etl.assembly.entries import take_in
from etl.assembly.identity import cluster_id
from etl.assembly.lists import read_lists
from etl.assembly.placing import Placer
from etl.sources import load_sources
from tests.unit.assembly.small_lists import PROGRAMME, build, decided, entry

APPLIANCES = "慈溪市小家电产业集群"
SMART = "慈溪市智能小家电产业集群"
MOVED = "余姚市小家电产业集群"


@pytest.fixture
def built(resolver, gazetteer):
    return lambda *args, **more: build(resolver, gazetteer, *args, **more)


def ids(found):
    return [row["cluster_id"] for row in found.recognitions]


def test_ids_of_the_bundled_lists_are_those_of_their_own_wording(resolver, gazetteer):
    """They stand in published editions and in links."""
    entries = take_in(read_lists(load_sources()).clusters, Placer(resolver, gazetteer))
    assert len(entries.frame) == 316
    assert entries.frame["cluster_id"].tolist() == entries.frame["own_id"].tolist()
    assert entries.frame["cluster_id"].nunique() == 316


class TestSpellingOfTheUnit:
    @pytest.mark.parametrize("unit", ["宁波", "宁波市", "浙江省宁波市", "宁波市经济和信息化局"])
    def test_is_no_other_cluster(self, built, unit):
        found = built([entry(APPLIANCES, 2022, "宁波市"), entry(APPLIANCES, 2025, unit)])
        assert ids(found) == [cluster_id(PROGRAMME, APPLIANCES, "宁波市")] * 2
        assert found.questions == []

    def test_the_id_is_that_of_the_first_entry(self, built):
        found = built([entry(APPLIANCES, 2025, "宁波"), entry(APPLIANCES, 2022, "宁波市")])
        assert ids(found) == [cluster_id(PROGRAMME, APPLIANCES, "宁波")] * 2

    @pytest.mark.parametrize(
        ("one", "other"),
        [("新疆维吾尔自治区", "新疆生产建设兵团"), ("浙江省", "宁波市"), ("浙江省", None)],
    )
    def test_another_unit_is_asked_about(self, built, one, other):
        found = built([entry(APPLIANCES, 2022, one), entry(APPLIANCES, 2025, other)])
        assert len(set(ids(found))) == 2
        (question,) = found.asked("same-cluster")
        assert question["source_row"] == 3
        assert question["candidates"] == [{"cluster_id": ids(found)[0]}]
        assert "under another recommending unit" in question["evidence"]


class TestDecidedToBeTheSame:
    ENTRIES = (entry(APPLIANCES, 2022), entry(MOVED, 2025, name_basis="reported"))

    def test_it_joins_the_id_in_use(self, built):
        found = built(self.ENTRIES, decisions=[decided(MOVED, same_as=APPLIANCES)])
        assert ids(found) == [cluster_id(PROGRAMME, APPLIANCES, "浙江省")] * 2
        assert [row["state"] for row in found.decisions] == ["applied"]
        assert found.questions == []

    def test_in_the_other_direction_too(self, built):
        found = built(self.ENTRIES, decisions=[decided(APPLIANCES, same_as=MOVED)])
        assert ids(found) == [cluster_id(PROGRAMME, APPLIANCES, "浙江省")] * 2

    def test_name_and_place_are_those_of_the_latest_recognition(self, built):
        found = built(self.ENTRIES, decisions=[decided(MOVED, same_as=APPLIANCES)])
        (cluster,) = found.clusters
        assert cluster["name_zh"] == MOVED
        assert [row["adcode"] for row in found.places] == ["330281"]

    def test_recognitions_keep_what_their_list_says(self, built):
        found = built(self.ENTRIES, decisions=[decided(MOVED, same_as=APPLIANCES)])
        kept = [(row["name_zh"], row["place_level"], row["adcodes"]) for row in found.recognitions]
        assert kept == [(APPLIANCES, "county", "330282"), (MOVED, "county", "330281")]

    def test_the_order_of_the_lists_does_not_matter_for_the_name(self, built):
        found = built(self.ENTRIES[::-1], decisions=[decided(MOVED, same_as=APPLIANCES)])
        assert found.clusters[0]["name_zh"] == MOVED
        assert found.clusters[0]["id"] == cluster_id(PROGRAMME, MOVED, "浙江省")

    def test_three_in_a_chain(self, built):
        entries = [*self.ENTRIES, entry(SMART, 2023)]
        decisions = [decided(SMART, same_as=APPLIANCES), decided(MOVED, same_as=SMART)]
        assert len(set(ids(built(entries, decisions=decisions)))) == 1

    def test_in_a_circle(self, built):
        decisions = [decided(MOVED, same_as=APPLIANCES), decided(APPLIANCES, same_as=MOVED)]
        assert len(set(ids(built(self.ENTRIES, decisions=decisions)))) == 1

    def test_of_nothing_is_stale(self, built):
        found = built(self.ENTRIES, decisions=[decided(MOVED, same_as="某市某产业集群")])
        assert len(set(ids(found))) == 2
        (row,) = found.decisions
        assert row["state"] == "stale"
        assert "no list of the programme has that cluster" in row["remark"]

    def test_of_its_own_wording_is_needless(self, built):
        entries = [entry(APPLIANCES, 2022, "宁波市"), entry("慈溪市 小家电", 2025, "宁波")]
        found = built(
            entries, decisions=[decided("慈溪市 小家电", unit="宁波", same_as=APPLIANCES)]
        )
        assert [row["state"] for row in found.decisions] == ["needless"]
        assert "decision-needless" in found.codes()

    def test_of_several_of_that_name_needs_the_id(self, built):
        entries = [
            entry(APPLIANCES, 2022, "浙江省"),
            entry(APPLIANCES, 2023, "江苏省"),
            entry(MOVED, 2025, "上海市"),
        ]
        found = built(entries, decisions=[decided(MOVED, same_as=APPLIANCES)])
        assert [row["state"] for row in found.decisions] == ["stale"]
        first = cluster_id(PROGRAMME, APPLIANCES, "浙江省")
        found = built(entries, decisions=[decided(MOVED, same_as=first)])
        assert ids(found) == [first, cluster_id(PROGRAMME, APPLIANCES, "江苏省"), first]


def test_official_wording_of_the_latest_name_stands(built):
    entries = [
        entry("慈溪市小家电", 2025, name_basis="reported"),
        entry(APPLIANCES, 2022),
    ]
    (cluster,) = built(entries).clusters
    assert (cluster["name_zh"], cluster["name_basis"]) == (APPLIANCES, "official")


def test_undated_wording_is_not_the_latest(built):
    found = built(
        [entry(APPLIANCES, 2022), entry(MOVED, None)],
        decisions=[decided(MOVED, same_as=APPLIANCES)],
    )
    assert found.clusters[0]["name_zh"] == APPLIANCES


class TestSameClusterQuestions:
    @pytest.mark.parametrize(
        ("later", "reason"),
        [
            (SMART, "the same place and similar industry words"),
            (MOVED, "the same industry words in another county"),
            ("宁波市小家电产业集群", "one place lies in the other"),
        ],
    )
    def test_alike_entries_of_two_batches_are_asked_about(self, built, later, reason):
        found = built([entry(APPLIANCES, 2022), entry(later, 2025)])
        assert len(set(ids(found))) == 2
        (question,) = found.asked("same-cluster")
        assert question["name_zh"] == later
        assert reason in question["evidence"]
        assert APPLIANCES in question["evidence"]

    @pytest.mark.parametrize(
        "later",
        ["慈溪市化纤产业集群", "深圳市宝安区小家电产业集群", "慈溪市"],
    )
    def test_others_are_not(self, built, later):
        unit = "广东省" if "深圳" in later else "浙江省"
        assert built([entry(APPLIANCES, 2022), entry(later, 2025, unit)]).questions == []

    def test_one_name_in_two_provinces_is_not(self, built):
        entries = [
            entry("鼓楼区电商产业集群", 2022, "江苏省"),
            entry("鼓楼区电商产业集群", 2025, "福建省"),
        ]
        found = built(entries)
        assert len(set(ids(found))) == 2
        assert found.asked("same-cluster") == []

    def test_clusters_of_one_batch_are_two(self, built):
        assert built([entry(APPLIANCES, 2022), entry(SMART, 2022)]).questions == []

    def test_undated_ones_may_be_any(self, built):
        assert built([entry(APPLIANCES, None), entry(SMART, None)]).asked("same-cluster")

    def test_one_question_names_all_candidates(self, built):
        entries = [entry(APPLIANCES, 2022), entry(MOVED, 2023), entry(SMART, 2025)]
        questions = built(entries).asked("same-cluster")
        assert [row["name_zh"] for row in questions] == [MOVED, SMART]

    def test_decided_to_be_no_other(self, built):
        entries = [entry(APPLIANCES, 2022), entry(SMART, 2025)]
        found = built(entries, decisions=[decided(SMART, same_as="itself")])
        assert found.questions == []
        assert len(set(ids(found))) == 2
        assert [row["state"] for row in found.decisions] == ["applied"]

    def test_decided_without_a_question_is_needless(self, built):
        found = built([entry(APPLIANCES)], decisions=[decided(APPLIANCES, same_as="itself")])
        assert [row["state"] for row in found.decisions] == ["needless"]

    def test_a_third_one_is_asked_about_all_the_same(self, built):
        entries = [entry(APPLIANCES, 2022), entry(SMART, 2023), entry("慈溪市小家电制造", 2025)]
        found = built(entries, decisions=[decided(SMART, same_as="itself")])
        (question,) = found.asked("same-cluster")
        assert question["name_zh"] == "慈溪市小家电制造"
        assert len(question["candidates"]) == 2

    def test_not_across_programmes(self, built):
        entries = [entry(APPLIANCES, 2022), entry(SMART, 2025, programme_id="other")]
        assert built(entries).questions == []
