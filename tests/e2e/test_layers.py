"""Every layer at every level, sources and error pages: complete, without errors, accessible.

Methods, pages of places, quality, the report and the embedded view have tests of their own.
"""

import pytest
from playwright.sync_api import expect

from app.state import Layer, ViewState
from app.view import view_of
from tests.e2e.screen import violations

ZHEJIANG, JIAXING, HAINING = "330000", "330400", "330481"
VIEWS = ["", f"&place={ZHEJIANG}", f"&place={JIAXING}", f"&place={HAINING}"]
COUNTIES = "&level=county"
MORE = {
    Layer.DENSITY: [COUNTIES],
    Layer.INDUSTRIES: [COUNTIES, "&structure=quotient&subject=park&level=prefecture"],
    Layer.PARKS: [COUNTIES, f"&place={ZHEJIANG}&level=county&symbols=flags"],
    Layer.TRANSFER: [
        "&kind=policy",
        "&kind=events",
        "&kind=projects&level=county",
        "&kind=gradient",
        "&select=440000",
    ],
}
WHAT_IS_DRAWN = """() => {
  const [ground] = document.querySelector('#map .js-plotly-plot').data;
  return [ground.locations.length, ground.z.length];
}"""


def shows_all_of(screen, query):
    """The units on the map, a legend, the panel's place, the table twin and a sentence."""
    view = view_of(screen.atlas, ViewState.parse(query))
    assert screen.page.evaluate(WHAT_IS_DRAWN) == [len(view.units)] * 2, query
    for part in ("#legend h2", "#summary", "#table-title", "#rail", "#crumbs"):
        assert screen.page.locator(part).first.text_content().strip(), (query, part)
    assert screen.page.locator("html").get_attribute("lang") == view.state.lang
    assert view.name(view.subject) in screen.page.title()


def walked(screen, queries):
    """Open the first view by its address and the others as links do."""
    first, *others = queries
    screen.open(first)
    shows_all_of(screen, first)
    for query in others:
        view = view_of(screen.atlas, ViewState.parse(query))
        screen.go(query, view.name(view.subject), len(view.units))
        shows_all_of(screen, query)


@pytest.mark.parametrize("layer", Layer)
def test_a_layer_at_every_level(screen, layer):
    queries = [f"?layer={layer}{view}" for view in (*VIEWS, *MORE[layer])]
    walked(screen, queries)
    screen.go(f"?layer={layer}&place={ZHEJIANG}&table=open", "浙江省", _units(screen, layer))
    expect(screen.page.locator("#table .ag-row").first).to_be_visible()
    assert violations(screen.page) == []


def _units(screen, layer):
    return len(view_of(screen.atlas, ViewState(layer=layer, place=ZHEJIANG)).units)


@pytest.mark.parametrize("layer", Layer)
def test_a_layer_in_english(screen, layer):
    walked(screen, [f"?layer={layer}&place={JIAXING}&lang=en", f"?layer={layer}&lang=en"])
    assert violations(screen.page) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?panel=sources", 200),
        ("/?place=999999", 404),
        ("/?year=soon&lang=en", 400),
        ("/nothing", 404),
    ],
)
def test_a_page_is_accessible(screen, path, status):
    if status >= 400:
        screen.watch.expect_error(f"{status}")
    assert screen.page.goto(f"{screen.address}{path}").status == status
    if path == "/?panel=sources":
        screen.settle()
    expect(screen.page.locator("h1:visible").first).to_be_visible()
    expected = "en" if "lang=en" in path else "zh-CN"
    assert screen.page.locator("html").get_attribute("lang") == expected
    assert violations(screen.page) == []
