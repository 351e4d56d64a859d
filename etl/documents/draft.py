"""Rows of the list while they are being put together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.documents.rows import Where
from etl.documents.text import fold, join

_BRACKET = r"(?:[(（][^()（）]*[)）])?\Z"
_ENDING = re.compile(
    r"(?:集群|基地|园区|开发区|示范区|集聚区|高新区|产业园|产业带|名县|名城|名镇|小镇"
    rf"|clusters?|parks?|bases?|zones?){_BRACKET}",
    re.IGNORECASE,
)
_INDUSTRY = re.compile(rf"(?:产业|制造业|加工业|制品业|园|产业区){_BRACKET}")
_PLACE = re.compile("[\u4e00-\u9fff]{1,8}?[省市县区旗州]")
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|总数|total|subtotal)(?:[:：(（\d].*)?", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"(?:注|备注|说明|附注|注释|附件|附表|附录|附|来源|资料来源|notes?|source|annex|appendix)\s*\d*\s*[:：.].*"
    r"|(?:附件|附表)\s*[\d一二三四五六七八九十]*(?:\s.*)?",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME = re.compile(
    r"[*※].*|.*[。；！？!?]|第\s*\d+\s*页.*|[-—–\s]*\d+[-—–\s]*|(?:page\s*)?\d+\s*(?:/|of)\s*\d+"
    r"|\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Draft:
    """A row that may still grow; `part` counts lists across which no unit is carried."""

    where: Where
    name: str
    unit: str
    number: str
    part: int
    extras: dict[str, str]
    heading: str

    def extend(self, name: str, unit: str, extras: dict[str, str]) -> None:
        """Add what stands in the continuation of a broken row."""
        self.name = join(self.name, name)
        self.unit = self.unit if unit == self.unit else join(self.unit, unit)
        for label, text in extras.items():
            self.extras[label] = join(self.extras.get(label, ""), text)

    def add_beside(self, unit: str, extras: dict[str, str]) -> None:
        """Add what stands beside a name that is merged over several rows."""
        self.unit = _beside(self.unit, unit)
        for label, text in extras.items():
            self.extras[label] = _beside(self.extras.get(label, ""), text)


def _beside(first: str, second: str) -> str:
    if not first or second in first.split("、"):
        return first or second
    return f"{first}、{second}"


def is_complete(name: str) -> bool:
    """Whether a name ends as names of clusters and parks do (集群, 基地, 园区 ...)."""
    return _ENDING.search(name) is not None


def has_place(text: str) -> bool:
    """Whether a text begins as names do, with a province, city or county."""
    return _PLACE.match(text) is not None


def is_like_a_name(text: str) -> bool:
    """Whether a text ends as names do, or as half a name may: in 产业."""
    return is_complete(text) or _INDUSTRY.search(text) is not None


def is_total(text: str) -> bool:
    """Whether a cell or line says that a sum follows."""
    return _TOTAL.fullmatch(fold(text)) is not None


def is_note(text: str) -> bool:
    """Whether a line is a note, a date, a page number or a sentence rather than a name."""
    return is_footnote(text) or _NO_NAME.fullmatch(text) is not None


def is_footnote(text: str) -> bool:
    """Whether a line begins as notes do: 注：, 附件1, * ..."""
    return _FOOTNOTE.fullmatch(text) is not None


def as_number(text: str) -> int | None:
    """The running number in a cell such as "12", "12." or "（12）"."""
    digits = fold(text).strip(".、()")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None
