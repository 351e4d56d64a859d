"""Hot spots of a view: the numbers of the tests, in the order of its units, and their colours."""

from itertools import combinations

import numpy as np
import pytest
from esda import G_Local, Moran_Local
from libpysal.graph import Graph

from app.layers.density.spots import COLOURS, NOT_SIGNIFICANT, analysis_of, spots_of
from app.neighbours import neighbourhood
from app.state import Analysis, Measure, ViewState
from app.view import view_of
from geo.place import Level
from tests.unit.industries.colour import VISION, ciede2000, lab

GUANGDONG, ZHEJIANG, ZHOUSHAN = "440000", "330000", "330900"
FRAMES = [
    {"level": Level.PROVINCE},
    {"level": Level.PREFECTURE, "measure": Measure.PER_AREA},
    {"place": GUANGDONG, "level": Level.COUNTY},
]


def view(atlas, **state):
    return view_of(atlas, ViewState(**state))


def graph_of(shown):
    """Queen contiguity by libpysal, in the order of the view's units; islands left out."""
    places = shown.atlas.edition.places
    units = places[places["level"] == shown.level].set_index("adcode")
    codes = [unit.place.adcode for unit in shown.units]
    return Graph.build_contiguity(units.loc[codes].geometry, rook=False)


@pytest.mark.parametrize("state", FRAMES)
def test_units_of_a_frame_border_as_libpysal_says(atlas, state):
    shown = view(atlas, **state)
    found = neighbourhood(atlas, shown.level, shown.units)
    graph = graph_of(shown)
    codes = [unit.place.adcode for unit in shown.units]
    at = dict(zip(found.order.tolist(), codes, strict=True))
    assert found.islands == len(graph.isolates)
    for position, code in at.items():
        own = slice(found.weights.indptr[position], found.weights.indptr[position + 1])
        near = {at[other] for other in found.weights.indices[own].tolist()}
        if code not in graph.isolates:
            assert near >= set(graph[code].index) - {code}


@pytest.mark.parametrize("state", FRAMES)
@pytest.mark.parametrize("analysis", [Analysis.HOTSPOTS, Analysis.OUTLIERS])
def test_scores_are_those_of_esda_in_the_order_of_the_units(atlas, state, analysis):
    shown = view(atlas, analysis=analysis, **state)
    around = neighbourhood(atlas, shown.level, shown.units)
    graph = Graph.from_arrays(around.weights.rows, around.weights.indices, around.weights.values)
    x = np.empty(len(shown.units))
    x[around.order] = shown.values
    if analysis is Analysis.HOTSPOTS:
        theirs = G_Local(x, graph, transform="B", star=True, permutations=0).Zs
    else:
        theirs = Moran_Local(x, graph, permutations=0).Is
    assert np.allclose(spots_of(shown).score, np.asarray(theirs)[around.order], atol=1e-12)


def test_too_few_units_are_not_tested(atlas):
    assert analysis_of(view(atlas, place=ZHOUSHAN, analysis=Analysis.HOTSPOTS)) is Analysis.NONE
    assert analysis_of(view(atlas, place=ZHEJIANG, analysis=Analysis.HOTSPOTS)) is Analysis.HOTSPOTS


def test_units_out_of_scope_take_no_part(atlas):
    programme = "sme-provincial-330000"
    shown = view(atlas, level=Level.COUNTY, programme=programme, analysis=Analysis.HOTSPOTS)
    spots = spots_of(shown)
    assert spots.tested == shown.applies.sum() == 90
    assert np.isnan(spots.score[~shown.applies]).all()
    assert set(spots.steps[~shown.applies]) == {1}


def test_other_classes_and_years_of_one_measure_are_not_mixed_up(atlas):
    old = spots_of(view(atlas, level=Level.COUNTY, year="2023", analysis=Analysis.HOTSPOTS))
    new = spots_of(view(atlas, level=Level.COUNTY, year="2025", analysis=Analysis.HOTSPOTS))
    moran = spots_of(view(atlas, level=Level.COUNTY, year="2025", analysis=Analysis.OUTLIERS))
    again = spots_of(view(atlas, level=Level.COUNTY, year="2025", analysis=Analysis.HOTSPOTS))
    assert again is new
    assert not np.allclose(old.score, new.score)
    assert not np.allclose(moran.score, new.score)


@pytest.mark.parametrize("analysis", COLOURS)
def test_classes_are_told_apart_by_everybody(analysis):
    colours = COLOURS[analysis]
    for one, other in combinations(colours[NOT_SIGNIFICANT:], 2):
        assert min(ciede2000(lab(one, eye), lab(other, eye)) for eye in VISION) >= 12
    for colour in colours[NOT_SIGNIFICANT:]:
        assert min(ciede2000(lab(colour, eye), lab(colours[0], eye)) for eye in VISION) >= 8
