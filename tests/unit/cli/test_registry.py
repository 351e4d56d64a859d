"""Where the sources of one's own are looked for."""

import pytest

from app.cli.registry import registered_sources
from app.settings import Settings
from geo.errors import DataUnavailable

OWN = '[[source]]\nid = "mine"\nkind = "table"\ntitle = "Mine"\npath = "mine.csv"\n'


def test_without_a_folder_of_ones_own_the_bundled_sources_stand_alone(tmp_path):
    settings = Settings(home=tmp_path / "home")
    assert settings.steward_folder == tmp_path / "home" / "sources"
    assert "mine" not in registered_sources(settings)


def test_the_folder_in_the_home_is_read_once_it_has_a_registry(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    assert "mine" not in registered_sources(Settings(home=tmp_path))
    (folder / "sources.toml").write_text(OWN)
    assert registered_sources(Settings(home=tmp_path))["mine"].path == folder / "mine.csv"


def test_a_folder_that_was_asked_for_is_read_instead(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "sources.toml").write_text("[[source")
    other = tmp_path / "other"
    other.mkdir()
    (other / "sources.toml").write_text(OWN)
    settings = Settings(home=tmp_path, sources=other)
    assert registered_sources(settings)["mine"].path == other / "mine.csv"


def test_a_folder_that_was_asked_for_must_be_one(tmp_path):
    with pytest.raises(DataUnavailable, match=r"has none of sources\.toml, decisions\.csv, "):
        registered_sources(Settings(home=tmp_path, sources=tmp_path / "none"))


def test_a_folder_may_hold_optional_sources_only(tmp_path):
    (tmp_path / "census2020").mkdir()
    (tmp_path / "census2020" / "ages.csv").write_text("")
    found = registered_sources(Settings(home=tmp_path, sources=tmp_path))
    assert [name for name in found if found[name].optional and found[name].present] == [
        "census2020-ages"
    ]


def test_a_folder_with_decisions_only_registers_nothing(tmp_path):
    (tmp_path / "decisions.csv").write_text("")
    assert "mine" not in registered_sources(Settings(home=tmp_path, sources=tmp_path))


def test_an_empty_folder_is_a_beginning(tmp_path):
    folder = tmp_path / "new"
    (folder / ".git").mkdir(parents=True)
    settings = Settings(home=tmp_path, sources=folder)
    assert "mine" not in registered_sources(settings)
    (folder / "notes.txt").write_text("something else")
    with pytest.raises(DataUnavailable, match="has none of"):
        registered_sources(settings)
