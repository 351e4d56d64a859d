"""The container and the compose file agree with the project."""

import json
import re
import subprocess
import sys
from pathlib import Path

import yaml

from app.settings import Settings, load_settings
from tests.unit.repository.project import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
TOOLS = Path(sys.executable).parent


def instructions(name):
    joined = DOCKERFILE.replace("\\\n", " ")
    return re.findall(rf"^\s*{name} +(.+)$", joined, re.M)


def test_hadolint_has_nothing_to_say():
    found = subprocess.run(
        [TOOLS / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (0, "")


def test_the_base_image_is_pinned_and_slim():
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", instructions("FROM")[0])


def test_what_is_copied_exists():
    for line in instructions("COPY"):
        *sources, _ = line.split()
        assert all((ROOT / source).exists() for source in sources), line


def test_it_does_not_run_as_root():
    assert instructions("USER")[-1].isdigit()
    assert int(instructions("USER")[-1]) > 0


def test_it_starts_with_the_script():
    assert json.loads(instructions("CMD")[-1]) == ["./atlas", "up"]


def test_the_health_check_asks_the_health_route():
    check = json.loads(re.sub(r"^.*CMD ", "", instructions("HEALTHCHECK")[0]))
    assert check[0] == ".venv/bin/python"
    port = Settings.model_fields["port"].default
    assert f"http://127.0.0.1:{port}/healthz" in check[2]
    compile(check[2], "healthcheck", "exec")


def test_the_context_leaves_out_what_is_not_served():
    left_out = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    assert {".git", ".venv", "var", "tests", ".env"} <= left_out
    for needed in ("app", "etl", "geo", "data", "assets", "atlas", "constraints.txt"):
        assert needed not in left_out


def test_compose_starts_the_atlas_after_postgis():
    atlas, database = COMPOSE["services"]["atlas"], COMPOSE["services"]["database"]
    assert database["image"] == "postgis/postgis:15-3.4"
    assert atlas["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert atlas["build"] == "."
    assert atlas["read_only"] is True


def test_compose_creates_the_reader_when_the_database_is_made():
    database = COMPOSE["services"]["database"]
    mounted = [volume.split(":") for volume in database["volumes"] if volume.startswith("./")]
    for source, target, mode in mounted:
        script = (ROOT / source).read_text(encoding="utf-8")
        assert target.startswith("/docker-entrypoint-initdb.d/")
        assert mode == "ro"
        asked = re.findall(r"^\\getenv \w+ (\w+)$", script, re.M)
        assert asked
        assert set(asked) <= set(database["environment"])
    assert len(mounted) == 1


def test_compose_gives_settings_that_are_accepted(monkeypatch):
    given = COMPOSE["services"]["atlas"]["environment"]
    for name, value in given.items():
        monkeypatch.setenv(name, re.sub(r"\$\{(\w+)(:[-?][^}]*)?\}", _substituted, value))
    settings = load_settings()
    assert settings.database_url == "postgresql+psycopg://atlas:secret@database/atlas"
    assert settings.review_number is None


def test_compose_opens_ports_on_this_machine_only():
    for service in COMPOSE["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_compose_volumes_are_declared():
    named = {
        volume.split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service["volumes"]
        if not volume.startswith("./")
    }
    assert named == set(COMPOSE["volumes"])
    assert "home:/var/lib/cluster-atlas" in COMPOSE["services"]["atlas"]["volumes"]
    assert "CLUSTER_ATLAS_HOME=/var/lib/cluster-atlas" in DOCKERFILE


def _substituted(found):
    return "secret" if found[1] == "POSTGRES_PASSWORD" else ""
