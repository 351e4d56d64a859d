"""Sentences on how many clusters count, of how many stated, and what stands beside the count."""

from __future__ import annotations

from app.briefing.wording import form, joined, programme, share, standing, when
from app.coverage import choice_of, ground_of, stated_in
from app.pages.region import RegionPage
from app.state import ALL


def message(page: RegionPage) -> str:
    """How many clusters count, in one sentence."""
    n = len(page.counted)
    return _count(page, "single" if n == 1 else form(n))


def counted(page: RegionPage) -> str:
    """The same, with the name where it is a single one, and what is stated of the place."""
    n = len(page.counted)
    return joined(page.view.text, (_count(page, form(n)), _stated_here(page, n)))


def _count(page: RegionPage, key: str) -> str:
    n = len(page.counted)
    return page.view.text(
        f"briefing.count.{key}",
        when=when(page),
        place=page.name,
        standing=standing(page),
        programme=programme(page),
        n=f"{n:,}",
        name=page.counted[0].record["name_zh"] if n else "",
    )


def clusters(page: RegionPage, n: int) -> str:
    """A number of clusters: 3个集群; 1 cluster."""
    return page.view.text(f"briefing.clusters.{form(n)}", n=f"{n:,}")


def _stated_here(page: RegionPage, n: int) -> str:
    """The number that is stated of the place, where it is not all the ground of the programme."""
    choice, key = choice_of(page.view), page.unit.place.key
    stated = stated_in(page.atlas, choice, key)
    if stated is None or key == ground_of(page.atlas, choice.programme):
        return ""
    return page.view.text("briefing.stated", place=page.name, stated=f"{stated:,}", loaded=f"{n:,}")


def outside(page: RegionPage) -> str:
    """That a zero says nothing, where the programme is another province's."""
    if page.outside is None:
        return ""
    return page.view.text(
        "briefing.outside",
        programme=programme(page),
        province=page.view.name(page.outside),
        place=page.name,
    )


def beside(page: RegionPage) -> list[str]:
    """How many clusters of the place do not count, by the reason."""
    text, tally = page.view.text, page.view.tally
    reasons = {
        "undated": tally.undated,
        "review_unknown": tally.review_unknown,
        "lapsed": tally.lapsed,
    }
    found = {
        reason: sum(row.record["id"] in ids for row in page.beside)
        for reason, ids in reasons.items()
    }
    return [
        text(f"briefing.beside.{reason}", clusters=clusters(page, n))
        for reason, n in found.items()
        if n
    ]


def coverage(page: RegionPage) -> str:
    """How much of the stated number is loaded on all the ground of the programme."""
    text, choice = page.view.text, choice_of(page.view)
    if choice.programme == ALL:
        return text("briefing.coverage.all")
    ground = ground_of(page.atlas, choice.programme)
    stated, loaded = stated_in(page.atlas, choice, ground), len(page.view.tally.counted)
    values = {
        "programme": programme(page),
        "ground": page.view.name(page.atlas.unit(ground)),
        "loaded": f"{loaded:,}",
    }
    if not stated:
        return text("briefing.coverage.unknown", **values)
    key = "briefing.coverage.part" if loaded < stated else "briefing.coverage.whole"
    return text(key, stated=f"{stated:,}", share=share(loaded / stated), **values)
