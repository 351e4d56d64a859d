"""The project for QGIS names layers that exist, on the map plane, in the colours of the screen."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest
from pyproj import CRS, Transformer

from app.extract.datasets import DATASETS
from app.extract.styles import DENSITY
from etl.store.dictionary import meaning
from etl.store.views import VIEWS
from geo.plane import lonlat_to_plane


@pytest.fixture
def opened(client):
    def get(query=""):
        response = client.get(f"/data/atlas.qgs{query}")
        assert response.status_code == 200
        assert "attachment" in response.headers["Content-Disposition"]
        return ET.fromstring(response.get_data(as_text=True).partition("\n")[2])

    return get


def sources(project):
    return {layer.findtext("layername"): layer.findtext("datasource") for layer in layers(project)}


def layers(project):
    return project.find("projectlayers").findall("maplayer")


def test_files_lie_beside_it(opened):
    found = sources(opened())
    assert found == {name: f"./{name}.gpkg|layername={name}" for name in found}
    assert set(found) == {"flows", "clusters", "parks", "places"}


def test_collections_are_those_of_this_server(opened, client):
    for layer in layers(opened("?source=api")):
        assert layer.findtext("provider") == "OAPIF"
        words = dict(part.split("=") for part in layer.findtext("datasource").split())
        assert words["url"] == "'http://localhost/ogc/'"
        collection = words["typename"].strip("'")
        assert client.get(f"/ogc/collections/{collection}?f=json").status_code == 200


def test_views_are_those_of_the_database(opened):
    found = sources(opened("?source=database"))
    assert set(found) == {"clusters", "parks", "places"}
    for source in found.values():
        view = source.partition('."')[2].partition('"')[0]
        key = source.partition("key='")[2].partition("'")[0]
        assert view in VIEWS
        assert meaning(view, key)
        assert source.startswith("service='cluster_atlas' ")
    assert "level = 'county' AND programme_id = 'sme-national'" in found["places"]


def test_its_plane_is_that_of_the_maps(opened):
    system = CRS(opened().findtext("projectCrs/spatialrefsys/wkt"))
    to_plane = Transformer.from_crs("EPSG:4490", system, always_xy=True)
    points = [(120.2, 30.3), (87.6, 43.8)]
    moved = np.column_stack(to_plane.transform(*np.transpose(points)))
    np.testing.assert_allclose(moved, lonlat_to_plane(points), atol=1e-3)


def test_ids_are_long_enough_and_the_same_in_the_tree(opened):
    project = opened()
    ids = [layer.findtext("id") for layer in layers(project)]
    assert all(len(one) > 10 for one in ids)  # QGIS makes up others for shorter ones
    assert [one.get("id") for one in project.find("layer-tree-group")] == ids


def test_rules_go_by_columns_that_the_layers_have(opened):
    for layer in layers(opened()):
        columns = DATASETS[layer.findtext("layername")].columns
        filters = [rule.get("filter") for rule in layer.iter("rule")]
        named = {name for one in filters for name in one.split('"')[1::2]}
        assert named
        assert named <= columns.keys()
    assert DENSITY in DATASETS["places"].columns


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?source=web", "source"),
        ("?source=", "source"),
        ("?source=api&source=api", "source"),
        ("?place=330000", "place"),
    ],
)
def test_other_sources_are_refused(client, query, named):
    response = client.get(f"/data/atlas.qgs{query}")
    assert response.status_code == 400
    assert named in response.get_data(as_text=True)
