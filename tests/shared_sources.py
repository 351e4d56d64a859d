"""Larger source tables that may lie beside the project: read there, never part of it."""

import pytest

from tests.unit.repository.project import ROOT

FOLDER = ROOT.parent / "shared" / "sources"

needs_census = pytest.mark.skipif(
    not (FOLDER / "census2020").is_dir(),
    reason="the optional source census2020 is not beside the project: docs/optional-sources.md",
)

needs_transfer = pytest.mark.skipif(
    not (FOLDER / "transfer").is_dir(),
    reason="the optional source transfer is not beside the project: docs/optional-sources.md",
)
