"""The legend of the industries map: colours with their meaning and how many units have each."""

from __future__ import annotations

from app.coverage import loaded_of_stated
from app.industry_reading import Subject
from app.layers.industries.fill import BREAKS, Fill, fill_of, shades_of, written
from app.layers.industries.rail import with_chain
from app.layers.industries.scene import OF_A_CHAIN, Scene, scene_of
from app.layers.industries.steer import steer
from app.legend import Heading, Note, OnScreen, Part, Swatch, Swatches
from app.pages.class_section import Classed, class_section
from app.pages.legend import beside_the_count
from app.state import Structure
from app.view import View
from geo.mix import MIN_MAPPED
from geo.place import Level

CLASSED = (Structure.COUNT, Structure.SHARE, Structure.DIVERSITY, Structure.SIMILARITY)


def legend(view: View) -> list[Part]:
    """The legend of a view."""
    scene = scene_of(view)
    return [
        Heading(title(scene)),
        Swatches(tuple(_classes(scene, fill_of(scene))), labels="words"),
        *_method(scene),
        *map(OnScreen, steer(scene)),
        *_coverage(scene),
        *map(Note, (*_explained(scene), *_reservations(scene))),
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


def _classes(scene: Scene, fill: Fill) -> list[Swatch]:
    """A chain's name leads to the map of this chain."""
    state = scene.view.state
    return [
        Swatch(
            entry.colour,
            entry.label,
            units,
            with_chain(state, entry.chain) if entry.chain and not scene.chain else None,
        )
        for entry, units in fill.found()
    ]


def _method(scene: Scene) -> list[Part]:
    """How the classes were found, for measures that have classes of their own."""
    text, classes = scene.view.text, scene.classes
    if scene.structure not in CLASSED:
        return []
    if not len(classes):
        return [Note(text("industries.nothing"))]
    classed = Classed(classes, scene.values, shades_of(scene), written(scene), scene.factor)
    return class_section(scene.view, classed)


def _coverage(scene: Scene) -> list[Note]:
    if scene.subject is Subject.PARK:
        return []
    frame = scene.view.frame.place.key
    loaded = loaded_of_stated(scene.view, frame, scene.of(scene.view.frame).subjects)
    return [Note(loaded, is_strong=True)]


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
