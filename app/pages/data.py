"""The page `/data`: every dataset with its columns, formats and addresses, and a form for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from urllib.parse import urlencode

from app.atlas import Atlas, Unit
from app.extract.about import command
from app.extract.citation import Citation
from app.extract.dataset import Dataset
from app.extract.datasets import DATASETS
from app.extract.download import EDITION, ZIP, download
from app.extract.files import formats_of
from app.extract.wanted import Wanted
from app.ogc.catalogue import Catalogue
from app.ogc.jsonld import schema_org
from app.pages.data_form import Field, FormFields
from app.pages.data_state import DataState
from app.pages.quality_wording import Wording, wording_of
from app.pages.templates import render, script_data
from app.region.find import MOST_FOUND, find
from app.text import text_in
from geo.errors import AtlasError, InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class Answer:
    """What a form that was sent leads to.

    Attributes
    ----------
    address, bundle
        Of the file, and of the zip with what is needed to cite it.
    command
        Writes the same file.
    citation
        Of the bundle.
    """

    rows: int
    address: str
    bundle: str
    command: str
    citation: Citation


class DataPage:
    """What the template shows."""

    datasets = tuple(DATASETS.values())
    formats_of = staticmethod(formats_of)
    most_found = MOST_FOUND
    whole = f"/data/{EDITION}.{ZIP}"

    def __init__(self, atlas: Atlas, state: DataState) -> None:
        self._atlas, self.state = atlas, state
        self.words: Wording = wording_of(atlas, state.lang, state.usual_lang)
        self.citation = Citation(atlas.edition, EDITION, self.whole)
        self.places: list[Unit] = find(atlas, state.place) if state.names_a_place else []
        self.answer: Answer | None = None
        self.error: AtlasError | None = None
        try:
            self.answer = self._answered()
        except (InvalidInput, NotFound) as error:
            self.error = error

    @property
    def status(self) -> HTTPStatus:
        """Of the answer: a form that cannot be answered is a wrong request."""
        if isinstance(self.error, NotFound):
            return HTTPStatus.NOT_FOUND
        return HTTPStatus.BAD_REQUEST if self.error else HTTPStatus.OK

    @property
    def _code(self) -> str | None:
        """Code of the place that is meant; None while several may be."""
        if not self.state.names_a_place:
            return self.state.place
        named = [one for one in self.places if self.state.place in (one.place.name_zh, one.name_en)]
        for found in (named, self.places):
            if len(found) == 1:
                return found[0].place.adcode
        if not self.places:
            raise NotFound(f"place: no place has {self.state.place[:40]!r} in its name")
        return None

    def _answered(self) -> Answer | None:
        name, suffix = self.state.dataset, self.state.suffix
        if not name:
            return None
        if name not in DATASETS:
            raise NotFound(f"dataset: there is no {name[:40]!r}; there are {', '.join(DATASETS)}")
        if suffix not in formats_of(DATASETS[name]):
            known = ", ".join(formats_of(DATASETS[name]))
            raise NotFound(f"format: there is no {suffix[:40]!r} of {name}; there are {known}")
        if (place := self._code) is None:
            return None
        asked = download(self._atlas, name, suffix, self.state.file_query(place))
        wanted = Wanted.parse(self.state.file_query(place))
        query = wanted.query()
        with_format = urlencode({"format": suffix})
        bundle = f"/data/{name}.{ZIP}{query}{'&' if query else '?'}{with_format}"
        return Answer(
            rows=asked.count(),
            address=f"/data/{name}.{suffix}{query}",
            bundle=bundle,
            command=command(name, self._atlas.edition.id, f"{name}.{suffix}", wanted),
            citation=Citation(self._atlas.edition, name, bundle),
        )

    @cached_property
    def _fields(self) -> FormFields:
        text = self.words.text
        return self._atlas.derived(
            f"form fields in {text.lang}", lambda held, _: FormFields(held, text)
        )

    def fields(self, dataset: Dataset) -> list[Field]:
        """The fields of a dataset's form."""
        return self._fields.of(dataset, self.state)

    def is_ticked(self, dataset: Dataset, column: str) -> bool:
        """Whether a column was ticked."""
        return self.state.dataset == dataset.id and column in self.state.columns

    def href(self, dataset: Dataset, suffix: str) -> str:
        """Address of a whole dataset in a format."""
        return f"/data/{dataset.id}.{suffix}"

    @property
    def other_href(self) -> str:
        """Address of this page in the other language."""
        return self.state.href(lang=self.state.lang.other)

    def cited(self, citation: Citation) -> str:
        """The citation in the language of the page."""
        return citation.text if self.state.lang == "en" else citation.text_zh


def data_page(atlas: Atlas, state: DataState, origin: str) -> tuple[str, HTTPStatus]:
    """Return the page and its status; addresses in its linked data begin with the origin."""
    page = DataPage(atlas, state)
    linked = script_data(schema_org(Catalogue(atlas, text_in(state.lang), origin)))
    return render("data/page.html", page=page, words=page.words, linked=linked), page.status
