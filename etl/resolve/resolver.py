"""The resolver: from the name of a cluster or park to a placement."""

from __future__ import annotations

from pathlib import Path

from etl.resolve.finder import Finder
from etl.resolve.finding import Finding
from etl.resolve.industry import tidy, without_suffix
from etl.resolve.lexicon import Lexicon
from etl.resolve.park import ParkPlacer
from etl.resolve.placement import Placement
from etl.resolve.reference import Reference, not_places, read_reference
from etl.resolve.terms import add_aliases, add_towns, add_zones
from etl.resolve.territory import Territory
from etl.resolve.text import Cleaner
from etl.resolve.units import Unit, UnitReader
from geo.place import Gazetteer


class Resolver:
    """Places clusters and parks by their names.

    Parameters
    ----------
    gazetteer
        All places of the boundary layer.
    lexicon
        Terms for places; by default the layer's own names and their short forms.
    reference
        Regions, towns, abbreviations; by default none. `load_resolver` reads both from files.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        lexicon: Lexicon | None = None,
        reference: Reference | None = None,
    ) -> None:
        self._territory = Territory(gazetteer)
        self._cleaner = Cleaner({letter for place in gazetteer for letter in place.name_zh})
        self._finder = Finder(
            lexicon or Lexicon(gazetteer), self._territory, reference or Reference()
        )
        self._units = UnitReader(self._finder.chains, self._territory, self._cleaner)
        self._parks = ParkPlacer(self._finder, self._territory)

    def cluster(self, name: str, unit: str = "") -> Placement:
        """Place a cluster.

        Parameters
        ----------
        name
            The cluster's name as the source prints it.
        unit
            The recommending unit, full or short; may be empty.

        Returns
        -------
        Placement
            Never raises: a name that says nothing gives level ``none`` and the reason.
        """
        text = without_suffix(self._cleaner.clean(name))
        read = self._units.read(unit)
        found = self._finder.find(text, read)
        return self._placement(name, unit, read, found, leading_industry(text, found))

    def park(
        self, name: str, unit: str = "", address: str = "", address_quality: str = ""
    ) -> Placement:
        """Place a development zone by its name and, as evidence, its address.

        Parameters
        ----------
        name, unit
            The zone's name and its province.
        address
            Province, prefecture and county of an address, run together.
        address_quality
            ``consistent``, ``weak`` or ``other_province``; only the first may name a county.
        """
        text = self._cleaner.clean(name)
        read = self._units.read(unit)
        found = self._parks.place(text, read, self._cleaner.clean(address), address_quality)
        return self._placement(name, unit, read, found, "")

    def unit_key(self, unit: str) -> str:
        """What a recommending unit is, however it is spelt: the same for 宁波 and 浙江省宁波市.

        Parameters
        ----------
        unit
            As a list prints it. The Corps is another unit than Xinjiang; what names no place is
            compared without white space and punctuation.
        """
        return self._units.read(unit).key

    def _placement(
        self, name: str, unit: str, read: Unit, found: Finding, industry: str
    ) -> Placement:
        notes = found.notes if not read.note else (*found.notes, read.note)
        return Placement(
            name=name,
            unit=unit,
            level=found.stated_level,
            places=found.places,
            place=";".join(self._territory.path(key) for key in found.places),
            method=found.method,
            confidence=found.confidence,
            industry=industry,
            note="; ".join(dict.fromkeys(notes)),
            candidates=tuple(dict.fromkeys(found.candidates)),
        )


def leading_industry(text: str, found: Finding) -> str:
    """What the name says besides the place: after it or, failing that, before it."""
    after = tidy(without_suffix(text[found.end :]))
    before = tidy(without_suffix(text[: found.start]))
    return after or before


def load_resolver(gazetteer: Gazetteer, data_dir: Path) -> Resolver:
    """A resolver with aliases, zones, towns, regions and abbreviations from `data_dir`.

    Raises
    ------
    DataUnavailable
        If a data file is missing.
    InvalidInput
        If a data file lacks a column.
    """
    lexicon = Lexicon(gazetteer, not_places(data_dir))
    add_aliases(lexicon, gazetteer, data_dir)
    add_zones(lexicon, gazetteer, data_dir)
    add_towns(lexicon, gazetteer, data_dir)
    return Resolver(gazetteer, lexicon, read_reference(gazetteer, data_dir))
