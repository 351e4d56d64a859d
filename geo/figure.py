"""Figures about places that come from optional sources: their names and what they measure."""

from __future__ import annotations

from enum import StrEnum

from geo.indicator import Indicator, Unit

MANUFACTURING_SHARE = Indicator(
    "manufacturing_share",
    "employed in manufacturing / employed",
    Unit.PERCENT,
    "own, from the long form of the population census of 2020, National Bureau of Statistics",
    modelled=True,
)


class Figure(StrEnum):
    """What is known of a place beyond its ground; the word is the key in the store.

    Residents and employed persons are numbers of people; the share is that of manufacturing
    (section C of GB/T 4754-2017) among the employed, 0..1.
    """

    POPULATION = "population"
    EMPLOYED = "employed_estimated"
    MANUFACTURING_EMPLOYED = "manufacturing_employed_estimated"
    MANUFACTURING_SHARE = "manufacturing_employment_share"


class Basis(StrEnum):
    """How a figure came about."""

    STATED = "stated"
    SUMMED = "summed"
    ESTIMATED = "estimated"
