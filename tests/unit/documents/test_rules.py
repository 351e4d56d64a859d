"""Rules on rows that hold for documents of every kind."""

import pytest

from etl.documents import read_listing
from tests.unit.documents.make_xlsx import saved, workbook
from tests.unit.documents.samples import codes

HEADER = ("序号", "集群名称", "推荐单位")


@pytest.fixture
def listing(tmp_path):
    def read_rows(rows, merged=()):
        path = tmp_path / "list.xlsx"
        path.write_bytes(saved(workbook(rows, merged=merged)))
        return read_listing(path)

    return read_rows


def pairs(found):
    return [(row.name, row.unit) for row in found.rows]


def test_numbers_that_begin_again(listing):
    """Two lists under one header: of new ones, and of a re-review."""
    new = [HEADER, (1, "样本甲集群", "河北省"), (2, "样本乙集群", "北京市")]
    reviewed = [("附件2 通过复核的名单",), HEADER, (1, "样本丙集群", "河北省")]
    found = listing(new + reviewed)
    assert len(found.rows) == 3
    (remark,) = (remark for remark in found.remarks if remark.code == "numbers-restart")
    assert remark.where.row == 6


def test_numbers_that_begin_again_under_each_unit(listing):
    rows = [HEADER[:2], ("河北省", ""), (1, "样本甲集群"), ("北京市", ""), (1, "样本乙集群")]
    found = listing(rows)
    assert pairs(found) == [("样本甲集群", "河北省"), ("样本乙集群", "北京市")]
    assert found.remarks == ()


def test_several_names_in_a_cell(listing):
    found = listing(
        [HEADER, (1, "样本甲集群\n样本乙集群", "河北省"), (2, "丙集群（丁集群）", "北京市")]
    )
    assert codes(found) == ["several-names"]


def test_units_with_counts(listing):
    rows = [HEADER, (1, "样本甲集群", "河北省（2个）"), (2, "样本乙集群", "")]
    assert pairs(listing(rows, ["C2:C3"])) == [("样本甲集群", "河北省"), ("样本乙集群", "河北省")]


def test_one_name_with_two_units(listing):
    header = (*HEADER, "主导产业")
    rows = [(1, "样本甲集群", "河北省", "钢"), ("", "", "北京市", "铁"), (2, "乙", "天津市", "铜")]
    found = listing([header, *rows], ["A2:A3", "B2:B3"])
    assert pairs(found) == [("样本甲集群", "河北省、北京市"), ("乙", "天津市")]
    assert found.rows[0].extras == {"序号": "1", "主导产业": "钢、铁"}
    assert codes(found) == ["joined-row"]


def test_numbers_merged_with_their_units(listing):
    rows = [
        (1, "样本甲集群", "河北省"),
        ("", "样本乙集群", ""),
        ("", "样本丙集群", ""),
        (2, "样本丁集群", "北京市"),
    ]
    found = listing([HEADER, *rows], ["A2:A4", "C2:C4"])
    assert [row.unit for row in found.rows] == ["河北省"] * 3 + ["北京市"]
    assert found.remarks == ()


def test_names_that_are_cities(listing):
    """A lone city under 名称 is a row; a province, or a count, makes a heading."""
    rows = [("福建省", ""), ("石狮市", ""), ("浙江省（1个）", ""), ("义乌市", "")]
    found = listing([("集群名称", "省份"), *rows])
    assert pairs(found) == [("石狮市", "福建省"), ("义乌市", "浙江省")]


def test_a_name_typed_over_two_rows(listing):
    rows = [(1, "样本县智能装备", "河北省"), ("", "制造产业集群", ""), (2, "样本乙集群", "北京市")]
    found = listing([HEADER, *rows])
    assert pairs(found) == [("样本县智能装备制造产业集群", "河北省"), ("样本乙集群", "北京市")]
    assert codes(found) == ["joined-row"]


def test_a_row_whose_number_was_forgotten(listing):
    rows = [(1, "样本甲集群", "河北省"), ("", "样本乙集群", "北京市"), (3, "丙集群", "天津市")]
    found = listing([HEADER, *rows])
    assert len(found.rows) == 3
    assert "number-missing" in codes(found)
