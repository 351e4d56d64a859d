"""The real boundary layer's names, shared by the tests of decisions."""

import pytest

from etl.resolve import load_resolver
from tests.unit.resolve.conftest import DATA_DIR, build_gazetteer


@pytest.fixture(scope="session")
def gazetteer():
    return build_gazetteer()


@pytest.fixture(scope="session")
def resolver(gazetteer):
    return load_resolver(gazetteer, DATA_DIR)
