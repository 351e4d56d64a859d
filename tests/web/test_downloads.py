"""How files of `/data` are sent: marks, parts, codings, and what stays on disk."""

import gzip
import io
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from app.extract.download import download
from app.extract.files import FORMATS, Whole
from app.extract.kept import KeptFiles
from tests.web.files import Files

WHOLE = [name for name, one in FORMATS.items() if isinstance(one, Whole)]
STREAMED = [name for name in FORMATS if name not in WHOLE]
QUERY = "?place=330000&level=prefecture"


@pytest.fixture
def files(browser, tmp_path):
    return Files(browser.client, tmp_path)


# ---- marks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", STREAMED)
def test_each_coding_has_a_strong_mark_of_its_own(files, suffix):
    path = f"/data/places.{suffix}{QUERY}"
    plain = files.get(path)
    tags = {plain.headers["ETag"]}
    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        packed = files.get(path, **{"Accept-Encoding": coding})
        assert packed.headers["Content-Encoding"] == coding
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert unpack(packed.data) == plain.data
        again = files.get(path, **{"Accept-Encoding": coding})
        assert (again.data, again.headers["ETag"]) == (packed.data, packed.headers["ETag"])
        tags.add(packed.headers["ETag"])
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)
    for tag in tags:
        known = files.get(path, 304, **{"If-None-Match": f'"other", {tag}'})
        assert (known.data, known.headers["ETag"]) == (b"", tag)


def test_the_mark_tells_edition_query_and_format_apart(files):
    paths = [f"/data/places.{suffix}{QUERY}" for suffix in FORMATS]
    paths += [f"/data/places.gpkg{QUERY}&crs={crs}" for crs in ("EPSG:4490", "albers")]
    paths += [f"/data/places.gpkg{QUERY}&simplify=2000", f"/data/places.gpkg{QUERY}&year=2023"]
    paths += [f"/data/places.gpkg{QUERY}&bbox=120,30,120.1234567,31"]
    paths += [f"/data/places.gpkg{QUERY}&bbox=120,30,120.1234568,31"]
    tags = [files.client.head(path, buffered=True).headers["ETag"] for path in paths]
    assert len(set(tags)) == len(paths)
    same = files.client.head(
        "/data/places.gpkg?level=prefecture&crs=&place=330000&programme=sme-national"
    )
    assert same.headers["ETag"] == tags[list(FORMATS).index("gpkg")]


def test_another_edition_has_other_marks(atlas):
    def tag(held):
        return download(held, "places", "csv", "").tag

    before, edition = tag(atlas), atlas.edition
    try:
        atlas.edition = replace(edition, id="2027-01-01-000000000000")
        assert tag(atlas) != before
    finally:
        atlas.edition = edition


# ---- parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [*WHOLE, "zip"])
def test_a_download_that_broke_off_is_continued(files, suffix):
    path = f"/data/places.{suffix}{QUERY}"
    whole = files.get(path)
    size, tag = len(whole.data), whole.headers["ETag"]
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert int(whole.headers["Content-Length"]) == size
    middle = size // 2
    rest = files.get(path, 206, Range=f"bytes={middle}-", **{"If-Range": tag})
    assert rest.headers["Content-Range"] == f"bytes {middle}-{size - 1}/{size}"
    assert rest.headers["ETag"] == tag
    assert whole.data[:middle] + rest.data == whole.data
    assert files.get(path, 206, Range="bytes=-10").data == whole.data[-10:]
    assert files.get(path, 200, Range="bytes=5-", **{"If-Range": '"older"'}).data == whole.data
    assert files.get(path, 200, Range="bytes=0-1,5-9").data == whole.data
    beyond = files.get(path, 416, Range=f"bytes={size}-")
    assert beyond.headers["Content-Range"] == f"bytes */{size}"
    assert files.get(path, 304, **{"If-None-Match": tag}).data == b""


def test_a_streamed_file_offers_no_parts(files):
    answer = files.get(f"/data/places.csv{QUERY}", Range="bytes=5-9")
    assert answer.headers["Accept-Ranges"] == "none"
    assert len(answer.data) > 10


# ---- what stays on disk --------------------------------------------------------------------------


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The folder for temporary files of this test."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def wanted(atlas):
    return download(atlas, "places", "gpkg", QUERY)


def counting(wanted):
    """A download that notes each time that it is written."""
    written = []

    def save(path):
        written.append(path)
        wanted.save(path)

    return replace(wanted, save=save), written


def test_a_file_is_written_once_and_kept(tmp_path, wanted, scratch):
    told, written = counting(wanted)
    kept = KeptFiles(tmp_path / "kept", 10**8)
    with kept.open(told) as first, kept.open(told) as second:
        assert first.read() == second.read()
    with KeptFiles(tmp_path / "kept", 10**8).open(told) as of_another_worker:
        assert of_another_worker.read(15) == b"SQLite format 3"
    assert len(written) == 1
    assert list(scratch.iterdir()) == []


def test_many_who_ask_at_once_get_the_same(tmp_path, wanted, scratch):
    """Each of two workers, with four readers: both may write, one is believed."""
    told, written = counting(wanted)
    workers = [KeptFiles(tmp_path / "kept", 10**8) for _ in range(2)]

    def read(number):
        with workers[number % 2].open(told) as file:
            return file.read()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(read, range(8)))
    assert len(set(found)) == 1
    assert len(written) <= 2
    assert list(scratch.iterdir()) == []


def test_what_is_kept_is_bounded_and_an_open_file_can_be_read_on(tmp_path, atlas):
    kept = KeptFiles(tmp_path / "kept", 300_000)
    opened = []
    for place in ("330000", "320000", "340000", "350000", "360000", "370000"):
        asked = download(atlas, "places", "gpkg", f"?place={place}&level=province")
        opened.append((asked, kept.open(asked)))
    size = sum(file.stat().st_size for file in (tmp_path / "kept").rglob("*.val"))
    assert size < 2 * 300_000
    for asked, file in opened:
        again = io.BytesIO(b"".join(asked.pieces()))
        assert file.read() == again.read()
        file.close()


def test_without_a_folder_files_are_made_anew(tmp_path, wanted, scratch, caplog):
    (tmp_path / "kept").write_text("a file where the folder should be")
    told, written = counting(wanted)
    kept = KeptFiles(tmp_path / "kept", 10**8)
    for _ in range(2):
        with kept.open(told) as file:
            assert file.read(15) == b"SQLite format 3"
    assert len(written) == 2
    assert "cannot be kept" in caplog.text
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("suffix", [*FORMATS, "zip"])
def test_a_client_that_goes_away_leaves_nothing_behind(browser, scratch, suffix):
    answer = browser.client.get(f"/data/places.{suffix}?place=320000&level=prefecture")
    assert next(answer.iter_encoded())
    answer.close()
    assert list(scratch.iterdir()) == []


def test_a_fault_while_writing_leaves_nothing_behind(tmp_path, wanted, scratch):
    def save(path):
        Path(path).write_bytes(b"half")
        raise RuntimeError("the disk is full")

    kept = KeptFiles(tmp_path / "kept", 10**8)
    with pytest.raises(RuntimeError):
        kept.open(replace(wanted, save=save))
    assert list(scratch.iterdir()) == []
    with kept.open(wanted) as file:
        assert file.read(15) == b"SQLite format 3"
