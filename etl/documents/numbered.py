"""Lists without a table: numbered lines, or lines that are all names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.documents.draft import is_complete, is_like_a_name, is_note
from etl.documents.gathering import Gathering
from etl.documents.grid import Line
from etl.documents.text import fold, join, shorten
from etl.documents.units import unit_heading

_NUMERALS = "一二三四五六七八九十百零〇两"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LABEL = re.compile(
    rf"(?P<open>[(（\[]?)\s*(?:(?P<digits>\d{{1,6}})|(?P<chinese>[{_NUMERALS}]{{1,5}}))\s*"
    r"(?P<close>[)）\]]|[.．、](?!\d)|(?=\s\s*[^\W\d_]))\s*(?P<text>.+)",
    re.DOTALL,
)
_LONGEST_NAME = 80
_SENTENCE = re.compile(r"[。；！？!?;]|，.*，")
_OUTER_LINES = 8
_WRAPPED_LINES = 3
_FEWEST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A line with its number; `style` tells "1." from "（一）"."""

    at: int
    line: Line
    style: str
    number: int
    text: str


def read_lines(found: Gathering, lines: Sequence[Line]) -> bool:
    """Read a list that stands in lines; tells whether there was one.

    Accepted are numbered lines of which none is a sentence, if most end as names do or they stand
    under headings with units; and lines without numbers if all of them end as names do.
    """
    chosen = _numbered(lines)
    if chosen:
        _read_items(found, lines, chosen)
        return True
    span = _plain(lines)
    if span is None:
        return False
    for at, line in enumerate(lines):
        if at in span and unit_heading(line.text) is None:
            found.add(line.where, line.text, "", "", {})
        else:
            found.aside(line.text, line.where)
    return True


def _numbered(lines: Sequence[Line]) -> dict[int, Item]:
    """The items that are rows of the list, by the position of their line."""
    items: list[Item] = []
    for at, line in enumerate(lines):
        item = _item(at, line)
        if item and (unit_heading(line.text) is None or _is_cut_name(item, items, lines)):
            items.append(item)
    runs = [run for run in _runs(items) if _is_list(run, lines)]
    return {item.at: item for run in runs for item in run}


def _is_cut_name(item: Item, before: Sequence[Item], lines: Sequence[Line]) -> bool:
    """Whether what looks like a heading is a name cut behind a 市: the next number, and a rest."""
    follows = any(one.style == item.style and one.number == item.number - 1 for one in before[-1:])
    return follows and "1" in item.style and _is_name(item, lines)


def _item(at: int, line: Line) -> Item | None:
    found = _LABEL.fullmatch(f"{line.label} {line.text}" if line.label else line.text)
    if not found:
        return _circled(at, line)
    kind = "1" if found["digits"] else "一"
    style = f"{found['open']}{kind}{found['close']}"
    number = int(found["digits"]) if found["digits"] else _chinese_value(found["chinese"])
    return Item(at, line, fold(style), number, found["text"])


def _circled(at: int, line: Line) -> Item | None:
    number = _CIRCLED.find(line.text[:1]) + 1
    return Item(at, line, "①", number, line.text[1:].strip()) if number and line.text[1:] else None


def _chinese_value(text: str) -> int:
    """Value of 二十一, 一百零二 or 一〇二."""
    digits = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")}
    digits |= {"零": 0, "两": 2}
    if not set(text) & set("十百"):
        return int("".join(str(digits[numeral]) for numeral in text))
    total, ones = 0, 0
    for numeral in text:
        if numeral in "十百":
            total += (ones or 1) * (10 if numeral == "十" else 100)
            ones = 0
        else:
            ones = digits[numeral]
    return total + ones


def _runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items of one style whose numbers go on from one to the next."""
    open_runs: dict[str, list[Item]] = {}
    for item in items:
        run = open_runs.get(item.style)
        if run and item.number == run[-1].number + 1:
            run.append(item)
            continue
        if run:
            yield run
        open_runs[item.style] = [item]
    yield from open_runs.values()


def _is_list(run: Sequence[Item], lines: Sequence[Line]) -> bool:
    if any(_is_sentence(item.text) for item in run):
        return False
    if 2 * sum(_is_name(item, lines) for item in run) >= len(run):
        return True
    before = run[0].at - 1
    return before >= 0 and unit_heading(lines[before].text) is not None


def _is_name(item: Item, lines: Sequence[Line]) -> bool:
    """Whether an item ends as names do, by itself or with the lines below it."""
    text = item.text
    for line in lines[item.at + 1 : item.at + 1 + _WRAPPED_LINES]:
        if is_like_a_name(text):
            break
        if _item(0, line) or unit_heading(line.text) or _is_sentence(line.text):
            return False
        text = join(text, line.text)
    return is_like_a_name(text)


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST_NAME or _SENTENCE.search(text) is not None or is_note(text)


def _read_items(found: Gathering, lines: Sequence[Line], chosen: dict[int, Item]) -> None:
    last = max(chosen)
    inside = False
    for at, line in enumerate(lines):
        if item := chosen.get(at):
            name, unit = _parts(item.text)
            found.add(line.where, name, unit, str(item.number), {"序号": str(item.number)})
            inside = True
        elif inside and _wraps(found, line, before_last=at < last):
            _join(found, line)
        else:
            found.aside(line.text, line.where)
            inside = False


def _wraps(found: Gathering, line: Line, *, before_last: bool) -> bool:
    """Whether an unnumbered line is the rest of the item before it."""
    if line.label or unit_heading(line.text) or _is_sentence(line.text):
        return False
    name = found.drafts[-1].name
    if before_last and not is_complete(name):
        return True
    return not is_complete(name) and is_complete(join(name, line.text))


def _join(found: Gathering, line: Line) -> None:
    draft = found.drafts[-1]
    draft.extend(line.text, "", {})
    found.remark("joined-row", f"joined with the row before: {shorten(draft.name)}", line.where)


def _parts(text: str) -> tuple[str, str]:
    """Name and unit, if a unit stands before or after the name with a space between."""
    first, _, rest = text.partition(" ")
    if rest and (heading := unit_heading(first)):
        return rest, heading.unit
    rest, _, last = text.rpartition(" ")
    if rest and (heading := unit_heading(last)):
        return rest, heading.unit
    return text, ""


def _plain(lines: Sequence[Line]) -> range | None:
    """Where the lines stand that are all names, headings apart; titles and notes around."""
    names = [at for at, line in enumerate(lines) if is_like_a_name(line.text)]
    if len(names) < _FEWEST_NAMES:
        return None
    span = range(names[0], names[-1] + 1)
    outside = [*lines[: span.start], *lines[span.stop :]]
    if any(not (is_like_a_name(lines[at].text) or unit_heading(lines[at].text)) for at in span):
        return None
    return span if len(outside) <= _OUTER_LINES else None
