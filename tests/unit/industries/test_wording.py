"""Lists of leading industries."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from etl.industries import listed_items
from etl.sources import BUNDLED_DATA


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("装备制造、食品、新材料", ("装备制造", "食品", "新材料")),
        ("食品.、木制品加工、医药", ("食品", "木制品加工", "医药")),
        ("汽车及零部件，生物医药和大健康；物流", ("汽车及零部件", "生物医药和大健康", "物流")),
        ("电子信息,软件;\n化工", ("电子信息", "软件", "化工")),
        (" 、食品、、", ("食品",)),
        ("", ()),
    ],
)
def test_items(text, items):
    assert listed_items(text) == items


def test_items_of_the_catalogue():
    """24 national and 87 provincial zones list four leading industries; none lists more."""
    path = BUNDLED_DATA / "parks" / "parks_2018.csv"
    parks = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    counts = Counter(
        (park["grade"], len(listed_items(park["leading_industries"]))) for park in parks
    )
    assert counts == {
        ("national", 1): 14, ("national", 2): 46, ("national", 3): 333, ("national", 4): 24,
        ("provincial", 1): 104, ("provincial", 2): 357, ("provincial", 3): 1443,
        ("provincial", 4): 87,
    }  # fmt: skip
