"""The screen as a reader uses it: open an address, point, click, type, and see what is shown."""

import re
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import axe_playwright_python
from playwright.sync_api import Error, expect

from app.figures.basemap import GROUND, MARK, NOWHERE
from geo.place import PlaceKey

PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)

_PLOT = "document.querySelector('#map .js-plotly-plot')"
_MAP = f"{_PLOT}._fullLayout.map._subplot.map"
_IDLE = f"""() => {{
  if (document.querySelector('#progress.busy')) return false;
  try {{
    const isBase = {_PLOT}.data[{GROUND}].locations[0] === '{NOWHERE[0]}';
    return !isBase && {_MAP}.loaded() && !{_MAP}.isMoving();
  }} catch {{ return false; }}
}}"""
_POSITION = f"""([lon, lat]) => {{
  const at = {_MAP}.project([lon, lat]), box = {_MAP}.getCanvas().getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}}"""
_LABELS = f"""() => {{
  const layers = {_MAP}.getStyle().layers.filter(l => l.type === 'symbol').map(l => l.id);
  return {_MAP}.queryRenderedFeatures({{layers}}).map(f => f.properties.text);
}}"""


_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
_ROWS_LOOKED_AT = 20
_VIOLATIONS = """async rows => {
  for (const body of document.querySelectorAll('tbody, ul, ol')) {
    for (const child of [...body.children].slice(rows)) child.remove();
  }
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => [one.id, ...one.nodes.slice(0, 3).map(node => node.html.slice(0, 200))]);
}"""


def violations(page):
    """Serious and critical ones that axe-core finds; of long lists only the first rows are kept."""
    page.evaluate(_AXE)
    return page.evaluate(_VIOLATIONS, _ROWS_LOOKED_AT)


class Watch:
    """Requests, console messages and errors of a page."""

    def __init__(self, page, address):
        self.address = address
        self.requests, self.errors, self.expected = [], [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(f"page: {error}"))
        page.on("console", self._console)

    def _console(self, message):
        if message.type == "error":
            self.errors.append(f"console: {message.text} {message.location['url']}")

    def expect_error(self, pattern):
        """Let errors that match pass: those that a test provokes."""
        self.expected.append(pattern)

    def geometry(self):
        """Map layers that were asked for so far."""
        return [url for url in self.requests if url.endswith(".geojson")]

    def assert_clean(self):
        ours = (f"{self.address}/", "data:", f"blob:{self.address}/")
        outside = [url for url in self.requests if not url.startswith(ours)]
        assert not outside, f"asked other hosts: {outside}"
        unexpected = [e for e in self.errors if not any(re.search(p, e) for p in self.expected)]
        assert not unexpected, unexpected


class Screen:
    """One page of the browser, with the atlas that it should show."""

    def __init__(self, page, address, atlas, watch):
        self.page, self.address, self.atlas, self.watch = page, address, atlas, watch

    # ---- going somewhere ----------------------------------------------------------------------
    def open(self, query=""):
        answer = self.page.goto(f"{self.address}/{query}")
        assert answer.status == 200
        self.settle()
        return self

    def go(self, query, heading, units):
        """Go to another view as a link does; wait until its units and its panel are there."""
        self.page.evaluate(
            """query => {
              history.pushState({}, "", "/" + query);
              dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
            }""",
            query,
        )
        self.shows(heading)
        self.page.wait_for_function(
            f"units => {_PLOT}.data[0].locations.length === units", arg=units
        )
        self.page.wait_for_function(_IDLE)

    def reload(self):
        self.page.reload()
        self.settle()

    def settle(self):
        """Wait until the panel is filled and the map stands still."""
        self.page.wait_for_selector("#panel h1")
        self.page.wait_for_function(_IDLE)

    def unit(self, level, adcode):
        return self.atlas.unit(PlaceKey(level, adcode))

    def point_at(self, level, adcode):
        """Move the mouse over a unit until the map tells something of it; return the place."""
        unit, until = self.unit(level, adcode), time.monotonic() + PATIENCE_MS / 1000
        told = "() => document.querySelector('#map .hoverlayer').textContent !== ''"
        while True:
            self.page.wait_for_function(_IDLE)
            x, y = self.page.evaluate(_POSITION, list(unit.point))
            self.page.mouse.move(x - 3, y - 3)
            self.page.mouse.move(x, y)
            try:
                self.page.wait_for_function(told, timeout=1_500)
                return x, y
            except Error:
                assert time.monotonic() < until, f"the map says nothing of {unit.place.name_zh}"

    def mark(self, level, adcode):
        """Click a unit on the map; wait until the panel tells about it."""
        self.page.mouse.click(*self.point_at(level, adcode))
        self.wait_for_query(select=adcode)
        self.shows(self.unit(level, adcode).place.name_zh)

    def drill(self, level, adcode):
        """Click a unit that is not marked, then again."""
        self.mark(level, adcode)
        self.page.mouse.click(*self.point_at(level, adcode))
        self.wait_for_query(place=adcode, select=None)
        self.stands_at(self.unit(level, adcode).place.name_zh)

    def choose(self, group, option):
        """Take an option of a group of choices."""
        choices = self.page.get_by_role("group", name=group)
        choices.get_by_role("link", name=option, exact=True).click()
        chosen = choices.locator("[aria-current=true]")
        expect(chosen).to_have_text(option)

    # ---- what is shown ------------------------------------------------------------------------
    @property
    def query(self):
        found = parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)
        return {name: values[0] for name, values in found.items()}

    def wait_for_query(self, **wanted):
        """Wait until parameters have these values; None: it is not in the address."""
        self.page.wait_for_function(
            """wanted => {
              const query = new URLSearchParams(location.search);
              return Object.entries(wanted).every(([name, value]) => query.get(name) === value);
            }""",
            arg=wanted,
        )

    def shows(self, heading):
        """Wait until the panel tells about something."""
        expect(self.page.locator("#panel h1")).to_have_text(heading)

    def stands_at(self, *names):
        """Wait until the breadcrumb ends with these names and the map has arrived there."""
        for back, name in enumerate(reversed(names), 1):
            expect(self.page.locator("#crumbs > *").nth(-back)).to_contain_text(name)
        self.shows(names[-1])
        self.page.wait_for_function(_IDLE)

    def text(self, selector):
        return self.page.locator(selector).inner_text()

    def seen(self):
        """What must be the same whenever an address is opened."""
        parts = ("#panel h1", "#panel .figures", "#legend", "#crumbs", "#rail", "#table-title")
        return {part: self.text(part) for part in parts}

    def marked_on_map(self):
        """Adcodes that the map outlines."""
        return self.page.evaluate(f"{_PLOT}.data[{MARK}].locations")

    def wait_for_mark(self, adcode):
        marked = f"code => {_PLOT}.data[{MARK}].locations[0] === code"
        self.page.wait_for_function(marked, arg=adcode)

    def wait_for_labels(self, *names, how="every"):
        """Wait until the map shows every one, or some, of these names."""
        shown = f"names => {{ const on = ({_LABELS})(); return names.{how}(n => on.includes(n)); }}"
        self.page.wait_for_function(
            f"names => {{ try {{ return ({shown})(names); }} catch {{ return false; }} }}",
            arg=list(names),
        )
