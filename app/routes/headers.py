"""Response headers: what the page may load, and compression of what is sent."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request
from flask_compress import Compress

from app.state import Embed

COMPRESSED = [
    "text/html",
    "text/css",
    "application/javascript",
    "text/javascript",
    "application/json",
    "application/geo+json",
    "application/ld+json",
    "application/schema+json",
    "application/vnd.oai.openapi+json",
    "text/csv",
    "image/svg+xml",
]


OPEN = ("/ogc", "/data")
"""What pages of other sites may read: notebooks and maps of researchers."""
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "If-None-Match, Range",
    "Access-Control-Expose-Headers": "Atlas-Edition, Content-Crs, Content-Disposition, ETag",
}

STATIC = ("/_dash-component-suites/", "/assets/")
ANSWERS_KEPT = 64


class StaticCache:
    """Compressed answers of static files, kept for the life of the worker.

    A key is the algorithm, a semicolon and the address. Their number is bounded: any query may
    follow a static file's address.
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return a kept answer."""
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep an answer if it is a static file's."""
        is_static = key.partition(";")[2].startswith(STATIC)
        if is_static and (key in self._kept or len(self._kept) < ANSWERS_KEPT):
            self._kept[key] = value


def register_headers(server: Flask, script_hashes: Sequence[str]) -> None:
    """Compress answers, restrict pages to this host and keep all but the embedded map unframed."""
    server.config.update(
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
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
            "form-action 'self'",
        ]
    )

    @server.after_request
    def restrict(response: Response) -> Response:
        if response.is_streamed and request.path.startswith(STATIC):
            response.direct_passthrough = False
            response.make_sequence()  # a file as a whole: it is closed, and its answer can be kept
        if request.path.startswith(OPEN):
            response.headers.update(CORS)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        if response.mimetype == "text/html":
            framed = _may_be_framed()
            ancestors = "frame-ancestors *" if framed else "frame-ancestors 'none'"
            response.headers["Content-Security-Policy"] = f"{policy}; {ancestors}"
            if not framed:
                response.headers["X-Frame-Options"] = "DENY"  # for browsers older than the policy
            response.headers["Cache-Control"] = "no-cache"
        if request.path.startswith("/geo/") and response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response


def _may_be_framed() -> bool:
    """Whether other sites may show the page in a frame: only the map alone."""
    return request.path == "/" and request.args.get("embed") == Embed.YES
