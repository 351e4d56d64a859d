"""The page /quality in a browser: filters and Back, keyboard, telephone, print, without scripts."""

import json
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
SECTIONS = ("coverage", "placement", "review", "decisions", "run", "downloads")


@pytest.fixture
def quality(screen):
    """Open the page with a query; returns the browser's page."""

    def visit(query=""):
        answer = screen.page.goto(f"{screen.address}/quality{query}")
        assert answer.status == 200
        return screen.page

    return visit


def found(page):
    return int(page.locator(".found").inner_text().split()[0].replace(",", ""))


def test_it_is_reached_from_the_edition_and_leads_back_to_the_map(screen):
    screen.open("?place=330000")
    screen.page.get_by_role("banner").get_by_role("link", name=screen.atlas.edition.id).click()
    screen.page.get_by_role("link", name="数据质量报告").click()
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("数据质量")
    screen.page.get_by_role("row", name="浙江省 3").get_by_role("link").click()
    screen.shows("浙江省")
    screen.page.go_back()
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("数据质量")


def test_filters_narrow_the_questions_and_back_widens_them(quality, atlas):
    page = quality()
    questions = atlas.edition.questions
    assert found(page) == len(questions)
    page.get_by_label("对象").select_option("park")
    page.get_by_label("把握低于").fill("0.5")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url("**kind=park**")
    asked = questions[(questions["kind"] == "park") & (questions["confidence"] < 0.5)]
    assert found(page) == len(asked)
    assert page.url.endswith("#review")
    expect(page.get_by_label("对象")).to_have_value("park")
    page.get_by_label("文字").fill("没有这样的文字")
    page.get_by_label("文字").press("Enter")
    expect(page.locator("#review .empty")).to_be_visible()
    page.go_back()
    assert found(page) == len(asked)
    page.get_by_role("link", name="清除条件").click()
    page.wait_for_function("() => !location.search.includes('kind')")
    assert found(page) == len(questions)


def test_a_programme_is_chosen_in_the_table_and_kept_in_the_other_language(quality):
    page = quality()
    page.locator("#coverage").get_by_role("link", name="江西省先进制造业集群").click()
    expect(page.locator("#by-batch")).to_contain_text("江西省先进制造业集群")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#by-batch")).to_contain_text("Jiangxi")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_wrong_value_is_an_error_page_that_names_it(screen):
    screen.watch.expect_error("400")
    answer = screen.page.goto(f"{screen.address}/quality?below=7")
    assert answer.status == 400
    expect(screen.page.locator("main")).to_contain_text("below")


def test_a_command_is_copied_as_it_stands(quality, profile, address):
    profile.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = quality()
    command = page.locator("code.command").first.text_content()
    page.get_by_role("button", name="复制命令").first.click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == command


def test_the_keyboard_reaches_everything_in_order(quality):
    page = quality()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main') !== null"
    assert page.evaluate(inside)


@pytest.mark.parametrize("query", ["", "?lang=en", "?text=没有这样的文字"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_stands_in_the_way_of_assistive_software(quality, query, width):
    page = quality(query)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    faults = {one["id"]: [node["html"][:120] for node in one["nodes"][:3]] for one in violations}
    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("query", ["", "?lang=en&programme=sme-national"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_it_fits_the_screen(quality, query, width):
    page = quality(query)
    page.set_viewport_size({"width": width, "height": 844})
    sizes = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert sizes[0] <= sizes[1]
    for section in SECTIONS:
        page.locator(f".sections a[href='#{section}']").click()
        expect(page.locator(f"#{section} h2")).to_be_in_viewport()


def test_without_scripts_it_says_and_does_the_same(chromium, address, atlas):
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/quality?lang=en")
    assert len(page.locator("code.command").all()) > 0
    assert page.get_by_role("button", name="Copy command").count() == 0
    page.get_by_label("About").select_option("cluster")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**kind=cluster**")
    kinds = atlas.edition.questions["kind"]
    assert found(page) == int((kinds == "cluster").sum())
    context.close()


def test_in_print_the_frame_is_gone_and_the_tables_stay(quality):
    page = quality()
    page.emulate_media(media="print")
    for gone in (".topbar", ".sections", ".filters", ".downloads"):
        expect(page.locator(gone).first).not_to_be_visible()
    for stays in ("h1", "#by-programme", "#by-province", ".charts svg", "#review table"):
        expect(page.locator(stays).first).to_be_visible()
    page.emulate_media(media="screen")
