"""How a job comes to be worked on: a process of this machine, or workers of Celery."""

from __future__ import annotations

import subprocess
import sys
from functools import cached_property
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final, Protocol

from app.settings import PROJECT_ROOT, Settings
from geo.errors import DataUnavailable

if TYPE_CHECKING:
    from celery import Celery

TASK: Final = "cluster_atlas.briefings"
MOST_PROCESSES: Final = 4
"""One works; the others wait for their turn, and look then for jobs that wait."""


class Queue(Protocol):
    """Takes jobs."""

    def put(self, job_id: str) -> None:
        """See to it that a job is worked on."""


class ProcessQueue:
    """Starts processes that work on the jobs that wait; they outlive the one that started them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._attending: list[Thread] = []
        self._starting = Lock()

    def put(self, job_id: str) -> None:
        """Start a process, unless some that have not had their turn will come to this job, too."""
        with self._starting:
            self._attending = [one for one in self._attending if one.is_alive()]
            if len(self._attending) < MOST_PROCESSES:
                thread = Thread(target=self._attend, name=f"batch {job_id}", daemon=True)
                self._attending.append(thread)
                thread.start()

    def _attend(self) -> None:
        """Hand the settings over and wait for the end, or the process would stay as a zombie."""
        with subprocess.Popen(
            [sys.executable, "-m", "app.briefing.batch.worker"],
            cwd=PROJECT_ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            process.communicate(self._settings.model_dump_json().encode())


class CeleryQueue:
    """Sends jobs to workers, which must see the same home folder and database."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _celery(self) -> Celery:
        """Loaded with the first job, not with the server."""
        return celery_of(self._settings)

    def put(self, job_id: str) -> None:
        """Send a job.

        Raises
        ------
        DataUnavailable
            The broker is away.
        """
        from kombu.exceptions import OperationalError  # noqa: PLC0415  an extra

        try:
            self._celery.send_task(TASK, [job_id], retry=False)
        except OperationalError as error:
            raise DataUnavailable(f"the queue of batches cannot be reached: {error}") from None


def queue_of(settings: Settings) -> Queue:
    """The queue that the settings name."""
    return CeleryQueue(settings) if settings.queue_url else ProcessQueue(settings)


def celery_of(settings: Settings) -> Celery:
    """The Celery application, with the one task; for senders and workers.

    Raises
    ------
    DataUnavailable
        The extra `queue` is not installed.
    """
    try:
        from celery import Celery  # noqa: PLC0415  an extra
    except ModuleNotFoundError:
        raise DataUnavailable(
            "CLUSTER_ATLAS_QUEUE_URL is set, and celery is not installed: "
            "pip install 'cluster-atlas[queue]'"
        ) from None
    celery = Celery("cluster-atlas", broker=settings.queue_url)
    celery.conf.update(
        task_ignore_result=True,
        task_acks_late=True,  # of a worker that dies another one takes the job over
        worker_prefetch_multiplier=1,
        broker_connection_timeout=5,
        broker_connection_retry_on_startup=True,
    )

    @celery.task(name=TASK)  # type: ignore[untyped-decorator]
    def briefings(job_id: str) -> None:
        from app.briefing.batch.work import work  # noqa: PLC0415  slow

        work(settings, job_id)

    return celery
