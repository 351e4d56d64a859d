"""docs/data-dictionary.md tells of tables, columns and views what the store's dictionary tells."""

import tomllib
from pathlib import Path

import pytest

from etl.store import dictionary
from tests.unit.data.dictionary_tables import DOCUMENT, columns, renewed

COLUMNS = columns()
WORDS = tomllib.loads(Path(dictionary.__file__).with_name("dictionary.toml").read_text("utf-8"))


def test_the_document_has_the_words_of_the_dictionary():
    """If this fails, run tests/unit/data/dictionary_tables.py."""
    text = DOCUMENT.read_text("utf-8")
    assert renewed(text) == text
    assert all(f"\n## {name}\n" in text for name in COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_it_tells_of_every_column_and_no_other(name):
    assert all(dictionary.meaning(name, column) for column in COLUMNS[name])
    assert set(WORDS[name]) - {"about", "of"} <= set(COLUMNS[name])


def test_it_tells_of_no_other_table():
    assert WORDS.keys() - {"everywhere"} == COLUMNS.keys()


def test_what_it_does_not_know_is_an_error():
    with pytest.raises(KeyError, match=r"places\.colour"):
        dictionary.meaning("places", "colour")
