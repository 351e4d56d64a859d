"""Errors for programs: problem details (RFC 9457) where a page would be of no use."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

import orjson
from flask import Response, request

MIMETYPE: Final = "application/problem+json"
_FOR_PROGRAMS: Final = ("/ogc", "/data")
"""Under these a page is only given to who asks for one."""


def is_for_program() -> bool:
    """Whether the request is of a program, not of a browser."""
    if not f"{request.path}/".startswith(tuple(f"{part}/" for part in _FOR_PROGRAMS)):
        return False
    if asked := request.args.get("f"):
        return asked != "html"
    accepted = request.accept_mimetypes
    return accepted["text/html"] <= accepted["application/json"]


def problem(status: int, detail: str) -> Response:
    """Say what is wrong; `detail` names the parameter and what is allowed."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    said = orjson.dumps(body).replace(b"<", b"\\u003c")  # no tag, whoever reads it as a page
    return Response(said, status=status, mimetype=MIMETYPE)
