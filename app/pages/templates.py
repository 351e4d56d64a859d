"""Templates filled in on the server: in pages every value is text unless marked safe."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

FOLDER: Final = Path(__file__).resolve().parents[1] / "templates"

_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def render(template: str, **values: object) -> str:
    """Fill in a template, by its path under `FOLDER`."""
    return _ENVIRONMENT.get_template(template).render(**values)


def script_data(document: object) -> Markup:
    """JSON as a script element holds it: data that nothing runs, in which no tag can begin."""
    return Markup(orjson.dumps(document).decode().replace("<", "\\u003c"))  # noqa: S704
