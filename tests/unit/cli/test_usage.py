"""What the command line says of mistakes: one line, what to do, an exit status."""

import os
import socket
import subprocess
import sys

import pytest

from app.cli.errors import exit_status, message_lines
from app.cli.root import run
from geo.errors import AtlasError, Conflict, DataUnavailable, InvalidInput, NotFound
from tests.unit.repository.project import ROOT


@pytest.fixture(autouse=True)
def fresh_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)


def outcome(capsys, *words):
    status = run(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def one_line(capsys, *words):
    status, out, err = outcome(capsys, *words)
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("atlas: ")
    return status, err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["upp"], "Did you mean 'up'?"),
        (["etl", "rum"], "Did you mean 'run'?"),
        (["editions", "lst"], "Did you mean 'list'?"),
        ([], "one of briefing, editions, etl, extract, resolve, serve, up"),
        (["etl"], "See: atlas etl --help"),
        (["serve", "--prot", "1"], "--port"),
        (["serve", "--port", "many"], "--port"),
        (["serve", "--port", "70000"], "--port"),
        (["serve", "--workers", "0"], "--workers"),
        (["up", "now"], "now"),
        (["resolve"], "--csv FILE"),
        (["resolve", "name", "--csv", "file"], "--csv FILE"),
        (["etl", "run", "--source", "sme-national"], "ID=PATH"),
        (["etl", "run", "--source", "a=1", "--source", "a=2"], "twice"),
    ],
)
def test_usage_faults(capsys, words, expected):
    status, line = one_line(capsys, *words)
    assert status == 2
    assert expected in line


def test_help_exits_with_success(capsys):
    for words in (["--help"], ["up", "--help"], ["etl", "run", "--help"]):
        status, out, err = outcome(capsys, *words)
        assert (status, err) == (0, "")
        assert "Usage: atlas" in out


def test_bad_settings_stop_every_command(capsys, monkeypatch):
    monkeypatch.setenv("CLUSTER_ATLAS_PROT", "1")
    for words in (["up"], ["serve"], ["etl", "sources"], ["editions", "list"], ["resolve", "x"]):
        status, line = one_line(capsys, *words)
        assert status == 2
        assert "did you mean CLUSTER_ATLAS_PORT?" in line


@pytest.fixture
def used_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("command", ["up", "serve"])
def test_a_port_in_use_is_said_before_anything_is_built(capsys, used_port, command, tmp_path):
    status, line = one_line(capsys, command, "--port", str(used_port))
    assert status == 5
    assert f"port {used_port} of 127.0.0.1 is in use; choose another with --port" in line
    assert not (tmp_path / "home").exists()


def test_an_unknown_host_is_said(capsys):
    status, line = one_line(capsys, "serve", "--host", "nowhere.invalid")
    assert status == 2
    assert "--host 127.0.0.1" in line


def test_an_address_of_another_machine_is_said(capsys):
    status, line = one_line(capsys, "serve", "--host", "192.0.2.1")
    assert status == 2
    assert "cannot listen on 192.0.2.1" in line


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])


def test_serving_without_an_edition_says_what_to_run(capsys):
    status, line = one_line(capsys, "serve", "--port", free_port())
    assert status == 4
    assert "./atlas etl run" in line


def test_a_database_that_is_away_is_said(capsys, monkeypatch):
    address = f"postgresql://me:secret@127.0.0.1:{free_port()}/atlas"
    monkeypatch.setenv("CLUSTER_ATLAS_DATABASE_URL", address)
    status, line = one_line(capsys, "up", "--port", free_port())
    assert status == 4
    assert "refused" in line
    assert "secret" not in line


def test_a_missing_source_folder_is_said(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTER_ATLAS_SOURCES", str(tmp_path / "none"))
    status, line = one_line(capsys, "etl", "sources")
    assert status == 4
    assert str(tmp_path / "none") in line


def test_sources_are_listed_as_plain_lines(capsys):
    status, out, err = outcome(capsys, "etl", "sources")
    assert (status, err) == (0, "")
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0] == ["id", "kind", "date", "file", "title"]
    assert {line[0] for line in lines} >= {"boundaries", "sme-national", "parks-2018"}


def test_each_kind_of_error_has_its_exit_status():
    kinds = [InvalidInput, NotFound, DataUnavailable, Conflict, AtlasError, OSError]
    assert [exit_status(kind("x")) for kind in kinds] == [2, 3, 4, 5, 2, 1]


def test_a_system_error_names_the_file():
    error = PermissionError(13, "Permission denied", "/a/file")
    assert message_lines(error) == ["/a/file: Permission denied"]


def test_the_process_ends_with_the_status_and_no_traceback():
    result = subprocess.run(
        [sys.executable, "-m", "app.cli", "upp"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("atlas: No such command 'upp'. Did you mean 'up'?")


def test_help_loads_no_heavy_module():
    program = (
        "import sys; from app.cli.root import run; run(['--help'])\n"
        "heavy = {'dash', 'geopandas', 'gunicorn', 'numpy', 'pandas', 'sqlalchemy'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
