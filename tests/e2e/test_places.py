"""Pages of places, comparison and methods in a browser: read by assistive software, on a
telephone, on paper, and from the map to the page and on."""

import json
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
PAGES = [
    "/region/100000",
    "/region/330000",
    "/region/441900?level=county",
    "/region/820000",
    "/region?find=jx",
    "/compare?places=330400,320500,441900,659002,460300,710000",
    "/methods",
    "/data",
    "/briefing/330000?sections=summary,clusters,industries&issuer=样例单位",
]


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_pages_fit_and_assistive_software_reads_them(screen, lang):
    page, script = screen.page, AXE.read_text(encoding="utf-8")
    for where in PAGES:
        address = f"{screen.address}{where}{'&' if '?' in where else '?'}lang={lang}"
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.goto(address).status == 200
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
            page.evaluate(script)
            found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
            faults = {one["id"]: [node["html"][:160] for node in one["nodes"][:3]] for one in found}
            assert faults == {}, f"{where} at {width}: {json.dumps(faults, ensure_ascii=False)}"


def test_from_the_map_to_the_page_to_a_comparison_and_on(screen):
    screen.open("?place=330000&select=330600&level=prefecture")
    page = screen.page
    page.get_by_role("link", name="地点页").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("绍兴市")
    for picture in page.locator(".locators img").all():
        assert picture.evaluate("(image) => image.complete && image.naturalWidth") > 0
    page.get_by_role("searchbox").fill("yiwu")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="义乌市", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("义乌市")
    page.get_by_role("link", name="对比", exact=True).first.click()
    expect(page.locator(".compared li")).to_have_count(2)
    page.get_by_role("link", name="移除金华市").click()
    expect(page.locator(".compared li")).to_have_count(1)
    page.get_by_role("link", name="全国", exact=True).click()
    expect(page.locator(".compared li")).to_have_count(2)


def test_a_formula_is_set_and_what_is_folded_can_be_opened(screen):
    page = screen.page
    page.goto(f"{screen.address}/methods#location_quotient")
    fraction = page.locator("#location_quotient mfrac").first
    bottom, top = fraction.evaluate(
        "({children: [above, below]}) =>"
        " [above.getBoundingClientRect().bottom, below.getBoundingClientRect().top]"
    )
    assert bottom <= top + 1, "the numerator stands above the denominator"
    page.goto(f"{screen.address}/region/330000")
    rest = page.locator("#parks details").last
    expect(rest.locator("table")).to_be_hidden()
    rest.locator("> summary").click()
    expect(rest.locator("table")).to_be_visible()


def test_on_paper_the_controls_are_gone_and_the_place_is_there(screen):
    page = screen.page
    page.goto(f"{screen.address}/region/441900")
    page.emulate_media(media="print")
    for control in (".topbar", "nav.sections", ".actions", ".years"):
        for one in page.locator(control).all():
            expect(one).to_be_hidden()
    expect(page.locator(".locators img").first).to_be_visible()
    expect(page.get_by_text("地级 · 行政区划代码 441900")).to_be_visible()
