"""A provincial programme's entry lies in its province, whatever the list prints."""

import pytest

from etl.assembly.placing import Placer
from etl.lists.frames import frame_of
from etl.lists.programmes import PROGRAMME_DTYPES

PROGRAMMES = frame_of(
    [{"id": "fujian", "province_adcode": "350000"}, {"id": "national"}], PROGRAMME_DTYPES
)


@pytest.fixture
def place(resolver, gazetteer):
    placer = Placer(resolver, gazetteer).under(PROGRAMMES)
    return lambda *entry: placer.cluster(*entry).placement


def test_without_a_unit_the_province_of_the_programme_tells_homonyms_apart(place):
    assert place("鼓楼区软件产业集群", "", "fujian").adcodes == "350102"
    assert place("鼓楼区软件产业集群", "", "national").places == ()


def test_a_unit_that_is_printed_stands(place):
    assert place("鼓楼区软件产业集群", "江苏省", "fujian").adcodes != "350102"
