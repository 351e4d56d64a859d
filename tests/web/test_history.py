"""A cluster that changed its name and county, by decision one cluster: its card tells both."""

import pytest

from app.main import create_app
from app.settings import Settings
from etl.decisions import Decision
from etl.decisions.record import record
from etl.run import run
from etl.sources import Source
from etl.store.engine import open_store
from tests.store.sample import FOLDER, sample_sources
from tests.web.browser import Browser

BEFORE, NOW = "甲山市东湖区电子产业集群", "西岭县电子元件产业集群"
ROW = f"sample-national,2024,recognised,{NOW},样例省,official,,https://sample.invalid,SAMPLE"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    home = tmp_path_factory.mktemp("history")
    header = (FOLDER / "clusters.csv").read_text(encoding="utf-8").splitlines()[0]
    later = home / "later.csv"
    later.write_text(f"{header}\n{ROW}\n", encoding="utf-8")
    signed = {"decided_by": "steward", "decided_on": "2026-03-05", "why": "renamed and moved"}
    record(home / "sources", [Decision(NOW, same_as=BEFORE, **signed)])
    engine = open_store(f"sqlite:///{home / 'atlas.sqlite'}")
    source = Source("later", "cluster-list", "SAMPLE", later)
    sources = {**sample_sources(), source.id: source}
    report = run(engine, sources, data_dir=FOLDER, steward_dir=home / "sources")
    engine.dispose()
    assert report.counts["clusters"] == report.counts["recognitions"] - 1
    return Browser(create_app(Settings(home=home)).server.test_client())


def test_the_card_stands_at_the_latest_place_and_tells_the_former(browser):
    panel = browser.ask("?place=910102&year=2025&programme=sample-national").text("panel")
    assert NOW in panel
    assert f"名单所列：{BEFORE} · 所在地：东湖区" in panel
    assert f"名单所列：{NOW}" not in panel
    assert panel.index("2024 年批次") < panel.index("2022 年批次")


def test_the_former_place_has_it_no_more(browser):
    panel = browser.ask("?place=910101&year=2025&programme=sample-national").text("panel")
    assert BEFORE not in panel
    assert NOW not in panel
