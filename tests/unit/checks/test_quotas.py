"""Quotas of provinces, of cities under separate plan, and of the Corps (2023: 6 and 2)."""

import pytest

from etl.checks.quotas import SEPARATE_PLAN, over_quota
from tests.unit.checks.listed import GAZETTEER, batches, codes, entries, programmes

RULES = {"quota_province": 6, "quota_city": 2}
FUJIAN = {"unit": "福建省", "unit_key": "province/350000", "adcodes": "350582"}
XIAMEN = {"unit": "厦门市", "unit_key": "prefecture/350200", "adcodes": "350211"}
CORPS = {"unit": "新疆生产建设兵团", "unit_key": "corps", "adcodes": "659002"}
XINJIANG = {"unit": "新疆维吾尔自治区", "unit_key": "province/650000", "adcodes": "650502"}


def over(*changes, rules=RULES, **programme):
    of_programme = programmes({"id": "national", **programme})
    return list(over_quota(entries(*changes), of_programme, batches(**rules), GAZETTEER))


def test_a_province_may_recommend_six():
    assert not over(*[FUJIAN] * 6)
    (found,) = over(*[FUJIAN] * 7)
    assert (found.code, found.severity, found.row) == ("over-quota", "error", 8)
    assert found.message.startswith(
        "福建省: 7 entries in batch 2023 of national, at most 6 may be recommended: row 2; row 3"
    )


def test_the_five_cities_under_separate_plan():
    assert {"210200", "330200", "350200", "370200", "440300"} == SEPARATE_PLAN


def test_such_a_city_may_recommend_two_beside_its_province():
    assert not over(*[FUJIAN] * 6, *[XIAMEN] * 2)
    (found,) = over(*[FUJIAN] * 6, *[XIAMEN] * 3)
    assert (found.code, found.row) == ("over-quota", 10)
    assert found.message.startswith("厦门市: 3 entries")


def test_a_list_may_print_the_province_of_the_city():
    listed_under_province = {**XIAMEN, "unit": "福建省", "unit_key": "province/350000"}
    assert not over(*[FUJIAN] * 6, *[listed_under_province] * 2)
    (found,) = over(*[listed_under_province] * 3)
    assert found.message.startswith("厦门市: 3 entries")


def test_the_corps_may_recommend_two_beside_xinjiang():
    assert not over(*[XINJIANG] * 6, *[CORPS] * 2)
    named = {**XINJIANG, "name_zh": "新疆生产建设兵团阿拉尔市纺织产业集群"}
    (found,) = over(CORPS, CORPS, named)
    assert found.message.startswith("新疆生产建设兵团: 3 entries")


def test_a_cluster_counts_once():
    assert not over(*[FUJIAN] * 6, {**FUJIAN, "cluster_id": "c2", "source_id": "other"})


def test_the_programme_says_what_the_batch_does_not():
    (found,) = over(*[FUJIAN] * 3, rules={}, quota_province=2)
    assert "at most 2 may be recommended" in found.message
    assert not over(*[FUJIAN] * 3, rules={"quota_province": 3}, quota_province=2)


def test_without_a_quota_nothing_is_over_it():
    assert not over(*[FUJIAN] * 20, rules={})


def test_without_a_batch_nothing_is_counted():
    assert not over(*[{**FUJIAN, "batch_year": None}] * 9)


def test_who_is_not_known_is_not_counted():
    assert not over(*[{"unit": None, "unit_key": "", "adcodes": None}] * 9)


@pytest.mark.parametrize("unit_key", ["", "province/350000"])
def test_in_a_provincial_programme_the_quota_is_that_of_each_prefecture(unit_key):
    quanzhou = {**FUJIAN, "unit_key": unit_key}
    provincial = {"scope": "provincial", "province_adcode": "350000", "quota_city": 2}
    assert not over(*[quanzhou] * 2, XIAMEN, XIAMEN, rules={}, **provincial)
    (found,) = over(*[quanzhou] * 3, XIAMEN, XIAMEN, rules={}, **provincial)
    assert codes([found]) == [("over-quota", "error", 4)]
    assert found.message.startswith("350500: 3 entries")
