"""The map from the bundled tables."""

from __future__ import annotations

import pytest

from etl.industries import IndustryMap, load_industries
from etl.sources import BUNDLED_DATA


@pytest.fixture(scope="session")
def industries() -> IndustryMap:
    return load_industries(BUNDLED_DATA / "industry")
