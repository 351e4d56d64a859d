"""The tables of docs/data-dictionary.md, made from the dictionary of the store.

Run this file to renew them: `.venv/bin/python tests/unit/data/dictionary_tables.py`.
"""

import re
import textwrap
from pathlib import Path

from sqlalchemy import create_engine, inspect

from etl.store.columns import metadata
from etl.store.dictionary import about, meaning
from etl.store.tables import EDITION_TABLES
from etl.store.views import VIEWS, create_views

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "data-dictionary.md"
ON_POSTGIS = re.compile(r"\{(geometry|line)\}")


def columns():
    """Names of the columns of each table and view, as PostGIS has them."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        create_views(connection)
        found = {name: [c["name"] for c in inspect(connection).get_columns(name)] for name in VIEWS}
    for name, definition in VIEWS.items():
        found[name] += ["geometry"] * bool(ON_POSTGIS.search(definition))
    return {name: list(table.columns.keys()) for name, table in metadata.tables.items()} | found


def written(name, names):
    """The section of a table or view as the document has it, without its heading."""
    keyed = name in VIEWS or name in {table.name for table in EDITION_TABLES}
    rows = [f"| `{c}` | {meaning(name, c)} |" for c in names if not (keyed and c == "edition_id")]
    head = [textwrap.fill(about(name), 115), "", "| column | meaning |", "|---|---|"]
    return "\n".join([*head, *rows])


def renewed(text):
    """The document with every section written anew; what follows a table in it stays."""
    for name, names in columns().items():
        section = re.compile(rf"(?<=^## {name}\n).*?\n(?=\n(?!\|)|\Z)", re.M | re.S)
        new = written(name, names).replace("\\", r"\\")
        text = section.sub(new + "\n", text, count=1)
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
