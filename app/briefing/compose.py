"""Composes a briefing: what the page of a place tells, as sentences, tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from app.atlas import Atlas
from app.briefing.choice import BriefingChoice
from app.briefing.document import Briefing, Section, SectionId
from app.briefing.sections.clusters import clusters
from app.briefing.sections.density import density
from app.briefing.sections.gaps import gaps
from app.briefing.sections.industries import industries
from app.briefing.sections.methods import methods
from app.briefing.sections.parks import parks
from app.briefing.sections.sources import sources
from app.briefing.sections.summary import summary
from app.briefing.sections.transfer import transfer
from app.briefing.wording import credit, day
from app.pages.region import RegionPage
from app.state import ALL
from geo.place import Level

SECTIONS: Final[Mapping[SectionId, Callable[[RegionPage], Section]]] = {
    SectionId.SUMMARY: summary,
    SectionId.CLUSTERS: clusters,
    SectionId.DENSITY: density,
    SectionId.INDUSTRIES: industries,
    SectionId.PARKS: parks,
    SectionId.TRANSFER: transfer,
    SectionId.GAPS: gaps,
    SectionId.METHODS: methods,
    SectionId.SOURCES: sources,
}


def compose(
    atlas: Atlas, adcode: str, choice: BriefingChoice, *, address: str, review_number: str | None
) -> Briefing:
    """Compose the briefing of a place.

    Parameters
    ----------
    address
        Of the live view, for the link and the QR code.
    review_number
        Of the maps (审图号), where one is set.

    Raises
    ------
    NotFound
        If the edition has no such place, programme or year.
    """
    page = RegionPage(atlas, adcode, choice.page_state, review_number)
    text, edition = page.view.text, atlas.edition
    found = (SECTIONS[one](page) for one in choice.wanted)
    return Briefing(
        adcode=adcode,
        place=page.name,
        lang=choice.lang,
        title=choice.title or _title(page),
        issuer=choice.issuer,
        dated=day(text, choice.date),
        imprint=text(
            "briefing.imprint.all" if page.view.year == ALL else "briefing.imprint",
            year=page.view.year,
            edition=edition.id,
        ),
        edition_id=edition.id,
        address=address,
        credit=credit(page),
        sections=tuple(found),
    )


def _title(page: RegionPage) -> str:
    kind = "county" if page.unit.place.level is Level.COUNTY else "place"
    return page.view.text(f"briefing.title.{kind}", place=page.name)
