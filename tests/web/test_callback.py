"""The callback that draws views: small answers, and no fault whatever is posted."""

import copy

import pytest

from app.figures.map_patch import drawn_key
from app.state import Language, Measure, ViewState
from app.view import view_of
from tests.web.browser import UPDATE

LARGEST = 30_000
NATION, GUANGDONG = "100000", "440000"
LEVELS = [(NATION, level) for level in ("province", "prefecture", "county")] + [
    (GUANGDONG, level) for level in ("prefecture", "county")
]


@pytest.mark.parametrize(("place", "level"), LEVELS)
@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("programme", ["sme-national", "all"])
def test_an_answer_is_small(browser, place, level, measure, programme):
    search = f"?place={place}&level={level}&measure={measure}&programme={programme}"
    assert browser.bytes_of_view(search) <= LARGEST


@pytest.mark.parametrize("extra", ["&panel=sources", "&table=open", "&lang=en", "&year=all"])
def test_an_answer_with_everything_open_is_small(browser, extra):
    search = f"?place={NATION}&level=county&measure=per_area&programme=all{extra}"
    assert browser.bytes_of_view(search) <= LARGEST


@pytest.mark.parametrize(("place", "level"), LEVELS)
def test_only_values_are_sent_to_a_browser_that_has_the_units(browser, atlas, place, level):
    search = f"?place={place}&level={level}&year=2024"
    other_year = ViewState.parse(search).with_(year="2025")
    drawn = drawn_key(view_of(atlas, other_year))
    first, later = browser.ask(search), browser.ask(search, drawn)
    assert {"data.0.geojson", "data.0.locations"} <= set(first.changes())
    assert not {"data.0.geojson", "data.0.locations"} & set(later.changes())
    assert "data.0.z" not in later.changes()
    for name in ("data.1.locations", "data.1.z", "data.1.customdata"):
        assert later.changes()[name] == first.changes()[name]


@pytest.mark.parametrize("layer", ["density", "industries", "parks"])
def test_marking_a_unit_sends_the_mark_and_not_the_map_again(browser, layer):
    search = f"?layer={layer}&place=330000&level=county"
    shown = browser.ask(search).prop("drawn", "data")
    marked = browser.ask(f"{search}&select=330483&table=open", shown)
    assert marked.changes()["data.3.locations"] == ["330483"]
    assert not [
        name for name in marked.changes() if name.startswith(("data.0.", "data.1.", "data.4."))
    ]
    assert marked.prop("drawn", "data") == shown


def test_flows_of_a_marked_unit_are_drawn_anew(browser):
    search = "?layer=transfer&level=province"
    shown = browser.ask(search).prop("drawn", "data")
    assert "data.1.z" in browser.ask(f"{search}&select=330000", shown).changes()


def test_the_browser_keeps_what_the_answer_says_is_drawn(browser):
    first = browser.ask("?place=330000")
    again = browser.ask("?place=330000&year=2024", first.prop("drawn", "data"))
    assert "data.0.locations" not in again.changes()
    elsewhere = browser.ask("?place=440000", first.prop("drawn", "data"))
    assert "data.0.locations" in elsewhere.changes()


def _without(key):
    return lambda body: {name: value for name, value in body.items() if name != key}


def _with(**changes):
    return lambda body: body | changes


HOSTILE_BODIES = {
    "empty": lambda body: {},
    "a list": lambda body: [],
    "a string": lambda body: "body",
    "a number": lambda body: 7,
    "null": lambda body: None,
    "no output": _without("output"),
    "no outputs": _without("outputs"),
    "no inputs": _without("inputs"),
    "no state": _without("state"),
    "output of a wrong type": _with(output=1),
    "output that is a list": _with(output=[]),
    "output that does not exist": _with(output="..nothing.here..."),
    "output of a script": _with(output="request.data"),
    "outputs of a wrong type": _with(outputs="x"),
    "outputs of another page": _with(outputs=[{"id": "x", "property": "y"}]),
    "inputs of a wrong type": _with(inputs="x"),
    "inputs that are numbers": _with(inputs=[1]),
    "inputs that are too many": lambda body: body | {"inputs": body["inputs"] * 3},
    "inputs that are patterns": _with(inputs=[[{"id": {"type": "x"}, "property": "data"}]]),
    "state that is null": _with(state=None),
    "changes of a wrong type": _with(changedPropIds={"a": 1}),
    "changes that are numbers": _with(changedPropIds=[1, None]),
}


@pytest.mark.parametrize("change", HOSTILE_BODIES.values(), ids=HOSTILE_BODIES)
def test_a_body_that_no_page_sends_is_refused_with_a_message(browser, change):
    response = browser.post(change(copy.deepcopy(browser.body())))
    assert 400 <= response.status_code < 500
    assert "Traceback" not in response.text
    assert "<h1>" in response.text


def test_changes_may_be_left_out(browser):
    assert browser.post(_without("changedPropIds")(browser.body())).status_code == 200


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe", b"[" * 5000, b'{"a":' * 3000, b"9" * 5000, b"NaN"],
    ids=["nothing", "cut", "not UTF-8", "deep lists", "deep objects", "a long number", "NaN"],
)
def test_a_body_that_is_no_json_is_refused(client, raw):
    response = client.post(UPDATE, data=raw, content_type="application/json")
    assert response.status_code == 400
    assert "Traceback" not in response.text


def test_other_types_and_huge_bodies_are_refused(client):
    assert client.post(UPDATE, data="x", content_type="text/plain").status_code == 415
    huge = b'{"output":"' + b"x" * 2_000_000 + b'"}'
    assert client.post(UPDATE, data=huge, content_type="application/json").status_code == 413


@pytest.mark.parametrize(
    "value", [None, 0, 1e308, -1, True, "", "x", [], [1], {}, {"search": {}}, {"width": [1]}]
)
def test_a_request_of_a_wrong_type_is_the_first_view_or_a_message(browser, value):
    body = browser.body()
    body["inputs"][0]["value"] = value
    response = browser.post(body)
    assert response.status_code == 200
    assert "Traceback" not in response.text


@pytest.mark.parametrize("size", [0, -1, 1e308, 10**400, True, "800", None, [], {}, "NaN"])
def test_any_size_of_the_map_gives_a_view(browser, size):
    answer = browser.ask(width=size, height=size)
    assert answer.changes()["layout.map.zoom"] > -5


@pytest.mark.parametrize("drawn", [None, 1, [], {"a": 1}, "x" * 10_000, "<b>"])
def test_what_is_wrongly_said_to_be_drawn_is_drawn_anew(browser, drawn):
    assert "data.0.locations" in browser.ask(drawn=drawn).changes()


@pytest.mark.parametrize("search", ["?place=999999", "?place=x", "?" + "a" * 10_000, "?year=1999"])
def test_a_view_that_cannot_be_drawn_leaves_the_old_one_and_says_why(browser, search):
    answer = browser.ask(search)
    assert set(answer.parts) == {"notice"}
    assert answer.text("notice")


@pytest.mark.parametrize("lang", Language)
def test_every_language_has_every_part(browser, lang):
    answer = browser.ask(f"?lang={lang}&place=330000")
    for part in ("crumbs", "rail", "legend", "panel", "summary", "credit"):
        assert answer.text(part)
