"""docs/bad-input.md, written from the cases: python -m tests.bad_input.document"""

from tests.bad_input.faults import FAULTS
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


FAULTS_HEAD = """\

## etl run, when something breaks
Each is played on a store with a published edition, by a run that would publish another one
(`tests/store/test_faults.py`). Where it fails, the edition before is served and whole, and nothing
else is published; the next run publishes just what an undisturbed one would, with the same hash.

| fault | how | store | exit | printed |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole document."""
    sections = (_section(command, cases) for command, cases in _by_command().items())
    return "".join([HEAD, *sections, FAULTS_HEAD, *map(_fault, FAULTS)])


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


def _fault(fault):
    names = {"sqlite": "SQLite", "postgis": "PostGIS"}
    stores = ", ".join(names[kind] for kind in fault.stores)
    printed = _code(fault.line) if fault.line else "nothing"
    return f"| {fault.what} | {fault.how} | {stores} | {fault.status} | {printed} |\n"


def _code(line):
    return f"`{line}`" if "`" not in line else f"`` {line} ``"


if __name__ == "__main__":
    DOCUMENT.write_text(page(), encoding="utf-8")
