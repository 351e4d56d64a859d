"""The command that decides a question, quoted so that a shell reads nothing into a name."""

from __future__ import annotations

import re
from typing import Final

from app.quality.questions import Answer, Question

ADCODE: Final = "ADCODE"
"""Left for the steward to fill in, as is `WHY`, where nothing speaks for a place."""

WHY: Final = '"..."'
COMMAND: Final = "./atlas etl decide"

_PLAIN: Final = re.compile("[A-Za-z0-9-]+")


def command_for(question: Question, answer: Answer | None = None) -> str:
    """The command that gives a question this answer; without one the code is left to fill in."""
    row = question.row
    options = {
        "unit": row["unit"] or "",
        "programme": question.programme_id,
        "kind": "" if row["kind"] == "cluster" else row["kind"],
    }
    if answer and answer.same_as:
        return decide_command(row["name_zh"], same_as=answer.same_as, **options)
    if answer:
        return decide_command(row["name_zh"], answer.adcodes, level=answer.level, **options)
    return decide_command(row["name_zh"], ADCODE, **options)


def decide_command(name: str, adcodes: str = "", **options: str) -> str:
    """Return the command line that decides where an entry lies, or which cluster it is.

    Parameters
    ----------
    name
        Of the entry, as its list prints it.
    adcodes
        The places, joined by `;`; empty if they are not what is decided.
    options
        Options and their values, such as the unit; empty ones are left out.
    """
    marks = [
        f"--{key.replace('_', '-')} {shell_word(value)}" for key, value in options.items() if value
    ]
    operands = [shell_word(name), *([shell_word(adcodes)] if adcodes else [])]
    if name.startswith("-"):  # after -- it is a name, not an option
        return " ".join([COMMAND, *marks, "--why", WHY, "--", *operands])
    return " ".join([COMMAND, *operands, *marks, "--why", WHY])


def shell_word(text: str) -> str:
    """One word for the shell, whatever the text.

    Text that prints as it is goes into single quotes, and so does anything that some shell would
    expand at the beginning of a word (`=ls` in zsh). Line ends, control characters and marks that
    nobody sees or that turn the direction of writing are written as escapes in `$'...'`, which
    bash, zsh and ksh read: pasted as they are, they would hide what the command says.
    """
    if _PLAIN.fullmatch(text):
        return text
    if text.isprintable():
        return "'" + text.replace("'", "'\\''") + "'"
    return "$'" + "".join(_escaped(char) for char in text) + "'"


def _escaped(char: str) -> str:
    if char in "\\'":
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
