"""The catalogues: the same in both languages, complete, and nothing in them unused."""

import ast
import json
import re
from pathlib import Path
from string import Formatter

import jinja2
import pytest
from jinja2.nodes import Call, Concat, Const

from app.pages.templates import FOLDER
from app.state import Language
from app.text import LOCALES, text_in

ROOT = Path(__file__).resolve().parents[3]
CATALOGUES = {
    lang: json.loads((LOCALES / f"{lang}.json").read_text(encoding="utf-8")) for lang in Language
}
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_+-]+)*")
# Calls that take a key: `text("...")`, `view.text(f"...")`, `text_in(lang)("...")`; and those that
# make do without it: `text.or_else("...", fallback)`.
NEEDED, WELCOME = "text", "or_else"


def placeholders(entry):
    return {name for _, name, _, _ in Formatter().parse(entry) if name is not None}


def nodes():
    for path in sorted((ROOT / "app").rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def patterns(called):
    """A pattern for each key that app/ asks for; what is filled in matches one step."""
    for node in nodes():
        if isinstance(node, ast.Call) and node.args and _name(node.func) == called:
            yield from _pattern(node.args[0])

    for call in template_calls():
        if call.args and getattr(call.node, "attr", getattr(call.node, "name", None)) == called:
            yield "".join(_template_pattern(call.args[0]))


def template_calls():
    """Calls in the templates: `text("...")`, `page.text("..." ~ kind)`, `text.or_else("...")`."""
    for path in sorted(FOLDER.rglob("*.html")):
        parsed = jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        yield from parsed.find_all(Call)


def _template_pattern(key):
    if isinstance(key, Const):
        yield re.escape(key.value)
    elif isinstance(key, Concat):
        for part in key.nodes:
            yield re.escape(part.value) if isinstance(part, Const) else r"[^.]+"


def _name(function):
    if isinstance(function, ast.Call) and _name(function.func) == "text_in":
        return NEEDED
    return getattr(function, "id", None) or getattr(function, "attr", None)


def _pattern(key):
    if isinstance(key, ast.Constant):
        yield re.escape(key.value)
    elif isinstance(key, ast.JoinedStr):
        parts = [
            re.escape(part.value) if isinstance(part, ast.Constant) else r"[^.]+"
            for part in key.values
        ]
        yield "".join(parts)
    elif isinstance(key, ast.IfExp):
        yield from _pattern(key.body)
        yield from _pattern(key.orelse)


def mentioned():
    """All strings of app/ that look like a key."""
    for node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def matches(pattern_list, key):
    return any(re.fullmatch(pattern, key) for pattern in pattern_list)


def test_both_languages_have_the_same_keys():
    one_sided = set(CATALOGUES[Language.ZH]) ^ set(CATALOGUES[Language.EN])
    welcome = set(patterns(WELCOME))
    assert {key for key in one_sided if not matches(welcome, key)} == set()


@pytest.mark.parametrize("key", sorted(set.intersection(*map(set, CATALOGUES.values()))))
def test_both_languages_name_the_same_values(key):
    chinese, english = (CATALOGUES[lang][key] for lang in (Language.ZH, Language.EN))
    assert placeholders(chinese) == placeholders(english)
    assert chinese.strip()
    assert english.strip()


@pytest.mark.parametrize("lang", Language)
def test_every_key_that_is_needed_exists(lang):
    keys = CATALOGUES[lang]
    missing = [p for p in patterns(NEEDED) if not any(re.fullmatch(p, key) for key in keys)]
    assert missing == []


@pytest.mark.parametrize("lang", Language)
def test_every_key_is_asked_for(lang):
    asked, named = {*patterns(NEEDED), *patterns(WELCOME)}, set(mentioned())
    keys = CATALOGUES[lang]
    assert [key for key in keys if key not in named and not matches(asked, key)] == []


def test_keys_are_written_alike():
    assert [key for key in CATALOGUES[Language.ZH] if not KEY.fullmatch(key)] == []


def test_english_has_no_chinese_left():
    chinese = re.compile(r"[\u4e00-\u9fff]")
    assert [key for key, entry in CATALOGUES[Language.EN].items() if chinese.search(entry)] == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (12345, "12,345"),
        (0.012345, "0.0123"),
        (1.23456, "1.23"),
        (12.3456, "12.3"),
        (123.456, "123"),
        (12345.6, "12,346"),
        (0.5, "0.5"),
    ],
)
def test_numbers_have_three_significant_digits_and_separated_thousands(value, shown):
    assert text_in(Language.ZH).number(value) == shown
