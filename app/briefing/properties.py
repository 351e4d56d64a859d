"""What the properties of a file say: of the briefing alone, nothing of the machine or the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from app.briefing.document import Briefing
from app.briefing.plain import plain


@dataclass(frozen=True, slots=True)
class Properties:
    """Title, author (empty where nobody issues it), key words, and the moment it is dated."""

    title: str
    author: str
    keywords: tuple[str, ...]
    moment: datetime


def properties_of(briefing: Briefing) -> Properties:
    """The moment is the day of the edition: the same briefing gives the same file."""
    day = date.fromisoformat(briefing.edition_id[:10])
    return Properties(
        # A title of invisible characters is none; a PDF must have one.
        title=plain(briefing.title).strip() or plain(briefing.place),
        author=plain(briefing.issuer),
        keywords=(plain(briefing.place), briefing.adcode, briefing.edition_id),
        moment=datetime.combine(day, time(), UTC),
    )
