"""Ids of rows and cells that hold several things."""

from app.extract.cells import digest, joined, told_apart


def test_names_that_stand_again_are_told_apart_in_their_order():
    assert told_apart(["a", "b", "a", "a"]) == ["a", "b", "a-2", "a-3"]
    assert told_apart([]) == []


def test_a_digest_is_of_what_is_said():
    # The first ten digits of the SHA-256 of the two words with a NUL between them.
    assert digest("receive", "汽车") == "9df76cd5d7"
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", None) == digest("a", "")


def test_nothing_is_missing_not_empty():
    assert joined(["440000", "410000"]) == "440000;410000"
    assert joined([]) is None
