"""The same workspace on a telephone."""

import pytest

PARTS = ("#search", "#map", "#crumbs", "#rail", "#legend", "#panel .figures", "#table-box summary")


@pytest.mark.parametrize("query", ["", "?place=330400&select=330481&table=open&lang=en"])
def test_everything_can_be_reached_without_scrolling_sideways(narrow, query):
    narrow.open(query)
    wide = narrow.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide[0] <= wide[1]
    for part in PARTS:
        place = narrow.page.locator(part)
        place.scroll_into_view_if_needed()
        assert place.is_visible(), part
        box = place.bounding_box()
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= 390, part
        assert box["y"] < 844, part
        assert box["y"] + box["height"] > 0, part
