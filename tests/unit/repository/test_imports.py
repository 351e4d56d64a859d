"""Packages point one way, and the domain stays pure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.repository.project import PACKAGES, modules, shown, tree

WEB = {"dash", "dash_ag_grid", "flask", "gunicorn", "plotly", "typer"}
SQL = {"geoalchemy2", "psycopg", "sqlalchemy", "sqlite3"}
OUTSIDE = {"os", "pathlib", "requests", "socket", "subprocess", "tempfile", "time", "urllib"}
FORBIDDEN = {"geo": {"app", "etl", *WEB, *SQL, *OUTSIDE}, "etl": {"app", *WEB}}
EDGE = {"geo/bundle.py": {"pathlib"}}
"""The module of the domain at which an edition comes in as files."""
CLOCK = {"now", "today", "utcnow"}


def imported(path: Path) -> Iterator[str]:
    """Dotted names of what a module imports; `from a import b` gives `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{shown(path)}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def under(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("package", sorted(FORBIDDEN))
def test_a_package_imports_only_what_it_may(package):
    faults = [
        f"{shown(path)} imports {name}"
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] in FORBIDDEN[package] - EDGE.get(shown(path), set())
    ]
    assert not faults


def test_the_application_reaches_the_etl_through_its_store():
    faults = [
        f"{shown(path)} imports {name}"
        for path in modules("app")
        if not shown(path).startswith("app/cli/")
        for name in imported(path)
        if under(name, "etl") and not under(name, "etl.store")
    ]
    assert not faults


def test_the_store_knows_the_domain_only():
    faults = [
        f"{shown(path)} imports {name}"
        for path in modules("etl/store")
        for name in imported(path)
        if under(name, "etl") and not under(name, "etl.store")
    ]
    assert not faults


def test_the_environment_is_read_in_one_place():
    faults = [
        f"{shown(path)}:{node.lineno}"
        for package in PACKAGES
        for path in modules(package)
        if shown(path) != "app/settings.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
    ]
    assert not faults


def test_the_domain_reads_no_clock_and_no_file():
    faults = [
        f"{shown(path)}:{node.lineno} {ast.unparse(node.func)}"
        for path in modules("geo")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK)
            or (isinstance(node.func, ast.Name) and node.func.id == "open")
        )
    ]
    assert not faults


def test_no_dash_callback_is_registered_on_import():
    faults = [
        f"{shown(path)} imports {name}"
        for path in modules("app")
        for name in imported(path)
        if name in {"dash.callback", "dash.clientside_callback"}
    ]
    assert not faults
