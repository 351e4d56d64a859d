"""The forms in which sources write a place's name."""

from __future__ import annotations

import re
from enum import IntEnum

from geo.place import Level

_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|"
    "哈萨克族|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|"
    "达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|普米族|塔吉克族|怒族|鄂温克族|"
    "保安族|裕固族|独龙族|各族|维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯"
)
_PEOPLE_TAIL = re.compile(f"(?<=..)(?:{_PEOPLES})+$")
_TYPE = re.compile(
    r"(?:壮族自治区|回族自治区|维吾尔自治区|特别行政区|自治区|自治州|自治县|自治旗|地区|"
    r"行政委员会|自然保护区|新区|矿区|林区|特区|省|市|盟|县|区|旗)$"
)
TYPE_LETTERS = "县市区旗"


class Form(IntEnum):
    """How well a form names its place, best first."""

    FULL = 0
    COMMON = 1
    ALIAS = 2
    TYPE_CHANGED = 3
    ZONE = 4
    TOWN = 5
    SHORT = 6
    ALIAS_SHORT = 7


def stem(name: str) -> str:
    """Name without type word and peoples: 长阳土家族自治县 -> 长阳; 郊区 -> 郊."""
    bare = _TYPE.sub("", name)
    return _PEOPLE_TAIL.sub("", bare).removesuffix("族")  # 东乡族自治县 -> 东乡


def written_forms(name: str, level: Level) -> list[tuple[str, Form]]:
    """All forms of an official name.

    One-character stems (叶 of 叶县) are no form: they would match anywhere. Nor is the stem of
    a mining district that another county shares (井陉矿区).
    """
    forms = [(name, Form.FULL)]
    short = stem(name)
    if len(short) < 2 or short == name:
        return forms
    if not name.endswith("矿区"):
        forms.append((short, Form.SHORT))
    forms += [(short + word, Form.COMMON) for word in _common_types(name, short, level)]
    return forms


def _common_types(name: str, short: str, level: Level) -> list[str]:
    """Type words which everyday use puts after the stem: 延边州, 长阳县, 管城区."""
    if name.endswith("自治州"):
        return ["州"]
    if name.endswith("自治县"):
        return ["县"]
    if name.endswith("自治旗"):
        return ["旗"]
    if name.endswith("地区"):
        return ["市"] if level is Level.PREFECTURE and short in {"喀什", "和田"} else []
    if name.endswith("矿区") and len(short) >= 2 and short != "井陉":
        return [""]
    peoples_district = name.endswith("区") and name != short + "区" and level is Level.COUNTY
    return ["区"] if peoples_district and not name.endswith(("新区", "林区", "特区")) else []
