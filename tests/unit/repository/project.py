"""Where the repository's files are."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("app", "etl", "geo")
NOT_OURS = {
    ".git", ".venv", "var", "build", "dist", "__pycache__", "node_modules",
    ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".cache",
}  # fmt: skip
TEXT = {
    "", ".cff", ".css", ".csv", ".html", ".js", ".json", ".md", ".py", ".sql", ".svg", ".toml",
    ".txt", ".yaml", ".yml",
}  # fmt: skip


def files() -> Iterator[Path]:
    """All files of the project, installed and generated ones apart."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not _skipped(name)]
        yield from (Path(folder, name) for name in names)


def text_files() -> Iterator[Path]:
    """All files that people edit."""
    return (path for path in files() if path.suffix in TEXT)


def modules(package: str) -> Iterator[Path]:
    """The Python files of a package."""
    return (ROOT / package).rglob("*.py")


def documents() -> list[Path]:
    """What users and contributors read."""
    return [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "tests" / "README.md"]


def tree(path: Path) -> ast.Module:
    """Parse a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """Path as it is named in a message."""
    return path.relative_to(ROOT).as_posix()


def _skipped(name: str) -> bool:
    return name in NOT_OURS or name.endswith(".egg-info") or name.startswith(".venv")
