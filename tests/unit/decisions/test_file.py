"""The file of decisions: read strictly, written whole, by one at a time."""

import csv
import fcntl
import multiprocessing
import os

import pytest

from etl.decisions import Decision, load_decisions
from etl.decisions.answers import read_answers
from etl.decisions.file import COLUMNS, FILE_NAME
from etl.decisions.record import record, undo
from geo.errors import Conflict, DataUnavailable, InvalidInput, NotFound

HEADER = ",".join(COLUMNS)
ROW = "cluster,桐乡市针织产业集群,浙江省,sme-national,330483,,,steward,2026-03-05,visited"


def decision(name="桐乡市针织产业集群", **more):
    signed = {"decided_by": "steward", "decided_on": "2026-03-05", "why": "visited"}
    return Decision(name, **{"adcodes": ("330483",), **signed, **more})


def lines(folder):
    return (folder / FILE_NAME).read_bytes().decode().split("\n")


def write(folder, *rows, encoding="utf-8", end="\n"):
    (folder / FILE_NAME).write_bytes((end.join([HEADER, *rows]) + end).encode(encoding))
    return folder


class TestReading:
    def test_a_row(self, tmp_path):
        (one,) = load_decisions([write(tmp_path, ROW)]).all
        assert one == decision(
            kind="cluster",
            unit="浙江省",
            programme_id="sme-national",
            source_id="decisions",
            source_row=2,
        )

    def test_the_later_folder_prevails(self, tmp_path):
        bundled, own = tmp_path / "data", tmp_path / "own"
        for folder, code in ((bundled, "330481"), (own, "330482")):
            folder.mkdir()
            write(folder, ROW.replace("330483", code))
        decisions = load_decisions([bundled, own])
        found = decisions.of("cluster", "桐乡市针织", "浙江省", "sme-national")
        assert (found.adcodes, found.source_id) == (("330482",), "steward-decisions")
        assert len(decisions.all) == 2

    def test_no_file_is_no_decision(self, tmp_path):
        assert load_decisions([tmp_path, tmp_path / "missing"]).all == ()

    def test_a_header_alone_is_no_decision(self, tmp_path):
        assert load_decisions([write(tmp_path)]).all == ()

    def test_mark_and_line_ends_of_a_spreadsheet(self, tmp_path):
        write(tmp_path, ROW, encoding="utf-8-sig", end="\r\n")
        assert len(load_decisions([tmp_path]).all) == 1

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            (ROW.replace("330483", ""), "row 2: neither adcode nor same_as"),
            (ROW.replace("330483", "33048"), "row 2: adcode is '33048'"),
            (ROW.replace("330483", "330483;x"), "row 2: adcode is 'x'"),
            (ROW.replace("2026-03-05", "2026-02-30"), "row 2: decided_on is '2026-02-30'"),
            (ROW.replace("2026-03-05", "2026-03"), "row 2: decided_on is '2026-03'"),
            (ROW.replace("2026-03-05", "20260305"), "row 2: decided_on is '20260305'"),
            (ROW.replace(",visited", ","), "row 2: why is empty"),
            (ROW.replace("steward", ""), "row 2: decided_by is empty"),
            (ROW.replace("cluster", "town", 1), "row 2: kind is 'town'"),
            (ROW.replace("330483,", "330483,village"), "row 2: level is 'village'"),
            (ROW.replace("桐乡市针织产业集群", "名" * 201), "row 2: name_zh is"),
            (f"{ROW}\n{ROW.replace('产业集群', '')}", "row 3: 桐乡市针织 is decided in row 2"),
            (f"{ROW},one more", "row 2: 11 cells instead of 10"),
        ],
    )
    def test_faults_name_the_row(self, tmp_path, row, said):
        with pytest.raises(InvalidInput, match=r"decisions\.csv") as caught:
            load_decisions([write(tmp_path, row)])
        assert said in str(caught.value)

    def test_gbk_is_recognised(self, tmp_path):
        write(tmp_path, ROW, encoding="gbk")
        with pytest.raises(InvalidInput, match="GBK"):
            load_decisions([tmp_path])


class TestSearch:
    @pytest.mark.parametrize(
        "name",
        ["桐乡市针织产业集群", "桐乡市 针织（特色产业集群）", "桐乡市针织", "桐乡市·针织集群"],
    )
    def test_wording_does_not_matter(self, tmp_path, name):
        decisions = load_decisions([write(tmp_path, ROW)])
        assert decisions.of("cluster", name, "浙江省", "sme-national")

    @pytest.mark.parametrize(
        ("kind", "name", "unit", "programme"),
        [
            ("park", "桐乡市针织产业集群", "浙江省", "sme-national"),
            ("cluster", "桐乡市毛衫产业集群", "浙江省", "sme-national"),
            ("cluster", "桐乡市针织产业集群", "江苏省", "sme-national"),
            ("cluster", "桐乡市针织产业集群", "", "sme-national"),
            ("cluster", "桐乡市针织产业集群", "浙江省", "another"),
        ],
    )
    def test_another_entry_is_not_met(self, tmp_path, kind, name, unit, programme):
        decisions = load_decisions([write(tmp_path, ROW)])
        assert decisions.of(kind, name, unit, programme) is None


class TestWriting:
    def test_new_decisions_are_appended(self, tmp_path):
        folder = tmp_path / "not" / "there"
        assert record(folder, [decision()]) == []
        assert record(folder, [decision("海宁市皮革产业集群")]) == []
        assert lines(folder) == [
            HEADER,
            "cluster,桐乡市针织产业集群,,,330483,,,steward,2026-03-05,visited",
            "cluster,海宁市皮革产业集群,,,330483,,,steward,2026-03-05,visited",
            "",
        ]
        assert [one.name for one in folder.iterdir()] == [FILE_NAME]

    def test_deciding_again_replaces_in_place(self, tmp_path):
        record(tmp_path, [decision(), decision("海宁市皮革产业集群")])
        (replaced,) = record(tmp_path, [decision("桐乡市针织", adcodes=("330481", "330482"))])
        assert replaced.adcodes == ("330483",)
        assert lines(tmp_path)[1].startswith("cluster,桐乡市针织,,,330481;330482,")
        assert lines(tmp_path)[2].startswith("cluster,海宁市皮革产业集群,")

    def test_another_unit_is_another_decision(self, tmp_path):
        record(tmp_path, [decision(), decision(unit="浙江省")])
        assert len(load_decisions([tmp_path]).all) == 2

    def test_undo(self, tmp_path):
        record(tmp_path, [decision(), decision("海宁市皮革产业集群")])
        assert undo(tmp_path, Decision("桐乡市针织", kind="")).adcodes == ("330483",)
        assert len(lines(tmp_path)) == 3
        undo(tmp_path, Decision("海宁市皮革产业集群"))
        assert lines(tmp_path) == [HEADER, ""]
        assert load_decisions([tmp_path]).all == ()

    def test_undo_of_nothing(self, tmp_path):
        with pytest.raises(NotFound):
            undo(tmp_path / "missing", Decision("x"))
        record(tmp_path, [decision(unit="浙江省", programme_id="sme-national")])
        with pytest.raises(NotFound, match="--unit 浙江省 --programme sme-national"):
            undo(tmp_path, Decision("桐乡市针织产业集群"))

    def test_columns_of_ones_own_are_kept(self, tmp_path):
        text = f"{HEADER},checked\n{ROW},twice\n"
        (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
        record(tmp_path, [decision("海宁市皮革产业集群")])
        assert lines(tmp_path)[1] == f"{ROW},twice"
        assert lines(tmp_path)[2].endswith("visited,")
        again = decision(unit="浙江省", programme_id="sme-national", why="seen again")
        assert len(record(tmp_path, [again])) == 1
        assert lines(tmp_path)[1].endswith(",seen again,twice")

    def test_a_spreadsheets_file_becomes_plain(self, tmp_path):
        write(tmp_path, ROW, encoding="utf-8-sig", end="\r\n")
        record(tmp_path, [decision("海宁市皮革产业集群")])
        body = (tmp_path / FILE_NAME).read_bytes()
        assert body.startswith(b"kind,")
        assert b"\r" not in body

    @pytest.mark.parametrize(
        "name", ["=1+1", "+86", "-2", "@x", "＝1", '"quoted", with comma', "'", "'x", "é🚀"]
    )
    def test_hostile_cells_come_back_and_run_nowhere(self, tmp_path, name):
        record(tmp_path, [decision(name, unit=name, why=name, decided_by=name, same_as=name)])
        (one,) = load_decisions([tmp_path]).all
        assert {one.name_zh, one.unit, one.why, one.decided_by, one.same_as} == {name}
        with (tmp_path / FILE_NAME).open(encoding="utf-8", newline="") as file:
            cells = list(csv.reader(file))[1]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]

    def test_a_file_that_cannot_be_used_is_left_alone(self, tmp_path):
        write(tmp_path, "one,two")
        before = (tmp_path / FILE_NAME).read_bytes()
        with pytest.raises(InvalidInput):
            record(tmp_path, [decision()])
        assert (tmp_path / FILE_NAME).read_bytes() == before

    def test_a_failed_write_leaves_the_old_file(self, tmp_path, monkeypatch):
        record(tmp_path, [decision()])
        before = (tmp_path / FILE_NAME).read_bytes()

        def full(_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(DataUnavailable, match="No space left"):
            record(tmp_path, [decision("海宁市皮革产业集群")])
        assert (tmp_path / FILE_NAME).read_bytes() == before
        assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]

    def test_permissions_and_links_stay(self, tmp_path):
        (tmp_path / "kept").mkdir()
        record(tmp_path / "kept", [decision()])
        target = tmp_path / "kept" / FILE_NAME
        target.chmod(0o640)
        (tmp_path / FILE_NAME).symlink_to(target)
        record(tmp_path, [decision("海宁市皮革产业集群")])
        assert (tmp_path / FILE_NAME).is_symlink()
        assert target.stat().st_mode & 0o777 == 0o640
        assert len(load_decisions([tmp_path]).all) == 2

    def test_a_folder_that_cannot_be_made(self, tmp_path):
        (tmp_path / "file").write_text("x")
        with pytest.raises(DataUnavailable, match="cannot use the folder"):
            record(tmp_path / "file" / "folder", [decision()])


class TestTwoWriters:
    def test_one_who_waits_too_long_is_told(self, tmp_path, monkeypatch):
        monkeypatch.setattr("etl.folder.WAIT_S", 0.1)
        held = os.open(tmp_path, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Conflict, match="somebody else is writing"):
            record(tmp_path, [decision()])
        os.close(held)
        record(tmp_path, [decision()])

    def test_no_decision_is_lost(self, tmp_path):
        context = multiprocessing.get_context("spawn")
        writers = [context.Process(target=_decide_ten, args=(tmp_path, k)) for k in range(3)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert [writer.exitcode for writer in writers] == [0, 0, 0]
        names = {one.name_zh for one in load_decisions([tmp_path]).all}
        assert names == {f"集群甲{k}之{n}号" for k in range(3) for n in range(10)}


def _decide_ten(folder, k):
    for n in range(10):
        record(folder, [decision(f"集群甲{k}之{n}号")])


class TestAnswers:
    def answers(self, tmp_path, *rows, **usual):
        path = tmp_path / "questions.csv"
        text = "\n".join([f"{HEADER},code,evidence,candidates", *rows])
        path.write_text(text, encoding="utf-8-sig")
        return read_answers(path, **{"by": "me", "on": "2026-05-01", "why": "meeting", **usual})

    def test_rows_that_are_filled_in(self, tmp_path):
        (one,) = self.answers(
            tmp_path,
            "cluster,甲产业集群,浙江省,p,330481,,,,,,doubtful,evidence,candidates",
            "cluster,乙产业集群,浙江省,p,,,,,,,doubtful,evidence,candidates",
        )
        assert (one.name_zh, one.adcodes, one.decided_by, one.decided_on, one.why) == (
            "甲产业集群", ("330481",), "me", "2026-05-01", "meeting"
        )  # fmt: skip

    def test_two_questions_about_one_entry_make_one_decision(self, tmp_path):
        (one,) = self.answers(
            tmp_path,
            "cluster,甲产业集群,,p,330481,,,,,,doubtful,,",
            "cluster,甲产业集群,,p,,,乙产业集群,,,,same-cluster,,",
        )
        assert (one.adcodes, one.same_as) == (("330481",), "乙产业集群")

    def test_two_answers_to_one_question_are_refused(self, tmp_path):
        with pytest.raises(InvalidInput, match=r"row 3: .* is decided in row 2"):
            self.answers(
                tmp_path,
                "cluster,甲产业集群,,p,330481,,,,,,doubtful,,",
                "cluster,甲产业集群,,p,330482,,,,,,same-cluster,,",
            )

    def test_nothing_filled_in(self, tmp_path):
        with pytest.raises(InvalidInput, match="no row has an answer"):
            self.answers(tmp_path, "cluster,甲产业集群,,p,,,,,,,doubtful,,")

    def test_a_reason_is_needed(self, tmp_path):
        with pytest.raises(InvalidInput, match="row 2: why is empty"):
            self.answers(tmp_path, "cluster,甲产业集群,,p,330481,,,,,,doubtful,,", why="")
