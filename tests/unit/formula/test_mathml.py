"""Formulas in plain notation set as MathML: against expressions that were set by hand."""

import xml.etree.ElementTree as ET

import pytest

from app.formula.mathml import mathml
from app.formula.tokens import Kind, tokens
from app.pages.methods import term
from app.state import Language
from app.text import text_in
from geo.indicators import INDICATORS


def as_text(node):
    """A formula spoken on one line: fractions as [a]/[b], indexes as _{..}, powers as ^{..}."""
    parts = [as_text(child) for child in node]
    match node.tag:
        case "mfrac":
            return f"[{parts[0]}]/[{parts[1]}]"
        case "msub" | "munder":
            return f"{parts[0]}_{{{parts[1]}}}"
        case "msup":
            return f"{parts[0]}^{{{parts[1]}}}"
        case "msqrt":
            return f"√[{''.join(parts)}]"
        case "mspace":
            return " "
        case _:
            return (node.text or "") + "".join(parts)


def spoken(formula, word=str):
    return [as_text(ET.fromstring(one)) for one in mathml(formula, word)]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("a / b", ["[a]/[b]"]),
        ("a * b / c * d", ["[a⋅b]/[c]⋅d"]),
        ("LQ_ik = (x_ik / x_i) / (x_k / x)", ["LQ_{ik}=[[x_{ik}]/[x_{i}]]/[[x_{k}]/[x]]"]),
        ("1 - 0.5 * sum_k |s_ik - s_jk|", ["1−0.5⋅∑_{k}|s_{ik}−s_{jk}|"]),
        ("s * sqrt((n V_i - W_i^2) / (n - 1))", ["s⋅√[[nV_{i}−W_{i}^{2}]/[n−1]]"]),
        ("max(0, -C_ik) * d_ij^-beta", ["max(0,−C_{ik})⋅d_{ij}^{−β}"]),
        ("L_ik,0 * (Q_i + Q_i-1)", ["L_{ik,0}⋅(Q_{i}+Q_{i−1})"]),
        ("(a - b) * (c - d)", ["(a−b)⋅(c−d)"]),
        ("(a - b) * c / (d - e)", ["[(a−b)⋅c]/[d−e]"]),
        ("10,000 * clusters in force / land area", ["[10,000×clusters in force]/[land area]"]),
        ("built_industrial / built", ["[built_industrial]/[built]"]),
        ("Q_i running sum of x_ik / x_k", ["Q_{i} running sum of [x_{ik}]/[x_{k}]"]),
        ("beta = 1.5, range over 1, 2; n places", ["β=1.5,", "range over 1,", "2;", "n places"]),
    ],
)
def test_plain_notation_is_set(plain, expected):
    assert spoken(plain) == expected


@pytest.mark.parametrize("wrong", ["a / ", "(a + b", "a ) b", "a ? b", "^2", "a, ", ""])
def test_what_is_no_formula_is_refused(wrong):
    with pytest.raises(ValueError, match=r"missing|cannot stand|no part|nothing stands"):
        mathml(wrong, str)


def test_words_are_text_and_never_markup():
    (one,) = mathml("harmless / words", lambda _: "<script>&")
    assert "<script" not in one
    assert spoken("harmless / words", lambda _: "<b>") == ["[<b>]/[<b>]"]


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda one: one.id)
@pytest.mark.parametrize("lang", list(Language))
def test_every_formula_can_be_set_and_its_words_are_in_both_catalogues(indicator, lang):
    phrases = [one.text for one in tokens(indicator.formula) if one.kind is Kind.PHRASE]
    text = text_in(lang)
    told = "".join(spoken(indicator.formula, lambda phrase: text(f"methods.term.{term(phrase)}")))
    for phrase in phrases:
        assert text(f"methods.term.{term(phrase)}") in told
    numbers = [one.text for one in tokens(indicator.formula) if one.kind is Kind.NUMBER]
    assert all(number in told for number in numbers)
