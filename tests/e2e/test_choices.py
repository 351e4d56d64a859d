"""What the rail, the legend and the top bar let a reader choose."""

import re

from playwright.sync_api import expect

from app.state import ViewState
from app.view import view_of
from geo.place import Level


def counted(screen):
    """Clusters that the atlas counts for the address on screen."""
    view = view_of(screen.atlas, ViewState.parse(screen.page.url.partition("?")[2]))
    return view.count_in(view.subject)


def figure(screen):
    """The first figure of the panel."""
    return screen.page.locator("#panel .figures dd").first


def test_choices_change_the_numbers_but_fetch_no_geometry(screen):
    screen.open()
    screen.page.locator("#rail .scope > summary").click()
    screen.watch.requests.clear()
    for group, option, parameter in [
        ("有效年份", "2024", {"year": "2024"}),
        ("批次", "2023", {"batch": "2023"}),
        ("指标", "每万平方公里", {"measure": "per_area"}),
        ("分级方法", "分位数", {"classes": "quantile"}),
    ]:
        screen.choose(group, option)
        screen.wait_for_query(**parameter)
        expect(figure(screen)).to_have_text(f"{counted(screen)}")
    assert screen.watch.geometry() == []
    expect(screen.page.locator("#legend")).to_contain_text("GVF")


def test_another_level_draws_its_units_and_names(screen):
    screen.open("?place=330000")
    screen.choose("地图单元", "县级")
    screen.wait_for_query(level="county")
    screen.settle()
    assert any("/county-330000/" in url for url in screen.watch.geometry())
    screen.wait_for_labels("海宁市", "义乌市", how="some")


def test_a_programme_is_picked_from_the_list(screen):
    screen.open()
    screen.page.locator("#rail details summary").first.click()
    screen.page.locator("#rail details a", has_text="浙江省中小企业特色产业集群").click()
    screen.wait_for_query(programme="sme-provincial-330000")
    expect(figure(screen)).to_have_text(f"{counted(screen)}")
    expect(screen.page.locator("#legend")).to_contain_text("不在该项目范围")


def test_the_other_language_is_one_click_away_and_back(screen):
    screen.open("?place=330000")
    screen.page.get_by_role("link", name="English").click()
    screen.wait_for_query(lang="en")
    screen.shows(screen.unit(Level.PROVINCE, "330000").name_en)
    expect(screen.page.locator("html")).to_have_attribute("lang", "en")
    screen.page.get_by_role("link", name="中文").click()
    screen.shows("浙江省")


def test_the_sources_are_behind_the_edition(screen):
    screen.open()
    edition = screen.atlas.edition
    screen.page.get_by_role("banner").get_by_role("link", name=edition.id).click()
    screen.shows("数据来源与覆盖")
    panel = screen.page.locator("#panel")
    expect(panel).to_contain_text(edition.content_hash)
    for publisher in edition.sources["publisher"]:
        expect(panel).to_contain_text(publisher)
    screen.page.go_back()
    screen.shows("全国")


def test_labels_stand_on_the_map(screen):
    screen.open()
    screen.wait_for_labels("新疆", "西藏", "四川", "云南")


def test_the_nation_counts_what_is_loaded_of_what_is_stated(screen):
    screen.open("?year=2024")
    loaded = counted(screen)
    stated = re.compile(rf"{loaded}\D+300\b")
    expect(screen.page.locator("#legend")).to_contain_text(stated)


def test_an_unknown_view_is_an_error_page_that_leads_home(screen):
    screen.watch.expect_error("404")
    answer = screen.page.goto(f"{screen.address}/?place=999999")
    assert answer.status == 404
    expect(screen.page.locator("main")).to_contain_text("999999")
    screen.page.get_by_role("link", name="回到全国地图").click()
    screen.shows("全国")


def test_a_view_that_cannot_be_shown_leaves_the_old_one_and_says_why(screen):
    screen.open("?place=330000")
    screen.page.evaluate(
        """() => {
          history.pushState({}, "", "/?place=330000&year=1999");
          dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
        }"""
    )
    notice = screen.page.get_by_role("alert").filter(has_text="year=1999")
    expect(notice).to_be_visible()
    screen.shows("浙江省")


def test_a_server_that_is_away_is_told_and_the_old_view_stays(screen):
    screen.open("?place=330000")
    screen.watch.expect_error("ERR_FAILED|the server did not respond")
    screen.page.route("**/_dash-update-component*", lambda route: route.abort())
    years = screen.page.get_by_role("group", name="有效年份")
    years.get_by_role("link", name="2024").click()
    told = screen.page.get_by_role("alert").filter(has_text=re.compile(r"\S"))
    expect(told).to_be_visible()
    screen.shows("浙江省")

    screen.page.unroute("**/_dash-update-component*")
    screen.choose("有效年份", "2023")
    expect(told).to_have_count(0)
    expect(figure(screen)).to_have_text(f"{counted(screen)}")
