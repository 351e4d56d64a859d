"""Widths of columns: shares, words that stay whole, and the block that they fill."""

import pytest

from app.briefing.column_widths import BLOCK_PT, column_widths
from app.briefing.document import Column, Table


def table(columns, *rows):
    return Table("样例", [Column(heading, share) for heading, share in columns], rows)


def test_columns_have_their_shares_where_all_words_fit():
    widths = column_widths(table([("甲", 0.75), ("乙", 0.25)], ("样例", "样例")))
    assert [width / BLOCK_PT for width in widths] == pytest.approx([0.75, 0.25])


def test_a_date_is_not_broken_and_its_column_takes_room_from_the_others():
    first, last = column_widths(table([("甲", 0.95), ("乙", 0.05)], ("长" * 80, "2026-11-28")))
    # Ten characters of half the size of 10.5 points and more.
    assert last > 10 * 10.5 / 2
    assert first + last == pytest.approx(BLOCK_PT)


def test_a_short_text_stands_in_one_line():
    _, last = column_widths(table([("甲", 0.97), ("乙", 0.03)], ("长" * 80, "国家级")))
    assert last > 3 * 10.5


def test_a_word_that_is_far_too_long_does_not_take_the_table():
    first, last = column_widths(table([("甲", 0.5), ("乙", 0.5)], ("W" * 300, "样例")))
    assert first == last == pytest.approx(BLOCK_PT / 2)


def test_columns_that_all_lack_room_share_the_block():
    widths = column_widths(table([("甲", 0.1)] * 8, ("W" * 300,) * 8))
    assert widths == pytest.approx([BLOCK_PT / 8] * 8)
