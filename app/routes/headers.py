"""Response headers: what the page may load, and compression of what is sent."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request
from flask_compress import Compress

COMPRESSED = [
    "text/html",
    "text/css",
    "application/javascript",
    "text/javascript",
    "application/json",
    "application/geo+json",
    "text/csv",
    "image/svg+xml",
]


class StaticCache:
    """Compressed answers of static files, kept for the life of the worker."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return a kept answer."""
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep an answer if it is a static file's."""
        if key.startswith(("/_dash-component-suites/", "/assets/")):
            self._kept[key] = value


def register_headers(server: Flask, script_hashes: Sequence[str]) -> None:
    """Compress answers and restrict pages to this host."""
    server.config.update(
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_CACHE_KEY=lambda req: req.full_path,
        COMPRESS_CACHE_BACKEND=StaticCache,
    )
    Compress(server)
    policy = "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src blob:",
            "connect-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'none'",
        ]
    )

    @server.after_request
    def restrict(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = policy
            response.headers["Cache-Control"] = "no-cache"
        if request.path.startswith("/geo/") and response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response
