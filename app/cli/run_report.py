"""Writing the report of a run: as JSON, or as a page that needs no other file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.cli.output import replacing
from app.settings import Settings
from geo.errors import InvalidInput

JSON: Final = ".json"
HTML: Final = ".html"


def check_report_path(path: Path) -> None:
    """Refuse, before anything is built, a path that the report cannot be written to.

    Raises
    ------
    InvalidInput
        The name ends with neither .json nor .html, or there is no such folder.
    """
    if path.suffix.lower() not in (JSON, HTML):
        raise InvalidInput(f"--report {path}: the name must end with {JSON} or {HTML}")
    if not path.parent.is_dir():
        raise InvalidInput(f"--report {path}: there is no folder {path.parent}")
    if path.is_dir():
        raise InvalidInput(f"--report {path} is a folder; name a file")


def write_run_report(record: Mapping[str, Any], path: Path, settings: Settings) -> None:
    """Write the report of a run as the name of the file says, or nothing at all."""
    as_html = path.suffix.lower() == HTML
    with replacing(path) as stream:
        stream.write(html_of(record, settings) if as_html else json_of(record))


def json_of(record: Mapping[str, Any]) -> str:
    """The report as JSON text."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def html_of(record: Mapping[str, Any], settings: Settings) -> str:
    """The report as a page in the language of the settings."""
    from app.run_report import report_html
    from app.state import Language

    return report_html(record, Language(settings.lang), {})
