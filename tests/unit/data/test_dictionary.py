"""data/README.md is complete: every file, every column; and the registry agrees with the files."""

import csv
import re

import pytest

from etl.sources import BUNDLED_DATA, load_sources

FILES = sorted(
    path.relative_to(BUNDLED_DATA).as_posix()
    for path in BUNDLED_DATA.rglob("*")
    if path.is_file() and path.name != "README.md"
)
TABLES = [name for name in FILES if name.endswith(".csv")]


def sections():
    text = (BUNDLED_DATA / "README.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def header(name):
    with (BUNDLED_DATA / name).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_every_file_has_its_section_and_no_other():
    assert sorted(sections()) == FILES


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_documented(name):
    rows = re.findall(r"^\| (`.+?) \|", sections()[name], flags=re.MULTILINE)
    documented = [column for row in rows for column in re.findall(r"`(\w+)`", row)]
    assert sorted(documented) == sorted(header(name))


@pytest.mark.parametrize("source", load_sources().values(), ids=lambda source: source.id)
def test_registry_names_the_columns(source):
    if source.path is not None:
        assert list(source.columns) == header(source.path.relative_to(BUNDLED_DATA))


def test_rows_stated_in_the_dictionary():
    """Counts that the dictionary and the registry state."""
    stated = {
        "clusters/sme_national.csv": 176,
        "clusters/other_programmes.csv": 140,
        "stated_totals.csv": 102,
        "parks/parks_2018.csv": 2408,
        "programmes.csv": 28,
    }
    for name, rows in stated.items():
        with (BUNDLED_DATA / name).open(encoding="utf-8", newline="") as file:
            assert sum(1 for _ in csv.reader(file)) - 1 == rows
        assert f"{rows:,}" in sections()[name]
