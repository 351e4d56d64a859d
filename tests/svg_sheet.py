"""An exported SVG as a test reads it: its texts, its size, the colours of its named parts."""

import re
from html import unescape

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"


class SvgSheet:
    """Text is drawn as outlines; a comment beside each has its words. Names on the map have none,
    for they are drawn twice, with their halo.
    """

    def __init__(self, body):
        self.root = etree.fromstring(body)
        self.width, self.height = int(self.root.get("width")), int(self.root.get("height"))
        self.title = self.root.findtext(f"{SVG}title")
        self.texts = [unescape(comment.text).strip() for comment in self.root.iter(etree.Comment)]

    @property
    def words(self):
        """All texts in one, in the order in which they are drawn, without spaces."""
        return re.sub(r"\s", "", "".join(self.texts))

    def part(self, name):
        """Paths of a named part; none where the sheet has no such part."""
        return [path for group in self._groups(name) for path in group.iter(f"{SVG}path")]

    def has(self, name):
        return bool(self._groups(name))

    def fills(self, name):
        """Fill colours of a part's paths."""
        return [re.search(r"fill: ([^;]+)", path.get("style")).group(1) for path in self.part(name)]

    def areas_px2(self, name):
        """Area of each path of a part, its holes taken off, by the shoelace formula."""
        return [abs(sum(map(signed, rings(path.get("d"))))) for path in self.part(name)]

    def _groups(self, name):
        return [group for group in self.root.iter(f"{SVG}g") if group.get("id") == name]


def rings(path):
    for ring in path.split("M")[1:]:
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", ring)]
        yield list(zip(numbers[::2], numbers[1::2], strict=True))


def signed(ring):
    following = [*ring[1:], ring[0]]
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True)) / 2
