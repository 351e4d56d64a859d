"""The stage: a published edition, a steward's folder with one list, an empty working folder."""

import pytest

from app.cli.root import run
from tests.bad_input.case import digest, outcome
from tests.bad_input.lists import registered


@pytest.fixture(scope="session")
def folder(tmp_path_factory, real_home):
    """A steward's folder in which one list is registered."""
    folder = tmp_path_factory.mktemp("steward") / "sources"
    path = tmp_path_factory.mktemp("list") / "list.csv"
    path.write_bytes(registered())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTER_ATLAS_HOME", str(real_home))
        patch.setenv("CLUSTER_ATLAS_SOURCES", str(folder))
        folder.mkdir()
        (folder / "sources.toml").write_text("# kept by the tests\n[[source]]\n" + TABLE)
        (folder / "table.csv").write_text("a\n1\n")
        words = ["--title", "名单", "--url", "https://www.miit.gov.cn/1", "--date", "2024-09-19"]
        about = ["--programme", "sme-national", "--batch", "2024"]
        assert run(["etl", "add", str(path), *about, *words]) == 0
    return folder


TABLE = 'id = "mine"\nkind = "table"\ntitle = "Mine"\npath = "table.csv"\ncolumns = ["a"]\n'


@pytest.fixture
def stage(tmp_path, monkeypatch, capsys, real_home, folder):
    """Play a command on a sample; whatever happens, store and folder stay as they are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(real_home))
    monkeypatch.setenv("CLUSTER_ATLAS_SOURCES", str(folder))
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
    before = digest(real_home, folder)

    def play(case):
        (tmp_path / case.file).write_bytes(case.make())
        status = run(case.words)
        captured = capsys.readouterr()
        return outcome(status, captured.out, captured.err)

    yield play
    assert digest(real_home, folder) == before
    assert len(before) > 3
