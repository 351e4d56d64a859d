"""Briefings of places of every kind: nothing empty, nothing unread, every number that of the page.

110108 (海淀区) has three clusters in force in 2025, the most that a county of the edition has.
"""

from dataclasses import replace

import pandas as pd
import pytest

from app.atlas import Atlas
from app.briefing.choice import BriefingChoice
from app.briefing.compose import compose
from app.briefing.document import Chart, Map, MapId, Paragraph, SectionId, Tone
from app.state import Language
from geo.errors import NotFound
from geo.figure import Figure
from geo.place import Level
from tests.unit.briefing.reading import all_texts, briefing, faults, paragraphs, tables

PLACES = (
    "100000",  # nation
    "330000",  # 浙江
    "540000",  # 西藏
    "441400",  # a prefecture with entries of the guidance directory
    "441900",  # 东莞, a prefecture and a county
    "110108",  # three clusters
    "330421",  # none
    "659001",  # a city of the Corps
    "710000",  # 台湾
    "460300",  # 三沙
)
EVERY_NTH = 15


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("adcode", PLACES)
def test_every_kind_of_place_has_a_briefing(atlas, adcode, lang):
    found = briefing(atlas, adcode, lang=lang)
    assert faults(found) == []
    assert [section.id for section in found.sections] == list(SectionId)
    assert found.edition_id == atlas.edition.id


def test_every_province_and_many_counties_have_one(atlas):
    provinces = atlas.gazetteer.of_level(Level.PROVINCE)
    counties = list(atlas.gazetteer.of_level(Level.COUNTY))[::EVERY_NTH]
    assert len(counties) > 190
    for i, place in enumerate([*provinces, *counties]):
        query = f"level={place.level}"
        found = briefing(atlas, place.adcode, query, list(Language)[i % 2])
        assert faults(found) == [], place


@pytest.mark.parametrize("query", ["year=2023", "year=2026", "year=all", "programme=all"])
@pytest.mark.parametrize("lang", Language)
def test_every_choice_of_what_counts_has_one(atlas, query, lang):
    for adcode in ("100000", "440000", "110108"):
        assert faults(briefing(atlas, adcode, query, lang)) == []


@pytest.mark.parametrize("lang", Language)
def test_every_programme_has_one_of_its_ground_and_of_a_place_outside(atlas, lang):
    for programme, row in atlas.programmes.items():
        for adcode in (row["province_adcode"] or "100000", "460300"):
            assert faults(briefing(atlas, adcode, f"programme={programme}", lang)) == []


def test_a_zero_outside_the_ground_of_a_programme_says_nothing(atlas):
    found = briefing(atlas, "110000", "programme=sme-provincial-440000")
    said = paragraphs(found, SectionId.SUMMARY)
    assert "广东省中小企业特色产业集群只在广东省认定，北京市的0不表示没有产业集群。" in said


def test_one_code_at_two_levels_is_told_of_the_level_that_is_asked(atlas):
    prefecture, county = (briefing(atlas, "441900", query) for query in ("", "level=county"))
    assert "按集群数，东莞市与另外5个单元在广东省21个地级单元中并列第4位。" in paragraphs(
        prefecture, SectionId.SUMMARY
    )
    assert not any("列第" in line for line in paragraphs(county, SectionId.SUMMARY))


def test_what_the_reader_chooses_stands_in_it(atlas):
    query = "sections=sources,summary&title=布局&issuer=某局&date=2026-01-08"
    found = briefing(atlas, "330000", query)
    assert [section.id for section in found.sections] == [SectionId.SUMMARY, SectionId.SOURCES]
    assert (found.title, found.issuer, found.dated) == ("布局", "某局", "2026年1月8日")
    assert briefing(atlas, "330000", f"lang=en&{query}").dated == "8 January 2026"
    usual = briefing(atlas, "330000")
    assert (usual.title, usual.issuer, usual.dated) == ("浙江省县域产业集群布局简报", "", "")
    assert briefing(atlas, "330421").title == "嘉善县产业集群布局简报"


def test_what_the_edition_does_not_have_is_not_found(atlas):
    for adcode, query in [("999999", ""), ("330000", "year=1999"), ("330000", "programme=x")]:
        with pytest.raises(NotFound):
            briefing(atlas, adcode, query)


def test_the_credit_bears_the_review_number(atlas):
    number = "GS(2026)0000号"
    found = compose(atlas, "330000", BriefingChoice(), address="", review_number=number)
    assert number in found.credit


@pytest.mark.parametrize(("lang", "word"), [(Language.ZH, "估算"), (Language.EN, "odelled")])
def test_whatever_a_model_gives_says_so(atlas, lang, word):
    for adcode in ("100000", "330000", "441900", "540000"):
        (section,) = briefing(atlas, adcode, "sections=transfer", lang).sections
        modelled = [
            block
            for block in section.blocks
            if isinstance(block, Paragraph) and block.tone is Tone.MODELLED
        ]
        assert modelled
        flows = [block for block in section.blocks if _is_of_flows(block, lang)]
        assert all(word in block.text for block in modelled)
        assert all(word in block.caption for block in flows)


def _is_of_flows(block, lang):
    if isinstance(block, Map):
        return block.id is MapId.TRANSFER
    ends = ["流出地", "From"]
    return hasattr(block, "columns") and block.columns[0].heading == ends[lang is Language.EN]


def test_flags_bear_the_name_date_and_wording_of_the_document(atlas):
    (section,) = briefing(atlas, "441400", "sections=parks").sections
    flags = [b.text for b in section.blocks if isinstance(b, Paragraph) and b.tone is Tone.FLAG]
    assert len(flags) == 2
    for line in flags:
        assert "《工业园区高质量发展指引》（工信部联规〔2025〕189号" in line
        assert "2025年9月1日" in line
    assert "“原则上不宜超过3个”" in flags[0]
    assert "广东五华经济开发区（4个）" in flags[0]
    assert "“避免低水平、同质化竞争”" in flags[1]
    assert (
        "广东梅州经济开发区、广东梅州高新技术产业园区（电子信息、机械装备、生物医药）" in flags[1]
    )


def test_policy_is_told_in_the_wording_of_the_document(atlas):
    (table,) = (
        one
        for one in tables(briefing(atlas, "441400"), SectionId.TRANSFER)
        if "要求" in one.caption
    )
    first = list(table.rows[0])
    assert first[:2] == ["优先承接发展", "汽车"]
    assert first[2] == "汽车零部件及配件；汽车相关计算机、通信和其他电子设备"
    assert {row[0] for row in table.rows} == {"优先承接发展", "引导逐步调整退出", "引导不再承接"}


def test_long_tables_say_what_they_leave_out(atlas):
    nation = briefing(atlas, "100000")
    clusters = tables(nation, SectionId.CLUSTERS)[0]
    assert len(clusters.rows) == 12
    assert clusters.more == "另有150个未列出，见在线地点页和数据提取。"
    assert clusters.rows[0][2] == "2025年"
    parks = tables(nation, SectionId.PARKS)[0]
    assert (len(parks.rows), parks.more[:9]) == (10, "另有2,398个未")
    assert sum(len(table.rows) for table in tables(nation)) < 200


def test_a_chart_is_drawn_only_where_bars_differ(atlas):
    for adcode in PLACES:
        for section in briefing(atlas, adcode).sections:
            for block in section.blocks:
                if isinstance(block, Chart) and block.kind == "bar":
                    assert len(set(block.series[0].values)) > 1


@pytest.fixture(scope="module")
def rich(atlas):
    """The real edition with figures, invented here, of what no public source has."""
    edition = atlas.edition
    census = _rows(
        edition.place_figures,
        ("province", "330000", Figure.POPULATION, 2020, 30_000_000.0, "stated", 1.0, "test"),
        ("province", "330000", Figure.MANUFACTURING_SHARE, 2020, 0.25, "summed", 1.0, "test"),
    )
    park = edition.parks.loc[edition.parks["name_zh"] == "浙江普陀经济开发区", "id"].iloc[0]
    land = _rows(
        edition.park_intensity,
        (park, "plot_ratio", 2024, 2.12, None, 1.06, "2024-12-31", "test", 1),
        (park, "tax_per_hectare", 2024, None, "above 100,000", 678.99, "2021-12-31", "test", 1),
    )
    gradients = _rows(
        edition.gradients,
        {"adcode": "330000", "activity": "C17", "year": 2016, "activity_zh": "纺织业",
         "location_quotient": 2.0, "labour_productivity": 1.29, "gradient_coefficient": 2.58},
    )  # fmt: skip
    end = {"origin_level": "province", "origin_adcode": "310000", "destination_level": "province"}
    projects = _rows(
        edition.transfer_projects,
        {**end, "destination_adcode": "330000", "year": 2024, "amount_100m_cny": 12.5},
        {**end, "destination_adcode": "340000", "year": 2024},
    )
    return Atlas(
        replace(
            edition,
            place_figures=census,
            park_intensity=land,
            gradients=gradients,
            transfer_projects=projects,
        )
    )


def _rows(frame, *rows):
    return pd.DataFrame(list(rows), columns=frame.columns).astype(frame.dtypes.to_dict())


@pytest.mark.parametrize("lang", Language)
def test_a_richer_edition_has_richer_briefings(rich, lang):
    for adcode in ("100000", "310000", "330000", "330421", "330902", "340000"):
        assert faults(briefing(rich, adcode, lang=lang)) == []


def test_figures_of_residents_and_land_are_told_where_they_are_loaded(rich):
    found = briefing(rich, "330000")
    (section,) = (one for one in found.sections if one.id is SectionId.DENSITY)
    assert "浙江省常住人口30,000,000人（第七次全国人口普查），每百万人有集群0.1个。" in paragraphs(
        found, SectionId.DENSITY
    )
    (estimate,) = (b for b in section.blocks if getattr(b, "tone", None) is Tone.MODELLED)
    assert estimate.text == "据普查长表估算，浙江省就业人员中制造业占25.0%（估算）。"
    land = tables(found, SectionId.PARKS)[-1]
    assert [list(row) for row in land.rows] == [
        ["浙江普陀经济开发区", "综合容积率", "2024", "2.12", "2（2024年）"],
        [
            "浙江普陀经济开发区",
            "工业用地地均税收（万元/公顷）",
            "2024",
            "不予采用",
            "above 100,000",
        ],
    ]


def test_recorded_projects_and_coefficients_stand_apart(rich):
    found = briefing(rich, "330000")
    assert "已载入的项目表中，浙江省转出0亿元，转入12.5亿元。" in paragraphs(
        found, SectionId.TRANSFER
    )
    recorded, flows, coefficients = tables(found, SectionId.TRANSFER)
    assert [list(row) for row in recorded.rows] == [["上海市", "浙江省", "12.5亿元"]]
    assert "估算" not in recorded.caption
    assert "估算" in flows.caption
    assert "估算" in coefficients.caption
    assert [list(row) for row in coefficients.rows] == [["纺织业", "2016", "2.58"]]
    names = [row[0] for row in tables(found, SectionId.METHODS)[0].rows]
    assert "产业梯度系数（估算）" in names


def test_a_project_without_an_amount_makes_sums_lower_bounds(rich):
    found = briefing(rich, "340000")
    (row,) = tables(found, SectionId.TRANSFER)[0].rows
    assert list(row) == ["上海市", "安徽省", "未载明"]
    said = "".join(paragraphs(found, SectionId.TRANSFER))
    assert "转入0亿元。另有1个项目未载明金额，上述金额为下限。" in said


HOSTILE = (
    "<script>alert(1)</script>",
    '#import "x": *; $x^2$ \\ @label',
    '=HYPERLINK("http://x.invalid")',
    "{place} {0} %s {{7*7}} ${7*7}",
    "🚀👩‍🚀 \u202e",
    "长" * 300,
)


def test_names_come_through_as_they_are(atlas):
    edition = atlas.edition
    ids = {row["id"] for row in atlas.clusters.values()}
    clusters, parks = edition.clusters.copy(), edition.parks.copy()
    haidian = [c for c in ids if any(k.adcode == "110108" for k in atlas.places_of.get(c, ()))]
    mine = clusters.index[clusters["id"].isin(haidian)]
    assert len(mine) == 3
    clusters.loc[mine, "name_zh"] = HOSTILE[:3]
    clusters.loc[mine, "industry"] = HOSTILE[3:]
    parks.loc[parks["adcode"] == "110108", "name_zh"] = HOSTILE[5]
    hostile = Atlas(replace(edition, clusters=clusters, parks=parks))
    for lang in Language:
        cells = set(all_texts(briefing(hostile, "110108", lang=lang)))
        assert set(HOSTILE) <= cells
