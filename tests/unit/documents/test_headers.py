"""Which column is what, by its header."""

import pytest

from etl.documents import Where, headers
from etl.documents.grid import Row
from etl.documents.headers import find_header


def row(*cells, above=(), left=()):
    return Row(Where("list.csv", None, None, 1), cells, frozenset(above), frozenset(left))


@pytest.mark.parametrize(
    ("labels", "number", "name", "unit"),
    [
        (("序号", "集群名称", "推荐单位"), 0, 1, 2),
        (("推荐 单位", "集 群 名 称", "序号"), 2, 1, 0),
        (("编号", "省（区、市）", "产业集群名称（全称）"), 0, 2, 1),
        (("序号", "所在省（区、市）及计划单列市", "名称"), 0, 2, 1),
        (("序号", "园区名称", "集群名称", "推荐部门（盖章）"), 0, 2, 3),
        (("序号", "市州", "县(市、区)", "中小企业特色产业集群名称"), 0, 3, 1),
        (("地区", "集群名称", "省份", "推荐部门"), None, 1, 3),
        (("No.", "Cluster name", "Province"), 0, 1, 2),
        (("CLUSTER  NAME", "Recommending Unit"), None, 0, 1),
        (("name_zh", "province"), None, 0, 1),
        (("集群", "地区"), None, 0, 1),
        (("集群名称",), None, 0, None),
        (("名称", "序号"), 1, 0, None),
        (("序号", "推荐理由", "集群名称"), 0, 2, None),
    ],
)
def test_columns(labels, number, name, unit):
    header = find_header([row(*labels), row(*("样本",) * len(labels))])
    assert header is not None
    found = header.columns
    assert (found.number, found.name, found.unit) == (number, name, unit)
    assert header.depth == 1


@pytest.mark.parametrize(
    "labels",
    [
        ("序号", "企业名称", "地址"),
        ("地区", "数量"),
        ("名称", "数量"),
        ("集群", "产值"),
        ("关于公布中小企业特色产业集群名称的通知" * 3,),
        ("", ""),
    ],
)
def test_no_list(labels):
    assert find_header([row(*labels)]) is None


def test_half_a_name_is_no_header():
    assert find_header([row("", "集群"), row("1", "样本产业集群")]) is None


def test_first_row_of_the_list_is_not_taken_for_a_header_row():
    header = find_header([row("集群名称", "产值"), row("样本产业集群", "1")])
    assert (header.first, header.depth) == (0, 1)


def test_words_stand_once():
    """Each word has one meaning."""
    words = (*headers.NUMBER_WORDS, *headers.NAME_WORDS, *headers.PLAIN_NAME_WORDS)
    words += headers.UNIT_WORDS
    assert len(set(words)) == len(words)
    assert set(headers.UNIT_BEGINNINGS) <= set(headers.UNIT_WORDS)
