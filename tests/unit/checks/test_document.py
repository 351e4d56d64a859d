"""docs/checks.md has every code with its severity, and no other."""

import ast
import re

from etl.lists.severity import SEVERITIES, SEVERITY
from tests.unit.repository.project import ROOT

TEXT = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
# Where the code stands among the arguments, and the severity, if the call gives one.
CALLS = {
    "Finding": (2, 4),
    "Remark": (0, None),
    "remark": (0, None),
    "about": (1, None),
    "about_source": (1, None),
    "_finding": (1, 3),
    "doubled": (2, None),
    "_each_or_all": (2, None),
}
# Codes that are put together or chosen on the way.
MADE = {
    "programme-replaced": "note",
    "batch-replaced": "note",
    "no-industry-throughout": "note",
    "no-suffix-throughout": "note",
    "decision-stale": "warning",
    "decision-needless": "warning",
    "split": "note",
    "zone": "note",
    "unmatched": "note",
    "coarser-than-programme": "warning",
    "finer-than-programme": "note",
    "corrected": "note",
}


def documented():
    found = {}
    for codes, severity in re.findall(r"^\| (`[^|]+`) \| (\w+) \|", TEXT, re.M):
        found |= dict.fromkeys(re.findall(r"`([a-z-]+)`", codes), severity)
    return {code: severity for code, severity in found.items() if severity in SEVERITIES}


def constants(call):
    places = CALLS.get(getattr(call.func, "id", getattr(call.func, "attr", "")), (None, None))
    given = [call.args[at] if at is not None and at < len(call.args) else None for at in places]
    return [one.value if isinstance(one, ast.Constant) else None for one in given]


def in_the_code():
    """Code and severity of every call that names one; None where the table of severities says."""
    for path in (ROOT / "etl").rglob("*.py"):
        if "resolve" in path.parts:  # its findings are readings of names
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                code, severity = constants(node)
                if isinstance(code, str):
                    yield code, severity


def test_severities_are_those_of_the_code():
    assert {code: documented().get(code) for code in SEVERITY} == SEVERITY
    for code, severity in in_the_code():
        expected = SEVERITY.get(code) or severity or "warning"
        assert documented().get(code) == expected, code
    assert {code: documented().get(code) for code in MADE} == MADE


def test_no_other_code_is_documented():
    known = {*SEVERITY, *MADE, *(code for code, _ in in_the_code())}
    assert set(documented()) <= known


def test_every_code_of_a_document_has_a_severity():
    """A remark carries none itself."""
    remarks = set()
    for path in (ROOT / "etl" / "documents").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (code := constants(node)[0]):
                remarks.add(code)
    assert len(remarks) > 15
    assert remarks <= set(SEVERITY)
