"""How text is fitted: Han characters are as wide as they are high, so lines can be counted."""

import pytest

from app.briefing.document import Heading, Paragraph
from app.briefing.slides.fitting import Room, largest, lines_of, shortened


@pytest.mark.parametrize(("characters", "lines"), [(1, 1), (9, 1), (10, 2), (18, 2), (19, 3)])
def test_lines_of_han_characters(characters, lines):
    """Of 10 pt, with a reserve of 4 %: nine in 100 pt, not ten."""
    assert lines_of("字" * characters, 10, 100) == lines


def test_a_word_that_is_longer_than_a_line_is_counted_as_broken():
    assert lines_of("W" * 100, 10, 100) > 5


def test_what_fits_is_left_as_it_is():
    assert shortened("字" * 18, 10, 100, 2) == "字" * 18


def test_what_does_not_fit_ends_with_an_ellipsis():
    assert shortened("字" * 40, 10, 100, 2) == "字" * 17 + "…"


def test_the_largest_size_in_which_a_title_fits():
    assert largest("字" * 9, (20, 10, 5), 100, 1) == 10
    assert largest("字" * 90, (20, 10, 5), 100, 1) == 5


def test_a_long_text_goes_on_on_the_next_page_and_loses_nothing():
    text = "".join(chr(0x4E00 + i) for i in range(500))
    pages = Room(100, 60).pages([Paragraph(text), Paragraph("末")], 10)
    assert len(pages) > 10
    assert "".join(one.text for page in pages for one in page) == f"{text}末"
    assert all(Room(100, 60).holds(page, 10) for page in pages)


def test_a_heading_does_not_end_a_page():
    given = [Paragraph("一"), Heading("二"), Paragraph("字" * 20)]
    pages = Room(100, 70).pages(given, 10)
    assert [[one.text for one in page] for page in pages] == [["一"], ["二", "字" * 20]]
