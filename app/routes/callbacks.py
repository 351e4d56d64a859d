"""`/_dash-update-component`: a body that no page of ours sends is refused before Dash reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dash import Dash
from flask import Flask, request

from geo.errors import InvalidInput

PATH: Final = "/_dash-update-component"
LARGEST_BODY: Final = 256 * 1024


def register_callbacks(server: Flask, app: Dash) -> None:
    """Check what is posted to the callbacks of the application."""
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @server.before_request
    def refuse_malformed() -> None:
        if request.path == PATH and request.method == "POST":
            _check(app.callback_map, _body())


def _body() -> Any:
    try:
        return request.get_json()
    except RecursionError:
        raise InvalidInput("the request is nested too deeply") from None


def _check(callbacks: Mapping[str, Mapping[str, Any]], body: Any) -> None:
    if not isinstance(body, dict):
        raise InvalidInput("the request is not an object")
    output = body.get("output")
    callback = callbacks.get(output) if isinstance(output, str) else None
    if callback is None or "callback" not in callback:
        raise InvalidInput("the request names no part of this page: load the page anew")
    for part in ("inputs", "state"):
        expected = [(one["id"], one["property"]) for one in callback[part]]
        if _named(body.get(part, [])) != expected:
            raise InvalidInput(f"the request has other {part} than this page: load the page anew")
    if _named(body.get("outputs")) != _outputs(str(output)):
        raise InvalidInput("the request has other outputs than this page: load the page anew")
    changed = body.get("changedPropIds", [])
    if not (isinstance(changed, list) and all(isinstance(name, str) for name in changed)):
        raise InvalidInput("changedPropIds must be a list of names")


def _named(items: object) -> list[tuple[object, object]] | None:
    """Return component and property of each item; None if it is no such list."""
    if not (isinstance(items, list) and all(isinstance(item, dict) for item in items)):
        return None
    return [(item.get("id"), item.get("property")) for item in items]


def _outputs(output: str) -> list[tuple[str, str]]:
    """Components and properties of a callback with several outputs: `..map.figure...x.data..`."""
    pairs = (
        part.rpartition(".") for part in output.removeprefix("..").removesuffix("..").split("...")
    )
    return [(component, prop) for component, _, prop in pairs]
