"""Project files of QGIS: the maps of an edition over files, the database or the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from xml.etree import ElementTree as ET

from pyproj import CRS

from app.atlas import Atlas
from app.extract.dataset import Extract
from app.extract.datasets import DATASETS
from app.extract.qml import VERSION, Rule, document, renderer
from app.extract.styles import rules_of, rules_of_views
from app.extract.wanted import Wanted
from geo.place import NATION
from geo.plane import PLANE_PROJ, PLANE_WKT, pseudo_to_plane

SERVICE: Final = "cluster_atlas"
"""The service of pg_service.conf that a project of the database asks for."""
MIMETYPE: Final = "application/x-qgis-project"
_DATASETS: Final = {
    "flows": "flows",
    "clusters": "clusters",
    "parks": "parks",
    "places": "places-county",
}
"""Datasets that are drawn, the first on top, and their collections of the API."""
_PLANE: Final = {
    "wkt": PLANE_WKT,
    "proj4": PLANE_PROJ,
    "srsid": "0",
    "srid": "0",
    "authid": "",
    "description": "CGCS2000 / China Albers",
    "ellipsoidacronym": "EPSG:7019",
    "geographicflag": "false",
}
_DEGREES: Final = {
    "wkt": CRS("EPSG:4326").to_wkt(),
    "proj4": "+proj=longlat +datum=WGS84 +no_defs",
    "srsid": "3452",
    "srid": "4326",
    "authid": "EPSG:4326",
    "description": "WGS 84",
    "projectionacronym": "longlat",
    "ellipsoidacronym": "EPSG:7030",
    "geographicflag": "true",
}
_SHOWN: Final = ("clusters", "places")
"""Layers that are drawn when the project is opened: all at once hide each other."""
_SHAPES: Final = {"polygons": "Polygon", "points": "Point", "lines": "Line"}


class Source(StrEnum):
    """Where a project finds its layers."""

    FILES = "files"
    """GeoPackages in the folder of the project, each named after its dataset."""
    DATABASE = "database"
    API = "api"


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: its name, where QGIS finds it, what it is and how it looks."""

    name: str
    provider: str
    source: str
    shape: str
    rules: Sequence[Rule]


def project(atlas: Atlas, source: Source, origin: str) -> str:
    """Write the project.

    Parameters
    ----------
    atlas
        The edition whose classes the layers have.
    source
    origin
        Address of the server, for layers of its API.
    """
    of_database = source is Source.DATABASE
    layers = _of_database(atlas) if of_database else _of_datasets(atlas, source, origin)
    named = f"County Cluster Atlas {atlas.edition.id}"
    root = ET.Element("qgis", version=VERSION, projectname=named)
    _add_system(ET.SubElement(root, "projectCrs"), _PLANE)
    enabled = ET.SubElement(ET.SubElement(root, "properties"), "SpatialRefSys")
    ET.SubElement(enabled, "ProjectionsEnabled", type="int").text = "1"
    tree = ET.SubElement(root, "layer-tree-group")
    _add_canvas(root, atlas)
    held = ET.SubElement(root, "projectlayers")
    for layer in layers:
        key = f"cluster_atlas_{layer.name}"  # QGIS takes no id of ten characters or less
        about = {"id": key, "name": layer.name, "source": layer.source}
        about["checked"] = "Qt::Checked" if layer.name in _SHOWN else "Qt::Unchecked"
        ET.SubElement(tree, "layer-tree-layer", about, providerKey=layer.provider, expanded="1")
        _add_layer(held, key, layer)
    return document(root)


def _of_datasets(atlas: Atlas, source: Source, origin: str) -> list[Layer]:
    layers = []
    for name, collection in _DATASETS.items():
        where = ("ogr", f"./{name}.gpkg|layername={name}")
        if source is Source.API:
            where = ("OAPIF", f" typename='{collection}' url='{origin}/ogc/'")
        shape = _SHAPES[DATASETS[name].geometry]
        layers.append(Layer(name, *where, shape, _rules(atlas)[name]))
    return layers


def _rules(atlas: Atlas) -> dict[str, list[Rule]]:
    """The rules of each dataset, found once an edition."""
    return atlas.derived(
        "qgis rules",
        lambda *_: {
            name: rules_of(name, Extract(DATASETS[name], atlas, Wanted()).frame())
            for name in _DATASETS
        },
    )


def _of_database(atlas: Atlas) -> list[Layer]:
    """Views of the current edition; clusters and places as the extracts count them."""
    national = "programme_id = 'sme-national'"
    standing = f"SELECT cluster_id FROM current_standings WHERE year = {atlas.newest_year}"  # noqa: S608  a whole number, in a filter that QGIS sends
    in_force = f"{national} AND cluster_id IN ({standing} AND standing = 'in_force')"
    counted = f"level = 'county' AND {national} AND year = {atlas.newest_year}"
    drawn = rules_of_views()
    found = [
        ("clusters", _view("current_clusters", "row_key", in_force), drawn["clusters"]),
        ("parks", _view("current_parks", "park_id", ""), drawn["parks"]),
        ("places", _view("current_cluster_counts", "adcode", counted), _rules(atlas)["places"]),
    ]
    return [Layer(name, "postgres", where, "Polygon", rules) for name, where, rules in found]


def _view(name: str, key: str, chosen: str) -> str:
    found = f"service='{SERVICE}' key='{key}' srid=4326 type=MultiPolygon "
    return f'{found}table="public"."{name}" (geometry) sql={chosen}'


def _add_layer(held: ET.Element, key: str, layer: Layer) -> None:
    about = {"type": "vector", "geometry": layer.shape, "autoRefreshEnabled": "0"}
    element = ET.SubElement(held, "maplayer", about)
    told = {"id": key, "datasource": layer.source, "layername": layer.name}
    for name, value in told.items():
        ET.SubElement(element, name).text = value
    _add_system(ET.SubElement(element, "srs"), _DEGREES)
    ET.SubElement(element, "provider", encoding="UTF-8").text = layer.provider
    element.append(renderer(layer.rules))


def _add_system(element: ET.Element, facts: Mapping[str, str]) -> None:
    """A coordinate reference system; QGIS transforms only what is told in full."""
    system = ET.SubElement(element, "spatialrefsys")
    for name, value in facts.items():
        ET.SubElement(system, name).text = value


def _add_canvas(root: ET.Element, atlas: Atlas) -> None:
    """The whole nation in view, on the map plane."""
    nation = atlas.unit(NATION)
    west, south, east, north = nation.bounds
    (xmin, ymin), (xmax, ymax) = pseudo_to_plane([(west, south), (east, north)])
    canvas = ET.SubElement(root, "mapcanvas", name="theMapCanvas")
    ET.SubElement(canvas, "units").text = "meters"
    extent = ET.SubElement(canvas, "extent")
    for name, value in (("xmin", xmin), ("ymin", ymin), ("xmax", xmax), ("ymax", ymax)):
        ET.SubElement(extent, name).text = f"{value:.0f}"
    _add_system(ET.SubElement(canvas, "destinationsrs"), _PLANE)
