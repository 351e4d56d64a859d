"""The atlas script, with a Python that only pretends to install."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.repository.project import ROOT
from tests.unit.repository.script import atlas, copy_of_script, environment, installations


@pytest.fixture
def project(tmp_path):
    return copy_of_script(tmp_path)


def test_shellcheck_has_nothing_to_say():
    shellcheck = Path(sys.executable).parent / "shellcheck"
    for script in (ROOT / "atlas", ROOT / ".ci" / "run"):
        found = subprocess.run([shellcheck, script], capture_output=True, text=True, check=False)
        assert (found.returncode, found.stdout) == (0, "")
        assert os.access(script, os.X_OK)


def test_help_needs_no_installation(project):
    for words in ([], ["--help"], ["-h"], ["help"], ["test", "--help"]):
        result = atlas(project, *words)
        assert (result.returncode, result.stderr) == (0, "")
        assert "./atlas up" in result.stdout
    assert not (project / ".venv").exists()


def test_it_installs_once_and_hands_over(project):
    first = atlas(project, "resolve", "one name", "--unit", "x")
    second = atlas(project, "etl", "run")
    assert first.stdout == "cluster-atlas:resolve one name --unit x\n"
    assert second.stdout == "cluster-atlas:etl run\n"
    assert "installing" in first.stderr
    assert second.stderr == ""
    assert len(installations(project)) == 1


def test_versions_are_locked(project):
    atlas(project, "install")
    calls = (project.parent / "calls").read_text().splitlines()
    assert len(calls) == 2
    assert all(f"-c {project}/constraints.txt" in call for call in calls)


def test_it_installs_anew_when_the_dependencies_change(project):
    atlas(project, "install")
    with (project / "constraints.txt").open("a") as file:
        file.write("another==1\n")
    atlas(project, "install")
    atlas(project, "install")
    assert len(installations(project)) == 2


def test_it_installs_anew_when_the_folder_moves(project):
    atlas(project, "install")
    moved = project.rename(project.parent / "moved")
    assert atlas(moved, "up").stdout == "cluster-atlas:up\n"
    assert len(installations(moved)) == 2


def test_a_failed_installation_is_said_and_tried_again(project):
    failed = atlas(project, "up", FAIL="1")
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert "the dependencies could not be installed" in failed.stderr.splitlines()[-1]
    assert atlas(project, "up").stdout == "cluster-atlas:up\n"


def test_an_interrupted_installation_starts_over(project):
    process = subprocess.Popen(
        ["/bin/sh", project / "atlas", "up"],
        env=environment(project, SLOW="30"),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for(project.parent / "calls.begun")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (project / ".venv" / "half").touch()
    assert atlas(project, "up").stdout == "cluster-atlas:up\n"
    assert not (project / ".venv" / "half").exists()
    assert not (project / ".venv.lock").exists()


def test_a_stop_by_the_user_leaves_no_lock(project):
    process = subprocess.Popen(
        ["/bin/sh", project / "atlas", "up"],
        env=environment(project, SLOW="30"),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for(project.parent / "calls.begun")
    os.killpg(process.pid, signal.SIGTERM)
    assert process.wait(timeout=30) != 0
    assert not (project / ".venv.lock").exists()


def test_of_two_at_once_one_installs(project):
    processes = [
        subprocess.Popen(
            ["/bin/sh", project / "atlas", "up"],
            env=environment(project, SLOW="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(3)
    ]
    assert [process.communicate(timeout=60)[0] for process in processes] == [
        "cluster-atlas:up\n"
    ] * 3
    assert len(installations(project)) == 1


def test_it_is_found_through_a_link(project):
    link = project.parent / "link"
    link.symlink_to("a project/atlas")
    assert atlas(project, "up", program=link).stdout == "cluster-atlas:up\n"


def test_an_old_python_is_refused(project):
    result = atlas(project, "up", OLD="1")
    assert result.returncode == 1
    assert result.stderr.startswith("atlas: needs Python 3.11 or newer")
    assert len(result.stderr.splitlines()) == 1


def test_a_python_without_venv_names_the_package(project):
    python = project.parent / "bin" / "python3"
    python.write_text(
        "#!/bin/sh\ncase $2 in\n*ensurepip*) exit 1 ;;\n*print*) echo python3.11 ;;\nesac\n"
    )
    result = atlas(project, "up")
    assert result.returncode == 1
    assert "apt-get install python3.11-venv" in result.stderr


def wait_for(path, seconds=30):
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not appear"
        time.sleep(0.05)
