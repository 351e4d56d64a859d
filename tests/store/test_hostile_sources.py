"""Sources that cannot be used: the run says which row, and the published edition stays."""

import pytest

from etl.run import run
from etl.sources import load_sources
from etl.store.read import current_edition_id, load_edition
from geo.errors import AtlasError, InvalidInput
from tests.store.sample import CLUSTERS, FOLDER, run_sample


@pytest.fixture
def changed(tmp_path):
    """The sample's cluster list with a change to its text or bytes."""

    def change(edit):
        content = edit((FOLDER / "clusters.csv").read_text(encoding="utf-8"))
        path = tmp_path / "changed.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return change


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda text: "", "changed.csv is empty"),
        (lambda text: text.replace("🚀", "").encode("gbk"), "row 2: the file is GBK"),
        (lambda text: text.encode("utf-16"), "UTF-16"),
        (lambda text: text.replace("name_zh", "名称"), "column missing: name_zh"),
        (lambda text: text[: len(text) // 2], "row "),
        (lambda text: text.replace("电子", "电\0子"), "row 2: NUL byte"),
        (lambda text: text.replace("电子", "电" * 10_000), "row 2: a cell of 10,"),
        (lambda text: text.replace("sample-national,2022", "no-such,2022"), "no programme 'no-suc"),
        (lambda text: text.replace("recognised,乙", "maybe,乙"), "row 4: stage is 'maybe'"),
    ],
)
def test_unusable_list(published, changed, edit, said):
    before = current_edition_id(published)
    with pytest.raises(InvalidInput) as error:
        run_sample(published, clusters=changed(edit))
    assert said in str(error.value)
    assert "changed.csv" in str(error.value)
    assert "\n" not in str(error.value)
    assert current_edition_id(published) == before


def test_byte_order_mark_changes_only_the_files_hash(store, changed):
    plain = run_sample(store, clusters=changed(lambda text: text))
    marked = run_sample(store, clusters=changed(lambda text: "\ufeff" + text))
    left, right = load_edition(store, plain.edition_id), load_edition(store, marked.edition_id)
    assert left.clusters.equals(right.clusters)
    assert left.recognitions.equals(right.recognitions)


def test_batch_that_is_not_registered(store, changed):
    path = changed(lambda text: text.replace("sample-national,2024", "sample-national,2031"))
    report = run_sample(store, clusters=path)
    (finding,) = [f for f in report.findings if f.code == "unknown-batch"]
    assert (finding.source_id, finding.row) == (CLUSTERS, 4)
    edition = load_edition(store)
    batch = edition.batches.query("batch_year == 2031").iloc[0]
    assert batch[["recognised_year", "valid_to"]].isna().all()


def test_missing_layer(store, tmp_path):
    run_sample(store)
    before = current_edition_id(store)
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "boundaries"\npath = "gone.gpkg"\ntitle = "Gone"\n', encoding="utf-8"
    )
    with pytest.raises(AtlasError, match=r"gone\.gpkg is missing"):
        run(store, load_sources(tmp_path, data_dir=FOLDER), data_dir=FOLDER)
    assert current_edition_id(store) == before
