"""LibreOffice, which opens a file as a reader would and prints it as PDF."""

import shutil
import subprocess

import pytest

SECONDS = 120
HARMLESS = "failed to launch javaldx"


def printed(folder, name: str, body: bytes) -> bytes:
    """The file as LibreOffice prints it; whatever it complains about fails the test."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("soffice is missing: ./atlas test says how to install it")
    (folder / name).write_bytes(body)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    done = subprocess.run(
        [*command, str(folder / name)], check=False, capture_output=True, text=True, timeout=SECONDS
    )
    complaints = [line for line in done.stderr.splitlines() if HARMLESS not in line]
    assert (done.returncode, complaints) == (0, [])
    return (folder / name).with_suffix(".pdf").read_bytes()
