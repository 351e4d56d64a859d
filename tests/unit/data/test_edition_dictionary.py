"""docs/data-dictionary.md names every table, column and view."""

import re
from pathlib import Path

import pytest

from etl.store.tables import EDITION_TABLES, metadata
from etl.store.views import VIEWS

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "data-dictionary.md").read_text("utf-8")
PARTS = re.split(r"^##? (.+)$", TEXT, flags=re.MULTILINE)
SECTIONS = dict(zip(PARTS[1::2], PARTS[2::2], strict=True))


def documented(section):
    rows = re.findall(r"^\| (`.+?) \|", section, flags=re.MULTILINE)
    return sorted(name for row in rows for name in re.findall(r"`(\w+)`", row))


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column(table):
    has_edition = table in EDITION_TABLES
    columns = [c.name for c in table.columns if not (has_edition and c.name == "edition_id")]
    assert documented(SECTIONS[table.name]) == sorted(columns)


def test_every_view():
    assert documented(SECTIONS["Views of the current edition"]) == sorted(VIEWS)
