"""Rules on the files themselves."""

import re

from tests.unit.repository.project import ROOT, files, modules, shown, text_files

LONGEST = 400
# Built from pieces, so that this file does not break its own rule.
MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.-])/(?:work|home|root|opt|Users|mnt)/" + r"\w",
            r"(?<![\w.-])/tmp/" + r"\w",
            "(?:extra-)?index" + "-url",
            "find" + "-links",
            r"pypi\.org/" + "simple",
            r"files\.python" + r"hosted\.org",
            r"registry\.npm" + r"js\.org",
            r"trusted" + "-host",
        ]
    )
)


def test_no_python_file_is_too_long():
    long = {
        shown(path): count
        for folder in ("app", "etl", "geo", "tests", "benchmarks")
        for path in modules(folder)
        if (count := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert not long


def test_no_file_names_a_machine_or_a_registry():
    faults = [
        f"{shown(path)}: {found.group()}"
        for path in text_files()
        for found in MACHINE.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not faults


def test_text_files_are_utf8_with_plain_line_ends():
    faults = []
    for path in text_files():
        if "fixtures" in path.parts:  # some are broken on purpose
            continue
        body = path.read_bytes()
        body.decode("utf-8")
        if b"\r" in body or (body and not body.endswith(b"\n")):
            faults.append(shown(path))
    assert not faults


def test_no_file_is_huge():
    assert not [shown(path) for path in files() if path.stat().st_size > 2_000_000]


def test_versions_are_locked_without_hosts():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line) for line in lines)
    assert lines == sorted(lines, key=lambda line: re.split("==", line)[0].lower())


def test_the_package_and_the_citation_have_the_same_version():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.M)
    assert version is not None
    assert f"\nversion: {version[1]}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
