"""Bundles that are whole are opened; those that are not are refused with what to do."""

import json
import zipfile

import pytest

from geo import bundle
from geo.bundle import Bundle
from geo.errors import DataUnavailable, InvalidInput
from geo.opened import open_edition
from tests.unit.opened.sample_bundle import EDITION, files, summed, unpacked, zipped


def test_a_zip_and_its_folder_are_the_same(tmp_path):
    whole = summed(files())
    as_zip = Bundle(zipped(tmp_path / "edition.zip", whole))
    as_folder = Bundle(unpacked(tmp_path / "edition", whole))
    assert as_zip.manifest == as_folder.manifest
    assert as_zip.names == as_folder.names
    assert all(as_zip.read(name) == as_folder.read(name) == whole[name] for name in as_zip.names)
    assert as_zip.manifest["edition_id"] == EDITION


def test_no_file(tmp_path):
    with pytest.raises(DataUnavailable, match=r"there is no .*nowhere\.zip: make it with \./atlas"):
        open_edition(tmp_path / "nowhere.zip")


@pytest.mark.parametrize("part", [0, 10, 0.5, 0.99])
def test_a_zip_that_was_cut_off(tmp_path, part):
    path = zipped(tmp_path / "edition.zip", summed(files()))
    body = path.read_bytes()
    path.write_bytes(body[: int(part if part > 1 else part * len(body))])
    with pytest.raises(DataUnavailable, match="is no whole zip"):
        open_edition(path)


def test_what_is_no_zip_at_all(tmp_path):
    (tmp_path / "edition.zip").write_text("<html>404</html>")
    with pytest.raises(DataUnavailable, match="is no whole zip"):
        open_edition(tmp_path / "edition.zip")


@pytest.mark.parametrize("name", ["manifest.json", "data/clusters.parquet"])
def test_a_file_that_was_changed(tmp_path, name):
    whole = summed(files())
    whole[name] = whole[name].replace(b"a", b"b", 1)
    with pytest.raises(InvalidInput, match=f"{name} is not what SHA256SUMS says"):
        open_edition(zipped(tmp_path / "edition.zip", whole))


@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS", "data/clusters.parquet"])
@pytest.mark.parametrize("write", [zipped, unpacked])
def test_a_file_that_is_missing(tmp_path, name, write):
    whole = summed(files())
    del whole[name]
    with pytest.raises(DataUnavailable, match=f"holds no {name}"):
        open_edition(write(tmp_path / "edition", whole))


def test_another_layout(tmp_path):
    path = zipped(tmp_path / "edition.zip", summed(files(layout=2)))
    with pytest.raises(InvalidInput, match="has layout 2, this software reads 1"):
        open_edition(path)


@pytest.mark.parametrize("body", [b"[]", b"{}", b"{", b"\xff", b"[" * 100_000])
def test_a_manifest_that_is_none(tmp_path, body):
    whole = summed(files() | {"manifest.json": body})
    with pytest.raises(InvalidInput, match=r"manifest\.json"):
        open_edition(zipped(tmp_path / "edition.zip", whole))


@pytest.mark.parametrize(
    "line",
    ["hello", f"{'0' * 64}  ../../etc/passwd", f"{'0' * 64}  /etc/passwd", f"{'0' * 63}  a", ""],
)
def test_sums_that_are_none(tmp_path, line):
    whole = summed(files())
    whole["SHA256SUMS"] += f"{line}\n".encode()
    with pytest.raises(InvalidInput, match="SHA256SUMS is not that of an edition"):
        open_edition(zipped(tmp_path / "edition.zip", whole))


def test_a_zip_that_unpacks_to_too_much(tmp_path, monkeypatch):
    path = zipped(tmp_path / "edition.zip", summed(files() | {"data/zeros.bin": bytes(200_000)}))
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(bundle, "MOST_BYTES", 100_000)
    with pytest.raises(InvalidInput, match=r"unpacks to 2[0-9]{2},[0-9]{3} bytes"):
        open_edition(path)


def test_a_zip_that_lies_about_a_size(tmp_path):
    """The directory says 10 bytes, the stream holds more: no more than 10 are unpacked."""
    path = zipped(tmp_path / "edition.zip", summed(files() | {"data/zeros.bin": bytes(200_000)}))
    body = bytearray(path.read_bytes())
    entry = body.rindex(b"data/zeros.bin") - 46
    assert body[entry : entry + 4] == b"PK\x01\x02"
    body[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(body))
    with pytest.raises((InvalidInput, DataUnavailable)):
        open_edition(path)


def test_a_zip_of_too_many_files(tmp_path, monkeypatch):
    path = zipped(tmp_path / "edition.zip", summed(files()))
    monkeypatch.setattr(bundle, "MOST_FILES", 5)
    with pytest.raises(InvalidInput, match="files: no edition has so many"):
        open_edition(path)


def test_an_encrypted_zip(tmp_path):
    path = zipped(tmp_path / "edition.zip", summed(files()))
    body = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        offsets = [one.header_offset for one in archive.infolist()]
    start = body.index(b"PK\x01\x02")
    while (start := body.find(b"PK\x01\x02", start)) >= 0:
        body[start + 8] |= 1
        start += 4
    for offset in offsets:
        body[offset + 6] |= 1
    path.write_bytes(bytes(body))
    with pytest.raises(InvalidInput, match="cannot be unpacked"):
        open_edition(path)


def test_a_file_that_is_exchanged_later_is_noticed(tmp_path):
    folder = unpacked(tmp_path / "edition", summed(files()))
    edition = open_edition(folder)
    (folder / "data" / "clusters.parquet").write_bytes(b"x")
    with pytest.raises(InvalidInput, match=r"clusters\.parquet is not what"):
        edition.clusters()
    assert json.loads((folder / "manifest.json").read_text())["layout"] == 1
