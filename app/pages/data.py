"""The page `/data`: every dataset with its columns, formats and addresses."""

from __future__ import annotations

from app.atlas import Atlas
from app.extract.dataset import Dataset
from app.extract.datasets import DATASETS
from app.extract.files import formats_of
from app.pages.quality_wording import wording_of
from app.pages.templates import render
from app.query import write_query
from app.state import Language


def data_page(atlas: Atlas, lang: Language, usual: Language) -> str:
    """Return the page."""
    words = wording_of(atlas, lang, usual)
    return render("data/page.html", page=DataPage(lang, usual), words=words)


class DataPage:
    """What the template shows."""

    datasets = tuple(DATASETS.values())
    formats_of = staticmethod(formats_of)

    def __init__(self, lang: Language, usual: Language) -> None:
        self.other_href = f"/data{write_query({'lang': lang.other}, {'lang': usual})}"

    def href(self, dataset: Dataset, suffix: str) -> str:
        """Address of a whole dataset in a format."""
        return f"/data/{dataset.id}.{suffix}"
