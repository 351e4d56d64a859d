"""The address of the page: read, written, and refused with the name of what is wrong."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quality.state import Kind, QualityState, Sort
from app.state import Language
from geo.errors import InvalidInput

words = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=40)
states = st.builds(
    QualityState,
    programme=st.sampled_from(["", "sme-national", "sme-provincial-330000"]),
    year=st.sampled_from(["", "2023", "2026"]),
    kind=st.sampled_from(["", *Kind]),
    code=st.sampled_from(["", "unplaced", "same-cluster"]),
    province=st.sampled_from(["", "330000"]),
    text=words.map(lambda text: " ".join(text.replace("\ufffd", "").split())),
    below=st.sampled_from([None, 0.5, 0.75, 1.0]),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 999_999),
    lang=st.sampled_from(Language),
)


@given(states)
def test_an_address_gives_back_its_view(state):
    assert QualityState.parse(state.query()) == state


def test_the_plain_address_is_the_default_view():
    assert QualityState.parse("") == QualityState()
    assert QualityState().href() == "/quality"
    assert QualityState.parse("lang=en").href() == "/quality?lang=en"
    assert QualityState.parse("lang=en", Language.EN).href() == "/quality"


def test_what_a_form_sends_empty_is_not_given():
    sent = "kind=&code=&programme=&province=&below=&text=&sort=doubt&year="
    assert QualityState.parse(sent) == QualityState()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("programme=a_b", "programme"),
        ("programme=" + "a" * 61, "programme"),
        ("year=20", "year"),
        ("year=all", "year"),
        ("year=２０２４", "year"),
        ("kind=Cluster", "kind"),
        ("code=Doubtful", "code"),
        ("code=a;b", "code"),
        ("province=33", "province"),
        ("below=0", "below"),
        ("below=1.5", "below"),
        ("below=nan", "below"),
        ("below=1e-3", "below"),
        ("below=-0.5", "below"),
        ("below=０.5", "below"),
        ("text=" + "a" * 101, "text"),
        ("text=%00", "text"),
        ("text=a%0Ab", "text"),
        ("sort=random", "sort"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=1.5", "page"),
        ("page=9999999", "page"),
        ("lang=fr", "lang"),
        ("nothing=1", "nothing"),
        ("kind=park&kind=park", "kind"),
    ],
)
def test_a_bad_value_is_refused_and_named(query, named):
    with pytest.raises(InvalidInput, match=named):
        QualityState.parse(query)


def test_another_choice_begins_at_the_first_page():
    state = QualityState(page=3, kind=Kind.PARK)
    assert state.with_(sort=Sort.NAME).page == 1
    assert state.href("review", page=4) == "/quality?kind=park&page=4#review"


@pytest.mark.parametrize(
    ("state", "is_filtered"),
    [
        ({}, False),
        ({"year": "2024", "sort": Sort.NAME, "page": 2, "lang": Language.EN}, False),
        ({"programme": "sme-national"}, True),
        ({"below": 0.5}, True),
        ({"text": "x"}, True),
    ],
)
def test_what_counts_as_a_filter(state, is_filtered):
    assert QualityState(**state).is_filtered is is_filtered


def test_words_are_searched_without_surplus_space():
    assert QualityState.parse(urlencode({"text": "  高新  区 "})).text == "高新 区"
