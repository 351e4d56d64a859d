"""The leading industry: what a name says besides the place."""

from __future__ import annotations

import re

_STATUS = re.compile(
    r"\((?:复核|培育|公示|拟认定|新认定|第[一二三四五六七八九十\d]+批|\d{4}年?度?)\)$"
)
_SUFFIX = re.compile(
    r"(?:"
    r"(?:(?:国家级?|省级|市级|县域)?(?:中小(?:\(?工业\)?)?企业|先进制造业?|战略性新兴产业|传统优势|县域)?"
    r"(?:特色|优势)?(?:产业|业)?集群(?:升级)?(?:示范区|示范基地|示范|试点|培育)?)"
    r"|(?:(?:国家)?新型工业化)?(?:特色)?(?:产业)?(?:示范)?基地"
    r"|产业名(?:县|市|区|城|镇)|(?<!大)名(?:县|市|区|城|镇)"
    r"|特色产业|产业链|产业"
    r")$"
)
_PUNCTUATION = " ·,，.。:：;；、/\\|-—_~!！?？+=*#&^$%"
_LEADING_WORDS = re.compile(r"^(?:的|国家级?|市级|县级|区级)")
_WHOLE_BRACKET = re.compile(r"^\(([^()]*(?:\([^()]*\)[^()]*)*)\)$")


def without_suffix(text: str) -> str:
    """Name without 产业集群 and its like, and without marks of status such as (复核)."""
    while True:
        shorter = _STATUS.sub("", text).rstrip(_PUNCTUATION)
        shorter = _SUFFIX.sub("", shorter, count=1).rstrip(_PUNCTUATION)
        if shorter == text:
            return text
        text = shorter


def tidy(text: str) -> str:
    """Industry without stray punctuation, brackets and a leading 的."""
    text = _balanced(text.strip(_PUNCTUATION))
    text = _LEADING_WORDS.sub("", text).strip(_PUNCTUATION)
    if whole := _WHOLE_BRACKET.match(text):
        text = whole[1]
    return text.strip(_PUNCTUATION)


def _balanced(text: str) -> str:
    """Text without brackets at its ends that have no partner."""
    if text.count("(") < text.count(")"):
        text = text.removeprefix(")") if text.startswith(")") else text.replace(")", "", 1)
    if text.count("(") > text.count(")"):
        text = text.removesuffix("(")
    return text
