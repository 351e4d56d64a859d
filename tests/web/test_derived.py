"""What is derived of an edition: made once, whoever asks at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest


def test_many_who_ask_at_once_wait_for_one(atlas):
    together, made = threading.Barrier(4), []

    def build(held, name):
        made.append(name)
        return held.derived("the ground of a thing", lambda *_: object())

    def ask(_):
        together.wait()
        return atlas.derived("a thing", build)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    assert made == ["a thing"]
    assert len(set(map(id, found))) == 1


def test_what_could_not_be_made_is_made_when_it_is_asked_for_again(atlas):
    def fault(*_):
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        atlas.derived("a later thing", fault)
    assert atlas.derived("a later thing", lambda *_: 1) == 1
