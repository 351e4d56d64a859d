"""Setting text: what the font has, where lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.image.lettering import check_lettering, missing, settable, width_px, wrapped
from app.image.unset import unset_characters
from app.state import Language
from app.text import text_in
from geo.errors import DataUnavailable

SENTENCE = "圆点位于所在县的代表点，不是园区或企业的实际位置。"


def test_a_chinese_character_is_as_wide_as_the_type_is_high():
    assert width_px("浙江省", 12) == pytest.approx(36)


@given(st.text("浙江，。（）ab ", max_size=40), st.integers(40, 200))
def test_wrapped_lines_fit_and_nothing_is_lost(text, room):
    lines = wrapped(text, 12, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    unbroken = [line for line in lines if width_px(line, 12) > room]
    assert all(len(line.strip("，。（）ab")) <= 1 for line in unbroken)


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket():
    for room in range(24, 300, 6):
        for line in wrapped(SENTENCE + "（见说明）" * 3, 12, room):
            assert line[0] not in "，。）"
            assert line[-1] != "（"


def test_english_breaks_between_words():
    assert wrapped("usual residents of a place", 10, 60) == ["usual", "residents of", "a place"]


def test_a_character_that_the_font_lacks_is_never_a_box():
    assert missing(["浙江\U0001f600", "é\U0001f600\n"]) == "\U0001f600"
    assert settable("浙\U0001f600\n江") == "浙〓 江"


def test_a_catalogue_that_cannot_be_set_stops_the_start():
    with pytest.raises(DataUnavailable, match="\U0001f600"):
        check_lettering(["ok", "\U0001f600"])


@pytest.mark.parametrize("lang", Language)
def test_the_catalogues_can_be_set(lang):
    check_lettering(text_in(lang).entries())


def test_all_names_of_the_edition_can_be_set(atlas):
    assert unset_characters(atlas) == ""
