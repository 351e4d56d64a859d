"""The report of a run as a page: one file that needs no other, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from app.pages.templates import render
from app.state import Language
from app.text import Text, text_in
from geo.errors import NotFound

SEVERITIES: Final = ("error", "warning", "note")
FIGURES: Final = ("clusters", "in_force", "parks", "unplaced", "questions")
_BAR_MIN_PERCENT: Final = 0.4


def report_of(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the report of the run that made an edition, from its manifest.

    Raises
    ------
    NotFound
        If the edition was published before runs left a report.
    """
    report: Mapping[str, Any] | None = manifest.get("report")
    if not report:
        raise NotFound(
            f"edition {manifest['edition_id']} has no run report: older software published it"
        )
    return report


def report_html(report: Mapping[str, Any], lang: Language, links: Mapping[str, str]) -> str:
    """Draw the page.

    Parameters
    ----------
    report
        Of `report_of`, or of a run just ended.
    lang
        Language of the page; what sources say stays as it is.
    links
        Addresses `quality`, `json` and `other` (the page in the other language) for a page that is
        served; empty for a file.
    """
    return render("run_report.html", page=RunReportPage(report, text_in(lang)), links=links)


class RunReportPage:
    """What the template shows."""

    severities = SEVERITIES

    def __init__(self, report: Mapping[str, Any], text: Text) -> None:
        self.report, self.text = report, text

    @property
    def outcome(self) -> str:
        """What the run came to: a part of the key of the text that says it."""
        if self.report["dry_run"]:
            return "dry_run"
        return "published" if self.report["is_new"] else "unchanged"

    @cached_property
    def totals(self) -> Mapping[str, Mapping[str, Any]]:
        """Totals before and after, by name; empty for a first edition."""
        changes = self.report["changes"] or {"totals": []}
        return {total["name"]: total for total in changes["totals"]}

    def figures(self) -> list[tuple[str, int, int | None]]:
        """Name, value and change of the numbers at the top; no change where it is not known."""
        rows = []
        for name in FIGURES:
            total = self.totals.get(name)
            value = total["after"] if total else self.report["counts"].get(name)
            if value is not None:
                rows.append((name, value, total["after"] - total["before"] if total else None))
        return rows

    def remarks(self, severity: str) -> int:
        """Number of remarks of a severity over all sources."""
        return sum(source["remarks"].get(severity, 0) for source in self.report["sources"])

    def found(self, *severities: str) -> list[Mapping[str, Any]]:
        """Findings of these severities that the report lists."""
        listed = self.report["findings"]["listed"]
        return [one for one in listed if one["severity"] in severities]

    def source_title(self, source_id: str) -> str:
        """Title of a source in the language of the page, where the catalogue has it."""
        titles = {source["id"]: source["title"] for source in self.report["sources"]}
        return self.text.or_else(f"source.{source_id}", titles.get(source_id, source_id))

    def bars(self) -> list[tuple[str, float, float]]:
        """Name, seconds and width in percent of each step; small ones of a kind in one bar."""
        seconds: dict[str, float] = {}
        for step in self.report["steps"]:
            name = "tables" if step["name"].startswith("table ") else step["name"]
            seconds[name] = seconds.get(name, 0.0) + step["duration_s"]
        longest = max(seconds.values(), default=0.0) or 1.0
        return [
            (name, one, max(_BAR_MIN_PERCENT, 100 * one / longest)) for name, one in seconds.items()
        ]

    @staticmethod
    def signed(change: int) -> str:
        """A change with its sign, a true minus, and thousands separated."""
        return f"{change:+,}".replace("-", "\N{MINUS SIGN}") if change else "±0"

    @staticmethod
    def moment(stated: str) -> str:
        """A moment of the report without its T, in UTC."""
        return stated[:19].replace("T", " ")
