"""The folder of a batch: what is done stays, what was cut short does not count."""

import hashlib

import pytest

from app.briefing.batch.folder import JOURNAL, Filed, held, is_held, told, write_whole
from geo.errors import Conflict

MADE_OF = {"edition": "2026-01-01-aaaaaaaaaaaa", "choice": "?year=2024"}


def file(path, adcode="330402", body=b"content"):
    name = f"{adcode}.docx"
    write_whole(path, name, body)
    digest = hashlib.sha256(body).hexdigest()
    return Filed("county", adcode, "南湖区", "docx", name, len(body), digest)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "made" / "here"


def test_a_second_run_finds_what_the_first_one_finished(path):
    with held(path, MADE_OF) as folder:
        assert folder.filed == []
        done = file(path)
        folder.add(done)
    with held(path, MADE_OF) as folder:
        assert folder.filed == [done]
    assert told(path) == 1


def test_a_line_and_a_file_that_were_cut_short_do_not_count(path):
    with held(path, MADE_OF) as folder:
        first = file(path)
        folder.add(first)
        folder.add(file(path, "330411"))
    journal = path / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-9])
    (path / ".330424.docx.part").write_bytes(b"half")
    with held(path, MADE_OF) as folder:
        assert folder.filed == [first]
        folder.add(file(path, "330424"))
    assert sorted(one.name for one in path.iterdir()) == [
        "330402.docx",
        "330411.docx",
        "330424.docx",
        JOURNAL,
    ]
    with held(path, MADE_OF) as folder:
        assert [one.adcode for one in folder.filed] == ["330402", "330424"]


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_file_that_is_not_as_it_was_is_made_again(path, harm):
    with held(path, MADE_OF) as folder:
        folder.add(file(path))
    if harm == "changed":
        (path / "330402.docx").write_bytes(b"edited by hand")
    else:
        (path / "330402.docx").unlink()
    with held(path, MADE_OF) as folder:
        assert folder.filed == []


@pytest.mark.parametrize(
    ("name", "value"), [("edition", "2026-02-02-bbbbbbbbbbbb"), ("choice", "")]
)
def test_files_made_of_something_else_are_not_mixed_in(path, name, value):
    with held(path, MADE_OF) as folder:
        folder.add(file(path))
    before = (path / JOURNAL).read_bytes()
    with (
        pytest.raises(Conflict, match=rf"another {name} .*name another folder"),
        held(path, MADE_OF | {name: value}),
    ):
        pass
    assert (path / JOURNAL).read_bytes() == before


def test_a_folder_with_another_journal_is_left_alone(path):
    path.mkdir(parents=True)
    (path / JOURNAL).write_text("dear diary\n", encoding="utf-8")
    with pytest.raises(Conflict, match="not the journal of a batch"), held(path, MADE_OF):
        pass


def test_two_batches_cannot_hold_one_folder(path):
    path.mkdir(parents=True)
    assert not is_held(path)
    with held(path, MADE_OF):
        assert is_held(path)
        with pytest.raises(Conflict, match="wait until it has ended"), held(path, MADE_OF):
            pass
    assert not is_held(path)
