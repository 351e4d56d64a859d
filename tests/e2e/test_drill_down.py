"""From the nation to a county and back, with the mouse, the keyboard and the browser."""

from geo.place import Level

ZHEJIANG, JIAXING, HAINING = "330000", "330400", "330481"


def test_clicks_lead_down_back_leads_up_and_each_address_shows_the_same_again(screen):
    screen.open()
    walked = [(screen.page.url, screen.seen())]
    way = [(Level.PROVINCE, ZHEJIANG), (Level.PREFECTURE, JIAXING), (Level.COUNTY, HAINING)]
    for level, adcode in way:
        screen.drill(level, adcode)
        walked.append((screen.page.url, screen.seen()))
    screen.stands_at("全国", "浙江省", "嘉兴市", "海宁市")

    for (address, seen), name in zip(walked[-2::-1], ("嘉兴市", "浙江省", "全国"), strict=True):
        while screen.page.url != address:
            screen.page.go_back()
        screen.stands_at(name)
        assert screen.seen() == seen

    for address, seen in walked[1:]:
        screen.page.goto(address)
        screen.settle()
        assert screen.seen() == seen


def test_a_reload_keeps_every_choice(screen):
    screen.open(f"?place={JIAXING}&select={HAINING}&year=2024&measure=per_area&lang=en&table=open")
    screen.shows(screen.unit(Level.COUNTY, HAINING).name_en)
    seen = screen.seen()
    screen.reload()
    assert screen.seen() == seen
    assert screen.marked_on_map() == [HAINING]


def test_the_breadcrumb_and_escape_lead_up(screen):
    screen.open(f"?place={JIAXING}&select={HAINING}&level=county")
    screen.shows("海宁市")
    screen.page.keyboard.press("Escape")
    screen.shows("嘉兴市")
    assert screen.query == {"place": JIAXING, "level": "county"}
    screen.page.keyboard.press("Escape")
    screen.stands_at("全国", "浙江省")
    screen.page.locator("#crumbs a", has_text="全国").click()
    screen.stands_at("全国")
    assert "place" not in screen.query
