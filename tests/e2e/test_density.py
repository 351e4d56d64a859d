"""The density map in depth: classes of one's own, the years played, hot spots, the surface."""

from playwright.sync_api import expect


def legend(screen):
    return screen.page.locator("#legend")


def test_breaks_are_typed_locked_and_kept_while_the_years_play(screen):
    page = screen.open("?level=prefecture").page
    page.get_by_role("link", name="锁定这组断点").click()
    field = page.get_by_role("textbox", name="断点")
    expect(field).to_have_value(screen.query["breaks"])
    field.fill("1，3 8")
    field.press("Enter")
    screen.wait_for_query(breaks="1,3,8")
    expect(legend(screen)).to_contain_text("> 3 – 8")
    page.get_by_role("group", name="地图单元").get_by_role("link", name="省级").click()
    expect(legend(screen)).to_contain_text("> 8")
    page.get_by_role("link", name="解除锁定").click()
    screen.wait_for_query(breaks=None)
    screen.choose("有效年份", "2023")
    page.get_by_role("button", name="逐年播放").press("Enter")
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "true")
    screen.wait_for_query(year="2024", breaks="years")
    ranges = page.locator("#legend .range")
    expect(legend(screen)).to_contain_text("各年可比")
    before = ranges.all_inner_texts()
    screen.wait_for_query(year="2025")
    expect(page.locator("#years [aria-current]")).to_have_text("2025")
    assert ranges.all_inner_texts() == before
    page.locator("#crumbs").click()
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(2_000)
    assert screen.query["year"] == "2025"
