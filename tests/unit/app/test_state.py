"""The address: every view has one, and every address has a view or a plain refusal."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.query import MAX_QUERY_CHARS
from app.state import Language, Layer, Measure, Panel, Table, ViewState
from geo.classes import FOUND
from geo.errors import InvalidInput
from geo.place import Level

adcodes = st.from_regex(r"[0-9]{6}", fullmatch=True)
years = st.from_regex(r"[0-9]{4}", fullmatch=True)
states = st.builds(
    ViewState,
    layer=st.sampled_from(Layer),
    place=adcodes,
    level=st.sampled_from(["", Level.PROVINCE, Level.PREFECTURE, Level.COUNTY]),
    select=st.just("") | adcodes,
    year=st.sampled_from(["", "all"]) | years,
    programme=st.from_regex(r"[A-Za-z0-9-]{1,60}", fullmatch=True),
    batch=st.sampled_from(["", "undated"]) | years,
    measure=st.sampled_from(Measure),
    classes=st.sampled_from(FOUND),
    breaks=st.sampled_from(["", "years", "1,3,8", "0.5", "0.001,2.25,1000"]),
    panel=st.sampled_from(Panel),
    table=st.sampled_from(Table),
    lang=st.sampled_from(Language),
)
NAMES = sorted(set(ViewState.__dataclass_fields__) - {"usual_lang"})


def message(query):
    with pytest.raises(InvalidInput) as error:
        ViewState.parse(query)
    return str(error.value)


@given(states)
def test_an_address_gives_back_its_view(state):
    assert ViewState.parse(state.query()) == state


@given(states)
def test_the_canonical_address_is_the_shortest(state):
    query = state.query()
    assert query == ViewState.parse(query).query()
    assert "=&" not in query


def test_the_first_view_needs_no_query():
    assert ViewState().query() == ""
    assert ViewState.parse("") == ViewState.parse("?") == ViewState()


@pytest.mark.parametrize("server", Language)
@pytest.mark.parametrize("reader", Language)
def test_a_language_is_kept_whatever_the_server_speaks(server, reader):
    chosen = ViewState.parse("", server).with_(lang=reader)
    assert ViewState.parse(chosen.query(), server).lang is reader


@given(st.text(max_size=300))
def test_garbage_is_refused_plainly(query):
    try:
        ViewState.parse(query)
    except InvalidInput as error:
        assert str(error)


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=20)), max_size=6))
def test_garbage_values_are_refused_plainly(pairs):
    try:
        state = ViewState.parse(urlencode(pairs))
    except InvalidInput as error:
        assert str(error)
    else:
        assert ViewState.parse(state.query()) == state


@pytest.mark.parametrize(
    "query",
    [
        "place=33",
        "place=33000a",
        "place=٣٣٠٠٠٠",
        "place=",
        "select=1",
        "level=nation",
        "level=COUNTY",
        "year=24",
        "year=-2024",
        "year=2024.0",
        "batch=all",
        "programme=",
        "programme=a%20b",
        "programme=" + "a" * 61,
        "measure=area",
        "classes=jenks",
        "classes=manual",
        "classes=unique",
        "breaks=3,1",
        "breaks=1,1",
        "breaks=0,1",
        "breaks=-1,2",
        "breaks=1,,2",
        "breaks=1e3",
        "breaks=nan",
        "breaks=inf",
        "breaks=.5",
        "breaks=١,٢",
        "breaks=1,2,3,4,5,6,7,8",
        "breaks=" + "1" * 25,
        "layer=roads",
        "panel=all",
        "table=1",
        "lang=de",
    ],
)
def test_a_refusal_names_the_parameter(query):
    assert query.partition("=")[0] in message(query)


def test_breaks_are_written_in_one_way():
    assert ViewState.parse("breaks=1.0,3.50,08").query() == "?breaks=1%2C3.5%2C8"


def test_an_unknown_parameter_is_named_with_those_that_exist():
    told = message("zoom=3")
    assert "'zoom'" in told
    assert all(name in told for name in NAMES)


def test_a_parameter_given_twice_is_refused():
    assert "place" in message("place=330000&place=440000")


def test_a_very_long_address_is_refused():
    assert str(MAX_QUERY_CHARS) in message("place=" + "3" * MAX_QUERY_CHARS)


def test_going_to_a_place_leaves_the_choices_and_forgets_the_mark():
    here = ViewState(place="330000", level=Level.COUNTY, select="330481", year="2024")
    assert here.at("330400") == ViewState(place="330400", year="2024")
