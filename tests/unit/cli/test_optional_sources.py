"""Optional sources on the command line: listed when missing, refused when another file."""

import hashlib

import pytest

from app.cli.root import run

FILE = "transfer/province_hightech_manufacturing_2010_2023.csv"
COLUMNS = "adcode,province,year,firms,revenue_100m_cny,profit_100m_cny"
CONTENT = f"{COLUMNS}\n110000,北京,2023,1,2.0,3.0\n"


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A folder of optional sources without a registry; one of them, a SAMPLE."""
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CLUSTER_ATLAS_SOURCES", str(tmp_path / "own"))
    path = tmp_path / "own" / FILE
    path.parent.mkdir(parents=True)
    path.write_text(CONTENT, encoding="utf-8")
    return tmp_path / "own"


def test_sources_says_what_is_loaded_and_what_is_not(folder, capsys):
    assert run(["etl", "sources"]) == 0
    lines = {line.partition("\t")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert str(folder / FILE) in lines["hightech-manufacturing-2010-2023"]
    told = lines["census2020-population"]
    assert "not loaded: put it as census2020/population.csv into the folder that" in told
    assert "--source census2020-population=PATH" in told


def test_another_file_stops_the_run_with_both_sums(folder, capsys):
    assert run(["etl", "run", "--dry-run"]) == 2
    line = capsys.readouterr().err.strip().splitlines()[-1]
    found = hashlib.sha256(CONTENT.encode()).hexdigest()
    assert f"{FILE}: sha256 is {found}, registered is 2b2a140f" in line
    assert f"--source hightech-manufacturing-2010-2023={folder / FILE}" in line


def test_a_folder_with_nothing_to_read_is_refused(folder, capsys):
    (folder / FILE).unlink()
    assert run(["etl", "sources"]) == 4
    assert "has none of sources.toml" in capsys.readouterr().err
