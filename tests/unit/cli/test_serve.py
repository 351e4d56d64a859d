"""Serving from the command line: the ready line, the routes of health, the end."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from etl.store.engine import open_store
from etl.store.read import current_edition_id
from tests.unit.repository.project import ROOT

NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def environment(home):
    plain = {k: v for k, v in os.environ.items() if not k.startswith("CLUSTER_ATLAS_")}
    return {**plain, "CLUSTER_ATLAS_HOME": str(home), "PYTHONPATH": str(ROOT)}


def start(home, *words):
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def edition(real_home):
    engine = open_store(f"sqlite:///{real_home / 'atlas.sqlite'}")
    yield current_edition_id(engine)
    engine.dispose()


def said_first(server):
    """The first line that is not of the log."""
    return next(line for line in server.stdout if " INFO " not in line)


def status(url):
    try:
        with NO_PROXY.open(url, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("words", [["up"], ["serve", "--workers", "2"]])
def test_it_says_when_it_is_ready_serves_and_ends(real_home, edition, port, words):
    with start(real_home, *words, "--port", str(port)) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            assert said_first(server) == f"serving edition {edition} on {url}\n"
            assert status(f"{url}/healthz") == 200
            assert status(f"{url}/readyz") == 200
            assert status(f"{url}/") == 200
            assert status(f"{url}/no-such-page") == 404
        finally:
            server.send_signal(signal.SIGTERM)
        rest = [line for line in server.stdout if " INFO " not in line]
        assert (server.wait(30), rest) == (0, [])


def test_two_servers_cannot_share_a_port(real_home, edition, port):
    with start(real_home, "serve", "--port", str(port), "--workers", "1") as first:
        try:
            assert edition in said_first(first)
            with start(real_home, "serve", "--port", str(port)) as second:
                said = second.stdout.read()
            assert second.returncode == 5
            assert (
                said == f"atlas: port {port} of 127.0.0.1 is in use; choose another with --port\n"
            )
        finally:
            first.send_signal(signal.SIGTERM)


def test_any_wsgi_server_finds_the_application(real_home):
    program = "from app.wsgi import application as a; print(a.test_client().get('/readyz').status)"
    found = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(real_home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "200 OK\n"
