"""The page in headless Chromium: bytes over the wire, requests, time to redraw."""

from __future__ import annotations

import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page, Request, sync_playwright

GL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]
PATIENCE_MS = 60_000

# Resolves when the map has drawn everything that it has been asked for.
IDLE = """() => new Promise((done) => {
    const gd = document.querySelector("#map .js-plotly-plot");
    const map = gd._fullLayout.map._subplot.map;
    map.once("idle", () => done(performance.now()));
    map.triggerRepaint();
})"""
# Notes when the next click happens and when Plotly says that the answer is on screen: it waits
# until the map has loaded all its tiles and rendered them.
WATCH = """() => {
    const gd = document.querySelector("#map .js-plotly-plot");
    window.redrawn = new Promise((done) => {
        document.addEventListener("click", () => {
            const since = performance.now();
            gd.once("plotly_afterplot", () => done(performance.now() - since));
        }, { once: true, capture: true });
    });
}"""


@dataclass
class Traffic:
    """What a page loaded: compressed bytes by address, callbacks with their bodies."""

    bytes_by_url: dict[str, int] = field(default_factory=dict)
    callbacks: list[tuple[str, str]] = field(default_factory=list)

    def total_mb(self, part: str = "") -> float:
        """Bytes of the addresses that contain `part`, headers included, in MB (10^6)."""
        return sum(size for url, size in self.bytes_by_url.items() if part in url) / 1e6


@contextmanager
def chromium_page() -> Iterator[Page]:
    """An empty page in a fresh headless Chromium with software GL."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=GL)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()


def watch_traffic(page: Page) -> Traffic:
    """Note from now on what the page loads."""
    traffic = Traffic()
    addresses: dict[str, str] = {}
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.on(
        "Network.requestWillBeSent",
        lambda e: addresses.update({e["requestId"]: e["request"]["url"]}),
    )

    def finished(event: dict) -> None:
        url = addresses.get(event["requestId"], "")
        known = traffic.bytes_by_url.get(url, 0)
        traffic.bytes_by_url[url] = known + int(event["encodedDataLength"])

    def sent(request: Request) -> None:
        if "/_dash-update-component" in request.url and request.post_data:
            traffic.callbacks.append((request.url, request.post_data))

    cdp.on("Network.loadingFinished", finished)
    page.on("request", sent)
    return traffic


# Addresses of the geometry that the figure names; MapLibre's worker loads some of it, unseen by
# the page's own network log.
GEOMETRY = """() => {
    const gd = document.querySelector("#map .js-plotly-plot");
    const named = [...gd.data.map((t) => t.geojson), ...gd.layout.map.layers.map((l) => l.source)];
    return [...new Set(named.filter(Boolean))].map((url) => new URL(url, location.href).href);
}"""


def geometry_mb(page: Page) -> float:
    """Compressed bytes of all geometry that the page's map is drawn from, in MB (10^6)."""
    sizes = []
    for url in page.evaluate(GEOMETRY):
        request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            sizes.append(len(answer.read()))
    return sum(sizes) / 1e6


def open_page(page: Page, url: str) -> None:
    """Open a view and wait until its map is drawn."""
    page.goto(url, wait_until="networkidle")
    page.wait_for_selector("#map .js-plotly-plot canvas")
    page.evaluate(IDLE)


def click_to_redrawn_s(page: Page, selector: str) -> float:
    """Seconds from a click to the map having drawn what it asked for."""
    page.evaluate(WATCH)
    page.click(selector)
    return float(page.evaluate("() => window.redrawn")) / 1000
