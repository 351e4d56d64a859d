"""Classes of a reader's own, locked ones, and classes of all years: the map and its legend."""

from urllib.parse import parse_qs, urlsplit

import pytest

from app.figures.palette import ABOVE_STEP, colour_of, ramp_steps
from tests.web.browser import links, texts

LAYERS = [
    "?level=prefecture&measure=per_area",
    "?level=province&classes=deviation",
    "?place=440000&level=county&measure=per_area&classes=quantile&lang=en",
    "?layer=parks&level=prefecture&parks=area",
    "?layer=industries&level=prefecture&structure=share&subject=park&classes=equal",
]


def legend_links(answer):
    return links(answer.prop("legend", "children"))


def search(href):
    return href.removeprefix("/")


def colours(answer):
    """Colour of each unit, by adcode."""
    return {adcode: unit["colour"] for adcode, unit in answer.units().items()}


def test_units_have_the_class_of_the_breaks_in_the_address(browser):
    answer = browser.ask("?level=prefecture&breaks=1,3,5")
    ramp = [0, *ramp_steps(3), ABOVE_STEP]
    counts = [unit["facts"][0] for unit in answer.units().values()]
    expected = [colour_of(ramp[(n > 0) + (n > 1) + (n > 3) + (n > 5)]) for n in counts]
    assert list(colours(answer).values()) == expected
    told = list(texts(answer.prop("legend", "children")))
    above = sum(n > 5 for n in counts)
    assert above
    assert told[told.index("> 5") + 1] == str(above)
    assert {"≤ 1", "> 1 – 3", "> 3 – 5"} <= set(told)


@pytest.mark.parametrize("query", LAYERS)
def test_locked_classes_are_the_same_and_stay_for_other_places(browser, query):
    before = browser.ask(query)
    lock = next(
        h for t, h in legend_links(before).items() if t in ("锁定这组断点", "Lock these breaks")
    )
    locked = browser.ask(search(lock))
    assert colours(locked) == colours(before)
    breaks = parse_qs(urlsplit(lock).query)["breaks"]
    rows = [text for text in texts(locked.prop("legend", "children")) if text[0] in "≤>"]
    elsewhere = browser.ask(f"{search(lock).replace('place=440000', 'place=330000')}")
    assert [t for t in texts(elsewhere.prop("legend", "children")) if t[0] in "≤>"] == rows
    unlock = {href for text, href in legend_links(locked).items() if text in ("解除锁定", "Unlock")}
    assert len(breaks) == len(unlock) == 1
    assert "breaks" not in unlock.pop()


@pytest.mark.parametrize("query", LAYERS[:3])
def test_breaks_of_all_years_are_the_same_in_each(browser, atlas, query):
    def rows(year):
        answer = browser.ask(f"{query}&breaks=years&year={year}")
        return [text for text in texts(answer.prop("legend", "children")) if text[0] in "≤>"]

    shown = [rows(year) for year in atlas.years]
    assert len(shown[0]) > 1
    assert all(one == shown[0] for one in shown)


@pytest.mark.parametrize("query", LAYERS)
def test_breaks_go_with_the_measure_and_stay_with_the_level(browser, query):
    def chosen(href, *names):
        found = parse_qs(urlsplit(href).query)
        return [found.get(name) for name in names]

    measure, level = ("measure", "parks", "structure", "subject"), ("level",)
    rail = links(browser.ask(f"{query}&breaks=1,2").prop("rail", "children")).values()
    others = [href for href in rail if chosen(href, *measure) != chosen(query, *measure)]
    levels = [href for href in rail if chosen(href, *level) != chosen(query, *level)]
    assert others
    assert not [href for href in others if "breaks=" in href]
    assert levels
    assert all("breaks=1%2C2" in href for href in levels)


def test_a_legend_shows_the_distribution_of_counts_with_its_breaks(browser):
    legend = str(browser.ask("?level=prefecture&year=2025").prop("legend", "children"))
    assert "histogram" in legend
    assert "GVF" in legend


@pytest.mark.parametrize("breaks", ["3,1", "x", "1,2,3,4,5,6,7,8", "0"])
def test_wrong_breaks_leave_the_old_view_and_are_named(browser, breaks):
    answer = browser.ask(f"?breaks={breaks}")
    assert set(answer.parts) == {"notice"}
    assert "breaks must be" in answer.text("notice")
