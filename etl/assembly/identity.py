"""Stable ids of clusters and parks: the same thing has the same id in every edition.

A cluster's id comes from its programme, its name and its recommending unit; a park's from its code
and name (a code alone may be doubled by mistake). Names are compared in NFKC form, without case,
white space and punctuation, and a cluster's without the closing word (产业集群, 特色产业集群, ...),
so that the short form of a press report and the official form are one cluster.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

ID_DIGITS = 10
_SUFFIX = re.compile(r"(中小企业)?(特色)?(产业|制造业)?集群$")
_IGNORED = re.compile(r"[\W_]+")


def cluster_id(programme_id: str, name_zh: str, unit: str | None) -> str:
    """Id of a cluster: ten hexadecimal digits."""
    return _digest(programme_id, core_name(name_zh), bare(unit or ""))


def park_id(code: str, name_zh: str) -> str:
    """Id of a park: ten hexadecimal digits."""
    return _digest(bare(code), bare(name_zh))


def core_name(name_zh: str) -> str:
    """A cluster's name in bare form without the closing word: what two wordings have in common."""
    name = bare(name_zh)
    return _SUFFIX.sub("", name) or name


def bare(name: str) -> str:
    """A name in the form in which names are compared; as it is if nothing would remain."""
    normal = unicodedata.normalize("NFKC", name).casefold()
    return _IGNORED.sub("", normal) or normal


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:ID_DIGITS]
