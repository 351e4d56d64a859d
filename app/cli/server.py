"""Gunicorn around the application, without a configuration file.

Each worker builds its own application after the fork: engines, caches and watchers are never
shared between processes.
"""

from __future__ import annotations

import errno
import socket
import sys
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from app.settings import Settings
from geo.errors import AtlasError, Conflict, InvalidInput

GRACEFUL_TIMEOUT_S = 10
REQUEST_TIMEOUT_S = 60


class Server(BaseApplication):  # type: ignore[misc]
    """A gunicorn arbiter for one `Settings`; it takes the listening socket over."""

    def __init__(self, settings: Settings, listener: socket.socket, ready_line: str) -> None:
        self.settings = settings
        self.listener_fd = listener.detach()
        self.ready_line = ready_line
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        for name, value in self._options().items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Build the application: called in each worker; a fault of use ends the server."""
        from app.logs import configure_logging
        from app.main import create_app

        configure_logging(self.settings)
        try:
            return create_app(self.settings).server
        except AtlasError as error:
            print(f"atlas: {error}", file=sys.stderr, flush=True)
            sys.exit(Arbiter.WORKER_BOOT_ERROR)

    def _options(self) -> dict[str, Any]:
        return {
            "bind": [f"fd://{self.listener_fd}"],
            "workers": self.settings.workers,
            "worker_class": "gthread",
            "threads": self.settings.threads,
            "timeout": REQUEST_TIMEOUT_S,
            "graceful_timeout": GRACEFUL_TIMEOUT_S,
            "loglevel": _gunicorn_level(self.settings.log_level),
            "control_socket_disable": True,
            "post_worker_init": self._announce,
        }

    def _announce(self, worker: Any) -> None:
        """Say once, in the first worker, that requests are answered now."""
        if worker.age == 1:
            print(self.ready_line, flush=True)


def listen(host: str, port: int) -> socket.socket:
    """Bind the address that the server will listen on.

    Raises
    ------
    Conflict
        The port is in use.
    InvalidInput
        The host is not an address of this machine, or the port is not ours to take.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror:
        raise InvalidInput(f"host {host} is not known; use --host 127.0.0.1") from None
    listener = socket.socket(family, kind, proto)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise _refusal(host, port, error) from None
    listener.set_inheritable(True)
    return listener


def url(host: str, port: int) -> str:
    """Address to type into a browser."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    return (
        f"http://[{name}]:{port}"
        if name.count(":") > 1 and name[0] != "["
        else f"http://{name}:{port}"
    )


def _refusal(host: str, port: int, error: OSError) -> Conflict | InvalidInput:
    if error.errno == errno.EADDRINUSE:
        return Conflict(f"port {port} of {host} is in use; choose another with --port")
    if error.errno == errno.EACCES:
        return InvalidInput(f"port {port} needs more rights; choose one above 1023 with --port")
    return InvalidInput(f"cannot listen on {host} port {port}: {error.strerror}; see --host")


def _gunicorn_level(level: str) -> str:
    # Gunicorn's own notes on its processes are of no use to the reader of the ready line.
    return "warning" if level == "INFO" else level.lower()
