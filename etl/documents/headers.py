"""Which column is what, by the words that head it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.documents.grid import Row
from etl.documents.limits import HEADER_ROWS
from etl.documents.source import fault_at
from etl.documents.text import close_up, fold

NUMBER_WORDS = ("序号", "编号", "顺序号", "No.", "No", "Number", "#")
NAME_WORDS = (
    "集群名称", "产业集群名称", "特色产业集群名称", "中小企业特色产业集群名称", "集群", "产业集群",
    "特色产业集群", "中小企业特色产业集群", "县域特色产业集群", "先进制造业集群", "Cluster name",
    "Name of cluster", "Cluster", "Industrial cluster", "name_zh",
)  # fmt: skip
NAME_ENDINGS = (
    "集群名称", "集群全称", "基地名称", "园区名称", "开发区名称", "产业园名称", "示范区名称",
    "产业带名称",
)  # fmt: skip
PLAIN_NAME_WORDS = ("名称", "产业名称", "项目名称", "Name")
UNIT_WORDS = (
    "推荐单位", "推荐部门", "推荐地区", "推荐机关", "推荐省份", "推荐省市", "推荐",
    "Recommending unit", "Recommending department", "Recommending authority", "Recommended by",
    "省份", "省", "省市", "省区市", "省市区", "省级行政区", "所在省", "所在省份", "所在省市",
    "所在省区市", "所属省份", "所属省", "所属省市", "Province", "Provinces",
    "主管部门", "省级主管部门", "省级中小企业主管部门", "中小企业主管部门", "归口部门", "申报单位",
    "申报地区", "Competent department",
    "地区", "所在地区", "所属地区", "所在地", "所属地", "地域", "区域", "Region", "Location",
    "地市", "市州", "市", "设区市", "地级市", "所在市", "所在地市", "所属市", "所属地市", "城市",
    "City", "Prefecture",
    "县区", "区县", "县市区", "市县", "县", "所在县", "所在县区", "所在区县", "所在县市区",
    "County",
)  # fmt: skip
"""Earlier words win when several columns tell of a unit; the others are kept as extras."""

UNIT_BEGINNINGS = ("推荐单位", "推荐部门", "推荐地区", "所在省", "所属省", "省份", "省区市")

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")
_NUMBERS = frozenset(map(fold, NUMBER_WORDS))
_NAMES = frozenset(map(fold, NAME_WORDS))
_PLAIN_NAMES = frozenset(map(fold, PLAIN_NAME_WORDS))
_ALL_NAMES = _NAMES | _PLAIN_NAMES
_NAME_HINT = re.compile(r"名\s*称|全\s*称|name|^.{0,9}集\s*群.?$|cluster", re.IGNORECASE)
_UNIT_RANKS = {fold(word): rank for rank, word in reversed(list(enumerate(UNIT_WORDS)))}
_LONGEST_HEADER = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are.

    `labels` has the header of every column, empty where none stands. `blocks` are the columns of
    each list that stands side by side, one block for an ordinary table; `number`, `name` and
    `unit` are positions inside a block. `specific` tells 集群名称 from a mere 名称.
    """

    labels: tuple[str, ...]
    blocks: tuple[tuple[int, ...], ...]
    number: int | None
    name: int
    unit: int | None
    specific: bool

    @property
    def key(self) -> tuple[str, ...]:
        """What headers of the same list have in common."""
        return tuple(fold(label) for label in self.labels if label)

    @property
    def known(self) -> int:
        """How many of number, name and unit there are."""
        return (self.number is not None) + (self.unit is not None) + 1

    @property
    def name_label(self) -> str:
        """Header of the column with the names."""
        return self.labels[self.blocks[0][self.name]]


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its first row, how many rows it takes, and what its columns are."""

    first: int
    depth: int
    columns: Columns


def find_header(rows: Sequence[Row]) -> Header | None:
    """Look for the header of a list in the first rows of a table.

    Raises
    ------
    InvalidInput
        If the header of a list names a column twice.
    """
    for first in range(min(len(rows), HEADER_ROWS)):
        if header := header_at(rows, first):
            return header
    return None


def header_at(rows: Sequence[Row], first: int) -> Header | None:
    """The header that begins in a row, if one does; see `find_header`."""
    if not _may_be_header(rows[first]):
        return None
    columns = _columns(rows[first : first + 1])
    depth = 1
    if first + 1 < len(rows) and _may_be_header(rows[first + 1]):
        both = _columns(rows[first : first + 2])
        if both is not None and _second_row_belongs(rows[first : first + 2], columns, both):
            columns, depth = both, 2
    if columns is None:
        return None
    _refuse_doubles(rows[first], columns)
    return Header(first, depth, columns)


def is_name_header(text: str) -> bool:
    """Whether a cell may head the column of names; quick, for every cell of a long table."""
    if len(text) > _LONGEST_HEADER or not _NAME_HINT.search(text):
        return False
    words = (text,)
    return _any(words, _ALL_NAMES) or _ends_as_name(words)


def is_header_word(text: str) -> bool:
    """Whether a text is one of the words that head a known column."""
    known = _NUMBERS | _ALL_NAMES | _UNIT_RANKS.keys()
    return any(reading in known for reading in _readings((text,)))


def same_list(one: Columns, other: Columns) -> bool:
    """Whether two tables carry the same kind of list."""
    if one.key == other.key:
        return True
    return one.specific and fold(one.name_label) == fold(other.name_label)


def _may_be_header(row: Row) -> bool:
    """Whether all cells are short; a lone one must speak of names, for 集群 may be half a name."""
    own = row.own()
    if len(own) == 1 and len(row.cells) > 1:
        return _speaks_of_names(row.cells[own[0]])
    return bool(own) and max(len(row.cells[column]) for column in own) <= _LONGEST_HEADER


def _speaks_of_names(text: str) -> bool:
    return any(word in fold(text) for word in ("名称", "全称", "name"))


def _second_row_belongs(rows: Sequence[Row], one: Columns | None, both: Columns) -> bool:
    """Tell a second header row from the first row of the list, and a first one from a title."""
    if one is None:
        second = _columns(rows[1:])
        merged = not rows[1].above.isdisjoint(rows[0].own())
        return merged or second is None or both.known > second.known
    if both.known > one.known:
        return True
    block, own = one.blocks[0], rows[1].own()
    roles = [block[at] for at in (one.number, one.name, one.unit) if at is not None]
    if any(column in own for column in roles):
        return False
    return block[one.name] in rows[1].above or len(own) > 1


def _columns(rows: Sequence[Row]) -> Columns | None:
    parts = list(_parts(rows))
    labels = _labels(parts)
    used = [column for column, label in enumerate(labels) if label]
    period = _period([fold(labels[column]) for column in used])
    blocks = tuple(tuple(used[at : at + period]) for at in range(0, len(used), period))
    if not blocks:
        return None
    first = [parts[column] for column in blocks[0]]
    name, specific = _name_column(first)
    if name is None:
        return None
    number = next((at for at, words in enumerate(first) if _any(words, _NUMBERS)), None)
    unit = _unit_column(first, besides=name)
    surely = specific and _speaks_of_names(labels[blocks[0][name]])
    if not surely and len(labels) > 1 and number is None and unit is None:
        return None
    return Columns(tuple(labels), _with_orphans(blocks, len(labels)), number, name, unit, specific)


def _parts(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Texts of a column's header from top to bottom; none for what a cell to the left covers."""
    for column in range(max(len(row.cells) for row in rows)):
        last = rows[-1]
        if column in last.left:
            yield ()
            continue
        texts = (row.cells[column] if column < len(row.cells) else "" for row in rows)
        yield tuple(dict.fromkeys(close_up(text) for text in texts if text))


def _labels(parts: Sequence[tuple[str, ...]]) -> list[str]:
    """The lowest text of each header, with the upper ones where it alone is not unique."""
    lowest = [fold(words[-1]) if words else "" for words in parts]
    return [
        "" if not words else words[-1] if lowest.count(low) == 1 else " ".join(words)
        for words, low in zip(parts, lowest, strict=True)
    ]


def _period(labels: list[str]) -> int:
    """After how many columns the headers repeat: 序号 名称 序号 名称 gives 2."""
    count = len(labels)
    for period in range(2, count // 2 + 1):
        if count % period == 0 and labels == labels[:period] * (count // period):
            return period
    return count or 1


def _with_orphans(blocks: tuple[tuple[int, ...], ...], count: int) -> tuple[tuple[int, ...], ...]:
    """Columns without a header go with the only block there is."""
    if len(blocks) > 1:
        return blocks
    (block,) = blocks
    return ((*block, *(column for column in range(count) if column not in block)),)


def _readings(words: tuple[str, ...]) -> Iterator[str]:
    """A header as it may stand among the words: lowest text, all texts, without brackets."""
    if not words:
        return
    for text in (words[-1], "".join(words)):
        folded = fold(text).rstrip(":*")
        yield folded
        yield _BRACKETS.sub("", folded)


def _any(words: tuple[str, ...], known: frozenset[str]) -> bool:
    return any(reading in known for reading in _readings(words))


def _ends_as_name(words: tuple[str, ...]) -> bool:
    return any(reading.endswith(NAME_ENDINGS) for reading in _readings(words))


def _name_column(headers: Sequence[tuple[str, ...]]) -> tuple[int | None, bool]:
    specific = [
        at for at, words in enumerate(headers) if _any(words, _NAMES) or _ends_as_name(words)
    ]
    if specific:
        return min(specific, key=lambda at: not _speaks_of_clusters(headers[at])), True
    plain = (at for at, words in enumerate(headers) if _any(words, _PLAIN_NAMES))
    return next(plain, None), False


def _speaks_of_clusters(words: tuple[str, ...]) -> bool:
    return any("集群" in reading or "cluster" in reading for reading in _readings(words))


def _unit_column(headers: Sequence[tuple[str, ...]], besides: int) -> int | None:
    ranks = {
        at: min(map(_unit_rank, _readings(words)))
        for at, words in enumerate(headers)
        if words and at != besides
    }
    best = min(ranks, key=lambda at: ranks[at], default=None)
    return None if best is None or ranks[best] == len(UNIT_WORDS) else best


def _unit_rank(reading: str) -> int:
    """Place among the words for units; 所在省及计划单列市 counts as 所在省."""
    if reading in _UNIT_RANKS:
        return _UNIT_RANKS[reading]
    beginning = next((word for word in UNIT_BEGINNINGS if reading.startswith(word)), None)
    return len(UNIT_WORDS) if beginning is None else _UNIT_RANKS[beginning]


def _refuse_doubles(row: Row, columns: Columns) -> None:
    labels = [label for column in columns.blocks[0] if (label := columns.labels[column])]
    folded = [fold(label) for label in labels]
    doubled = dict.fromkeys(
        label for label, low in zip(labels, folded, strict=True) if folded.count(low) > 1
    )
    if doubled:
        raise fault_at(row.where, f"column named twice: {', '.join(doubled)}; rename one of them")
