"""The registry of sources as the settings name it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.settings import Settings
from etl.decisions.file import FILE_NAME as DECISIONS
from etl.sources import REGISTRY, Source, load_sources
from geo.errors import DataUnavailable


def registered_sources(
    settings: Settings, replaced: Mapping[str, Path] | None = None
) -> dict[str, Source]:
    """The bundled sources and those in the steward's folder, if there is one.

    The optional ones of the bundled registry are looked for there too.

    Parameters
    ----------
    settings
        Name the folder.
    replaced
        Files to read instead of those registered, by id of the source.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.sources.load_sources`; and if the folder that is set has nothing to read.
    """
    folder = settings.steward_folder
    sources = load_sources(folder, replaced)
    if settings.sources is not None:
        _need_something(folder, sources)
    return sources


def _need_something(folder: Path, sources: Mapping[str, Source]) -> None:
    """Refuse a folder that was asked for and has nothing that is looked for.

    An empty one, or one with hidden files only, is a beginning.
    """
    if folder.is_dir() and all(path.name.startswith(".") for path in folder.iterdir()):
        return
    places = (source.place_in_folder for source in sources.values())
    wanted = [REGISTRY, DECISIONS, *(place for place in places if place)]
    if not any((folder / name).exists() for name in wanted):
        raise DataUnavailable(f"the folder {folder} has none of {', '.join(wanted)}")
