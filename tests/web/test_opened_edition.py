"""What a notebook reads and computes of the bundle is what the atlas shows."""

import zipfile

import matplotlib as mpl
import numpy as np
import pytest
import shapely
from matplotlib import pyplot as plt
from PIL import Image

import geo
from app.extract.bundle import Bundle
from app.extract.datasets import DATASETS
from app.extract.edition import whole_edition
from app.industry_index import industry_index
from app.layers.density.spots import spots_of
from app.state import Analysis, Measure, ViewState
from app.view import view_of
from geo.place import Level
from tests.snippets import snippets

LEVELS = ("province", "prefecture", "county")


@pytest.fixture(scope="module")
def folder(atlas, tmp_path_factory):
    """Where the bundle lies, as a zip and unpacked."""
    found = tmp_path_factory.mktemp("bundle")
    path = found / "edition.zip"
    Bundle(atlas, "edition", "/data/edition.zip", "-", whole_edition(atlas)).save(path)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(found / "edition")
    return found


@pytest.fixture(scope="module")
def edition(folder):
    return geo.open_edition(folder / "edition.zip")


def test_it_holds_every_dataset(atlas, edition):
    assert edition.id == atlas.edition.id
    leveled = {name for name, dataset in DATASETS.items() if "level" in dataset.narrowed_by}
    levels = {f"{name}-{level}" for name in leveled for level in LEVELS}
    assert set(edition.datasets) == (DATASETS.keys() - leveled) | levels
    assert edition.cite().startswith("County Cluster Atlas contributors")
    assert edition.cite("bibtex").startswith("@misc{")
    assert "cff-version" in edition.cite("cff")
    for name in DATASETS:
        assert "geometry" in getattr(edition, name)() or name in ("sources", "unplaced")


def test_places_are_those_of_the_edition(atlas, edition):
    stored = atlas.edition.places
    for level in LEVELS:
        mine, theirs = edition.places(level), stored[stored["level"] == level]
        assert mine.index.tolist() == theirs["adcode"].tolist()
        ours, stored_shapes = (shapely.normalize(f.geometry.to_numpy()) for f in (mine, theirs))
        assert shapely.equals_identical(ours, stored_shapes).all()
    tree = edition.gazetteer()
    assert {place.key: place.parent for place in tree} == {
        place.key: place.parent for place in atlas.gazetteer
    }


def test_densities_are_those_of_the_extract_and_the_screen(atlas, edition):
    view = view_of(atlas, ViewState(level=Level.COUNTY))
    counties = edition.places("county")
    again = geo.per_10k_km2(counties["clusters"], counties["area_km2"])
    np.testing.assert_allclose(again, counties["clusters_per_10k_km2"], rtol=1e-12)
    shown = dict(zip([u.place.adcode for u in view.units], view.densities, strict=True))
    assert counties["clusters_per_10k_km2"].to_dict() == pytest.approx(shown)


@pytest.mark.parametrize("level", ["province", "county"])
def test_clusters_by_chain_are_those_of_the_maps(atlas, edition, level):
    mine, mapped = geo.count_by_chain(edition, level, year=2025, programme="sme-national")
    mix = industry_index(atlas).clusters("sme-national", "", "2025").mix(Level(level))
    shown = mix.counts.loc[:, mix.counts.sum() > 0]
    assert mine.to_dict("index") == shown.to_dict("index")
    assert mapped.to_dict() == mix.mapped.to_dict()
    assert mapped.sum() > 100


def test_indicators_are_those_of_the_extract(edition):
    table = edition.indicators("province")
    density = table[table["indicator"] == "cluster_density"].set_index("adcode")["value"]
    places = edition.places("province")
    mine = geo.per_10k_km2(places["clusters"], places["area_km2"])
    assert mine.to_dict() == pytest.approx(density.to_dict())
    counts, mapped = geo.count_by_chain(edition, "province", subject="park")
    told = table[(table["indicator"] == "location_quotient") & (table["subject"] == "park")]
    assert len(told) > 100
    for chain, rows in told.groupby("chain"):
        found = geo.quotients_of(counts[chain], mapped).loc[rows["adcode"]]
        for column, ours in (("value", "location_quotient"), ("lower", "lower")):
            np.testing.assert_allclose(rows[column].astype(float), found[ours], rtol=1e-12)


def test_parks_by_chain_are_those_of_the_maps(atlas, edition):
    mine, _ = geo.count_by_chain(edition, "province", subject="park")
    shown = industry_index(atlas).parks().mix(Level.PROVINCE).counts
    assert mine.to_dict("index") == shown.loc[:, shown.sum() > 0].to_dict("index")


def test_hot_spots_are_those_of_the_map(atlas, edition):
    spots = spots_of(
        view_of(
            atlas,
            ViewState(level=Level.COUNTY, measure=Measure.PER_AREA, analysis=Analysis.HOTSPOTS),
        )
    )
    counties = edition.places("county")
    found = geo.getis_ord(counties["clusters_per_10k_km2"].to_numpy(), geo.borders(counties))
    np.testing.assert_allclose(found["z"], spots.score)
    np.testing.assert_array_equal(found["q"], spots.q)
    assert int((found["level"] != 0).sum()) == spots.found > 0


def test_the_document_for_researchers_runs(folder, monkeypatch):
    monkeypatch.chdir(folder)
    mpl.use("Agg")
    shown = snippets("research.md", "python")
    blocks = [*shown["Python: a notebook"], *shown["Files"]]
    assert len(blocks) == 5
    names = {}
    for block in blocks:
        exec(compile(block, "research.md", "exec"), names)
    plt.close("all")
    assert len(names["clusters"]) > 100
    assert names["found"]["parks"].is_monotonic_decreasing
    assert len(names["found"]) == 5
    assert names["counties"]["hot"].between(-3, 3).all()
    assert names["alike"]["mean"].between(0, 1).sum() > 20
    with Image.open(folder / "parks.png") as image:
        colours = image.convert("RGB").getcolors(1 << 20)
    darkest = tuple(int(geo.ramp.RAMP[-1][i : i + 2], 16) for i in (1, 3, 5))
    assert darkest in {colour for _, colour in colours}
