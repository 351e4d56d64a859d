"""An opened edition gives frames, the tree of places and tables for indicators."""

import pandas as pd
import pytest

import geo
from geo.errors import DataUnavailable, InvalidInput, NotFound
from geo.place import Level, PlaceKey
from tests.unit.opened.sample_bundle import EDITION, files, parquet, summed, zipped


@pytest.fixture
def edition(tmp_path):
    return geo.open_edition(zipped(tmp_path / "edition.zip", summed(files())))


def test_every_public_name_is_there():
    assert sorted(geo.__all__) == dir(geo)
    assert all(getattr(geo, name) is not None for name in geo.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        geo.nothing  # noqa: B018


def test_public_names_are_documented():
    named = {name: getattr(geo, name) for name in geo.__all__ if name != "INDICATORS"}
    assert all(thing.__doc__ for thing in named.values())
    public = [name for name in dir(geo.OpenedEdition) if not name.startswith("_")]
    assert all(getattr(geo.OpenedEdition, name).__doc__ for name in public)


def test_frames(edition):
    assert edition.id == EDITION
    assert edition.datasets == (
        "places-province", "places-prefecture", "places-county", "clusters",
        "recognitions", "industries",
    )  # fmt: skip
    counties = edition.places("county")
    assert counties.crs == "EPSG:4326"
    assert counties.index.tolist() == ["910101", "910102", "911900"]
    assert counties.loc["910101", "name_zh"] == "东区"
    assert counties.attrs == {"edition": EDITION, "boundaries": "样例 boundaries"}
    assert edition.places(Level.PROVINCE)["clusters"].tolist() == [1.0]
    assert edition.clusters().index.tolist() == ["c1", "c2", "c3"]


@pytest.mark.parametrize(
    ("year", "programme", "ids"),
    [
        (None, None, ["c1", "c2", "c3"]),
        (None, "provincial", ["c2", "c3"]),
        (2021, None, ["c2"]),
        (2025, None, ["c1", "c2"]),
        (2026, "national", ["c2"]),
        (2025, "provincial", []),
    ],
)
def test_clusters_in_force(edition, year, programme, ids):
    assert edition.clusters(year, programme).index.tolist() == ids


def test_a_frame_is_the_readers_own(edition):
    edition.clusters()["name_zh"] = "x"
    assert edition.clusters()["name_zh"].tolist() == ["一", "二", "三"]


def test_the_tree_of_places(edition):
    gazetteer = edition.gazetteer()
    above = gazetteer.ancestors(PlaceKey(Level.COUNTY, "911900"))
    assert [(place.level, place.adcode) for place in above] == [
        ("prefecture", "911900"), ("province", "910000"), ("nation", "100000")
    ]  # fmt: skip


def test_citation(edition):
    assert edition.cite() == "样例 (2026).\n"
    with pytest.raises(DataUnavailable, match=r"holds no CITATION\.bib"):
        edition.cite("bibtex")
    with pytest.raises(InvalidInput, match="style must be text, bibtex, cff"):
        edition.cite("apa")


@pytest.mark.parametrize("level", ["nation", "Province", "", "../etc"])
def test_other_levels(edition, level):
    with pytest.raises(InvalidInput, match="level must be province, prefecture, county, not"):
        edition.places(level)


def test_a_dataset_that_is_not_there(edition):
    with pytest.raises(NotFound, match="has no dataset 'flows'; it has places-province, "):
        edition.flows()


def test_a_dataset_that_is_no_parquet(tmp_path):
    whole = summed(files() | {"data/clusters.parquet": b"PAR1 not at all PAR1"})
    edition = geo.open_edition(zipped(tmp_path / "edition.zip", whole))
    with pytest.raises(InvalidInput, match="clusters is no"):
        edition.clusters()


def test_a_dataset_that_lost_its_geometry(tmp_path):
    plain = parquet(pd.DataFrame({"feature_id": ["c1"]}))
    whole = summed(files() | {"data/clusters.parquet": plain})
    edition = geo.open_edition(zipped(tmp_path / "edition.zip", whole))
    with pytest.raises(InvalidInput, match=r"clusters of edition .* has no geometry"):
        edition.clusters()


def test_clusters_by_chain(edition):
    """By hand; c2 stands in 西县 and 乙市, and once in their province."""
    counties, mapped = geo.count_by_chain(edition, "county")
    assert mapped.to_dict() == {"910101": 1, "910102": 1, "911900": 2}
    assert counties.to_dict("index") == {
        "910101": {"food": 0, "textiles": 1},
        "910102": {"food": 1, "textiles": 1},
        "911900": {"food": 2, "textiles": 1},
    }
    province, mapped = geo.count_by_chain(edition, "province")
    assert mapped.to_dict() == {"910000": 3}
    assert province.to_dict("index") == {"910000": {"food": 2, "textiles": 2}}
    in_force, _ = geo.count_by_chain(edition, "province", year=2026)
    assert in_force.to_dict("index") == {"910000": {"food": 1, "textiles": 1}}
    with pytest.raises(InvalidInput, match="subject must be cluster or park"):
        geo.count_by_chain(edition, "county", subject="firm")


def test_indicators_on_its_tables(edition):
    """Food in 乙市: two of two, and three of four everywhere: (2 / 2) / (3 / 4) = 4 / 3."""
    counts, mapped = geo.count_by_chain(edition, "county")
    quotients = geo.quotients_of(counts["food"], mapped)
    assert quotients.loc["911900", "location_quotient"] == pytest.approx(4 / 3)
    assert quotients["share"].tolist() == [0, 1, 1]


def test_borders(edition):
    weights = geo.borders(edition.places("county"))
    assert weights.cardinalities.tolist() == [1, 2, 1]
