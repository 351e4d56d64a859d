"""Pages of places as a reader sees them: figures by their title, tables by their heading."""

from tests.web.quality_page import QualityPage, clean

SAMPLE = (
    ("nation", "100000"),
    ("province", "110000"),
    ("province", "330000"),
    ("province", "440000"),
    ("province", "540000"),
    ("province", "650000"),
    ("province", "710000"),
    ("province", "820000"),
    ("prefecture", "110000"),
    ("prefecture", "320500"),
    ("prefecture", "330400"),
    ("prefecture", "330600"),
    ("prefecture", "440300"),
    ("prefecture", "441900"),
    ("prefecture", "460300"),
    ("prefecture", "510100"),
    ("prefecture", "654000"),
    ("prefecture", "659002"),
    ("county", "110108"),
    ("county", "130629"),
    ("county", "310115"),
    ("county", "320583"),
    ("county", "330110"),
    ("county", "330483"),
    ("county", "330502"),
    ("county", "330604"),
    ("county", "330783"),
    ("county", "441900"),
    ("county", "540102"),
    ("county", "659002"),
    ("county", "820000"),
)
"""Places of every kind: municipality, autonomous region, special region, cities without counties,
islands, a Corps city, a new area's county (雄安, 容城县), with clusters and without."""


class PlacePage(QualityPage):
    """`/region/<adcode>` or `/compare`, parsed."""

    def cards(self, within):
        """Figures of a section by title: value with unit, and note."""
        found = {}
        for card in self.tree.xpath(f'{within}//dl[@class="cards"]/div'):
            title, *rest = [clean(part.text_content()) for part in card.xpath("./dt|./dd")]
            found.setdefault(title, rest)
        return found

    def current(self, name):
        """The row of the place itself in a table of units; None if there is no such table."""
        marked = self.tree.xpath(
            f'//div[@aria-labelledby="{name}"]//tr[@class="current"]/th/a[@aria-current]'
        )
        wanted = clean(marked[0].text_content()) if marked else None
        return next((row for row in self.rows(name) if row["地区"] == wanted), None)


def address(level, adcode, **more):
    """Address of the page of a place at a level."""
    query = "&".join(f"{name}={value}" for name, value in ({"level": level} | more).items())
    return f"/region/{adcode}?{query}"
