"""Places side by side: adding, removing, places of one code at two levels, hostile addresses."""

import pytest

from tests.web.place_page import PlacePage
from tests.web.quality_page import clean


def compare(client, query, status=200):
    return PlacePage(client.get(f"/compare{query}"), status)


def heads(page, group="counted"):
    path = f'//div[@aria-labelledby="{group}-title"]//thead//th'
    return [clean(cell.text_content()) for cell in page.tree.xpath(path)][1:]


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_six_places_stand_in_the_order_of_the_address(client, lang):
    places = "330400,320500,441900,659002,460300,710000"
    page = compare(client, f"?places={places}&lang={lang}")
    shown = page.tree.xpath('//ul[@class="compared"]/li/span/text()')
    assert [text.split("· ")[1] for text in shown] == places.split(",")
    assert len(heads(page)) == 6
    assert not page.tree.xpath('//section[@id="add"]//form'), "a seventh cannot be added"


def test_a_place_can_be_removed_and_added(client):
    page = compare(client, "?places=330400,320500&year=2023")
    assert heads(page) == ["嘉兴市", "苏州市"]
    remove = page.tree.xpath('//a[@class="remove"]')[0]
    assert remove.get("aria-label") == "移除嘉兴市"
    left = PlacePage(client.get(remove.get("href")))
    assert heads(left) == ["苏州市"]
    add = left.tree.xpath('//section[@id="add"]//a[.="无锡市"]')[0]
    assert "year=2023" in add.get("href")
    assert heads(PlacePage(client.get(add.get("href")))) == ["苏州市", "无锡市"]


def test_any_place_can_be_looked_for(client):
    page = compare(client, "?places=330400&find=义乌&year=2023")
    hidden = {
        one.get("name"): one.get("value") for one in page.tree.xpath('//input[@type="hidden"]')
    }
    assert hidden == {"places": "330400", "year": "2023"}
    found = page.tree.xpath('//section[@id="add"]//a[contains(., "义乌市")]')[0]
    assert heads(PlacePage(client.get(found.get("href")))) == ["嘉兴市 地级", "义乌市 县级"]


def test_one_code_at_two_levels_is_two_places_and_says_which(client):
    page = compare(client, "?places=441900,441900-county")
    assert heads(page) == ["东莞市 地级", "东莞市 县级"]
    assert page.tree.xpath('//p[@class="alert"]'), "levels differ: totals are not alike"
    assert not compare(client, "?places=330400,320500").tree.xpath('//p[@class="alert"]')


def test_no_place_is_an_invitation(client):
    page = compare(client, "")
    assert "选" in page.text('//p[@class="empty"]')
    assert len(page.tree.xpath('//section[@id="add"]//li')) == 35


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("?places=330400,999999", 404, "999999"),
        ("?places=330400,,320500", 400, "places"),
        ("?places=3304000", 400, "places"),
        ("?places=330400,330400", 400, "twice"),
        ("?places=330400,330400-prefecture", 400, "twice"),
        ("?places=441900-village", 400, "places"),
        ("?places=441900-province", 404, "441900"),
        ("?places=330400-", 400, "places"),
        ("?places=330100,330200,330300,330400,330500,330600,330700", 400, "at most 6"),
        ("?places=330400&places=320500", 400, "places"),
        ("?places=<script>", 400, "places"),
        ("?places=330400&year=1800", 404, "year"),
        ("?place=330400", 400, "place"),
    ],
)
def test_a_wrong_address_is_refused_and_says_why(client, query, status, says):
    assert says in compare(client, query, status).text('//p[@class="note"]')


def test_an_unknown_page_below_is_not_found(client):
    assert client.get("/compare/330400").status_code == 404
