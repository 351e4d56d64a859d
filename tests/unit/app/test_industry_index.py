"""Leading industries by place: a sample worked by hand, and the real edition."""

import pytest

from app.atlas import Atlas
from app.industry_index import ChainCount, IndustryIndex, industry_index
from app.industry_reading import Subject
from etl.run import run
from etl.sources import load_sources
from etl.store.engine import open_store
from etl.store.read import load_edition
from geo.counts import COUNTED_LEVELS
from geo.industry import Breadth
from geo.mix import NONE, TIE, Status
from geo.place import NATION, Level, PlaceKey
from tests.store.sample import FOLDER

HEADER = (
    "programme_id,batch_year,stage,name_zh,province,name_basis,review_passed_year,"
    "source_url,source_note"
)
# 电子 is electronics, 陶瓷 building, 茶叶 food; 竹器 no word of the sample knows.
NAMES = [
    "甲山市东湖区电子产业集群",
    "甲山市东湖区电子陶瓷产业集群",
    "东湖区、西岭县陶瓷产业集群",
    "西岭县茶叶产业集群",
    "西岭县竹器产业集群",
]
EAST, WEST, MOUNTAIN = "910101", "910102", "910100"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Atlas of the sample edition with the clusters above."""
    folder = tmp_path_factory.mktemp("industries")
    rows = [
        f"sample-national,2024,recognised,{name},样例省,official,,https://sample.invalid,SAMPLE"
        for name in NAMES
    ]
    clusters = folder / "clusters.csv"
    clusters.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    engine = open_store(f"sqlite:///{folder / 'atlas.sqlite'}")
    sources = load_sources(overrides={"sample-clusters": clusters}, data_dir=FOLDER)
    run(engine, sources, data_dir=FOLDER)
    edition = load_edition(engine)
    engine.dispose()
    return Atlas(edition)


@pytest.fixture(scope="module")
def clusters(sample):
    return industry_index(sample).clusters("sample-national", "", "2024")


def test_a_place_is_made_of_the_chains_of_its_clusters(clusters):
    east = clusters.composition(PlaceKey(Level.COUNTY, EAST))
    # 电子; 电子陶瓷; 陶瓷 with its neighbour: 2 and 2, but 电子 leads twice.
    assert east.subjects == east.mapped == 3
    assert east.chains == (
        ChainCount("electronics", 2, 2, 0),
        ChainCount("building", 2, 1, 0),
    )
    assert east.dominant == "electronics"
    assert east.breadths[Breadth.SINGLE] == 2
    assert east.breadths[Breadth.MULTI] == 1


def test_a_cluster_that_spans_places_counts_in_each_but_once_above_them(clusters):
    west = clusters.composition(PlaceKey(Level.COUNTY, WEST))
    assert (west.count("building"), west.count("food"), west.unmapped) == (1, 1, 1)
    assert west.dominant == TIE
    for key in (PlaceKey(Level.PREFECTURE, MOUNTAIN), NATION):
        above = clusters.composition(key)
        assert (above.subjects, above.mapped, above.unmapped) == (5, 4, 1)
        assert [above.count(c) for c in ("electronics", "building", "food")] == [2, 2, 1]


def test_a_place_without_clusters_has_none(clusters):
    nothing = clusters.composition(PlaceKey(Level.COUNTY, "920101"))
    assert (nothing.subjects, nothing.dominant, nothing.chains) == (0, NONE, ())


def test_parks_count_all_that_they_list(sample):
    parks = industry_index(sample).parks()
    east = parks.composition(PlaceKey(Level.COUNTY, EAST))  # 电子、茶叶
    assert [(one.chain, one.count) for one in east.chains] == [("electronics", 1), ("food", 1)]
    assert east.dominant == TIE
    # The sample's third park makes cars, which none of its words names, and stands in no place.
    assert (parks.composition(NATION).subjects, parks.composition(NATION).unmapped) == (3, 1)


def test_readings_keep_their_wording(sample):
    index = industry_index(sample)
    by_name = {cluster["name_zh"]: cluster_id for cluster_id, cluster in sample.clusters.items()}
    (reading,) = index.readings(Subject.CLUSTER, by_name[NAMES[1]])
    assert (reading.wording, reading.chains) == ("电子陶瓷", ("electronics", "building"))
    assert index.readings(Subject.CLUSTER, "unheard-of") == ()
    named = {by_name[NAMES[0]], by_name[NAMES[1]]}
    assert index.counted_in(Subject.CLUSTER, "electronics") == named


def test_the_index_is_built_once_an_edition(sample):
    assert industry_index(sample) is industry_index(sample)


# ---- the real edition ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def index(atlas):
    return IndustryIndex(atlas)


@pytest.fixture(scope="module", params=["national", "all", "parks"])
def holdings(request, index):
    if request.param == "parks":
        return index.parks()
    if request.param == "all":
        return index.clusters("all", "", "all")
    return index.clusters("sme-national", "", "2025")


def test_the_chains_stand_in_their_order(index, atlas):
    assert len(index.chains) == 13
    assert next(iter(index.chains)) == "equipment"
    assert all(chain.colour.startswith("#") for chain in index.chains.values())


def test_clusters_are_those_that_the_atlas_counts(index, atlas):
    tally = atlas.tally("sme-national", "", "2025")
    holdings = index.clusters("sme-national", "", "2025")
    assert holdings.ids == tally.counted
    for level in COUNTED_LEVELS:
        subjects = holdings.mix(level).subjects
        assert subjects[subjects > 0].to_dict() == tally.counts[level]


def test_parks_are_those_of_the_place(index, atlas):
    parks = index.parks()
    for adcode in ("330000", "440000", "650000"):
        key = PlaceKey(Level.PROVINCE, adcode)
        assert parks.ids_in(key) == frozenset(atlas.parks_in(key)["id"])
        assert parks.composition(key).subjects == len(atlas.parks_in(key))


def test_a_composition_adds_up_its_own_readings(index, atlas, holdings):
    """Counted anew from the readings, cluster by cluster."""
    subject = Subject.PARK if holdings is index.parks() else Subject.CLUSTER
    for level in COUNTED_LEVELS:
        mix = holdings.mix(level)
        for adcode in mix.subjects.nlargest(5).index:
            key = PlaceKey(level, adcode)
            readings = [index.readings(subject, one) for one in holdings.ids_in(key)]
            named = [{c for r in rows if r.main_chain for c in r.chains} for rows in readings]
            composition = holdings.composition(key)
            assert composition.subjects == len(readings)
            assert composition.mapped == sum(bool(chains) for chains in named)
            for chain in index.chains:
                assert composition.count(chain) == sum(chain in chains for chains in named)
            for breadth in Breadth:
                found = sum(r.breadth is breadth for rows in readings for r in rows)
                assert composition.breadths[breadth] == found


def test_status_adds_up(holdings):
    whole = holdings.composition(NATION)
    assert whole.subjects == whole.mapped + whole.no_single + whole.unmapped == len(holdings.ids)


def test_masks_hide_what_is_too_few(holdings):
    for level in COUNTED_LEVELS:
        mapped = holdings.mix(level).mapped
        for found in (holdings.diversity(level), holdings.similarity(level)):
            assert (found["small"] == (mapped < 5)).all()
        assert holdings.diversity(level)["diversity"].notna().sum() == (mapped >= 5).sum()
        assert holdings.similarity(level)["mean"][mapped < 5].isna().all()
        quotients = holdings.quotients(level, "textiles")
        assert (quotients["small"] == ~(quotients["expected"] >= 1)).all()


def test_the_dominant_chain_is_the_most_numerous(holdings):
    for level in COUNTED_LEVELS:
        mix, dominant = holdings.mix(level), holdings.dominant(level)
        for adcode, chain in dominant[~dominant.isin([TIE, NONE, Status.NO_SINGLE])].items():
            assert mix.counts.loc[adcode, chain] == mix.counts.loc[adcode].max() > 0


def test_textiles_are_at_home_on_the_coast(index):
    """As is well known: Zhejiang, Fujian and Xinjiang have far more of them than the average."""
    quotients = index.parks().quotients(Level.PROVINCE, "textiles")
    for adcode in ("330000", "350000", "650000"):
        assert quotients.loc[adcode, "lower"] > 1
    assert quotients.loc["230000", "location_quotient"] < 1
