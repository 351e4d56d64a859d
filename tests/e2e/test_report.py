"""The report of a run in a browser: reached from /quality, for the screen, the telephone, paper."""

import json
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"


@pytest.fixture
def report(screen):
    """Open the report in a language; returns the browser's page."""

    def visit(query=""):
        assert screen.page.goto(f"{screen.address}/quality/report.html{query}").status == 200
        return screen.page

    return visit


def test_it_is_reached_from_the_page_on_quality_and_leads_back(screen):
    page = screen.page
    page.goto(f"{screen.address}/quality")
    page.get_by_role("link", name="运行报告", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("运行报告")
    expect(page.get_by_text(screen.atlas.edition.id, exact=True)).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Run report")
    page.get_by_role("link", name="Data quality").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data quality")


@pytest.mark.parametrize("query", ["", "?lang=en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_fits_and_assistive_software_reads_it(report, query, width):
    page = report(query)
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    faults = {one["id"]: [node["html"][:120] for node in one["nodes"][:3]] for one in violations}
    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)


def test_on_paper_the_links_are_gone(report):
    page = report()
    page.emulate_media(media="print")
    expect(page.locator("nav")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
