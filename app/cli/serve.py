"""Commands that serve: `up` and `serve`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from app.settings import Settings, load_settings

Host = Annotated[str | None, typer.Option(help="Address to listen on.")]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")]
Workers = Annotated[int | None, typer.Option(min=1, max=64, help="Server processes.")]


def up(host: Host = None, port: Port = None) -> None:
    """Build the edition if there is none, then serve it."""
    settings = load_settings().with_overrides(host=host, port=port)
    from app.cli.etl import publish
    from app.cli.server import listen
    from app.cli.store import has_edition

    listen(settings.host, settings.port).close()
    if not has_edition(settings):
        publish(settings)
    _continue_as_serve(settings)


def serve(host: Host = None, port: Port = None, workers: Workers = None) -> None:
    """Serve the published edition."""
    settings = load_settings().with_overrides(host=host, port=port, workers=workers)
    from app.cli.server import Server, listen, url
    from app.cli.store import require_edition

    with listen(settings.host, settings.port) as listener:
        edition = require_edition(settings)
        address = url(settings.host, settings.port)
        Server(settings, listener, f"serving edition {edition} on {address}").run()


def _continue_as_serve(settings: Settings) -> None:
    """Become `serve`: a fresh process, so that workers do not inherit what the build used."""
    command = ["serve", "--host", settings.host, "--port", str(settings.port)]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-P", "-m", "app.cli", *command])  # noqa: S606
