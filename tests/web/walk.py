"""A walk through everything that shows a number of a place, each address asked for once."""

import csv
import io
import re
from functools import cache

from tests.web.browser import texts
from tests.web.place_page import SAMPLE, PlacePage, address
from tests.web.quality_page import clean

NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")
AT_ONCE = 6


def number(shown):
    """The first number of a text, and half a unit of its last digit."""
    found = NUMBER.search(shown)
    assert found, shown
    digits = found[0].replace(",", "").replace("−", "-")
    decimals = len(digits.partition(".")[2])
    return float(digits), 0.5 * 10**-decimals


def agree(shown, value, *about):
    """A text shows a value, rounded to the digits that stand there."""
    told, half = number(shown)
    assert abs(told - value) <= half * 1.02 + 1e-9, (*about, shown, value)


def rows_of(answer):
    """Rows of a CSV file, each by column."""
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


class Walk:
    """The screens and pages of one application; `more` is the end of a query, from its `&` on."""

    def __init__(self, browser):
        self.client = browser.client
        self.ask = cache(browser.ask)
        self.page = cache(self._page)
        self.compared = cache(self._compared)
        self._hovers = cache(self._hovers_of)
        self._extract = cache(self._extract_of)
        self._filed = cache(self._filed_of)

    def map(self, level, more):
        """The national map of a level."""
        return self.ask(f"?place=100000&level={level}{more}")

    def hover(self, level, adcode, more):
        """What the map tells of a unit under the pointer."""
        return self._hovers(level, more)[adcode]

    def _hovers_of(self, level, more):
        units = self.map(level, more).units()
        return {adcode: unit["facts"] for adcode, unit in units.items()}

    def row(self, level, adcode, more):
        """Values of a unit in the table under the map, by field."""
        known = self.map(level, more).prop("values", "data")
        held = known["values"].get(adcode, known["absent"])
        return dict(zip(known["fields"], held, strict=True))

    def extract(self, level, adcode, more):
        """The row of a unit in the file of places."""
        return self._extract(level, more)[adcode]

    def _extract_of(self, level, more):
        answer = self.client.get(f"/data/places.csv?level={level}{more}")
        return {row["adcode"]: row for row in rows_of(answer)}

    def filed(self, dataset, level, adcode, more, **about):
        """The one row of a unit in a long table; none where there is no such row."""
        found = [
            row
            for row in self._filed(dataset, level, more).get(adcode, ())
            if all(row[name] == value for name, value in about.items())
        ]
        assert len(found) < 2, (adcode, about)
        return found[0] if found else None

    def _filed_of(self, dataset, level, more):
        rows = {}
        for row in rows_of(self.client.get(f"/data/{dataset}.csv?level={level}{more}")):
            rows.setdefault(row["adcode"], []).append(row)
        return rows

    def panel(self, level, adcode, more):
        """The panel's figures by title, with the place marked on the map around it."""
        around = "100000" if level in ("nation", "province") else f"{adcode[:2]}0000"
        if level == "prefecture" and adcode == around:
            around = "100000"
        marked = "" if level == "nation" else f"&level={level}&select={adcode}"
        return figures(self.ask(f"?place={around}{marked}{more}").prop("panel", "children"))

    def _page(self, level, adcode, more=""):
        """The page of a place."""
        return PlacePage(self.client.get(address(level, adcode) + more))

    def _compared(self, more):
        """Cells of comparisons of the whole sample, by place, heading and title."""
        found = {}
        for places in (SAMPLE[i : i + AT_ONCE] for i in range(0, len(SAMPLE), AT_ONCE)):
            specs = ",".join(f"{adcode}-{level}" for level, adcode in places)
            page = PlacePage(self.client.get(f"/compare?places={specs}{more}"))
            for table in page.tree.xpath('//table[contains(@class, "sides")]'):
                heading = table.getparent().get("aria-labelledby").removesuffix("-title")
                for row in table.xpath("./tbody/tr"):
                    title, *values = [clean(cell.text_content()) for cell in row]
                    for place, value in zip(places, values, strict=True):
                        found[(place, heading, title)] = value
        return found


def figures(node):
    """Title and value of every figure in a component tree."""
    if isinstance(node, list):
        found = {}
        for child in node:
            found |= figures(child)
        return found
    if not isinstance(node, dict) or "props" not in node:
        return {}
    children = node["props"].get("children")
    parts = [part for part in children if isinstance(part, dict)] if children else []
    if [part["type"] for part in parts[:2]] == ["Dt", "Dd"]:
        title, value = (clean(" ".join(texts(part))) for part in parts[:2])
        return {title: value}
    return figures(children)
