"""docs/bad-input.md, written from the cases: python -m tests.bad_input.document"""

from tests.bad_input.lists import CASES
from tests.unit.repository.project import ROOT

DOCUMENT = ROOT / "docs" / "bad-input.md"
HEAD = """\
# Bad input

What the commands say of input that they cannot use, or only in part. This page is written from
the cases of `tests/bad_input` (`python -m tests.bad_input.document`), and a test compares it with
them. Each case makes its sample, runs the command on a store with a published edition and a folder
with a registered list, and asserts the exit status, the line that is printed, and that every file
of both is the same byte for byte afterwards. Cells of a table are joined by a dot here.

Exit status of `etl check`: 0 nothing to decide, 1 something to decide, 2 the input cannot be used.
Of the other commands: 2 the input cannot be used, 4 data or database not available, 5 in use or
registered already.
"""


def page() -> str:
    """The whole document."""
    return HEAD + "".join(_section(command, cases) for command, cases in _by_command().items())


def _by_command():
    found = {}
    for case in CASES:
        found.setdefault(" ".join(case.command.split()[:2]), []).append(case)
    return found


def _section(command, cases):
    rows = "".join(
        f"| {case.what} | {case.sample} | {case.status} | {_code(case.line)} |\n" for case in cases
    )
    return f"\n## {command}\n| input | sample | exit | printed |\n|---|---|---|---|\n{rows}"


def _code(line):
    return f"`{line}`" if "`" not in line else f"`` {line} ``"


if __name__ == "__main__":
    DOCUMENT.write_text(page(), encoding="utf-8")
