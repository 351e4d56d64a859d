"""Batches from the page: started, watched, cancelled, resumed, taken away; who may not."""

import csv
import hashlib
import io
import os
import shutil
import signal
import subprocess
import time
from zipfile import ZipFile

import pytest
from kombu import Connection
from lxml import html

from app.briefing.batch import queue as queues
from app.briefing.batch.queue import TASK, CeleryQueue, celery_of
from app.briefing.batch.work import work
from app.main import create_app
from app.settings import Settings

ZHOUSHAN = ["330902", "330903", "330921", "330922"]
START = "/briefing/330900/batch?sections=summary&lang=en"
FORM = {"format": "docx"}
PATIENCE_S = 120


class Noted:
    """A queue that only notes what it was given."""

    def __init__(self):
        self.jobs = []

    def put(self, job_id):
        self.jobs.append(job_id)


@pytest.fixture(scope="module")
def settings(real_home, tmp_path_factory):
    """A home of its own with the real edition, for batches that are written."""
    home = tmp_path_factory.mktemp("batches")
    return Settings(home=home, database_url=f"sqlite:///{real_home / 'atlas.sqlite'}")


@pytest.fixture(scope="module")
def served(settings):
    """A client, and the queue that its application has."""
    noted = Noted()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.main.queue_of", lambda _: noted)
        return create_app(settings).server.test_client(), noted


@pytest.fixture
def noted(served, settings):
    """The queue of the application, which has no jobs yet."""
    shutil.rmtree(settings.jobs_folder, ignore_errors=True)
    served[1].jobs.clear()
    return served[1]


@pytest.fixture
def client(served, noted):
    return served[0]


def started(client, path=START, data=FORM, **headers):
    response = client.post(path, data=data, headers=headers)
    assert response.status_code == 303, response.text
    return response.headers["Location"]


def state_of(client, job):
    return client.get(f"{job.partition('?')[0]}.json").get_json()


def button_of(client, job, action):
    """Press a button of the page of a batch."""
    page = html.fromstring(client.get(job).text)
    (form,) = page.xpath(f'//form[contains(@action, "/{action}")]')
    return client.post(form.get("action"))


def test_a_batch_from_start_to_archive(client, settings, noted):
    form = html.fromstring(client.get("/briefing/330900?sections=summary&lang=en").text).xpath(
        '//section[@id="batch"]//form'
    )[0]
    assert form.get("action") == START
    job = started(client)
    assert started(client) == job  # asked for twice, made once
    (job_id,) = noted.jobs
    assert state_of(client, job) == {"state": "waiting", "done": 0, "wanted": 4}
    assert client.get(f"/briefing/batch/{job_id}.zip").status_code == 404
    work(settings, job_id, processes=1)
    assert state_of(client, job) == {"state": "done", "done": 4, "wanted": 4}
    (href,) = html.fromstring(client.get(job).text).xpath(
        '//a[text()="Download the archive (ZIP)"]/@href'
    )
    with client.get(href) as response:
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")
        body = response.data
    with ZipFile(io.BytesIO(body)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
        assert [row["adcode"] for row in rows] == ZHOUSHAN
        for row in rows:
            assert hashlib.sha256(archive.read(row["file"])).hexdigest() == row["sha256"]
        assert set(archive.namelist()) == {"index.csv", "index.html", *(r["file"] for r in rows)}
    listed = html.fromstring(client.get("/briefing/330900").text)
    assert job_id in listed.xpath('//ul[@class="jobs"]//a/@href')[0]


def test_a_batch_is_cancelled_and_resumed(client, settings, noted):
    job = started(client)
    assert button_of(client, job, "cancel").status_code == 303
    assert state_of(client, job)["state"] == "cancelled"
    work(settings, noted.jobs[0], processes=1)  # its turn came all the same
    assert state_of(client, job)["state"] == "cancelled"
    assert button_of(client, job, "resume").status_code == 303
    assert len(noted.jobs) == 2
    work(settings, noted.jobs[1], processes=1)
    assert state_of(client, job)["state"] == "done"


def test_a_worker_that_was_killed_and_two_that_are_started(settings, monkeypatch):
    """The processes are real: one is killed while it works, and the job is resumed."""
    shutil.rmtree(settings.jobs_folder, ignore_errors=True)
    processes = []

    class Watched(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            processes.append(self)

    monkeypatch.setattr(queues.subprocess, "Popen", Watched)
    client = create_app(settings).server.test_client()
    job = started(client)
    wait_until(client, job, lambda now: now["done"] > 0)
    os.killpg(processes[0].pid, signal.SIGKILL)
    processes[0].wait(PATIENCE_S)
    now = wait_until(client, job, lambda now: now["state"] == "stopped")
    assert 0 < now["done"] < 4
    assert button_of(client, job, "resume").status_code == 303
    other = started(
        client, START.replace("en", "zh-CN")
    )  # waits for its turn, or is made by either
    for one in (job, other):
        now = wait_until(client, one, lambda now: now["state"] == "done")
        assert now["done"] == 4
    for process in processes:
        process.wait(PATIENCE_S)
    assert [process.returncode for process in processes] == [-signal.SIGKILL, 0, 0]


def wait_until(client, job, is_so):
    until = time.monotonic() + PATIENCE_S
    while not is_so(now := state_of(client, job)):
        assert time.monotonic() < until, now
        time.sleep(0.02)
    return now


def test_a_batch_whose_edition_is_gone_says_so(client, settings, noted, monkeypatch):
    job = started(client)
    empty = settings.with_overrides(database_url=f"sqlite:///{settings.home / 'none.sqlite'}")
    work(empty, noted.jobs[0], processes=1)
    assert state_of(client, job)["state"] == "stopped"
    assert html.fromstring(client.get(job).text).xpath('//p[@class="alert"]')


def test_celery_is_sent_the_job_and_does_the_same(client, settings, noted):
    job = started(client)
    remote = settings.with_overrides(queue_url="memory://")
    CeleryQueue(remote).put(noted.jobs[0])
    with Connection("memory://") as broker, broker.SimpleQueue("celery") as waiting:
        message = waiting.get(timeout=5)
        message.ack()
    assert message.headers["task"] == TASK
    assert message.payload[0] == noted.jobs
    assert button_of(client, job, "cancel").status_code == 303
    celery_of(remote).tasks[TASK].apply(message.payload[0]).get()
    assert state_of(client, job)["state"] == "cancelled"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_other_sites_start_and_change_nothing(client, noted, headers):
    job = started(client, **{"Sec-Fetch-Site": "same-origin"})
    assert client.post(START, data=FORM, headers=headers).status_code == 403
    for action in ("cancel", "resume"):
        path = f"{job.partition('?')[0]}/{action}"
        assert client.post(path, headers=headers).status_code == 403
    assert state_of(client, job)["state"] == "waiting"
    assert started(client, Origin="http://localhost") == job
    assert len(noted.jobs) == 1


@pytest.mark.parametrize(
    ("path", "form", "status", "said"),
    [
        ("/briefing/100000/batch", FORM, 400, "province or prefecture"),
        ("/briefing/330402/batch", FORM, 400, "province or prefecture"),
        ("/briefing/999999/batch", FORM, 404, "999999"),
        ("/briefing/330900/batch", {}, 400, "format is missing"),
        ("/briefing/330900/batch", {"format": "exe"}, 400, "format must be some of"),
        ("/briefing/330900/batch", FORM | {"x": "1"}, 400, "known: format"),
        ("/briefing/330900/batch", {"format": "x" * 10_000}, 413, ""),
        ("/briefing/330900/batch?year=1900", FORM, 404, "year=1900"),
        ("/briefing/330900/batch?sections=all", FORM, 400, "sections must be some of"),
        ("/briefing/batch/0123456789abcdef/cancel", {}, 404, "no batch"),
        ("/briefing/batch/..%2f..%2fetc/cancel", {}, 405, ""),
        ("/briefing/batch/0123456789abcdef/delete", {}, 405, ""),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_started(client, noted, path, form, status, said):  # noqa: PLR0917
    response = client.post(path, data=form)
    assert response.status_code == status
    assert said in response.text
    assert noted.jobs == []


def test_a_batch_that_is_not_there(client):
    for suffix in ("", ".json", ".zip"):
        assert client.get(f"/briefing/batch/0123456789abcdef{suffix}").status_code == 404
    assert client.get("/briefing/330900/batch").status_code == 404
