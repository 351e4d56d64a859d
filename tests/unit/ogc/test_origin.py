"""The scheme and host that links begin with."""

import pytest
from flask import Flask

from app.routes.origin import origin
from app.settings import Settings
from geo.errors import InvalidInput


def told(host, public_url=None):
    with Flask("test").test_request_context("/ogc", headers={"Host": host}):
        return origin(public_url)


@pytest.mark.parametrize("host", ["atlas.example", "127.0.0.1:8050", "[::1]:8050"])
def test_links_begin_with_the_host_of_the_request(host):
    assert told(host) == f"http://{host}"


def test_the_setting_wins():
    assert told("evil.example", "https://atlas.example") == "https://atlas.example"


@pytest.mark.parametrize("host", ["a b", 'x"onload="', "<b>", "a/b", "user@host", "h" * 300])
def test_what_is_no_host_is_refused(host):
    with pytest.raises(InvalidInput, match="Host"):
        told(host)


def test_the_setting_is_a_scheme_and_a_host():
    assert Settings(public_url="https://atlas.example/").public_url == "https://atlas.example"
    for wrong in ("atlas.example", "ftp://atlas.example", "https://a/b", "https://a b"):
        with pytest.raises(ValueError, match="http"):
            Settings(public_url=wrong)
