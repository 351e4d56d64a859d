"""`/healthz` and `/readyz`: with an edition, without one, and after the store was lost."""

import shutil
import time

import pytest

from app.main import create_app
from app.settings import Settings
from etl.store.engine import open_store
from tests.store.sample import run_sample
from tests.web.browser import Browser


def serve(home):
    return create_app(Settings(home=home, check_interval_s=1)).server.test_client()


def until(condition):
    """Wait some looks of the background check for something to become true."""
    for _ in range(150):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


@pytest.fixture
def copy(real_home, tmp_path):
    """A home of its own with the real edition."""
    return shutil.copytree(real_home, tmp_path / "home")


def test_a_server_with_an_edition_is_ready(client, atlas):
    assert client.get("/healthz").get_json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json() == {
        "status": "ready",
        "edition": atlas.edition.id,
        "store": "ok",
        "lettering": "ok",
    }


def test_a_server_without_an_edition_is_healthy_but_not_ready(tmp_path):
    client = serve(tmp_path / "home")
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["edition"] is None
    assert "etl run" in answer.get_json()["store"]


def test_a_page_without_an_edition_says_what_to_do(tmp_path):
    client = serve(tmp_path / "home")
    for path in ("/", "/_dash-layout", "/geo/province/" + "0" * 64 + ".geojson"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "etl run" in answer.text
        assert "Traceback" not in answer.text


def test_an_edition_that_is_published_later_is_served(tmp_path):
    client = serve(tmp_path / "home")
    engine = open_store(f"sqlite:///{tmp_path / 'home' / 'atlas.sqlite'}")
    run_sample(engine)
    engine.dispose()
    until(lambda: client.get("/readyz").status_code == 200)


def test_a_lost_store_takes_nothing_away(copy, atlas):
    browser = Browser(serve(copy))
    shutil.rmtree(copy)
    copy.mkdir()
    (copy / "atlas.sqlite").write_bytes(b"no database " * 100)
    until(lambda: browser.client.get("/readyz").get_json()["store"] != "ok")

    answer = browser.client.get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json()["edition"] == atlas.edition.id
    assert browser.client.get("/").status_code == 200
    assert browser.ask("?place=330000&level=county").units()
