"""The rows of the sample documents: names and units of public lists, put together for tests."""

from dataclasses import dataclass
from itertools import groupby

SAMPLE = (
    ("北京市", "北京市海淀区行业应用软件产业集群"),
    ("北京市", "北京市顺义区第三代半导体产业集群"),
    ("北京市", "北京市丰台区轨道交通智能控制产业集群"),
    ("河北省", "河北省清河县羊绒及制品产业集群"),
    ("河北省", "高阳县毛巾纺织"),
    ("河北省", "宁晋县中低压及新能源电线电缆产业集群"),
    ("上海市", "浦东新区汽车电子芯片产业集群"),
    ("江苏省", "江苏省无锡市锡山区电动车及零部件产业集群"),
    ("江苏省", "无锡市新吴区物联网微机电系统传感器产业集群"),
    ("浙江省", "浙江省湖州市吴兴区智能物流装备产业集群"),
    ("安徽省", "安徽省六安市金安区新能源汽车动力系统零部件产业集群"),
    ("福建省", "福建省福州市马尾区用户侧新型储能产业集群"),
    ("江西省", "南城校具(教育装备)"),
    ("江西省", "贵溪铜基新材料"),
    ("山东省", "博兴县(兴福镇)商用厨具产业集群"),
    ("广东省", "广东省广州市海珠区智能制造系统集成服务产业集群"),
    ("广东省", "中山市小榄镇智能锁具"),
    ("贵州省", "贵阳市白云区航空发动机装备制造业集群"),
    ("陕西省", "咸阳市秦都区LCD面板显示产业集群"),
    ("新疆生产建设兵团", "新疆生产建设兵团阿拉尔市纺织原料生产及加工产业集群"),
)
"""Unit and name, sorted by unit; three names are printed without 产业集群, as notices do."""

TITLE = "附件"
HEADING = "中小企业特色产业集群名单（测试样本）"
NOTE = "注：排名不分先后，按行政区划排列。"
SIGNATURE = "2025年10月31日"


@dataclass(frozen=True)
class Expected:
    """What a sample must give: name and unit of each row, and its number where it has one."""

    name: str
    unit: str
    number: str | None


def numbered(rows=SAMPLE):
    """Rows as lists print them: number, unit, name."""
    return [(str(number), unit, name) for number, (unit, name) in enumerate(rows, 1)]


def expected(rows=SAMPLE, *, units=True, numbers=True):
    """What reading must give for rows that are numbered through."""
    return [
        Expected(name, unit if units else "", number if numbers else None)
        for number, unit, name in numbered(rows)
    ]


def by_unit(rows=SAMPLE):
    """Units with their names, in order."""
    return [
        (unit, [name for _, name in group]) for unit, group in groupby(rows, lambda row: row[0])
    ]


def read(listing):
    """A listing in the form of `expected`."""
    return [Expected(row.name, row.unit, row.extras.get("序号")) for row in listing.rows]


def codes(listing):
    """Codes of the remarks, in order."""
    return [remark.code for remark in listing.remarks]
