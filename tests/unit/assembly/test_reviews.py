"""Re-review lists: what they prolong, what they close, what stays in doubt."""

import pytest

from geo.standing import standing
from tests.unit.assembly.small_lists import build, decided, entry, passed

TEXTILE, CERAMICS = "绍兴市柯桥区纺织产业集群", "龙泉市青瓷产业集群"
TOYS, VALVES = "云和县木制玩具产业集群", "玉环市水暖阀门产业集群"
BATCH = [entry(name) for name in (TEXTILE, CERAMICS, TOYS, VALVES)]


@pytest.fixture
def built(resolver, gazetteer):
    return lambda *args, **more: build(resolver, gazetteer, *args, **more)


def standing_in(row, year):
    years = row["recognised_year"], row["valid_to"], row["reviewed_to"]
    return standing(*years, year, closed=row["review_result"] == "closed").value


def test_the_list_prolongs_what_it_has_and_closes_the_rest(built):
    found = built(BATCH, reviews=[passed(TEXTILE), passed(CERAMICS)])
    assert found.life(TEXTILE) == ("passed", 2025, 2028)
    assert found.life(TOYS) == found.life(VALVES) == ("closed", None, 2025)
    assert [standing_in(found.recognition(TEXTILE), year) for year in (2025, 2026, 2028)] == [
        "in_force"
    ] * 3
    assert [standing_in(found.recognition(TOYS), year) for year in (2025, 2026)] == [
        "in_force",
        "lapsed",
    ]
    closed = [one for one in found.findings if one.code == "review-closed"]
    assert [(one.severity, one.row) for one in closed] == [("note", 4), ("note", 5)]
    assert "not in the re-review list review; its term ends with 2025" in closed[0].message
    assert found.questions == []


def test_without_a_list_nothing_is_closed(built):
    assert built(BATCH).life(TEXTILE) == (None, None, None)


def test_other_batches_are_left_alone(built):
    found = built([*BATCH, entry("德清县地理信息产业集群", 2023)], reviews=[passed(TEXTILE)])
    assert found.life("德清县地理信息产业集群") == (None, None, None)


def test_the_programme_gives_the_term_that_the_batch_does_not_state(built):
    found = built([entry(TEXTILE, 2023)], reviews=[passed(TEXTILE, 2023, year=2026)])
    assert found.life(TEXTILE) == ("passed", 2026, 2029)


@pytest.mark.parametrize(
    "wording",
    [
        "绍兴市柯桥区纺织中小企业特色产业集群",
        "绍兴市柯桥区 纺织",
        "柯桥区纺织产业集群",
        "浙江省绍兴市柯桥区纺织产业集群",
    ],
)
def test_wording_does_not_matter(built, wording):
    found = built(BATCH, reviews=[passed(wording), passed(CERAMICS)])
    assert found.life(TEXTILE) == ("passed", 2025, 2028)
    assert found.asked("review-unmatched") == []


@pytest.mark.parametrize("unit", ["宁波", "浙江省宁波市", None])
def test_spelling_of_the_unit_does_not_matter(built, unit):
    entries = [entry("慈溪市小家电产业集群", unit="宁波市"), entry(TOYS)]
    found = built(entries, reviews=[passed("慈溪市小家电产业集群", unit=unit)])
    assert found.life("慈溪市小家电产业集群") == ("passed", 2025, 2028)
    assert found.life(TOYS) == ("closed", None, 2025)


class TestRowWithoutMatch:
    """A row names a cluster of 柯桥区 in other words: it may be the one of the batch."""

    REVIEWS = (passed("柯桥区现代面料产业集群"), passed(CERAMICS), passed(VALVES))

    def test_what_it_may_be_is_neither_prolonged_nor_closed(self, built):
        found = built(BATCH, reviews=self.REVIEWS)
        assert found.life(TEXTILE) == (None, None, None)
        assert standing_in(found.recognition(TEXTILE), 2026) == "review_unknown"
        assert found.life(TOYS) == ("closed", None, 2025)

    def test_it_is_asked_with_the_cluster_as_candidate(self, built):
        found = built(BATCH, reviews=self.REVIEWS)
        (question,) = found.asked("review-unmatched")
        assert (question["name_zh"], question["source_id"]) == ("柯桥区现代面料产业集群", "review")
        identity = found.recognition(TEXTILE)["cluster_id"]
        assert question["candidates"] == [{"cluster_id": identity}]
        assert TEXTILE in question["evidence"]

    @pytest.mark.parametrize("by_id", [False, True])
    def test_decided_to_be_that_one(self, built, by_id):
        identity = built(BATCH).recognition(TEXTILE)["cluster_id"]
        decision = decided("柯桥区现代面料产业集群", same_as=identity if by_id else TEXTILE)
        found = built(BATCH, reviews=self.REVIEWS, decisions=[decision])
        assert found.life(TEXTILE) == ("passed", 2025, 2028)
        assert found.questions == []
        assert [row["state"] for row in found.decisions] == ["applied"]

    def test_decided_to_be_none_that_is_loaded(self, built):
        decision = decided("柯桥区现代面料产业集群", same_as="itself")
        found = built(BATCH, reviews=self.REVIEWS, decisions=[decision])
        assert found.life(TEXTILE) == ("closed", None, 2025)
        assert found.questions == []
        assert [row["state"] for row in found.decisions] == ["applied"]

    def test_decided_to_be_one_of_another_batch(self, built):
        other = entry("德清县地理信息产业集群", 2023)
        decision = decided("柯桥区现代面料产业集群", same_as=other["name_zh"])
        found = built([*BATCH, other], reviews=self.REVIEWS, decisions=[decision])
        assert found.life(TEXTILE) == (None, None, None)
        (question,) = found.asked("review-unmatched")
        assert "is not in the batch of 2022" in question["evidence"]
        assert [row["state"] for row in found.decisions] == ["stale"]

    def test_a_row_that_is_near_nothing_closes_the_rest(self, built):
        reviews = [passed(TEXTILE), passed("北京市海淀区集成电路设计产业集群", unit="北京市")]
        found = built(BATCH, reviews=reviews)
        assert found.life(TOYS) == ("closed", None, 2025)
        (question,) = found.asked("review-unmatched")
        assert question["candidates"] == []


def test_two_rows_of_one_county_are_not_matched_by_place_alone(built):
    entries = [entry("柯桥区纺织印染产业集群"), entry("绍兴市柯桥区纺织机械产业集群")]
    found = built(entries, reviews=[passed("柯桥区纺织印染加工产业集群")])
    assert {found.life(one["name_zh"]) for one in entries} == {(None, None, None)}
    (question,) = found.asked("review-unmatched")
    assert len(question["candidates"]) == 2


def test_several_lists_count_together_and_differences_are_told(built):
    reviews = [
        passed(TEXTILE, source="a"),
        passed(CERAMICS, source="a"),
        passed(CERAMICS, source="b"),
        passed(TOYS, source="b"),
    ]
    found = built(BATCH, reviews=reviews)
    assert {found.life(name)[0] for name in (TEXTILE, CERAMICS, TOYS)} == {"passed"}
    assert found.life(VALVES)[0] == "closed"
    told = {one.source_id: one.message for one in found.findings if one.code == "review-conflict"}
    assert TEXTILE in told["a"]
    assert TOYS in told["b"]
    assert CERAMICS not in told["a"] + told["b"]


def test_another_wording_is_no_difference_between_lists(built):
    reviews = [passed(TEXTILE, source="a"), passed("柯桥区纺织产业集群", source="b")]
    found = built(BATCH, reviews=reviews)
    assert "review-conflict" not in found.codes()


def test_what_one_of_two_lists_of_the_batch_says_holds_for_both(built):
    entries = [
        entry(TEXTILE, review_passed_year=2025, source="a"),
        entry("绍兴市柯桥区纺织", source="b"),
    ]
    found = built(entries, reviews=[passed(TOYS)])
    assert found.life(TEXTILE) == ("passed", 2025, 2028)
    assert found.life("绍兴市柯桥区纺织") == (None, None, None)
    assert found.codes().count("review-conflict") == 1


def test_what_its_own_row_says_stays_and_is_told(built):
    entries = [entry(TEXTILE, review_passed_year=2025), entry(TOYS)]
    found = built(entries, reviews=[passed(TOYS)])
    assert found.life(TEXTILE) == found.life(TOYS) == ("passed", 2025, 2028)
    (told,) = (one for one in found.findings if one.code == "review-conflict")
    assert (told.severity, told.row) == ("warning", 2)


def test_the_next_re_review_ends_the_prolonged_term(built):
    reviews = [
        *(passed(name, year=2025, source="first") for name in (TEXTILE, CERAMICS, TOYS)),
        passed(TEXTILE, year=2028, source="second"),
    ]
    found = built(BATCH, reviews=reviews)
    assert found.life(TEXTILE) == ("passed", 2028, 2031)
    assert found.life(CERAMICS) == ("closed", 2025, 2028)
    assert found.life(VALVES) == ("closed", None, 2025)
    years = {year: standing_in(found.recognition(CERAMICS), year) for year in (2026, 2028, 2029)}
    assert years == {2026: "in_force", 2028: "in_force", 2029: "lapsed"}


def test_without_a_stated_term_the_year_of_the_review_is_known(built):
    entries = [entry(TEXTILE, 2020), entry(TOYS, 2020)]
    found = built(entries, reviews=[passed(TEXTILE, 2020, year=2023)])
    assert found.life(TEXTILE) == ("passed", 2023, 2023)
    assert found.life(TOYS) == ("closed", None, 2023)
    assert standing_in(found.recognition(TEXTILE), 2024) == "review_unknown"
    assert standing_in(found.recognition(TOYS), 2023) == "in_force"
    assert standing_in(found.recognition(TOYS), 2024) == "lapsed"


def test_a_list_of_a_batch_that_is_not_loaded_says_so(built):
    found = built(BATCH, reviews=[passed(TEXTILE, 2025, year=2028)])
    assert found.codes() == ["review-of-nothing"]
    assert found.life(TEXTILE) == (None, None, None)
    assert found.questions == []


def test_a_cluster_of_unknown_batch_is_offered(built):
    found = built([*BATCH, entry("桐乡市羊毛衫产业集群", None)], reviews=[passed("桐乡市羊毛衫")])
    (question,) = found.asked("review-unmatched")
    identity = found.recognition("桐乡市羊毛衫产业集群")["cluster_id"]
    assert question["candidates"][0] == {"cluster_id": identity}
    assert "not in this batch" in question["evidence"]
