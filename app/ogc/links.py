"""Links of the documents: those that lead somewhere here, complete enough to be followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

Link = dict[str, Any]

_ELSEWHERE: Final = ("/processes", "/jobs", "/TileMatrixSets")
"""What pygeoapi can also serve, and links to in any case."""
_PAGES: Final = ("prev", "next")
_SAME: Final = ("self", "alternate", *_PAGES)


def mended(links: Iterable[Link], query: Mapping[str, str], *, with_jsonld: bool) -> list[Link]:
    """Leave the links that the API answers.

    Parameters
    ----------
    query
        Parameters of the request: every link to the same resource has them.
    with_jsonld
        Whether the resource itself is there as JSON-LD; features never are.
    """
    return [_complete(link, query) for link in links if _is_answered(link, with_jsonld)]


def _is_answered(link: Link, with_jsonld: bool) -> bool:
    if any(part in link["href"] for part in _ELSEWHERE):
        return False
    is_jsonld = link["type"] == "application/ld+json"
    return not is_jsonld or (with_jsonld and link["rel"] in _SAME)


def _complete(link: Link, query: Mapping[str, str]) -> Link:
    """Of the engine's own parameters only the format and the offset are taken."""
    link = {name: value for name, value in link.items() if name != "hreflang"}  # only the usual one
    if link["rel"] not in _SAME:
        return link
    path, _, written = link["href"].partition("?")
    engine = dict(parse_qsl(written))
    told = {name: value for name, value in query.items() if name not in ("f", "offset")}
    if link["rel"] in _PAGES:
        told["offset"] = engine["offset"]
    elif "offset" in query:
        told["offset"] = query["offset"]
    told["f"] = engine.get("f", "json")
    return {**link, "href": f"{path}?{urlencode(told, safe=',:/')}"}
