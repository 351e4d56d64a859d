"""The briefings that a server makes: one at a time, the latest kept on disk."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Final, TypeVar, cast

from diskcache import Cache, Timeout

from app.atlas import Atlas
from app.briefing.choice import BriefingChoice
from app.briefing.document import MapId, Picture
from app.briefing.look import Look
from app.briefing.make import Format, drawn_now, make
from app.view import View
from geo.errors import DataUnavailable

log = logging.getLogger(__name__)

T = TypeVar("T")
_FAULTS: Final = (OSError, sqlite3.Error, Timeout)
KEPT_BYTES: Final = 256 * 1024 * 1024
MOST_WAITING: Final = 2
"""Requests that wait while one is made. The other threads of a process stay free for the map."""


class Busy(DataUnavailable):
    """Too many ask for briefings at once; it will be made a little later."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One file: a place of an edition, a choice, a format, the address that its links lead to."""

    atlas: Atlas
    adcode: str
    choice: BriefingChoice
    format: Format
    site: str


class Press:
    """Makes files and pictures of one installation. Safe to share between threads.

    One file is made at a time in each process, which bounds the memory that it takes. What was
    made is kept in a folder that all processes share; without one, all is made anew.
    """

    def __init__(self, folder: Path, review_number: str | None, look: Look) -> None:
        self._folder, self._review_number, self._look = folder, review_number, look
        self._at_work = Lock()
        self._seats = BoundedSemaphore(1 + MOST_WAITING)

    def mark(self, asked: Asked) -> str:
        """Mark of a file: what has the same one is the same."""
        choice, query = asked.choice, asked.choice.query()
        told = (asked.adcode, query, choice.lang, asked.format, asked.site, self._look.mark)
        return self._mark(asked.atlas, *told)

    def picture_mark(self, view: View, map_id: MapId) -> str:
        """Mark of a picture."""
        return self._mark(view.atlas, view.state.query(), view.state.lang, map_id)

    def file(self, asked: Asked) -> bytes:
        """Return a file that was made of late, or make it in its turn.

        Raises
        ------
        Busy
            Too many are waiting already.
        NotFound
            If the edition has no such place, programme or year.
        """
        mark = self.mark(asked)
        if (kept := self._find(mark)) is not None:
            return cast(bytes, kept)
        with self._turn():  # another request may have made it by then
            return self._kept(mark, lambda: self._make(asked))

    def picture(self, view: View, map_id: MapId) -> Picture:
        """Return a map of a place, drawn now or of late."""
        number = self._review_number
        return self._kept(
            self.picture_mark(view, map_id), lambda: drawn_now(view, [map_id], number)[map_id]
        )

    def _make(self, asked: Asked) -> bytes:
        made = make(
            asked.atlas,
            asked.adcode,
            asked.choice,
            [asked.format],
            site=asked.site,
            review_number=self._review_number,
            look=self._look,
            draw=self._pictures,
        )
        return made[asked.format]

    def _pictures(self, view: View, maps: Iterable[MapId], _: str | None) -> dict[MapId, Picture]:
        return {one: self.picture(view, one) for one in maps}

    def _mark(self, atlas: Atlas, *made_of: object) -> str:
        parts = (atlas.edition.content_hash, version("cluster-atlas"), self._review_number)
        return hashlib.sha256("\n".join(map(str, (*parts, *made_of))).encode()).hexdigest()[:32]

    def _kept(self, mark: str, make_it: Callable[[], T]) -> T:
        if (kept := self._find(mark)) is not None:
            return cast(T, kept)
        made = make_it()
        self._keep(mark, made)
        return made

    def _find(self, mark: str) -> object:
        try:
            return self._cache.get(mark)
        except _FAULTS as error:
            log.warning("kept briefings cannot be read: %s", error)
            return None

    def _keep(self, mark: str, made: object) -> None:
        try:
            self._cache.set(mark, made)
        except _FAULTS as error:
            log.warning("a briefing cannot be kept: %s", error)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._seats.acquire(blocking=False):
            raise Busy("many briefings are being made now; this one will be in a few seconds")
        try:
            with self._at_work:
                yield
        finally:
            self._seats.release()

    @cached_property
    def _cache(self) -> Cache:
        """Opened with the first request, in the process that uses it."""
        return Cache(str(self._folder), size_limit=KEPT_BYTES)
