"""Scheme and host under which a reader reaches this server, for links that leave it."""

from __future__ import annotations

import re
from typing import Final

from flask import request

from geo.errors import InvalidInput

_HOST: Final = re.compile(r"([a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\])(:\d{1,5})?", re.IGNORECASE)


def origin(public_url: str | None) -> str:
    """Return the setting, or else what the request says.

    Raises
    ------
    InvalidInput
        The request names no host that could be one.
    """
    if public_url:
        return public_url
    host = request.headers.get("Host", request.host)
    if not _HOST.fullmatch(host):
        raise InvalidInput("the header Host is no host name with a port")
    return f"{request.scheme}://{host}"
