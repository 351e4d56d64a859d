"""Chinese place names in Latin letters: pinyin for searching, English names for reading.

The readings come from pypinyin, except where a table says otherwise: a place name often keeps
a reading that the character has nowhere else (六安 Lu'an, 浚县 Xunxian, 枞阳 Zongyang).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pypinyin import lazy_pinyin

PROVINCES = {
    "北京市": "Beijing",
    "天津市": "Tianjin",
    "上海市": "Shanghai",
    "重庆市": "Chongqing",
    "内蒙古自治区": "Inner Mongolia",
    "广西壮族自治区": "Guangxi",
    "西藏自治区": "Tibet",
    "陕西省": "Shaanxi",
    "宁夏回族自治区": "Ningxia",
    "新疆维吾尔自治区": "Xinjiang",
    "台湾省": "Taiwan",
    "香港特别行政区": "Hong Kong SAR",
    "澳门特别行政区": "Macao SAR",
}

# Longest first: 自治县 before 县, 矿区 before 区.
_TYPES = {
    "行政委员会": "Administrative Committee",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "矿区": "Mining District",
    "特区": "Special District",
    "新区": "New Area",
    "地区": "Prefecture",
    "县": "County",
    "市": "City",
    "区": "District",
    "旗": "Banner",
    "盟": "League",
    "省": "",
}

_PEOPLES = {
    "维吾尔": "Uygur",
    "哈萨克族": "Kazak",
    "哈萨克": "Kazak",
    "柯尔克孜": "Kirgiz",
    "塔吉克": "Tajik",
    "锡伯": "Xibe",
    "蒙古族": "Mongol",
    "蒙古": "Mongol",
    "回族": "Hui",
    "藏族": "Tibetan",
    "苗族": "Miao",
    "彝族": "Yi",
    "壮族": "Zhuang",
    "布依族": "Bouyei",
    "朝鲜族": "Korean",
    "满族": "Manchu",
    "侗族": "Dong",
    "瑶族": "Yao",
    "白族": "Bai",
    "土家族": "Tujia",
    "哈尼族": "Hani",
    "傣族": "Dai",
    "黎族": "Li",
    "傈僳族": "Lisu",
    "佤族": "Va",
    "畲族": "She",
    "拉祜族": "Lahu",
    "水族": "Sui",
    "东乡族": "Dongxiang",
    "纳西族": "Naxi",
    "景颇族": "Jingpo",
    "土族": "Tu",
    "达斡尔族": "Daur",
    "仫佬族": "Mulao",
    "羌族": "Qiang",
    "布朗族": "Blang",
    "撒拉族": "Salar",
    "毛南族": "Maonan",
    "仡佬族": "Gelao",
    "普米族": "Pumi",
    "怒族": "Nu",
    "鄂温克族": "Evenki",
    "德昂族": "De'ang",
    "保安族": "Bonan",
    "裕固族": "Yugur",
    "独龙族": "Derung",
    "鄂伦春": "Oroqen",
    "各族": "Various Nationalities",
}


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How one name is read: syllables without tones ("chong qing shi"), English name or ''."""

    syllables: tuple[str, ...]
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Romaniser:
    """Turns names into Latin letters, with a table for what the general rule gets wrong.

    Attributes
    ----------
    table : mapping from adcode, Chinese name or single character to Pronunciation
        The entry of an adcode goes before that of a name; that of a character holds in
        all names without syllables of their own.
    """

    table: Mapping[str, Pronunciation] = field(default_factory=dict)

    def pinyin(self, name_zh: str, adcode: str = "") -> str:
        """Syllables without tones, joined, lower case: 嘉兴市 -> ``jiaxingshi``."""
        # Keyboards write ü as v, but lüe and nüe as lue and nue.
        typed = "".join(self._syllables(name_zh, adcode))
        return typed.replace("lve", "lue").replace("nve", "nue")

    def initials(self, name_zh: str, adcode: str = "") -> str:
        """First letters of the syllables: 嘉兴市 -> ``jxs``."""
        return "".join(syllable[:1] for syllable in self._syllables(name_zh, adcode))

    def name_en(self, name_zh: str, adcode: str = "") -> str:
        """English name: 嘉兴市 -> ``Jiaxing City``, 叶县 -> ``Yexian County``.

        A name of one character keeps its type in the name, as people say it: there is no
        "Ye County" on a road sign.
        """
        if name_zh in PROVINCES:
            return PROVINCES[name_zh]
        entry = self._entry(name_zh, adcode)
        if entry is not None and entry.name_en:
            return entry.name_en
        stem, kind = _split_type(name_zh)
        stem, peoples = _split_peoples(stem, kind)
        shown = len(name_zh) if len(stem) == 1 and not peoples else len(stem)
        words = [_joined(self._syllables(name_zh, adcode)[:shown]), _listed(peoples), kind]
        return " ".join(word for word in words if word)

    def _entry(self, name_zh: str, adcode: str) -> Pronunciation | None:
        return self.table.get(adcode) or self.table.get(name_zh)

    def _syllables(self, name_zh: str, adcode: str) -> tuple[str, ...]:
        entry = self._entry(name_zh, adcode)
        if entry is not None and entry.syllables:
            return entry.syllables
        syllables = _general_reading(name_zh)
        if len(syllables) != len(name_zh):  # not Chinese throughout
            return syllables
        return tuple(
            self.table[character].syllables[0] if character in self.table else syllable
            for character, syllable in zip(name_zh, syllables, strict=True)
        )


@lru_cache(maxsize=8192)  # each name is asked for thrice: pinyin, initials, English
def _general_reading(name_zh: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(name_zh))


def _split_type(name_zh: str) -> tuple[str, str]:
    for suffix, kind in _TYPES.items():
        if name_zh.endswith(suffix) and len(name_zh) > len(suffix):
            return name_zh.removesuffix(suffix), kind
    return name_zh, ""


def _split_peoples(stem: str, kind: str) -> tuple[str, list[str]]:
    """Split 双江拉祜族佤族布朗族傣族 into the name and the peoples, in order."""
    peoples: list[str] = []
    if not (kind.startswith("Autonomous") or stem.endswith("族")):
        return stem, peoples
    while found := next((zh for zh in _PEOPLES if stem.endswith(zh) and len(stem) > len(zh)), None):
        peoples.insert(0, _PEOPLES[found])
        stem = stem.removesuffix(found)
    return stem, peoples


def _listed(peoples: list[str]) -> str:
    if len(peoples) < 2:
        return "".join(peoples)
    return f"{', '.join(peoples[:-1])} and {peoples[-1]}"


def _joined(syllables: tuple[str, ...]) -> str:
    """Join syllables to a word; an apostrophe stands before a later a, e or o (Xi'an)."""
    word = "".join(
        f"'{syllable}" if position and syllable[:1] in "aeo" else syllable
        for position, syllable in enumerate(syllables)
    )
    spelled = word.replace("lv", "lü").replace("nv", "nü")
    return spelled[:1].upper() + spelled[1:]
