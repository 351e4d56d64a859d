"""Which lines are headings with a unit, and which are something else."""

import pytest

from etl.documents.units import unit_heading


@pytest.mark.parametrize(
    ("text", "unit", "count"),
    [
        ("北京市", "北京市", None),
        ("一、北京市", "北京市", None),
        ("（二）内蒙古自治区", "内蒙古自治区", None),
        ("3. 新疆生产建设兵团（2个）", "新疆生产建设兵团", 2),
        ("浙江省（12个）", "浙江省", 12),
        ("浙江省(共12个):", "浙江省", 12),
        ("浙江省12个", "浙江省", 12),
        ("浙江", "浙江", None),
        ("大连【3家】", "大连", 3),
        ("杭州市：", "杭州市", None),
        ("余杭区（2个）", "余杭区", 2),
        ("浙江省经济和信息化厅（5个）", "浙江省经济和信息化厅", 5),
        ("Hubei Province (3)", "Hubei Province", 3),
        ("Inner Mongolia Autonomous Region", "Inner Mongolia Autonomous Region", None),
    ],
)
def test_headings(text, unit, count):
    heading = unit_heading(text)
    assert heading is not None
    assert (heading.unit, heading.count) == (unit, count)


@pytest.mark.parametrize(
    "text",
    [
        "清河县羊绒产业集群",
        "永兴县稀贵金属",
        "余杭区",
        "安徽望江经济开发区",
        "苏州工业园区（1个）",
        "各省、自治区、直辖市",
        "工业和信息化部办公厅",
        "2025年10月31日",
        "注：共3个",
        "附件",
        "序号",
        "Cluster name",
        "市" * 100,
        "",
    ],
)
def test_other_lines(text):
    assert unit_heading(text) is None
