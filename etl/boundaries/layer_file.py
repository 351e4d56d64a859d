"""Reader of a boundary layer in a file that somebody registers."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from etl.boundaries.layer import BoundaryLayer, hash_of_files
from etl.boundaries.layer_checks import checked_counties
from geo.errors import DataUnavailable, InvalidInput
from geo.gcj02 import geometry_to_wgs84

GCJ02 = "GCJ-02"
MOST_BYTES = 512 * 2**20
MOST_MEMBERS = 100
MOST_UNITS = 20_000
_CHUNK_BYTES = 2**20

# What GDAL, pyarrow, GEOS and the parsing of GeoParquet's metadata raise on damaged files.
_UNREADABLE = (
    RuntimeError,
    pa.ArrowException,
    shapely.errors.ShapelyError,
    ValueError,
    OSError,
    KeyError,
    TypeError,
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    beginning: bytes
    driver: str = ""


_FORMATS = {
    ".gpkg": _Format("GeoPackage", b"SQLite format 3\0", "GPKG"),
    ".geojson": _Format("GeoJSON", b"{", "GeoJSON"),
    ".json": _Format("GeoJSON", b"{", "GeoJSON"),
    ".shp": _Format("Shapefile", b"\x00\x00\x27\x0a", "ESRI Shapefile"),
    ".parquet": _Format("GeoParquet", b"PAR1"),
    ".geoparquet": _Format("GeoParquet", b"PAR1"),
}


def read_layer_file(
    path: Path,
    *,
    title: str,
    publisher: str,
    licence: str,
    vintage: str,
    url: str = "",
    crs: str | None = None,
    columns_of: Mapping[str, str] | None = None,
    layer: str | None = None,
    encoding: str | None = None,
) -> BoundaryLayer:
    """Read a county layer from a GeoPackage, GeoParquet, GeoJSON or Shapefile, or a zip of one.

    Parameters
    ----------
    path : Path
    title, publisher, licence, vintage, url : str
        What `BoundaryLayer` says about the layer.
    crs : str, optional
        Coordinate system, for instance ``EPSG:4490`` or ``GCJ-02``; goes before what the file
        says. Required for a Shapefile without `.prj`, and for GeoJSON, which cannot say it:
        much Chinese GeoJSON is in GCJ-02, half a kilometre off.
    columns_of : mapping, optional
        The file's column for each of `COUNTY_COLUMNS` that has another name there.
    layer : str, optional
        Layer to read from a file that has several.
    encoding : str, optional
        Text encoding of a Shapefile that lacks a `.cpg`.

    Returns
    -------
    BoundaryLayer
        In EPSG:4326, without a dash line; `corrections` lists conversions and repairs.

    Raises
    ------
    DataUnavailable
        If there is no such file.
    InvalidInput
        If the file is too large, damaged, of another format, without a coordinate system,
        or its rows are no counties.
    """
    if not path.is_file():
        raise DataUnavailable(f"the boundary layer {path} does not exist")
    with _unpacked(path) as file:
        frame, warned = _read(file, layer, encoding)
        declared = crs if crs is not None else _own_crs(file, frame)
    in_degrees, conversion = _to_wgs84(frame, declared, path.name)
    counties, repairs = checked_counties(in_degrees, columns_of or {}, path.name)
    return BoundaryLayer(
        counties=counties,
        dash_line=None,
        title=title,
        publisher=publisher,
        licence=licence,
        vintage=vintage,
        url=url,
        corrections=(*warned, *conversion, *repairs),
        sha256=hash_of_files(_parts(path)),
    )


def _parts(path: Path) -> list[Path]:
    """Give the files of the layer: a Shapefile is several."""
    if path.suffix.lower() != ".shp":
        return [path]
    suffixes = {".shp", ".shx", ".dbf", ".prj", ".cpg"}
    return sorted(
        part
        for part in path.parent.iterdir()
        if part.stem == path.stem and part.suffix.lower() in suffixes
    )


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """Give the file itself, or the layer inside a zip, unpacked for the time of reading."""
    if sum(part.stat().st_size for part in _parts(path)) > MOST_BYTES:
        raise InvalidInput(f"{path.name} is larger than {MOST_BYTES >> 20} MB")
    if path.suffix.lower() != ".zip":
        yield path
        return
    with TemporaryDirectory(prefix="layer-") as folder:
        _extract(path, Path(folder))
        found = [p for p in sorted(Path(folder).iterdir()) if p.suffix.lower() in _FORMATS]
        if len(found) != 1:
            names = ", ".join(p.name for p in found) or "none"
            raise InvalidInput(f"{path.name} must hold exactly one layer; found: {names}")
        yield found[0]


def _extract(path: Path, folder: Path) -> None:
    """Unpack flat, counting the bytes that really come out: headers may lie."""
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_MEMBERS:
                raise InvalidInput(f"{path.name} holds more than {MOST_MEMBERS} files")
            for member in members:
                target = folder / PurePosixPath(member.filename.replace("\\", "/")).name
                left = _extract_one(archive, member, target, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InvalidInput(f"{path.name} is damaged or encrypted: {error}") from error


def _extract_one(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, left: int) -> int:
    with archive.open(member) as source, target.open("wb") as sink:
        while chunk := source.read(_CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                raise InvalidInput(f"{archive.filename} expands to more than {MOST_BYTES >> 20} MB")
            sink.write(chunk)
    return left


def _read(
    file: Path, layer: str | None, encoding: str | None
) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Read the rows, and say what the library warned of."""
    form = _format_of(file)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            if form.name == "GeoParquet":
                frame = _read_parquet(file)
            else:
                frame = _read_with_gdal(file, form, layer, encoding)
    except _UNREADABLE as error:
        raise InvalidInput(f"{file.name} cannot be read as {form.name}: {error}") from error
    return frame, tuple(sorted({f"on reading: {warning.message}" for warning in caught}))


def _format_of(file: Path) -> _Format:
    """Tell the format by suffix and first bytes, so that nothing else is ever opened."""
    form = _FORMATS.get(file.suffix.lower())
    if form is None:
        known = ", ".join(sorted([*_FORMATS, ".zip"]))
        raise InvalidInput(f"{file.name}: a boundary layer must be one of {known}")
    with file.open("rb") as opened:
        head = opened.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    # A Shapefile begins with zero bytes, which lstrip leaves alone.
    if not head.startswith(form.beginning):
        raise InvalidInput(f"{file.name} is empty or is no {form.name}")
    return form


def _read_parquet(file: Path) -> gpd.GeoDataFrame:
    metadata = pq.read_metadata(file)
    _check_units(metadata.num_rows, file)
    groups = (metadata.row_group(position) for position in range(metadata.num_row_groups))
    if sum(group.total_byte_size for group in groups) > MOST_BYTES:
        raise InvalidInput(f"{file.name} expands to more than {MOST_BYTES >> 20} MB")
    pq.read_table(file).validate(full=True)  # damaged text is found here, not somewhere later
    return gpd.read_parquet(file)


def _read_with_gdal(
    file: Path, form: _Format, layer: str | None, encoding: str | None
) -> gpd.GeoDataFrame:
    names = [name for name, kind in pyogrio.list_layers(file) if kind is not None]
    if layer is None and len(names) != 1:
        raise InvalidInput(f"{file.name} has {len(names)} layers, name one: {', '.join(names)}")
    if layer is not None and layer not in names:
        raise InvalidInput(f"{file.name} has no layer {layer}, only {', '.join(names)}")
    info = pyogrio.read_info(file, layer=layer, encoding=encoding)
    if info["driver"] != form.driver:
        raise InvalidInput(f"{file.name} is {info['driver']}, not {form.name}")
    _check_units(info["features"], file)
    return gpd.read_file(file, layer=layer, encoding=encoding, engine="pyogrio")


def _check_units(count: int, file: Path) -> None:
    if not 0 < count <= MOST_UNITS:
        raise InvalidInput(f"{file.name} has {count} units; 1 to {MOST_UNITS} are possible")


def _own_crs(file: Path, frame: gpd.GeoDataFrame) -> CRS | None:
    """Tell what the file itself declares; for GeoJSON only its obsolete `crs` member counts."""
    if _format_of(file).name == "GeoJSON":
        with file.open("rb") as opened:
            if not re.search(rb'"crs"\s*:\s*\{', opened.read(2**16)):
                return None
    own: CRS | None = frame.crs
    return own


def _to_wgs84(
    frame: gpd.GeoDataFrame, declared: Any, name: str
) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    if declared is None:
        raise InvalidInput(
            f"{name} does not say its coordinate system: declare crs, such as EPSG:4326, "
            f"EPSG:4490 or {GCJ02}"
        )
    if isinstance(declared, str) and declared.upper().replace("-", "") == "GCJ02":
        moved = geometry_to_wgs84(frame.geometry.to_numpy())
        converted = frame.set_geometry(moved).set_crs("EPSG:4326", allow_override=True)
        return converted, (f"coordinates converted from {GCJ02} to EPSG:4326",)
    try:
        crs = CRS.from_user_input(declared)
    except CRSError as error:
        raise InvalidInput(f"{name}: unknown coordinate system {declared!r}") from error
    stated = frame.set_crs(crs, allow_override=True)
    if crs.equals("EPSG:4326", ignore_axis_order=True):
        return stated.set_crs("EPSG:4326", allow_override=True), ()
    return stated.to_crs("EPSG:4326"), (f"coordinates converted from {crs.name} to EPSG:4326",)
