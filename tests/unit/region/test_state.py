"""Addresses of the pages of places: read, written, and the places that they name."""

import pytest

from app.region.state import PageState, spec_of, unit_at
from app.state import Language
from geo.errors import InvalidInput, NotFound
from geo.place import Level, PlaceKey

ALL = ("level", "places", "find", "year", "programme")


def test_what_is_usual_stands_in_no_address(atlas):
    zhejiang = atlas.gazetteer[PlaceKey(Level.PROVINCE, "330000")]
    assert PageState().region_href(atlas, zhejiang) == "/region/330000"
    assert PageState().compare_href(()) == "/compare"
    assert PageState().methods_href() == "/methods"
    assert PageState().find_href() == "/region"
    chosen = PageState(year="2023", lang=Language.EN)
    assert chosen.region_href(atlas, zhejiang) == "/region/330000?year=2023&lang=en"
    assert chosen.compare_href((("330000", ""),)) == "/compare?places=330000&year=2023&lang=en"


@pytest.mark.parametrize(
    "query",
    [
        "level=county&year=2023&programme=sme-provincial-330000&lang=en",
        "places=330400,441900-county&year=all",
        "find=%E5%98%89%E5%85%B4",
    ],
)
def test_an_address_is_read_as_it_was_written(query):
    state = PageState.parse(query, ALL)
    written = {
        "places": state.compare_href(state.places),
        "find": state.find_href(),
        "level": f"/region/{state._query()}",
    }[query.partition("=")[0]]
    assert PageState.parse(written.partition("?")[2], ALL) == state


def test_a_level_is_named_only_where_the_code_stands_at_a_coarser_one(atlas):
    for code, level, named in [
        ("330000", Level.PROVINCE, ""),
        ("110000", Level.PREFECTURE, "prefecture"),
        ("441900", Level.PREFECTURE, ""),
        ("441900", Level.COUNTY, "county"),
    ]:
        place = atlas.gazetteer[PlaceKey(level, code)]
        assert spec_of(atlas, place) == (code, named)
        assert unit_at(atlas, (code, named)).place is place


@pytest.mark.parametrize("adcode", ["", "33", "33000a", "３３００００", "330000 ", "'; --"])
def test_what_is_no_adcode_is_not_found(atlas, adcode):
    with pytest.raises(NotFound, match="six digits"):
        unit_at(atlas, (adcode, ""))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("level=village", "level must be one of"),
        ("places=330400-village", "places must be adcodes"),
        ("places=330400,330400", "names a place twice"),
        ("places=" + ",".join(str(n) for n in range(100000, 100007)), "at most 6"),
        ("year=now", "year must be"),
        ("year=2023&year=2024", "year"),
        ("colour=red", "colour"),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(query, says):
    with pytest.raises(InvalidInput, match=says):
        PageState.parse(query, ALL)


def test_a_page_takes_only_its_own_parameters():
    with pytest.raises(InvalidInput, match="places"):
        PageState.parse("places=330000", ("level", "year", "programme"))
