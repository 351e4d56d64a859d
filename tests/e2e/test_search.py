"""Searching places and clusters with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from geo.place import Level

YIWU = "330782"


@pytest.fixture
def found(screen):
    """Type into the search that `/` opens; return the first suggestion."""
    screen.open()

    def search(typed):
        screen.page.locator("#panel h1").click()
        screen.page.keyboard.press("/")
        box = screen.page.get_by_role("searchbox")
        expect(box).to_be_focused()
        box.fill("")
        screen.page.keyboard.type(typed)
        return screen.page.get_by_role("option").first

    return search


def test_a_place_is_found_by_name_pinyin_and_initials(screen, found):
    for typed in ("义乌", "yiwu", "yws"):
        suggestion = found(typed)
        expect(suggestion).to_contain_text("义乌市")
        expect(suggestion).to_contain_text("金华市")
    screen.page.keyboard.press("ArrowDown")
    expect(suggestion).to_be_focused()
    screen.page.keyboard.press("Enter")
    screen.wait_for_query(place=YIWU)
    screen.stands_at("浙江省", "金华市", "义乌市")


def test_a_cluster_is_found_by_its_name(screen, found):
    members = screen.atlas.members.dropna(subset=[Level.COUNTY])
    row = members.iloc[0]
    name = screen.atlas.clusters[row["cluster_id"]]["name_zh"]
    suggestion = found(name)
    expect(suggestion).to_contain_text(name)
    screen.page.keyboard.press("Enter")
    screen.wait_for_query(place=row[Level.COUNTY])


def test_nothing_found_is_said(screen, found):
    found("qqqqqq")
    expect(screen.page.get_by_role("listbox")).to_contain_text("没有找到")
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("listbox")).not_to_be_visible()
