"""The registry of sources as the settings name it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.settings import Settings
from etl.decisions.file import FILE_NAME as DECISIONS
from etl.sources import REGISTRY, Source, load_sources


def registered_sources(
    settings: Settings, replaced: Mapping[str, Path] | None = None
) -> dict[str, Source]:
    """The bundled sources and those in the steward's folder, if there is one.

    Parameters
    ----------
    settings
        Name the folder.
    replaced
        Files to read instead of those registered, by id of the source.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.sources.load_sources`.
    """
    return load_sources(_own_registry(settings), replaced)


def _own_registry(settings: Settings) -> Path | None:
    """The folder whose registry is read; a folder that was asked for must have one."""
    folder = settings.steward_folder
    if (folder / REGISTRY).exists():
        return folder
    nothing_yet = settings.sources is None or (folder / DECISIONS).exists()
    return None if nothing_yet else folder
