"""Working on a job: its files, their index, the archive. The same for every kind of queue."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from app.briefing.batch.folder import Folder, held
from app.briefing.batch.index import index_files, write_index
from app.briefing.batch.jobs import Job, Jobs, Outcome
from app.briefing.batch.run import PROCESSES, Progress, run
from app.settings import Settings
from geo.errors import AtlasError, Conflict

log = logging.getLogger(__name__)


def work(settings: Settings, job_id: str, processes: int = PROCESSES) -> None:
    """Make what a job still lacks, then its archive; a job that was cancelled ends early."""
    job = Jobs(settings.jobs_folder).job(job_id)
    try:
        with held(job.files_path, job.order.made_of) as folder:
            job.begin()
            if not job.zip_path.exists():
                _work(settings, job, folder, processes)
    except Conflict:
        job.begin()  # somebody else works on it
    except AtlasError as error:
        log.warning("batch %s stopped: %s", job_id, error)
        job.begin()
        job.end(Outcome(job.files_done, error=str(error)))


def _work(settings: Settings, job: Job, folder: Folder, processes: int) -> None:
    progress = run(
        settings,
        job.order,
        folder,
        processes=processes,
        is_stopped=lambda: job.is_cancelled,
    )
    if progress.stopped:
        return
    write_index(folder, job.order, progress.failed)
    job.end(_outcome(folder, progress))
    _pack(folder, job.zip_path)
    shutil.rmtree(job.files_path)


def _outcome(folder: Folder, progress: Progress) -> Outcome:
    failed = tuple((one.adcode, one.reason) for one in progress.failed)
    return Outcome(len(folder.filed), failed)


def _pack(folder: Folder, archive: Path) -> None:
    """The files as they are: DOCX, PPTX and PDF are compressed already."""
    unfinished = archive.with_name(f".{archive.name}.part")
    with ZipFile(unfinished, "w", ZIP_STORED) as packed:
        for path in index_files(folder.path):
            packed.write(path, path.name)
        for one in folder.filed:
            packed.write(folder.path / one.file, one.file)
    unfinished.replace(archive)
