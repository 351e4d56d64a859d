"""What the map tells of a unit under the pointer, one text a unit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from app.figures.points import escaped
from app.layers.industries.scene import Scene
from app.state import Structure
from geo.concentration import DIVERSITY, HHI
from geo.mix import MIN_MAPPED, TIE, Status
from geo.specialisation import LOCATION_QUOTIENT, SHRUNK_QUOTIENT

MOST_NAMED = 3


def told(scene: Scene) -> list[str]:
    """Lines on each unit on the map, joined by line breaks."""
    return scene.once("told", _told)


def _told(scene: Scene) -> list[str]:
    of_mix, of_measure = _mix(scene), _measure(scene)
    outside = scene.view.text("legend.not_applicable")
    return [
        "<br>".join(filter(None, (of_mix(i), of_measure(i)))) if applies else outside
        for i, applies in enumerate(scene.applies.tolist())
    ]


def _mix(scene: Scene) -> Callable[[int], str]:
    """Number of clusters or parks and the chains that most of them are in."""
    text, subject = scene.view.text, scene.subject
    names = np.array([escaped(scene.name(chain)) for chain in scene.index.chains], dtype=object)
    dominant, subjects, counts = scene.dominant.tolist(), scene.subjects.tolist(), scene.counts
    known: dict[tuple[str, int, bytes], str] = {}

    def line(i: int) -> str:
        key = dominant[i], subjects[i], counts[i].tobytes()
        if key not in known:
            known[key] = write(*key[:2], i)
        return known[key]

    def write(leading: str, n: int, i: int) -> str:
        if n == 0:
            return text(f"industries.none.{subject}")
        all_of_them = text(f"industries.subjects.{subject}", n=f"{n:,}")
        if leading == Status.NO_SINGLE:
            return text("industries.hover.no_single", all=all_of_them)
        order = np.argsort(-counts[i], kind="stable")[:MOST_NAMED]
        if leading != TIE:
            first = list(scene.index.chains).index(leading)
            order = np.array([first, *(at for at in order if at != first)])[:MOST_NAMED]
        said = [f"{names[at]} {counts[i][at]:,}" for at in order if counts[i][at]]
        kind = "tie" if leading == TIE else "leads"
        named = text("industries.comma").join(said)
        return text(f"industries.hover.{kind}", chains=named, all=all_of_them)

    return line


def _measure(scene: Scene) -> Callable[[int], str]:
    if scene.structure is Structure.DIVERSITY:
        return _diversity(scene)
    if scene.structure is Structure.SIMILARITY:
        return _similarity(scene)
    return (lambda _: "") if scene.chain is None else _quotient(scene)


def _quotient(scene: Scene) -> Callable[[int], str]:
    """The chain's number, share and quotient with its interval."""
    text = scene.view.text
    name = escaped(scene.name(scene.chain.id)) if scene.chain else ""
    table = scene.quotients[["small", LOCATION_QUOTIENT.id, "lower", "upper", SHRUNK_QUOTIENT.id]]
    rows = list(table.itertuples(index=False, name=None))
    inside, mapped, shares = scene.inside.tolist(), scene.mapped.tolist(), scene.shares.tolist()

    def line(i: int) -> str:
        if mapped[i] == 0:
            return ""
        share = "" if np.isnan(shares[i]) else text("industries.hover.share", share=shares[i])
        number = text("industries.hover.chain", chain=name, n=inside[i], of=mapped[i], share=share)
        small, quotient, lower, upper, shrunk = rows[i]
        if small or np.isnan(quotient):
            return f"{number}<br>{text('industries.hidden.quotient')}"
        values = {"quotient": quotient, "lower": lower, "upper": upper, "shrunk": shrunk}
        return f"{number}<br>{text('industries.hover.quotient', **values)}"

    return line


def _diversity(scene: Scene) -> Callable[[int], str]:
    rows = list(scene.measured[[DIVERSITY.id, HHI.id]].itertuples(index=False, name=None))

    def line(i: int) -> str:
        diversity, hhi = rows[i]
        if np.isnan(diversity):
            return _hidden(scene, i)
        shown = {"diversity": f"{diversity:.2f}", "hhi": f"{hhi:.2f}"}
        return scene.view.text("industries.hover.diversity", **shown)

    return line


def _similarity(scene: Scene) -> Callable[[int], str]:
    view = scene.view
    columns = ["mean", "max", "most_similar", "neighbours"]
    rows = list(scene.measured[columns].itertuples(index=False, name=None))

    def line(i: int) -> str:
        mean, largest, most_similar, neighbours = rows[i]
        if pd.isna(mean):
            return _hidden(scene, i)
        return view.text(
            "industries.hover.similarity",
            mean=f"{mean:.2f}",
            n=neighbours,
            largest=f"{largest:.2f}",
            name=escaped(scene.name_of(most_similar)),
        )

    return line


def _hidden(scene: Scene, i: int) -> str:
    if not scene.subjects[i]:
        return ""
    return scene.view.text("industries.hidden", least=MIN_MAPPED)
