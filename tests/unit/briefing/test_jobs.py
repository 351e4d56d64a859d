"""Jobs: their state follows from files and locks, their number is bounded."""

import os

import pytest

from app.briefing.batch.folder import held
from app.briefing.batch.jobs import MOST_KEPT, MOST_WAITING, YOUNG_S, Jobs, Outcome, State
from app.briefing.batch.order import Order
from app.briefing.make import Format
from app.state import Language
from geo.errors import Conflict, NotFound
from geo.place import Level, PlaceKey

JIAXING = PlaceKey(Level.PREFECTURE, "330400")


def order(choice=""):
    return Order(
        places=(PlaceKey(Level.COUNTY, "330402"), PlaceKey(Level.COUNTY, "441900")),
        formats=(Format.DOCX, Format.PPTX),
        choice=choice,
        lang=Language.ZH,
        edition="2026-01-01-aaaaaaaaaaaa",
        site="http://127.0.0.1:8050",
    )


@pytest.fixture
def jobs(tmp_path):
    return Jobs(tmp_path / "jobs")


def started(jobs, choice=""):
    job = jobs.start(JIAXING, order(choice))
    jobs.ask(job)
    return job


def test_an_order_is_read_as_it_was_written():
    assert Order.read(order("?title=%E2%80%9C%22").written()) == order("?title=%E2%80%9C%22")
    assert order().choice_for(PlaceKey(Level.COUNTY, "441900")).level == "county"


def test_the_same_order_is_the_same_job(jobs):
    first, again = started(jobs), started(jobs)
    other = started(jobs, "?year=2024")
    assert first.id == again.id != other.id
    assert {job.id for job in jobs.of_place(JIAXING)} == {first.id, other.id}
    assert jobs.of_place(PlaceKey(Level.PREFECTURE, "330100")) == []
    assert jobs.job(first.id).order == order()


def test_a_job_waits_runs_is_cancelled_resumed_and_done(jobs):
    job = started(jobs)
    assert job.state is State.WAITING
    assert jobs.next() == job
    assert not jobs.ask(job)  # it waits already
    with held(job.files_path, job.order.made_of):
        job.begin()
        assert job.state is State.RUNNING
        assert jobs.next() is None
        job.cancel()
        assert job.state is State.RUNNING
        assert job.is_cancelled
    assert job.state is State.CANCELLED
    assert jobs.ask(job)
    assert job.state is State.WAITING
    job.begin()
    job.end(Outcome(4, (("330402", "no such year"),)))
    job.zip_path.write_bytes(b"archive")
    assert job.state is State.DONE
    assert job.outcome.failed == (("330402", "no such year"),)
    assert (job.files_done, job.files_wanted) == (4, 4)
    assert not jobs.ask(job)


def test_a_job_whose_process_died_has_stopped_and_can_be_resumed(jobs):
    job = started(jobs)
    with held(job.files_path, job.order.made_of):
        job.begin()
    assert job.state is State.STOPPED
    assert jobs.ask(job)


def test_a_job_that_nobody_comes_to_has_stopped(jobs):
    job = started(jobs)
    long_ago = job.asked_s - YOUNG_S - 1
    os.utime(job.path / "asked", (long_ago, long_ago))
    assert job.state is State.STOPPED
    with held(jobs.folder, {}):  # as a process does that works on another job
        assert job.state is State.WAITING
    assert Jobs(jobs.folder, by_others=True).job(job.id).state is State.WAITING


def test_the_job_that_waits_longest_is_next(jobs):
    first, second = started(jobs), started(jobs, "?year=2024")
    for job, age_s in ((first, 5), (second, 9)):
        os.utime(job.path / "asked", (job.asked_s - age_s,) * 2)
    assert jobs.next() == second
    second.cancel()
    assert jobs.next() == first


def test_only_some_wait(jobs):
    for year in range(MOST_WAITING):
        started(jobs, f"?year={2020 + year}")
    with pytest.raises(Conflict, match="try again later"):
        started(jobs, "?lang=en")
    jobs.all()[0].cancel()
    started(jobs, "?lang=en")


def test_old_jobs_go_and_those_that_wait_stay(jobs):
    waiting = started(jobs, "?year=2019")
    for year in range(MOST_KEPT + 3):
        started(jobs, f"?year={2020 + year}").cancel()
    kept = jobs.all()
    assert len(kept) == MOST_KEPT + 1
    assert waiting.id in {job.id for job in kept}


@pytest.mark.parametrize("name", ["0123456789abcdef", "..", "a/b", "", "../../etc"])
def test_there_is_no_other_job(jobs, name):
    with pytest.raises(NotFound, match="no batch"):
        jobs.job(name)
