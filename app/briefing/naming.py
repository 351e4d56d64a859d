"""Names of the files of briefings: told by code, place and edition, safe on every system."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from app.atlas import Atlas, Unit
from app.briefing.batch.jobs import Job
from app.state import Language
from app.text import text_in
from geo.place import NATION

MOST_NAME_CHARS: Final = 60
_UNSAFE: Final = re.compile(r"[\s/\\:*?\"<>|%.]+")


def file_name(atlas: Atlas, unit: Unit, lang: Language, suffix: str) -> str:
    """Name of a file, as 330400_嘉兴市_布局简报_2026-11-28-b3ec7a6daf72.docx.

    The adcode in front keeps it from being a device of Windows; the level stands in it where a
    coarser place bears the code.
    """
    text = text_in(lang)
    place = text("nation") if unit.place.key == NATION else unit.name(lang)
    parts = [_code(atlas, unit), _safe(place), text("briefings.file"), atlas.edition.id]
    return f"{'_'.join(parts)}.{suffix}"


def attached(atlas: Atlas, unit: Unit, lang: Language, suffix: str) -> str:
    """`Content-Disposition` of a file (RFC 6266), with a plain name for old software."""
    return _attachment(
        file_name(atlas, unit, lang, suffix),
        f"cluster-atlas_briefing_{_code(atlas, unit)}_{atlas.edition.id}.{suffix}",
    )


def attached_batch(job: Job, unit: Unit | None) -> str:
    """`Content-Disposition` of the archive of a batch; `unit` is its place, if that is known."""
    order = job.order
    lang = order.choice_for(job.place).lang
    parts = [_safe(unit.name(lang))] if unit else []
    name = "_".join(
        [job.place.adcode, *parts, text_in(lang)("briefings.batch.file"), order.edition]
    )
    plain = f"cluster-atlas_briefings_{job.place.adcode}_{order.edition}.zip"
    return _attachment(f"{name}.zip", plain)


def _attachment(name: str, plain: str) -> str:
    """A name in any script, and one in ASCII."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _code(atlas: Atlas, unit: Unit) -> str:
    place = unit.place
    is_coarsest = atlas.gazetteer.coarsest(place.adcode).key == place.key
    return place.adcode if is_coarsest else f"{place.adcode}-{place.level}"


def _safe(name: str) -> str:
    """What Windows, macOS and Linux all take, of a length that they take."""
    printed = "".join(char for char in name if char.isprintable())
    return _UNSAFE.sub("_", printed)[:MOST_NAME_CHARS].strip("_") or "_"
