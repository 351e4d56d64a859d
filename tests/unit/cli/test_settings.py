"""Settings: defaults, the environment, and what is said of faults."""

from pathlib import Path

import pytest

from app.settings import PROJECT_ROOT, Settings, load_settings
from geo.errors import InvalidInput


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch):
    import os

    for name in os.environ:
        if name.startswith("CLUSTER_ATLAS_"):
            monkeypatch.delenv(name)


def fault(monkeypatch, **variables):
    for name, value in variables.items():
        monkeypatch.setenv(f"CLUSTER_ATLAS_{name}", value)
    with pytest.raises(InvalidInput) as raised:
        load_settings()
    return str(raised.value)


def test_by_default_everything_is_written_under_var():
    settings = load_settings()
    assert settings.home == PROJECT_ROOT / "var"
    assert settings.database_url == f"sqlite:///{PROJECT_ROOT}/var/atlas.sqlite"
    assert (settings.lang, settings.port, settings.sources) == ("zh-CN", 8050, None)


def test_the_database_moves_with_the_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "a b"))
    assert load_settings().database_url == f"sqlite:///{tmp_path}/a b/atlas.sqlite"


def test_paths_become_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/somewhere")
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", "~/atlas")
    monkeypatch.setenv("CLUSTER_ATLAS_SOURCES", "mine")
    settings = load_settings()
    assert settings.home == Path("/somewhere/atlas")
    assert settings.sources == tmp_path / "mine"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_by_psycopg(monkeypatch, scheme):
    monkeypatch.setenv("CLUSTER_ATLAS_DATABASE_URL", f"{scheme}://a:b@host/atlas")
    assert load_settings().database_url == "postgresql+psycopg://a:b@host/atlas"


def test_an_empty_value_is_no_value(monkeypatch):
    for name in ("PORT", "REVIEW_NUMBER", "DATABASE_URL", "SOURCES"):
        monkeypatch.setenv(f"CLUSTER_ATLAS_{name}", "")
    settings = load_settings()
    assert (settings.port, settings.review_number, settings.sources) == (8050, None, None)
    assert settings.database_url.startswith("sqlite:///")


def test_an_unknown_setting_is_refused_with_the_closest_name(monkeypatch):
    assert fault(monkeypatch, DATABSE_URL="x") == (
        "unknown setting CLUSTER_ATLAS_DATABSE_URL: did you mean CLUSTER_ATLAS_DATABASE_URL?"
    )


def test_the_tests_own_variable_is_known(monkeypatch):
    monkeypatch.setenv("CLUSTER_ATLAS_TEST_DATABASE_URL", "postgresql://x")
    load_settings()


def test_each_bad_value_gets_one_line(monkeypatch):
    lines = fault(monkeypatch, PORT="many", WORKERS="0", LANG="fr").splitlines()
    assert len(lines) == 3
    assert any("CLUSTER_ATLAS_PORT" in line and "'many'" in line for line in lines)
    assert any("CLUSTER_ATLAS_LANG" in line and "'zh-CN' or 'en'" in line for line in lines)


def test_a_password_is_never_repeated(monkeypatch):
    message = fault(monkeypatch, DATABASE_URL="mysql://me:secret@host/db")
    assert "CLUSTER_ATLAS_DATABASE_URL" in message
    assert "secret" not in message
    assert "secret" not in repr(Settings(database_url="postgresql://me:secret@host/db"))


def test_options_win_over_the_environment(monkeypatch):
    monkeypatch.setenv("CLUSTER_ATLAS_PORT", "9000")
    settings = load_settings()
    assert settings.with_overrides(port=None).port == 9000
    assert settings.with_overrides(port=9001).port == 9001
    with pytest.raises(InvalidInput, match="CLUSTER_ATLAS_PORT"):
        settings.with_overrides(port=0)


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1
