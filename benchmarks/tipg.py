"""tipg on a private PostGIS, to measure the API beside: the same rows, one worker each."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import geopandas
from sqlalchemy import create_engine, text

from benchmarks.service import free_port, wait_until_ready
from tests.store.postgis import Server

PACKAGES = ("tipg==1.6.*", "uvicorn")
TABLE = "places_county"


@contextmanager
def tipg(folder: Path, frame: geopandas.GeoDataFrame) -> Iterator[str]:
    """Address of the items of a table that holds a frame, with an index on geometry and id."""
    python = _installed(folder / "tipg")
    postgis = Server()
    try:
        _load(postgis.url(), frame)
        socket = quote(str(postgis.folder), safe="")  # tipg takes no address without a host
        url = f"postgresql://atlas@{socket}/postgres"
        port = free_port()
        process = subprocess.Popen(
            [python, "-m", "uvicorn", "tipg.main:app", "--port", str(port), "--no-access-log"],
            env={**os.environ, "DATABASE_URL": url},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_ready(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}/collections/public.{TABLE}/items"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
    finally:
        postgis.remove()


def _installed(folder: Path) -> Path:
    """A Python of its own that has tipg."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def _load(url: str, frame: geopandas.GeoDataFrame) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE EXTENSION postgis"))
    frame.to_postgis(TABLE, engine)
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {TABLE} ADD PRIMARY KEY (id)"))
        connection.execute(text(f"ANALYZE {TABLE}"))
    engine.dispose()


def body(address: str) -> bytes:
    """What an address answers, not compressed."""
    with urllib.request.urlopen(address) as answer:
        found: bytes = answer.read()
    return found


def alternately(*addresses: str) -> list[float]:
    """Median seconds of each address, asked in turn; both give as many features."""
    counts = {len(json.loads(body(address))["features"]) for address in addresses}
    if len(counts) != 1:
        raise RuntimeError(f"different numbers of features: {counts}")
    times: list[list[float]] = [[] for _ in addresses]
    for _ in range(15):
        for address, mine in zip(addresses, times, strict=True):
            since = time.perf_counter()
            body(address)
            mine.append(time.perf_counter() - since)
    return [sorted(mine)[7] for mine in times]
