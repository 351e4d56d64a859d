"""The tree of commands as it is, and the commands that documents show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from app.cli.root import app

SCRIPT_COMMANDS = {"install": set(), "test": set()}


@dataclass(frozen=True)
class Shown:
    """A command line in a document."""

    document: Path
    line: str
    words: tuple[str, ...]
    options: frozenset[str]


def existing() -> dict[str, set[str]]:
    """Options of each command, by its words: "etl run" -> {"--source", "--dry-run"}."""
    found = dict(SCRIPT_COMMANDS)

    def walk(command, words):
        if children := getattr(command, "commands", None):
            for name, child in children.items():
                walk(child, (*words, name))
        else:
            options = {option for param in command.params for option in param.opts}
            found[" ".join(words)] = {name for name in options if name.startswith("--")}

    walk(typer.main.get_command(app), ())
    return found


def shown_in(document: Path) -> Iterator[Shown]:
    """Command lines that begin with ./atlas, in code blocks and in running text."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    inline = re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    for line in [*(line for block in blocks for line in block.splitlines()), *inline]:
        for part in re.findall(r"\./atlas\b[^#&]*", " ".join(line.split())):
            yield _shown(document, part)


def _shown(document: Path, line: str) -> Shown:
    tokens = re.sub(r"[\[\]]|\.\.\.", " ", line).split()[1:]
    words = []
    for token in tokens:
        if not re.fullmatch(r"[a-z]+", token) or len(words) == 2:
            break
        words.append(token)
    options = frozenset(token.split("=")[0] for token in tokens if token.startswith("--"))
    return Shown(document, line, tuple(words), options)
