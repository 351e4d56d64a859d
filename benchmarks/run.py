"""Measure what the design sets budgets for: `python benchmarks/run.py [MEASURE...]`.

Prints one table and writes it to docs/benchmarks.md. Nothing here is a test.
"""

from __future__ import annotations

import datetime
import io
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.browser import (
    chromium_page,
    click_to_redrawn_s,
    geometry_mb,
    open_page,
    watch_traffic,
)
from benchmarks.load import replay
from benchmarks.measure import Measure, median, percentile_95
from benchmarks.service import ROOT, free_port, run, serving, wait_until_ready
from benchmarks.tipg import alternately, body, tipg
from tests.bad_input.lists import large

DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
USERS, ROUNDS = 20, 10
OTHERS = ("330105", "330106", "330108", "330109", "330110", "330111", "330112", "330113")
VIEWS = (
    "/",
    "/?level=prefecture",
    "/?level=county",
    "/?place=330000",
    "/?place=330000&level=county",
    "/?place=330400",
    "/?level=province&lang=en",
)


def fresh_clone(folder: Path) -> Iterator[Measure]:
    """`./atlas up` in a fresh clone until the first page; packages are in pip's cache by then."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    subprocess.run([clone / "atlas", "install"], check=True)
    shutil.rmtree(clone / ".venv")
    port = free_port()
    since = time.perf_counter()
    process = subprocess.Popen([clone / "atlas", "up", "--port", str(port)])
    wait_until_ready(f"http://127.0.0.1:{port}/")
    yield Measure("`./atlas up`, fresh clone to first page", time.perf_counter() - since, "s", 60)
    process.terminate()
    process.wait(timeout=30)


def etl(folder: Path) -> Iterator[Measure]:
    """A full run into an empty store."""
    runs = [run(folder / f"etl-{number}", "etl", "run") for number in range(3)]
    seconds = sorted(one.seconds for one in runs)[1]
    yield Measure("full ETL of the bundled edition", seconds, "s", 20, "median of 3")
    yield Measure("its peak memory", max(one.peak_mb for one in runs), "MB", 1500)


def resolve(folder: Path) -> Iterator[Measure]:
    """One name, from the command line."""
    seconds = median(3, lambda: run(folder, "resolve", "桐乡市时尚针织产业集群").seconds)
    yield Measure("`./atlas resolve`, one name", seconds, "s", 2, "median of 3")


def check(folder: Path) -> Iterator[Measure]:
    """A list of 100,000 rows, each with another name, read, placed and checked."""
    listed = folder / "list.csv"
    listed.write_bytes(large())
    about = ("--programme", "sme-national", "--batch", "2023", "--report", str(folder / "out.json"))
    checked = run(folder / "check", "etl", "check", str(listed), *about, status=1)
    yield Measure("`./atlas etl check`, 100,000 rows", checked.seconds, "s", 60)
    yield Measure("its peak memory", checked.peak_mb, "MB", 1000)


def start(folder: Path) -> Iterator[Measure]:
    """From the command to the first successful /readyz, and the memory of a used worker."""

    def once() -> float:
        with serving(_edition(folder)) as server:
            return server.start_s

    yield Measure("server start to ready, warm store", median(3, once), "s", 5, "median of 3")


def page(folder: Path) -> Iterator[Measure]:
    """Bytes of the first load, and clicks that redraw the national county map."""
    with serving(_edition(folder)) as server, chromium_page() as tab:
        traffic = watch_traffic(tab)
        open_page(tab, f"{server.url}/")
        geometry = geometry_mb(tab)
        rest = traffic.total_mb() - traffic.total_mb(".geojson")
        yield Measure("first load of `/`, over the wire", rest + geometry, "MB", 3)
        yield Measure("of which map geometry", geometry, "MB", 0.9)
        open_page(tab, f"{server.url}/?level=province")
        county, province = "#rail a[href*='level=county']", "#rail a[href*='level=province']"
        first = click_to_redrawn_s(tab, county)
        yield Measure("click to redrawn national county map, first time", first, "s")
        again = []
        for _ in range(5):
            click_to_redrawn_s(tab, province)
            again.append(click_to_redrawn_s(tab, county))
        yield Measure("the same, geometry held", sorted(again)[2], "s", 1, "median of 5")
        years = [f"#rail a[href*='year={year}']" for year in (2023, 2024, 2023, 2024, 2026)]
        other = sorted(click_to_redrawn_s(tab, year) for year in years)
        yield Measure("another year on that map", other[2], "s", 1, "median of 5")


def callbacks(folder: Path) -> Iterator[Measure]:
    """Callbacks of typical views, answered to 20 users at once; memory of the workers after it."""
    with serving(_edition(folder)) as server:
        recorded = _recorded(server.url)
        answers = replay(recorded, USERS, ROUNDS)
        slow = 1000 * percentile_95([answer.seconds for answer in answers])
        large = max(answer.size for answer in answers) / 1000
        note = f"{len(answers)} answers, pause 1 s, client and server on this machine"
        yield Measure(f"callback, {USERS} users: p95 to the last byte", slow, "ms", 50, note)
        yield Measure("largest callback, compressed", large, "KB", 30, f"{len(recorded)} kinds")
        yield Measure(
            "resident memory of a worker after it", max(server.worker_rss_mb()), "MB", 400
        )


def images(folder: Path) -> Iterator[Measure]:
    """Images of views of which none was drawn before, and one that was; memory after them."""
    with serving(_edition(folder), workers=1) as server:

        def seconds(query: str) -> float:
            since = time.perf_counter()
            with urllib.request.urlopen(f"{server.url}/image.png?{query}") as answer:
                answer.read()
            return time.perf_counter() - since

        years = ("2023", "2024", "2026")
        yield Measure("image of the national county map, first", seconds("level=county"), "s", 1.5)
        for place, budget, name in (("100000", 1.5, "national"), ("330000", 0.7, "a province's")):
            query = f"place={place}&level=county&year="
            middle = sorted(seconds(query + year) for year in years)[1]
            note = "median of 3, PNG of 1280 x 960"
            yield Measure(f"the same, {name} counties, another year", middle, "s", budget, note)
        yield Measure("an image drawn before", 1000 * seconds("level=county"), "ms", 50)
        yield Measure(
            "resident memory of the worker after it", server.worker_rss_mb()[0], "MB", 400
        )


def extracts(folder: Path) -> Iterator[Measure]:
    """All counties in full detail as GeoJSON, beside `GeoDataFrame.to_file`; files and bundles."""
    with serving(_edition(folder), workers=1) as server:

        def fetched(file: str = "places.geojson") -> tuple[float, float, bytes]:
            since = time.perf_counter()
            with urllib.request.urlopen(f"{server.url}/data/{file}") as answer:
                first = answer.read(1)
                first_s = time.perf_counter() - since
                body = first + answer.read()
            return first_s, time.perf_counter() - since, body

        once = fetched()
        times = [fetched() for _ in range(5)]
        growth_mb = server.growth_mb(lambda: [fetched() for _ in range(5)])
        files = {name: (fetched(name), fetched(name)) for name in ("places.gpkg", "edition.zip")}
    whole_s = sorted(one[1] for one in times)[2]
    frame = geopandas.read_file(io.BytesIO(once[2]))
    to_file_s = median(3, lambda: _to_file_s(frame, folder / "places.geojson"))
    yield Measure("all counties as GeoJSON, first time", once[1], "s")
    yield Measure("its first byte", 1000 * once[0], "ms", 100)
    yield Measure("the same again, whole", whole_s, "s", note="median of 5")
    ratio = to_file_s / whole_s
    note = f"at least 5; `to_file` {to_file_s:.2f} s, both in this run"
    yield Measure("times faster than `GeoDataFrame.to_file`", ratio, "x", note=note)
    note = f"five times {len(once[2]) / 1e6:.0f} MB"
    yield Measure("memory of the worker, growth while it is sent", growth_mb, "MB", note=note)
    for name, (written, kept) in files.items():
        note = f"{len(kept[2]) / 1e6:.1f} MB; kept: {kept[1]:.2g} s"
        yield Measure(f"`{name}`, written", written[1], "s", note=note)


def _to_file_s(frame: geopandas.GeoDataFrame, path: Path) -> float:
    since = time.perf_counter()
    frame.to_file(path, driver="GeoJSON", engine="pyogrio")
    return time.perf_counter() - since


def briefings(folder: Path) -> Iterator[Measure]:
    """Briefings in three formats: of one place, of a province's counties, and over the web."""
    home = _edition(folder)
    for adcode, name in (
        ("100000", "the nation"),
        ("330000", "a province"),
        ("330402", "a county"),
    ):
        once = run(home, "briefing", adcode, "--out", folder / f"briefing-{adcode}")
        yield Measure(
            f"`./atlas briefing` of {name}, three formats", once.seconds, "s", None, "cold"
        )
    counties = ("briefing", "330000", "--children", "--out", folder / "briefings")
    many = run(home, *counties)
    yield Measure("the same of the 90 county units of Zhejiang", many.seconds, "s", 90)
    yield Measure("its peak memory, each process", many.peak_mb, "MB", 500)
    yield Measure("the same again, all done", run(home, *counties).seconds, "s")
    with serving(home, workers=1) as server:

        def three(adcode: str) -> float:
            since = time.perf_counter()
            for suffix in ("docx", "pdf", "pptx"):
                with urllib.request.urlopen(f"{server.url}/briefing/{adcode}.{suffix}") as answer:
                    answer.read()
            return time.perf_counter() - since

        three("330400")  # the libraries are loaded
        note = "three formats over the web, none made before"
        yield Measure("briefing of the nation", three("100000"), "s", 3, note)
        yield Measure("of a province", three("330000"), "s", 3, note)
        yield Measure("of a county", three("330402"), "s", 3, note)
        yield Measure("of a county, made before", 1000 * three("330402"), "ms", 100)
        growth_mb = server.growth_mb(lambda: [three(code) for code in OTHERS])
        yield Measure(f"growth of the worker over {len(OTHERS)} more", growth_mb, "MB", 100)


def ogc(folder: Path) -> Iterator[Measure]:
    """1,000 counties with all properties from the API and from tipg, one after the other."""
    with serving(_edition(folder), workers=1) as server:
        items = f"{server.url}/ogc/collections/places-county/items"
        since = time.perf_counter()
        rows = geopandas.read_file(io.BytesIO(body(f"{items}?limit=10000")))
        first_s = time.perf_counter() - since
        with tipg(folder, rows) as theirs:
            query = "limit=1000&f=geojson"
            ours_s, theirs_s = alternately(f"{items}?limit=1000", f"{theirs}?{query}")
            box = "bbox=110,25,120,35&"
            our_box_s, their_box_s = alternately(
                f"{items}?{box}limit=1000", f"{theirs}?{box}{query}"
            )
        memory = server.worker_rss_mb()[0]
    yield Measure("API: all counties, first request", first_s, "s")
    for name, ours, other in (
        ("1,000 counties", ours_s, theirs_s),
        ("1,000 counties in a box", our_box_s, their_box_s),
    ):
        note = f"tipg 1.6 on PostGIS: {1000 * other:.0f} ms; medians of 15 in turn"
        yield Measure(f"API: {name}", 1000 * ours, "ms", round(1000 * other), note)
    yield Measure("resident memory of the worker after it", memory, "MB", 400)


MEASURES: dict[str, Callable[[Path], Iterator[Measure]]] = {
    function.__name__: function
    for function in (
        fresh_clone,
        etl,
        resolve,
        check,
        start,
        page,
        callbacks,
        images,
        extracts,
        briefings,
        ogc,
    )
}


def _recorded(url: str) -> list[tuple[str, str]]:
    """Addresses and bodies of the callbacks that a browser sends for the views."""
    with chromium_page() as tab:
        traffic = watch_traffic(tab)
        for view in VIEWS:
            open_page(tab, url + view)
    return traffic.callbacks


def _edition(folder: Path) -> Path:
    """A home folder with the published edition, built once."""
    home = folder / "home"
    if not home.exists():
        run(home, "etl", "run")
    return home


def _table(measures: list[Measure]) -> str:
    head = "| measure | value | budget | note |\n|---|---|---|---|"
    return "\n".join([head, *(measure.row() for measure in measures)])


def _write(table: str, load: float) -> None:
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    where = (
        f"{datetime.date.today()}, commit {commit}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, load {load:.1f} when it began."
    )
    text = DOCUMENT.read_text(encoding="utf-8")
    before, after = text[: text.index(BEGIN)], text[text.index(END) :]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{where}\n\n{table}\n{after}", encoding="utf-8")


def main(names: list[str]) -> None:
    """Measure and report; with names, only those, and nothing is written."""
    if unknown := set(names) - set(MEASURES):
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    measures: list[Measure] = []
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        for name in names or MEASURES:
            for measure in MEASURES[name](Path(folder)):
                print(measure.row(), flush=True)
                measures.append(measure)
    if not names:
        _write(_table(measures), load)


if __name__ == "__main__":
    main(sys.argv[1:])
