"""The density map in depth: classes of one's own, the years played, hot spots, the surface."""

from playwright.sync_api import expect

from app.state import Measure, ViewState
from app.view import view_of
from geo.place import Level

BANDS = (
    "document.querySelector('#map .js-plotly-plot')._fullLayout.map._subplot.map"
    ".querySourceFeatures('source-' + document.querySelector('#map .js-plotly-plot')"
    "._fullData[2].uid)"
)


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
    expect(legend(screen)).not_to_contain_text("断点已锁定")
    last = str(screen.atlas.years[-1])
    screen.choose("有效年份", "2023")
    button = page.get_by_role("button", name="逐年播放")
    button.press("Enter")
    # All years have the same breaks, so it does not matter which one is on screen by now.
    expect(legend(screen)).to_contain_text("各年可比")
    ranges = page.locator("#legend .range")
    before = ranges.all_inner_texts()
    screen.wait_for_query(year=last, breaks="years")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#years [aria-current]")).to_have_text(last)
    assert ranges.all_inner_texts() == before
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift")
    expect(button).to_have_attribute("aria-pressed", "false")
    stopped = page.url
    page.wait_for_timeout(3_000)
    assert page.url == stopped


def test_hot_spots_the_surface_and_the_share_of_counties_by_hand(screen):
    page = screen.open("?level=county").page
    page.get_by_role("group", name="空间分析").get_by_role("link", name="冷热点 Gi*").click()
    screen.wait_for_query(analysis="hotspots")
    expect(legend(screen)).to_contain_text("Benjamini-Hochberg")
    screen.point_at(Level.COUNTY, "310112")
    expect(page.locator("#map .hoverlayer")).to_contain_text("Gi* z")
    page.get_by_role("group", name="空间分析").get_by_role("link", name="核密度（估算）").click()
    page.get_by_role("group", name="带宽").get_by_role("link", name="200 km").click()
    screen.wait_for_query(analysis="surface", bandwidth="200")
    expect(legend(screen)).to_contain_text("200 公里")
    page.wait_for_function(
        "() => { try { return " + BANDS + ".length > 0 } catch { return false } }"
    )
    screen.choose("地图单元", "地级")
    screen.point_at(Level.PREFECTURE, "310000")
    expect(page.locator("#map .hoverlayer")).to_contain_text("估算")
    screen.choose("空间分析", "不分析")
    screen.choose("地图单元", "省级")
    screen.choose("指标", "有集群县占比")
    shown = view_of(screen.atlas, ViewState.parse("measure=holding"))
    share = shown.shown(shown.value_in(screen.unit(Level.PROVINCE, "440000"), Measure.HOLDING))
    screen.point_at(Level.PROVINCE, "440000")
    expect(page.locator("#map .hoverlayer")).to_contain_text(share)
