"""Names in Latin letters: the rules. The readings of the bundled table are tested with it."""

from __future__ import annotations

import pytest

from geo.romanise import Pronunciation, Romaniser

ROMANISER = Romaniser()


@pytest.mark.parametrize(
    ("name_zh", "expected"),
    [
        ("嘉兴市", "Jiaxing City"),
        ("桐庐县", "Tonglu County"),
        ("余杭区", "Yuhang District"),
        ("浙江省", "Zhejiang"),
        ("陕西省", "Shaanxi"),
        ("山西省", "Shanxi"),
        ("内蒙古自治区", "Inner Mongolia"),
        ("新疆维吾尔自治区", "Xinjiang"),
        ("香港特别行政区", "Hong Kong SAR"),
        ("叶县", "Yexian County"),
        ("城区", "Chengqu District"),
        ("西安市", "Xi'an City"),
        ("吕梁市", "Lüliang City"),
        ("浦东新区", "Pudong New Area"),
        ("井陉矿区", "Jingxing Mining District"),
        ("万柏林区", "Wanbailin District"),
        ("六枝特区", "Liuzhi Special District"),
        ("延边朝鲜族自治州", "Yanbian Korean Autonomous Prefecture"),
        ("循化撒拉族自治县", "Xunhua Salar Autonomous County"),
        ("昌吉回族自治州", "Changji Hui Autonomous Prefecture"),
        ("恩施土家族苗族自治州", "Enshi Tujia and Miao Autonomous Prefecture"),
        (
            "双江拉祜族佤族布朗族傣族自治县",
            "Shuangjiang Lahu, Va, Blang and Dai Autonomous County",
        ),
        ("隆林各族自治县", "Longlin Various Nationalities Autonomous County"),
        ("管城回族区", "Guancheng Hui District"),
        ("大兴安岭地区", "Daxing'anling Prefecture"),
    ],
)
def test_english_names(name_zh, expected):
    romaniser = Romaniser({"柏": Pronunciation(("bai",))})
    assert romaniser.name_en(name_zh) == expected


def test_pinyin_and_initials():
    assert ROMANISER.pinyin("嘉兴市") == "jiaxingshi"
    assert ROMANISER.initials("嘉兴市") == "jxs"
    assert ROMANISER.pinyin("吕梁市") == "lvliangshi"  # as keyboards take ü
    assert ROMANISER.pinyin("略阳县") == "lueyangxian"


def test_entries_go_from_adcode_over_name_to_character():
    romaniser = Romaniser(
        {
            "810101": Pronunciation((), "Central and Western District"),
            "东区": Pronunciation(("dong", "qu"), "East District"),
            "长": Pronunciation(("chang",)),
            "长子县": Pronunciation(("zhang", "zi", "xian")),
        }
    )
    assert romaniser.name_en("东区", "810101") == "Central and Western District"
    assert romaniser.name_en("东区", "510402") == "East District"
    assert romaniser.name_en("长治市") == "Changzhi City"
    assert romaniser.name_en("长子县") == "Zhangzi County"


def test_names_that_are_not_chinese_pass_through():
    assert ROMANISER.pinyin("A1区").endswith("qu")
    assert ROMANISER.name_en("Test") == "Test"
