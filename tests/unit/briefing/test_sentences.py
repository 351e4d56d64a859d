"""Sentences for none, one, many and a tie, by samples made up here, in both languages."""

from types import SimpleNamespace

import pytest

from app.briefing.sentences import chains, counting, moves, ranks, zones
from app.briefing.wording import day, form, listed, set_apart, shortly, tight
from app.industry_index import ChainCount, Composition
from app.industry_reading import Subject
from app.pages.rank import Rank
from app.park_index import Flag
from app.state import Language, Measure
from app.text import text_in
from geo.industry import Breadth
from geo.mix import NONE, TIE, Status
from geo.place import Level

ZH, EN = (text_in(lang) for lang in Language)


def unit(name, level=Level.PREFECTURE):
    return SimpleNamespace(place=SimpleNamespace(level=level, key=level), label=name)


def page(text, **more):
    """As much of a page of a place as a sentence asks for."""
    state = SimpleNamespace(lang=text.lang, programme="test")
    defaults = {"text": text, "state": state, "year": "2025", "name": lambda one: one.label}
    view = SimpleNamespace(**(defaults | more.pop("view", {})))
    programmes = {"test": {"name_zh": "样例集群", "name_en": "Sample clusters"}}
    usual = {
        "view": view,
        "name": "甲" if text is ZH else "A",
        "unit": unit("甲", Level.PROVINCE),
        "path": [unit("全国" if text is ZH else "China", Level.NATION)],
        "atlas": SimpleNamespace(programmes=programmes),
        "counted": [],
        "beside": [],
        "parts": [],
    }
    return SimpleNamespace(**(usual | more))


def clusters(*names):
    return [SimpleNamespace(record={"id": name, "name_zh": name}) for name in names]


@pytest.mark.parametrize(
    ("names", "chinese", "english"),
    [
        ("", "2025年，甲没有在有效期内的样例集群。", "A has no clusters in force"),
        ("x", "2025年，甲在有效期内的样例集群有1个。", "A has 1 cluster in force"),
        ("xy", "2025年，甲在有效期内的样例集群有2个。", "A has 2 clusters in force"),
    ],
)  # fmt: skip
def test_a_count_is_a_sentence_for_none_one_and_many(names, chinese, english):
    assert counting.message(page(ZH, counted=clusters(*names))) == chinese
    told = counting.message(page(EN, counted=clusters(*names)))
    assert told == f"In 2025, {english} (Sample clusters)."


def test_without_a_year_nothing_is_said_to_be_in_force():
    loaded = page(ZH, counted=clusters("x", "y"), view={"year": "all"})
    assert counting.message(loaded) == "不分年份，甲已载入的样例集群有2个。"


def test_what_does_not_count_is_told_by_its_reason():
    tally = SimpleNamespace(undated={"a"}, review_unknown={"b", "c"}, lapsed=set())
    view = {"tally": tally}
    rows = clusters("a", "b", "c")
    assert counting.beside(page(EN, beside=rows, view=view)) == [
        "Beside the count: 1 cluster whose batch the source does not state.",
        "Beside the count: 2 clusters that may or may not be in force, as no term is stated or the "
        "result of the re-review is not loaded.",
    ]
    assert counting.beside(page(ZH, beside=rows, view=view))[0].startswith("另有1个集群，来源未")


@pytest.mark.parametrize(
    ("rank", "chinese", "english"),
    [
        (Rank(2, 34, 0), "按集群数，甲在全国34个省级单元中列第2位。",
         "A is number 2 of the 34 provinces of China."),
        (Rank(2, 34, 1), "按集群数，甲与另外1个单元在全国34个省级单元中并列第2位。",
         "A is number 2 of the 34 provinces of China, level with one other."),
        (Rank(1, 34, 33), "按集群数，甲与另外33个单元在全国34个省级单元中并列第1位。",
         "A is number 1 of the 34 provinces of China, level with 33 others."),
    ],
)  # fmt: skip
def test_a_tie_is_said_with_the_rank(monkeypatch, rank, chinese, english):
    monkeypatch.setattr(ranks, "rank_of", lambda *_: rank)
    assert ranks.count_rank(page(ZH)) == chinese
    assert ranks.count_rank(page(EN)) == f"By number of clusters, {english}"


def parts(*counts):
    """Units A, B, C ... with these numbers of clusters."""
    return [
        SimpleNamespace(
            unit=unit(name),
            rank=1 + sum(other > count for other in counts),
            values={Measure.COUNT: float(count)},
        )
        for name, count in zip("ABCDEFG", counts, strict=False)
    ]


@pytest.mark.parametrize(
    ("counts", "english"),
    [
        ((3, 1), "2 prefectures, A has the most: 3 clusters."),
        ((1, 0), "2 prefectures, A has the most: 1 cluster."),
        ((1, 1, 0), "3 prefectures, A and B have the most: 1 cluster each."),
        ((2,) * 7, "7 prefectures, A, B, C, D and E and 2 more have the most: 2 clusters each."),
    ],
)  # fmt: skip
def test_leading_parts_are_named_with_ties(counts, english):
    assert ranks.leaders(page(EN, parts=parts(*counts))) == f"Of its {english}"
    assert ranks.leaders(page(EN, parts=parts(0, 0))) == ""


def mix(dominant, *counts, mapped=0, no_single=0):
    held = tuple(ChainCount(chain, n, n, 0) for chain, n in counts)
    mapped = mapped or max((n for _, n in counts), default=0)
    breadths = dict.fromkeys(Breadth, 0)
    return Composition(mapped + no_single, mapped, no_single, 0, dominant, held, breadths)


@pytest.mark.parametrize(
    ("found", "chinese", "english"),
    [
        (mix(NONE), "", ""),
        (mix(Status.NO_SINGLE, no_single=1), "该集群不能归入单一产业链。",
         "The cluster counts in no single industrial chain."),
        (mix(Status.NO_SINGLE, no_single=2), "2个集群都不能归入单一产业链。",
         "None of the 2 clusters counts in a single industrial chain."),
        (mix("x", ("x", 1)), "按产业链，有1个集群归入链x。",
         "By industrial chain, 1 cluster counts in “chain x”."),
        (mix("x", ("x", 3), ("y", 1)), "按产业链，能归入产业链的3个集群都涉及链x。",
         "By industrial chain, all of the 3 clusters that count in a chain count in “chain x”."),
        (mix("x", ("x", 3), ("y", 1), mapped=4),
         "按产业链，链x的集群最多，能归入产业链的4个集群中有3个。",
         "By industrial chain, “chain x” leads, with 3 of the 4 clusters that count in a chain."),
        (mix(TIE, ("x", 2), ("y", 2), ("z", 1)),
         "按产业链，链x、链y并列最多，能归入产业链的2个集群中各有2个。",
         "By industrial chain, “chain x” and “chain y” lead equally, with 2 each of the 2 clusters "
         "that count in a chain."),
        (mix(TIE, *((c, 2) for c in "abcd")),
         "按产业链，4个产业链并列最多，能归入产业链的2个集群中各有2个。",
         "By industrial chain, 4 chains lead equally, with 2 each of the 2 clusters that count in "
         "a chain."),
    ],
)  # fmt: skip
def test_the_leading_chain_is_named_with_ties(monkeypatch, found, chinese, english):
    monkeypatch.setattr(chains, "composition_of", lambda *_: found)
    name = {Language.ZH: "链", Language.EN: "chain "}
    index = SimpleNamespace(chain_name=lambda chain, lang: f"{name[lang]}{chain}")
    monkeypatch.setattr(chains, "industry_index", lambda _: index)
    assert chains.dominant(page(ZH), Subject.CLUSTER) == chinese
    assert chains.dominant(page(EN), Subject.CLUSTER) == english


def park(its_id, grade="provincial", area_ha=100.0, twins=()):
    """A park of the industries 甲 and 乙; one with twins is flagged."""
    industries = tuple(SimpleNamespace(wording=word) for word in "甲乙")
    flags = (Flag.SAME_MIX,) if twins else ()
    return SimpleNamespace(
        id=its_id,
        name_zh=its_id,
        grade=grade,
        area_ha=area_ha,
        flags=flags,
        twins=twins,
        industries=industries,
    )


@pytest.mark.parametrize(
    ("parks", "chinese"),
    [
        ([], "2018年版目录中，甲没有开发区。"),
        ([park("p")], "2018年版目录中，甲有1个省级开发区，核准面积100公顷。核准面积不是建成面积。"),
        ([park("p", area_ha=None)], "2018年版目录中，甲有1个省级开发区，核准面积未载明。"),
        ([park("p"), park("q")],
         "2018年版目录中，甲有2个开发区，均为省级，核准面积合计200公顷。核准面积不是建成面积。"),
        ([park("p"), park("q", "national", None)],
         "2018年版目录中，甲有2个开发区，其中国家级1个、省级1个，核准面积合计100公顷（另有1个未载明面积）。"
         "核准面积不是建成面积。"),
    ],
)  # fmt: skip
def test_parks_are_told_by_grade_and_area(monkeypatch, parks, chinese):
    area_ha = sum(one.area_ha or 0 for one in parks)
    monkeypatch.setattr(zones, "park_index", lambda _: None)
    monkeypatch.setattr(zones, "totals", lambda *_: [(len(parks), area_ha, 0)])
    assert zones.number(page(ZH, parks=parks)) == chinese


def test_parks_of_the_same_industries_are_named_once_as_a_group(monkeypatch):
    """q lies between p and r, which do not border on each other: all three are one group."""
    neighbours = {"p": "q", "q": "pr", "r": "q"}
    held = {one: park(one, twins=tuple(its)) for one, its in neighbours.items()}
    monkeypatch.setattr(zones, "park_index", lambda _: SimpleNamespace(parks=held))
    said = zones.flagged(page(ZH, flagged=list(held.values())), Flag.SAME_MIX)
    assert said.endswith("主导产业完全相同的有3个：p、q、r（甲、乙）。")
    assert zones.flagged(page(ZH, flagged=[]), Flag.SAME_MIX) == ""


def test_an_amount_that_nobody_stated_is_no_zero():
    told = page(ZH, amount=lambda value: f"{value:,.0f} 亿元")
    assert moves.amount(told, None) == "未载明"
    assert moves.amount(told, 3600.0, at_least=True) == "至少3,600亿元"


def test_names_are_listed_as_each_language_lists_them():
    assert [listed(EN, list(names)) for names in ("", "a", "abc")] == ["", "a", "a, b and c"]
    assert listed(ZH, ["甲", "乙", "丙"]) == "甲、乙、丙"
    assert shortly(ZH, ["甲", "乙", "丙"], 2) == "甲、乙等，另有1个"
    assert set_apart(EN, ["a, b", "c", "d"], 2) == "a, b; c and 1 more"
    assert [form(n) for n in (0, 1, 2, 11)] == ["none", "one", "many", "many"]


def test_lines_of_the_screen_are_set_as_documents_set_them():
    assert tight("2018 年版，已载入 2,408 / 2,543") == "2018年版，已载入2,408 / 2,543"
    assert tight("12 亿元（10–14）") == "12亿元（10—14）"
    assert tight("361 (100m CNY) [338–386]") == "361 (100m CNY) [338–386]"
    assert (day(ZH, "2026-01-08"), day(EN, "2026-01-08"), day(ZH, "")) == (
        "2026年1月8日", "8 January 2026", "",
    )  # fmt: skip
