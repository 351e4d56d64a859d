"""The page /quality as a reader sees it: tables by their heading, cells as text."""

import re

from lxml import html


class QualityPage:
    """A page that answered, parsed."""

    def __init__(self, response, status=200):
        assert response.status_code == status, response.text[:2000]
        assert response.mimetype == "text/html"
        self.response = response
        self.tree = html.document_fromstring(response.text)

    def text(self, path):
        """Text of the first element that a path finds."""
        return clean(self.tree.xpath(path)[0].text_content())

    def rows(self, name):
        """Rows of the table under a heading, each with its cells by the words of the head."""
        for table in self.tree.xpath(f'//div[@aria-labelledby="{name}"]/table'):
            head = [clean(cell.text_content()) for cell in table.xpath("./thead/tr/th")]
            for row in table.xpath("./tbody/tr"):
                cells = [clean(cell.text_content()) for cell in row.xpath("./th|./td")]
                if len(cells) == len(head):
                    yield dict(zip(head, cells, strict=True))

    def commands(self):
        return [code.text_content() for code in self.tree.xpath('//code[@class="command"]')]

    def links(self):
        return [str(link) for link in self.tree.xpath("//@href")]


def clean(text):
    return re.sub(r"\s+", " ", text).strip()


def numbers(cell):
    """Numbers of a cell: `176 / 400` gives [176, 400]."""
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", cell)]
