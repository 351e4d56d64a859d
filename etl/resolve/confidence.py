"""The confidence scale. docs/placing.md explains it; the tests hold it to the samples."""

from __future__ import annotations

from etl.resolve.chain import OFFICIAL, Chain
from etl.resolve.choice import Choice
from etl.resolve.forms import Form
from etl.resolve.placement import Method
from geo.place import Level

QUESTION_BELOW = 0.7
"""What is placed less surely than this is put to the steward as a question."""

AGAINST_UNIT = 0.55
RIVALS = 0.75
LOOSE = 0.8
LATER = 0.85
AMBIGUOUS_IN_PROVINCE = 0.5
UNIT_ONLY = 0.4
UNIT_ELSEWHERE = 0.3
FUZZY = 0.4
PROVINCE_ONLY = 0.6
PREFECTURE_ZONE = 0.85
LIST_OFFICIAL = 0.9
LIST_SHORT = 0.8
REGION = 0.85
JOINT = 0.8
JOINT_SHORT = 0.6
JOINT_ACROSS = 0.6
JOINT_UNSETTLED = 0.5
UNKNOWN_TOWN = 0.88
CORPS = 0.9

_PATH = {
    Form.FULL: 0.99,
    Form.COMMON: 0.98,
    Form.ALIAS: 0.94,
    Form.TYPE_CHANGED: 0.88,
    Form.ZONE: 0.85,
    Form.TOWN: 0.85,
    Form.SHORT: 0.94,
    Form.ALIAS_SHORT: 0.85,
}
_WITH_UNIT = {**_PATH, Form.FULL: 0.97, Form.COMMON: 0.96, Form.ALIAS: 0.92, Form.SHORT: 0.92}
_ALONE = {
    Form.FULL: 0.95,
    Form.COMMON: 0.93,
    Form.ALIAS: 0.88,
    Form.TYPE_CHANGED: 0.75,
    Form.ZONE: 0.8,
    Form.TOWN: 0.75,
    Form.SHORT: 0.82,
    Form.ALIAS_SHORT: 0.7,
}
_PREFECTURE = {Form.FULL: 0.93, Form.COMMON: 0.93, Form.ALIAS: 0.9, Form.SHORT: 0.88}

_METHODS = {
    Form.FULL: Method.FULL_NAME,
    Form.COMMON: Method.FULL_NAME,
    Form.ALIAS: Method.ALIAS,
    Form.ALIAS_SHORT: Method.ALIAS,
    Form.TYPE_CHANGED: Method.TYPE_CHANGED,
    Form.ZONE: Method.ZONE,
    Form.TOWN: Method.TOWN,
    Form.SHORT: Method.SHORT_NAME,
}


def chain_confidence(choice: Choice, *, with_unit: bool) -> float:
    """Confidence of a chosen chain before anything that stands after it is looked at."""
    value = _plain(choice.chain, with_unit=with_unit)
    if choice.chain.loose:
        value = min(value, LOOSE)
    if choice.rivals:
        value = min(value, RIVALS if choice.chain.last.reading.form > Form.COMMON else value)
    if choice.former:
        value = min(value, LATER)
    if not choice.agrees:
        value = min(value, AGAINST_UNIT)
    return value


def _plain(chain: Chain, *, with_unit: bool) -> float:
    form = chain.last.reading.form
    if chain.place.level is Level.PROVINCE:
        return min(PROVINCE_ONLY, _ALONE[form])
    if chain.place.level is Level.PREFECTURE:
        return _PREFECTURE.get(form, _ALONE[form])
    if len(chain.steps) > 1:
        return _PATH[form]
    return (_WITH_UNIT if with_unit else _ALONE)[form]


def chain_method(chain: Chain) -> Method:
    """The method's word for a chain."""
    form = chain.last.reading.form
    if form not in OFFICIAL | {Form.SHORT}:
        return _METHODS[form]
    if chain.place.level is Level.PROVINCE:
        return Method.PROVINCE
    if chain.place.level is Level.PREFECTURE:
        return Method.PREFECTURE
    if len(chain.steps) == 1:
        return _METHODS[form]
    return Method.FULL_PATH if form in OFFICIAL else Method.SHORT_PATH
