"""Clusters as the lists have them: name, industry, recognitions, how surely placed."""

from __future__ import annotations

from typing import Any

from dash import html

from app.atlas import Unit
from app.pages.links import outside_link, view_link
from app.quality.placement import DOUBTFUL
from app.recognition import due_line, listed_line, recognition_line
from app.state import ALL
from app.view import View
from geo.place import NATION

SHOWN, SHOWN_IN_NATION = 30, 12
PLACES_SHOWN = 6


def cluster_list(view: View, unit: Unit) -> list[html.Section]:
    """Sections with the clusters counted in a unit, then those beside the count."""
    text = view.text
    sections = [_section(view, text("panel.clusters"), view.clusters_in(unit), unit)]
    tally = view.tally
    beside = view.clusters_in(unit, tally.undated | tally.review_unknown | tally.lapsed)
    if beside:
        sections.append(_section(view, text("panel.clusters.beside"), beside, unit))
    return sections


def _section(view: View, title: str, clusters: list[dict[str, Any]], unit: Unit) -> html.Section:
    text = view.text
    if not clusters:
        year = text("rail.year.all") if view.year == ALL else view.year
        empty = text("panel.clusters.none", place=view.name(unit), year=year)
        return html.Section([html.H2(title), html.P(empty, className="empty")])
    shown = SHOWN_IN_NATION if unit.place.key == NATION else SHOWN
    cards = [_card(view, cluster) for cluster in clusters[:shown]]
    more = len(clusters) - shown
    rest = [html.P(text("panel.clusters.more", n=more), className="note")] if more > 0 else []
    heading = html.H2([title, html.Span(f"{len(clusters):,}", className="count")])
    return html.Section([heading, html.Ul(cards, className="clusters"), *rest])


def _card(view: View, cluster: dict[str, Any]) -> html.Li:
    facts = [html.Strong(cluster["name_zh"]), html.P(_facts(view, cluster), className="note")]
    newest_first = sorted(view.atlas.recognitions_of[cluster["id"]], key=_age)
    facts += [html.P(_recognition(view, row), className="note") for row in newest_first]
    facts.append(html.P(_places(view, cluster["id"]), className="note"))
    if cluster["placement_confidence"] < DOUBTFUL or cluster["placement_level"] == "none":
        facts.append(html.P(_doubt(view, cluster), className="note doubt"))
    return html.Li(facts)


def _age(row: dict[str, Any]) -> tuple[int, int]:
    return -(row["recognised_year"] or 0), -(row["batch_year"] or 0)


def _recognition(view: View, row: dict[str, Any]) -> list[Any]:
    """Term, re-review, what is due, former name and place, source."""
    due = due_line(view, row)
    parts = [
        recognition_line(view, row),
        html.Span(due, className="due") if due else None,
        listed_line(view, row) or None,
        outside_link(row["source_url"], view.text("cluster.source")),
    ]
    shown = [part for part in parts if part is not None]
    return [piece for part in shown for piece in (" · ", part)][1:]


def _doubt(view: View, cluster: dict[str, Any]) -> str:
    """Say how the place was found and how surely; the resolver's own note stands in the edition."""
    method = view.text(f"method.{cluster['placement_method']}")
    return view.text(
        "cluster.doubt", method=method, confidence=f"{cluster['placement_confidence']:.2f}"
    )


def _facts(view: View, cluster: dict[str, Any]) -> str:
    """Industry, recommending unit and programme; the last only where several are on screen."""
    facts = [cluster["industry"] or view.text("cluster.no_industry"), cluster["unit"]]
    if view.state.programme == ALL:
        programme = view.atlas.programmes[cluster["programme_id"]]
        facts.append(programme["name_en" if view.state.lang == "en" else "name_zh"])
    return " · ".join(fact for fact in facts if fact)


def _places(view: View, cluster_id: str) -> list[Any]:
    """Links to the places of a cluster, but for the one that the panel tells about."""
    links: list[Any] = []
    for key in view.atlas.places_of.get(cluster_id, [])[:PLACES_SHOWN]:
        if key != view.subject.place.key:
            unit = view.atlas.unit(key)
            links += [view_link(view.state.at(key.adcode), view.name(unit)), " "]
    return links
