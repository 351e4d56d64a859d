"""A served real edition and a headless Chromium that must not speak to any other host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.screen import PATIENCE_MS, Screen, Watch

ROOT = Path(__file__).resolve().parents[2]
INSTALL = (
    "the browser tests need Chromium and a Chinese font: install them "
    "(Debian: apt-get install -y chromium fonts-noto-cjk)"
)
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def address(real_home, tmp_path_factory):
    """Address of a server that the command line started on the real edition."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--workers", "1"],
            env={**_without_settings(), "CLUSTER_ATLAS_HOME": str(real_home)},
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(server, f"http://127.0.0.1:{port}/readyz", log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _without_settings():
    return {name: v for name, v in os.environ.items() if not name.startswith("CLUSTER_ATLAS_")}


def _wait_until_ready(server, url, log):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, f"the server ended: {log.read_text()}"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server is not ready: {log.read_text()}")


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
    assert path, INSTALL
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profile(chromium):
    """One browser profile: what is immutable is fetched once for all tests."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def screen(profile, address, atlas):
    """A fresh page; after the test nothing may have gone out of the host or to the error log."""
    page = profile.new_page()
    watch = Watch(page, address)
    yield Screen(page, address, atlas, watch)
    page.close()
    watch.assert_clean()


@pytest.fixture
def narrow(screen):
    """The same on a telephone's width."""
    screen.page.set_viewport_size({"width": 390, "height": 844})
    return screen
