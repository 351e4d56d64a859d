"""One number everywhere: map, table, panel, place page, comparison, files and SQL agree.

A walk over places of every kind and level, under several years and programmes. A number that is
shown to fewer digits agrees if it rounds to them.
"""

import re

import pytest
from sqlalchemy import text

from app.figures.basemap import RIBBONS
from tests.web.place_page import SAMPLE, PlacePage
from tests.web.quality_page import clean
from tests.web.walk import Walk, agree, number, rows_of

CHOICES = [
    ("2023", "sme-national"),
    ("2026", "sme-national"),
    ("2024", "sme-provincial-330000"),
]
COUNTED = text(
    "SELECT clusters, clusters_per_10k_km2 FROM current_cluster_counts WHERE level = :level "
    "AND adcode = :adcode AND year = :year AND programme_id = :programme"
)
HELD = {
    "nation": "1 = 1",
    "province": "province_adcode = :adcode",
    "prefecture": "(prefecture_adcode = :adcode OR adcode = :adcode)",
    "county": "adcode = :adcode",
}
CHAINS = ("equipment", "textiles")
VALUE = "modelled_value_100m_cny"
PARKS = "&layer=parks&table=open"
FLOWS = "&layer=transfer&table=open"


@pytest.fixture(scope="module")
def walk(browser):
    return Walk(browser)


@pytest.fixture(scope="module")
def sql(real_store):
    """One row of the store."""

    def row(statement, **given):
        with real_store.connect() as connection:
            return connection.execute(statement, given).one()

    return row


@pytest.mark.parametrize(("year", "programme"), CHOICES)
def test_clusters_and_their_density(walk, sql, year, programme):
    more = f"&year={year}&programme={programme}"
    seen = 0
    for place in SAMPLE:
        level, adcode = place
        given = {"level": level, "adcode": adcode, "year": int(year), "programme": programme}
        count, density = sql(COUNTED, **given)
        page = walk.page(level, adcode, more)
        cards, panel = page.cards("//header"), walk.panel(level, adcode, more)
        for title, value in (("有效集群", count), ("每万平方公里", density)):
            agree(cards[title][0], value, "page", place)
            agree(panel[title], value, "panel", place)
            agree(walk.compared(more)[(place, "counted", title)], value, "comparison", place)
        assert number(page.text('//h2[@id="clusters-title"]/span'))[0] == count, place
        if row := page.current("siblings"):
            assert number(row["集群数"])[0] == count, place
            agree(row["每万平方公里"], density, "siblings", place)
        if level != "nation":
            hover, row = walk.hover(level, adcode, more), walk.row(level, adcode, more)
            assert hover[0] == row["count"] == count, place
            assert hover[1] == row["per_area"] == pytest.approx(density, abs=6e-5), place
            filed = walk.extract(level, adcode, more)
            assert int(filed["clusters"]) == count, place
            assert float(filed["clusters_per_10k_km2"]) == pytest.approx(density), place
            long = walk.filed("indicators", *place, more, indicator="cluster_density")
            within = programme == "sme-national" or adcode[:2] == programme[-6:-4]
            assert (long is not None) == within, place
            if long:
                assert float(long["value"]) == pytest.approx(density), place
                assert int(long["n"]) == count, place
                told = (long["programme"], long["year"], long["modelled"], long["unit"])
                assert told == (programme, year, "False", "per 10,000 km²")
            if level != "county":
                holding = float(filed["share_of_counties_with_clusters"]) * 100
                agree(cards["有集群的县级单元"][0], holding, "counties with a cluster", place)
                long = walk.filed("indicators", *place, more, indicator="counties_holding")
                assert not long or float(long["value"]) == pytest.approx(holding), place
        seen += count
    assert seen > 0


@pytest.mark.parametrize(("year", "programme"), CHOICES)
def test_the_file_of_coverage_has_the_counts_of_the_provinces(walk, year, programme):
    more = f"year={year}&programme={programme}"
    filed = {
        row["adcode"]: row["in_force"]
        for row in rows_of(walk.client.get(f"/quality/coverage.csv?{more}"))
        if row["by"] == "province" and not row["batch_year"]
    }
    for adcode in (adcode for level, adcode in SAMPLE if level == "province"):
        cards = walk.page("province", adcode, f"&{more}").cards("//header")
        assert cards["有效集群"][0] == filed.get(adcode, "0"), adcode


def test_parks_and_their_approved_area(walk, sql):
    for place in SAMPLE:
        level, adcode = place
        inside = f"SELECT COUNT(*), SUM(approved_area_ha) FROM current_parks WHERE {HELD[level]}"
        count, area_ha = sql(text(inside), **({} if level == "nation" else {"adcode": adcode}))
        page = walk.page(level, adcode)
        cards, panel = page.cards('//section[@id="parks"]'), walk.panel(level, adcode, PARKS)
        assert number(page.text('//h2[@id="parks-title"]/span'))[0] == count, place
        for title, value in (("园区数", count), ("核准面积", area_ha or 0)):
            if count:
                agree(cards[title][0], value, "page", place)
            agree(panel[title], value, "panel", place)
            agree(walk.compared("")[(place, "parks", title)], value, "comparison", place)
        if row := page.current("siblings"):
            assert number(row["园区数"])[0] == count, place
            agree(row["核准面积（公顷）"], area_ha or 0, "siblings", place)
        if level != "nation":
            hover, row = walk.hover(level, adcode, PARKS), walk.row(level, adcode, PARKS)
            flagged = len(page.tree.xpath('//div[@aria-labelledby="flagged"]/table/tbody/tr'))
            assert hover[0] == row["parks_count"] == count, place
            assert hover[2] == row["parks_flagged"] == flagged, place
            assert hover[1] == pytest.approx(area_ha or 0, abs=0.51), place
            assert row["parks_area"] == pytest.approx(area_ha or 0, abs=0.51), place
            filed = walk.extract(level, adcode, "")
            assert int(filed["parks"]) == count, place
            filed_ha = float(filed["parks_approved_area_ha"] or 0)
            assert filed_ha == pytest.approx(area_ha or 0, abs=0.01), place


@pytest.mark.parametrize(("year", "subject"), [("2023", "cluster"), ("", "cluster"), ("", "park")])
def test_the_dominant_chain(walk, year, subject):
    limits = f"&year={year}" if year else ""
    more = f"{limits}&layer=industries&subject={subject}&table=open"
    heading, group = ("集群", "industries") if subject == "cluster" else ("开发区", "park_mix")
    named = 0
    for place in SAMPLE:
        level, adcode = place
        panel = walk.panel(level, adcode, more)
        cards = mix_cards(walk.page(level, adcode, limits), heading)
        if "主导产业链" not in panel:
            assert cards.get("主导产业链", "–") == "–", place
            continue
        for title in ("主导产业链", "有效产业链数"):
            assert cards[title] == panel[title], place
            assert walk.compared(limits)[(place, group, title)].startswith(cards[title]), place
        if level != "nation":
            row = walk.row(level, adcode, more)
            assert row["dominant"] == cards["主导产业链"], place
            leading = f"{row['dominant']} {row['leading']}"
            is_chain = row["dominant"] not in ("并列", "无单一主导")
            assert not is_chain or leading in walk.hover(level, adcode, more), place
            named += is_chain
            about = {"subject": subject, "dominant": "True"}
            filed = walk.filed("compositions", *place, limits, **about)
            assert (filed is not None) == is_chain, place
            if filed:
                assert filed["chain_zh"] == row["dominant"], place
                assert int(filed["count"]) == row["leading"], place
            about = {"subject": subject, "indicator": "diversity"}
            filed = walk.filed("indicators", *place, limits, **about)
            if filed is None:
                assert "–" in cards["有效产业链数"], place
            else:
                agree(cards["有效产业链数"], float(filed["value"]), "diversity", place)
    assert named > 5


def mix_cards(page, heading):
    """Figures of clusters or parks in the section on industries, by title."""
    path = f'//section[@id="industries"]/h3[.="{heading}"]/following-sibling::dl[1]/div'
    return {
        clean(card[0].text_content()): clean(card[1].text_content())
        for card in page.tree.xpath(path)
    }


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.parametrize(("subject", "unit"), [("cluster", "集群"), ("park", "开发区")])
def test_the_location_quotient_of_a_chain(walk, sql, chain, subject, unit):
    more = f"&layer=industries&subject={subject}&structure=quotient&chain={chain}&table=open"
    (name,) = sql(text("SELECT DISTINCT name_zh FROM chains WHERE id = :chain"), chain=chain)
    shown = 0
    for place in SAMPLE[1:]:
        level, adcode = place
        row = walk.row(level, adcode, more)
        panel = walk.panel(level, adcode, more).get(f"区位商：{name}", "–")
        chains = {line["产业链"]: line for line in walk.page(level, adcode).rows("chains")}
        page = chains[name][f"区位商（{unit}）"] if name in chains else "–"
        cell = walk.compared("").get((place, "chains", name), "")
        about = {"subject": subject, "chain": chain}
        held = walk.filed("compositions", *place, "", **about)
        assert int(held["count"] if held else 0) == row["inside"], place
        filed = walk.filed("indicators", *place, "", indicator="location_quotient", **about)
        assert (filed is None) == (row["quotient"] is None), place
        if row["quotient"] is None:
            assert panel == page == "–", place
            assert f"个{unit} （区位商" not in cell, place
            continue
        agree(panel, row["quotient"], "panel", place)
        for ours, theirs in (("value", "quotient"), ("lower", "lower"), ("upper", "upper")):
            assert float(filed[ours]) == pytest.approx(row[theirs], abs=6e-5), place
        hover = re.search(r"区位商 <b>([\d.]+)</b>", walk.hover(level, adcode, more))
        agree(hover[1], row["quotient"], "hover", place)
        if row["inside"]:
            agree(page, row["quotient"], "page", place)
            beside = re.search(rf"{row['inside']} 个{unit} （区位商 ([\d.]+)", cell)
            agree(beside[1], row["quotient"], "comparison", place)
            shown += 1
    assert shown > 0


@pytest.mark.parametrize(
    ("analysis", "indicator"), [("hotspots", "getis_ord_gi_star"), ("outliers", "local_moran")]
)
def test_hot_spots_and_outliers(walk, analysis, indicator):
    more = f"&measure=per_area&analysis={analysis}&table=open"
    for place in SAMPLE[1:]:
        row = walk.row(*place, more)
        filed = walk.filed("indicators", *place, "", indicator=indicator)
        assert float(filed["value"]) == pytest.approx(row["spot_score"], abs=6e-3), place
        assert float(filed["p"]) == pytest.approx(row["spot_p"], rel=0.06), place
        assert filed["detail"] == "cluster_density"


@pytest.mark.parametrize("subject", ["cluster", "park"])
def test_likeness_to_the_neighbours(walk, subject):
    more = f"&layer=industries&subject={subject}&structure=similarity&table=open"
    about = {"indicator": "structure_similarity", "subject": subject}
    seen = 0
    for place in SAMPLE[1:]:
        row = walk.row(*place, more)
        for detail, shown in (("mean", "mean"), ("max", "largest")):
            filed = walk.filed("indicators", *place, "", detail=detail, **about)
            assert (filed is None) == (row[shown] is None), place
            if filed:
                assert float(filed["value"]) == pytest.approx(row[shown], abs=6e-5), place
                assert int(filed["n"]) == row["neighbours"], place
                seen += 1
    assert seen


def test_modelled_flows_out_and_in(walk):
    flows = rows_of(walk.client.get("/transfer/modelled.csv"))
    moved = 0
    for place in (place for place in SAMPLE if place[0] == "province"):
        adcode = place[1]
        out, into = (
            sum(float(row[VALUE]) for row in flows if row[f"{end}_adcode"] == adcode)
            for end in ("origin", "destination")
        )
        page, hover = walk.page(*place), walk.hover(*place, FLOWS)[0]
        section = page.text('//section[@id="transfer"]')
        both = re.search(r"流出（估算）(\S+) 亿元，流入（估算）(\S+) 亿元", section)
        if both is None:
            beside = walk.compared("")[(place, "transfer", "流出")]
            assert all("无数据" in where for where in (section, hover, beside)), place
            assert out == into == 0, place
            continue
        into_and_out = re.search(r"流入 (\S+) 亿元 · 流出 (\S+) 亿元", hover)
        panel = walk.panel(*place, FLOWS)
        for i, (title, value) in enumerate((("流出", out), ("流入", into))):
            agree(both[i + 1], value, "page", place)
            agree(panel[title], value, "panel", place)
            agree(into_and_out[2 - i], value, "hover", place)
            beside = walk.compared("")[(place, "transfer", title)]
            agree(beside, value, "comparison", place)
        moved += out + into
        each_flow(walk, page, adcode, flows)
    assert moved > 0


def each_flow(walk, page, adcode, flows):
    """Every flow that the page lists is the one of the file, the table and the map."""
    answer = walk.ask(f"?place=100000&level=province&select={adcode}{FLOWS}")
    changes = answer.changes()
    names = (f"data.{RIBBONS}.{part}" for part in ("locations", "customdata"))
    ribbons = dict(zip(*(changes[name] for name in names), strict=True))
    filed = {f"{row['origin_adcode']}-{row['destination_adcode']}": row for row in flows}
    table = answer.prop("values", "data")["own"]
    named = {f"{row['origin']} → {row['destination']}": row for row in table}
    for item in page.tree.xpath('//section[@id="transfer"]//ol[@class="ranking"]/li'):
        name, amount = (clean(part.text_content()) for part in item.xpath("./span"))
        flow = named[name]["adcode"]
        agree(amount, named[name]["value"], "table", flow)
        agree(amount, float(filed[flow][VALUE]), "file", flow)
        assert ribbons[flow][1] == amount, flow


@pytest.mark.parametrize("adcode", ["330400", "330483"])
def test_a_place_without_flows_of_its_own_tells_those_of_its_province(walk, adcode):
    section = '//section[@id="transfer"]'
    own = PlacePage(walk.client.get(f"/region/{adcode}")).text(section)
    balance = re.search(r"流出（估算）.*?流入（估算）\S+ 亿元", own)[0]
    assert "浙江省" in own
    assert balance in PlacePage(walk.client.get("/region/330000")).text(section)
