"""A copy of the atlas script beside a Python that only pretends to install."""

import shutil
import subprocess

from tests.unit.repository.project import ROOT

TOOLS = ("cat", "chmod", "cksum", "dirname", "mkdir", "mv", "readlink", "rm", "sleep", "touch")

# Answers what the script asks of python3: the version, a venv, pip, pytest. Notes each call of pip.
FAKE_PYTHON = r"""#!/bin/sh
tool() {
    printf '#!/bin/sh\necho "%s:$*"\nexit "${%s:-0}"\n' "$2" "$3" >"$1/$2"
    chmod +x "$1/$2"
}
case "$1 $2" in
    "-m venv") mkdir -p "$3/bin" && cat "$0" >"$3/bin/python" && chmod +x "$3/bin/python" ;;
    "-m pip")
        echo "$@" >>"$CALLS"
        [ -z "${SLOW:-}" ] || { touch "$CALLS.begun"; sleep "$SLOW"; }
        [ -z "${FAIL:-}" ] || exit 1
        bin=$(dirname "$0")
        tool "$bin" cluster-atlas ATLAS_STATUS
        tool "$bin" ruff RUFF_STATUS
        tool "$bin" mypy MYPY_STATUS ;;
    "-m pytest") shift 2; echo "pytest:$*"; echo "1 passed in 0.01s"; exit "${PYTEST_STATUS:-0}" ;;
    *) exit "${OLD:-0}" ;;
esac
"""


def copy_of_script(folder):
    """Set up `folder / "a project"` with the script and `folder / "bin"` with its tools."""
    root = folder / "a project"
    root.mkdir()
    for name in ("atlas", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, root / name)
    (folder / "bin").mkdir()
    for tool in TOOLS:
        (folder / "bin" / tool).symlink_to(shutil.which(tool))
    add_program(root, "python3", FAKE_PYTHON)
    add_program(root, "id", "#!/bin/sh\necho 1000\n")
    return root


def add_program(project, name, text):
    """Put a program where the script finds it."""
    path = project.parent / "bin" / name
    path.write_text(text)
    path.chmod(0o755)


def environment(project, **variables):
    """Environment in which the script finds the project's own tools only."""
    tools = project.parent / "bin"
    return {"PATH": str(tools), "CALLS": str(project.parent / "calls"), **variables}


def atlas(project, *words, program=None, **variables):
    """Run the script to its end."""
    return subprocess.run(
        ["/bin/sh", program or project / "atlas", *words],
        env=environment(project, **variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def installations(project):
    """Runs of pip that installed the project, as they were called."""
    calls = project.parent / "calls"
    lines = calls.read_text().splitlines() if calls.exists() else []
    return [line for line in lines if " -e " in line]
