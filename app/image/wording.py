"""What is written around the map of a sheet: title, subtitle, notes, credit."""

from __future__ import annotations

from app.credit import boundary_credit, edition_credit
from app.industry_reading import Subject
from app.legend import Heading, Legend, Note
from app.state import ALL, UNDATED, Language, Layer
from app.transfer.kinds import Nature
from app.view import View
from geo.place import NATION


def title(view: View, legend: Legend) -> str:
    """Place and what the map shows of it; a modelled map says that it is one."""
    heading = next(part for part in legend if isinstance(part, Heading))
    modelled = view.text("image.modelled") if heading.nature is Nature.MODELLED else ""
    return view.text("image.title", place=place_name(view), shown=heading.text) + modelled


def place_name(view: View) -> str:
    """The place in focus with those above it, as an address names it."""
    key = view.focus.place.key
    if key == NATION:
        return view.name(view.focus)
    above = [place.key for place in view.atlas.gazetteer.ancestors(key) if place.key != NATION]
    names = [view.name(view.atlas.unit(place)) for place in (key, *above)]
    if view.state.lang is Language.EN:
        return ", ".join(names)
    return "".join(reversed(names))


def subtitle(view: View) -> str:
    """Layer, and programme, year and batch where clusters are counted."""
    text, state = view.text, view.state
    parts = [text(f"layer.{state.layer}")]
    if _counts_clusters(view):
        parts += [programme_name(view), _year(view)]
    if _counts_clusters(view) and state.batch:
        batch = text("rail.batch.undated") if state.batch == UNDATED else state.batch
        parts.append(text("image.batch", batch=batch))
    if view.selected:
        parts.append(text("image.marked", name=view.name(view.selected)))
    return " | ".join(parts)


def programme_name(view: View) -> str:
    """Name of the programme that is counted."""
    if view.state.programme == ALL:
        return view.text("programme.all")
    programme = view.atlas.programmes[view.state.programme]
    return str(programme["name_en" if view.state.lang is Language.EN else "name_zh"])


def _counts_clusters(view: View) -> bool:
    if view.state.layer is Layer.INDUSTRIES:
        return view.state.subject is Subject.CLUSTER
    return view.state.layer is Layer.DENSITY and view.counts_clusters


def _year(view: View) -> str:
    if view.year == ALL:
        return view.text("image.any_year")
    return view.text("image.year", year=view.year)


def notes(legend: Legend) -> list[str]:
    """Sentences of the legend that need not stand beside the colours."""
    return [part.text for part in legend if isinstance(part, Note) and not part.is_strong]


def credit(view: View, review_number: str | None) -> str:
    """Boundaries, review number, projection, edition: the words of the screen."""
    words = boundary_credit(view, review_number) + edition_credit(view)
    return words.replace("·", "|")  # the font's middle dot is as wide as a Chinese character
