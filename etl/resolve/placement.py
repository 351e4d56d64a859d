"""A placement: where one cluster or park lies, how that was found and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.place import PlaceKey


class Method(StrEnum):
    """How a placement was reached; the word that stands in reports."""

    FULL_PATH = "full-path"
    FULL_NAME = "full-name"
    SHORT_PATH = "short-path"
    SHORT_NAME = "short-name"
    ALIAS = "alias"
    TYPE_CHANGED = "type-changed"
    PREFECTURE = "prefecture"
    PROVINCE = "province"
    ZONE = "zone"
    TOWN = "town"
    REGION = "region"
    JOINT = "joint"
    LIST = "list"
    CORPS = "corps"
    HOMONYM = "homonym"
    ADDRESS = "address"
    NAME_AND_ADDRESS = "name+address"
    FUZZY = "fuzzy"
    UNIT = "unit"
    DECIDED = "decided"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a named cluster or park lies.

    Attributes
    ----------
    level
        ``county | prefecture | province | several | none``.
    places
        The places; for ``several`` they may stand at mixed levels and may be none at all,
        when the name is too vague to say which.
    place
        Readable: 浙江省/嘉兴市/桐乡市; several are joined by ``;``.
    confidence
        0..1; docs/placing.md says what each step of the scale means.
    industry
        The leading industry: what remains of the name without place and suffix.
    note
        Why, whenever the placement is not the plain reading of the name.
    candidates
        Places that the name may also mean.
    """

    name: str
    unit: str
    level: str
    places: tuple[PlaceKey, ...]
    place: str
    method: Method
    confidence: float
    industry: str = ""
    note: str = ""
    candidates: tuple[PlaceKey, ...] = ()

    @property
    def adcodes(self) -> str:
        """Adcodes of the places, joined by ``;``."""
        return ";".join(key.adcode for key in self.places)
