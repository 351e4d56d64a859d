"""What tables, views and columns of the store hold: the text of their comments and documents."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

_FILE: Final = Path(__file__).with_name("dictionary.toml")
_EVERYWHERE: Final = "everywhere"


@lru_cache(maxsize=1)
def _dictionary() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def about(name: str) -> str:
    """What a table or view holds, in a sentence or two; values stand between backticks."""
    return str(_dictionary()[name]["about"])


def meaning(name: str, column: str) -> str:
    """What a column of a table or view holds, in one line; values stand between backticks.

    Raises
    ------
    KeyError
        If the dictionary does not tell.
    """
    tables = _dictionary()
    for told_by in (name, *tables[name].get("of", ()), _EVERYWHERE):
        if column in tables[told_by]:
            return str(tables[told_by][column])
    raise KeyError(f"dictionary.toml does not tell what {name}.{column} is")
