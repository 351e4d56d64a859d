"""The legend of the industries map: colours with their meaning and how many units have each."""

from __future__ import annotations

from typing import Any

from dash import html

from app.coverage import loaded_of_stated
from app.industry_reading import Subject
from app.layers.industries.fill import BREAKS, Entry, Fill, fill_of
from app.layers.industries.rail import with_chain
from app.layers.industries.scene import OF_A_CHAIN, Scene, scene_of
from app.layers.industries.steer import steer
from app.pages.legend import beside_the_count, legend_row
from app.pages.links import view_link
from app.pages.rail import class_methods
from app.state import Structure
from app.view import View
from geo.classes import ClassMethod
from geo.mix import MIN_MAPPED
from geo.place import Level

CLASSED = (Structure.COUNT, Structure.SHARE, Structure.DIVERSITY, Structure.SIMILARITY)


def legend(view: View) -> list[Any]:
    """Contents of the legend for a view."""
    scene = scene_of(view)
    return [
        html.H2(title(scene)),
        html.Ul(_rows(scene, fill_of(scene)), className="classes named-classes"),
        *_method(scene),
        *steer(scene),
        *_coverage(scene),
        *(html.P(line, className="note") for line in (*_explained(scene), *_reservations(scene))),
    ]


def title(scene: Scene) -> str:
    """What the map shows, in a few words."""
    level = scene.view.text(f"level.{scene.view.level}")
    if scene.chain is None:
        return scene.view.text(f"industries.title.{scene.structure}", level=level)
    chain = scene.name(scene.chain.id)
    if scene.structure is Structure.DOMINANT:
        return scene.view.text("industries.title.one", level=level, chain=chain)
    return scene.view.text(f"industries.title.{scene.structure}", level=level, chain=chain)


def _rows(scene: Scene, fill: Fill) -> list[html.Li]:
    return [
        legend_row(scene.view, entry.colour, _label(scene, entry), units)
        for entry, units in fill.found()
    ]


def _label(scene: Scene, entry: Entry) -> Any:
    """A chain's name leads to the map of this chain."""
    if entry.chain is None or scene.chain is not None:
        return entry.label
    return view_link(with_chain(scene.view.state, entry.chain), entry.label)


def _method(scene: Scene) -> list[Any]:
    """How the classes were found, for measures that have classes of their own."""
    text, classes = scene.view.text, scene.classes
    if scene.structure not in CLASSED:
        return []
    if not len(classes):
        return [html.P(text("industries.nothing"), className="note")]
    if classes.method is ClassMethod.UNIQUE:
        return [html.P(text("legend.unique"), className="note")]
    fit = text("legend.fit", fit=f"{classes.fit:.3f}", classes=len(classes))
    return [class_methods(scene.view), html.P(fit, className="note")]


def _coverage(scene: Scene) -> list[html.P]:
    if scene.subject is Subject.PARK:
        return []
    frame = scene.view.frame.place.key
    loaded = loaded_of_stated(scene.view, frame, scene.of(scene.view.frame).subjects)
    return [html.P(loaded, className="note strong")]


def _explained(scene: Scene) -> list[str]:
    """What the measure is, and the counting rule."""
    text = scene.view.text
    lines = [text(f"industries.about.{scene.structure}", least=MIN_MAPPED)]
    if scene.structure is Structure.QUOTIENT:
        limits = " / ".join(f"{limit:g}" for limit in BREAKS)
        lines.append(text("industries.about.breaks", breaks=limits))
        n, shown = int(scene.beyond_chance.sum()), int((scene.values >= 0).sum())
        lines.append(text("industries.about.dots", n=n, shown=shown))
    if scene.structure is Structure.DOMINANT or scene.structure in OF_A_CHAIN:
        lines.append(text(f"industries.rule.{scene.subject}"))
    return lines


def _reservations(scene: Scene) -> list[str]:
    """What is not on the map."""
    view = scene.view
    if scene.subject is Subject.PARK:
        n = scene.holdings.unlocated(view.frame.place.key, view.level)
        level = view.text(f"level.{view.level}")
        return [view.text("industries.coarser", n=n, level=level)] if n else []
    points = view.level is Level.COUNTY and scene.structure is not Structure.QUOTIENT
    with_points = points and bool(scene.subjects.any())
    return [*([view.text("legend.points")] if with_points else []), *beside_the_count(view)]
