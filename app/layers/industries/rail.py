"""The left rail of the industries map."""

from __future__ import annotations

from typing import Any

from dash import html

from app.industry_reading import Subject
from app.layers.industries.scene import OF_A_CHAIN, Scene, scene_of
from app.pages.chain_section import chain_section
from app.pages.links import attributes, segments
from app.pages.rail import (
    batch_section,
    level_section,
    programme_section,
    scope_line,
    section,
    year_section,
)
from app.state import Structure, ViewState
from app.view import View


def rail(view: View) -> list[Any]:
    """Sections of the rail, above the legend."""
    scene = scene_of(view)
    return [
        section(view.text("industries.subject"), _subjects(view), *_about_parks(scene)),
        section(view.text("rail.measure"), _structures(view)),
        _chains(scene),
        level_section(view),
        *_choice_of_clusters(view),
    ]


def with_chain(state: ViewState, chain: str) -> ViewState:
    """Return the view narrowed to a chain, or to none; a measure that does not go with it changes.

    Diversity and likeness know no chain; number, share and quotient know no view without one.
    """
    if chain and state.structure in (Structure.DIVERSITY, Structure.SIMILARITY):
        return state.with_(chain=chain, structure=Structure.COUNT, breaks="")
    if not chain and state.structure in OF_A_CHAIN:
        return state.with_(chain="", structure=Structure.DOMINANT, breaks="")
    return state.with_(chain=chain)


def _subjects(view: View) -> html.Div:
    options = [
        (view.text(f"industries.subject.{one}"), view.state.with_(subject=one, breaks=""))
        for one in Subject
    ]
    current = view.text(f"industries.subject.{view.state.subject}")
    return segments(options, current, view.text("industries.subject"))


def _about_parks(scene: Scene) -> list[str]:
    if scene.subject is Subject.CLUSTER:
        return []
    return [scene.view.text("industries.parks.note", n=f"{len(scene.holdings.ids):,}")]


def _structures(view: View) -> html.Div:
    """Choice of the measure; two in a row."""
    options = [
        (view.text(f"industries.structure.{one}"), view.state.with_(structure=one, breaks=""))
        for one in Structure
    ]
    current = view.text(f"industries.structure.{view.state.structure}")
    links = segments(options, current, view.text("rail.measure")).children
    group = attributes(aria_label=view.text("rail.measure"))
    return html.Div(links, className="segments pairs", role="group", **group)


def _chains(scene: Scene) -> html.Section:
    view = scene.view
    return chain_section(
        view,
        scene.of(view.frame),
        scene.chain.id if scene.chain else "",
        lambda chain: with_chain(view.state, chain),
    )


def _choice_of_clusters(view: View) -> list[html.Details]:
    """Which clusters count, folded up: the legend is to be seen without scrolling."""
    if view.state.subject is Subject.PARK:
        return []
    sections = [programme_section(view), year_section(view), batch_section(view)]
    return [html.Details([html.Summary(scope_line(view)), *sections], className="scope")]
