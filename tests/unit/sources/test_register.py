"""Registering a list: its copy, its entry, and what is refused without a trace."""

import hashlib
import os
import tomllib

import pytest

from etl.folder import writing_in
from etl.register import Registration, register
from etl.sources import load_sources
from geo.errors import Conflict, DataUnavailable, InvalidInput

CONTENT = "序号,集群名称\n1,桐庐县医疗器械产业集群\n".encode()


def about(**changes):
    said = {
        "id": "sme-national-2026",
        "kind": "list-document",
        "title": "2026年度名单",
        "url": "https://www.miit.gov.cn/list?id=1&x=2",
        "date": "2026-09-01",
        "programme": "sme-national",
        "batch": 2026,
    }
    return Registration(**{**said, **changes})


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "steward" / "sources"


def test_the_first_list_makes_the_folder(folder):
    copy = register(folder, about(), CONTENT, "csv")
    assert copy == folder / "lists" / "sme-national-2026.csv"
    assert copy.read_bytes() == CONTENT
    assert sorted(files(folder)) == ["lists/sme-national-2026.csv", "sources.toml"]
    source = load_sources(folder)["sme-national-2026"]
    assert (source.kind, source.programme, source.batch) == ("list-document", "sme-national", 2026)
    assert (source.title, source.date) == ("2026年度名单", "2026-09-01")
    assert source.url == "https://www.miit.gov.cn/list?id=1&x=2"
    assert source.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert source.file() == copy


def test_everything_that_is_said_is_kept(folder):
    said = {"publisher": "工业和信息化部", "licence": "public", "review_year": 2029}
    said["stage"] = "publicised"
    register(folder, about(kind="review-list", **said), CONTENT, "csv")
    source = load_sources(folder)["sme-national-2026"]
    assert {name: getattr(source, name) for name in said} == said
    assert source.kind == "review-list"


def test_what_stands_in_the_registry_stays_as_it_is(folder):
    folder.mkdir(parents=True)
    before = '# mine\n[[source]]\nid = "mine"  # a comment\nkind = "table"\ntitle = "t"\npath = "p"'
    (folder / "sources.toml").write_text(before)
    register(folder, about(), CONTENT, "csv")
    after = (folder / "sources.toml").read_text(encoding="utf-8")
    assert after.startswith(f"{before}\n\n[[source]]\n")
    assert [one["id"] for one in tomllib.loads(after)["source"]] == ["mine", "sme-national-2026"]


@pytest.mark.parametrize(
    "title",
    [
        'He said "x" \\ [[source]] # = 名单',
        "'''",
        '"""',
        'a"\\nid = "b',
        "]] {x} $HOME `id` %s <script>",
        "🚀 \u00e9 \\u0041",
    ],
)
def test_hostile_titles_stay_titles(folder, title):
    register(folder, about(title=title, publisher=title), CONTENT, "csv")
    source = load_sources(folder)["sme-national-2026"]
    assert (source.title, source.publisher) == (title, title)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "../x"}, "--id '../x': use lower-case letters"),
        ({"id": ""}, "--id ''"),
        ({"id": "a" * 65}, "at most 64"),
        ({"title": "a\nid = 1"}, "--title holds control characters or line breaks"),
        ({"title": "a\x00"}, "--title holds control characters"),
        ({"title": "a\u202eb"}, "--title holds control characters"),
        ({"title": " "}, "--title is empty"),
        ({"title": "x" * 501}, "--title has more than 500 characters"),
        ({"publisher": ""}, "--publisher is empty"),
        ({"url": "javascript:alert(1)"}, "give an address with http:// or https://"),
        ({"url": "file:///etc/passwd"}, "give an address with http:// or https://"),
        ({"url": "ftp://x/y"}, "give an address with http:// or https://"),
        ({"url": "https://"}, "give an address with http:// or https://"),
        ({"url": "http://[::1"}, "give an address with http:// or https://"),
        ({"url": "www.miit.gov.cn"}, "give an address with http:// or https://"),
        ({"date": "2023-02-30"}, "--date '2023-02-30': give a date of the calendar"),
        ({"date": "2023年"}, "give a date of the calendar"),
        ({"stage": "rumoured"}, "--stage 'rumoured': give recognised or publicised"),
    ],
)
def test_what_cannot_be_registered(changes, said):
    with pytest.raises(InvalidInput) as error:
        about(**changes)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("other", [{}, {"id": "another"}])
def test_the_same_file_is_registered_once(folder, other):
    register(folder, about(), CONTENT, "csv")
    before = files(folder)
    with pytest.raises(Conflict, match="registered already, as sme-national-2026"):
        register(folder, about(**other), CONTENT, "csv")
    assert files(folder) == before


@pytest.mark.parametrize("taken", ["sme-national-2026", "sme-national"])
def test_an_id_stands_for_one_file(folder, taken):
    register(folder, about(), CONTENT, "csv")
    before = files(folder)
    with pytest.raises(Conflict, match=f"the id {taken} is in use .* --id"):
        register(folder, about(id=taken), b"x", "csv")
    assert files(folder) == before


def test_a_file_that_lies_there_is_never_overwritten(folder):
    (folder / "lists").mkdir(parents=True)
    (folder / "lists" / "sme-national-2026.csv").write_text("mine")
    before = files(folder)
    with pytest.raises(Conflict, match="holds another file"):
        register(folder, about(), CONTENT, "csv")
    assert files(folder) == before


def test_a_copy_without_an_entry_is_taken_up(folder):
    """What a process leaves that was killed between the two."""
    (folder / "lists").mkdir(parents=True)
    (folder / "lists" / "sme-national-2026.csv").write_bytes(CONTENT)
    register(folder, about(), CONTENT, "csv")
    assert "sme-national-2026" in load_sources(folder)


@pytest.mark.parametrize(
    ("registry", "error"),
    [
        ("[[source]", InvalidInput),
        ('source = [{id = "a", kind = "table", title = "t", path = "p"}]', InvalidInput),
    ],
)
def test_a_registry_that_cannot_take_it(folder, registry, error):
    folder.mkdir(parents=True)
    (folder / "sources.toml").write_text(registry)
    with pytest.raises(error) as raised:
        register(folder, about(), CONTENT, "csv")
    assert "\n" not in str(raised.value)
    assert files(folder) == {"sources.toml": registry.encode()}


def test_one_writer_at_a_time(folder, monkeypatch):
    monkeypatch.setattr("etl.folder.WAIT_S", 0.0)
    with writing_in(folder), pytest.raises(Conflict, match="somebody else is writing in"):
        register(folder, about(), CONTENT, "csv")
    assert files(folder) == {}
    register(folder, about(), CONTENT, "csv")


def full_disk(monkeypatch, after):
    """Let so many files be written, then no more."""
    written, sync = [], os.fsync

    def fsync(handle):
        written.append(handle)
        if len(written) > after:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("after", [0, 1])
def test_a_full_disk_leaves_nothing_half_done(folder, monkeypatch, after):
    register(folder, about(id="first"), b"first", "csv")
    before = files(folder)
    full_disk(monkeypatch, after)
    with pytest.raises(DataUnavailable, match="No space left on device"):
        register(folder, about(), CONTENT, "csv")
    assert files(folder) == before


def test_a_registry_that_is_a_link_stays_one(folder, tmp_path):
    folder.mkdir(parents=True)
    kept = tmp_path / "kept.toml"
    kept.write_text('[[source]]\nid = "a"\nkind = "table"\ntitle = "t"\npath = "p"\n')
    (folder / "sources.toml").symlink_to(kept)
    register(folder, about(), CONTENT, "csv")
    assert (folder / "sources.toml").is_symlink()
    assert "sme-national-2026" in kept.read_text()


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataUnavailable, match="cannot use the folder"):
        register(tmp_path / "file" / "sources", about(), CONTENT, "csv")
