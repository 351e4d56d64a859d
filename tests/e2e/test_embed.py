"""The map alone: in a frame of another page, and the code that puts it there."""

import json

from playwright.sync_api import expect

from tests.e2e.screen import _IDLE, violations


def test_the_code_of_the_share_control_shows_the_map_in_another_page(screen, address):
    screen.open("?place=330000&level=county")
    page = screen.page
    page.locator("#share summary").click()
    expect(page.locator("#share-link")).to_have_value(page.url)
    code = page.locator("#share-embed").input_value()
    assert code.startswith(f'<iframe src="{address}/?place=330000')
    page.route("**/other-page", lambda route: route.fulfill(body=code, content_type="text/html"))
    page.goto(f"{address}/other-page")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#embed-title")).to_have_text("浙江省　集群数（县级单元）")
    expect(frame.locator("#legend h2")).to_be_visible()
    expect(frame.locator("#credit")).to_contain_text("天地图")
    for part in (".topbar", "#panel", "#rail", "#table-box"):
        expect(frame.locator(part)).to_be_hidden()
    full = frame.locator("#embed-full")
    assert full.get_attribute("href") == "/?place=330000&level=county"
    frame.locator("#crumbs a", has_text="全国").click()
    expect(frame.locator("#embed-title")).to_contain_text("全国")
    inner = next(one for one in page.frames if one.parent_frame)
    inner.wait_for_function(_IDLE)
    assert "embed=1" in inner.url
    expect(full).to_have_attribute("href", "/")  # as on the full page, a crumb sets the level free
    page.goto(inner.url)
    expect(page.locator("#legend h2")).to_be_visible()
    assert violations(page) == []


def test_a_page_that_is_not_the_map_alone_stays_out_of_frames(screen, address):
    screen.watch.expect_error("frame-ancestors|X-Frame-Options|chrome-error")
    page = screen.page
    body = f"<iframe src={json.dumps(address + '/')}></iframe>"
    page.route("**/other-page", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{address}/other-page")
    page.wait_for_timeout(1000)
    inner = next(one for one in page.frames if one.parent_frame)
    assert inner.locator("#atlas").count() == 0
