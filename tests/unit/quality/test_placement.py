"""Placements: classes of confidence and methods, worked by hand, and the whole edition."""

import pytest

from app.figures.histogram import HEIGHT, WIDTH, histogram
from app.quality.placement import BINS, placements_of
from app.quality.placement import histogram as bins


def entries(*confidences):
    return [{"placement_confidence": value} for value in confidences]


CLASSES = [
    *((0.0, 0), (0.04, 0), (0.05, 1), (0.29, 5), (0.3, 6), (0.55, 11), (0.85, 17), (0.9, 18)),
    *((0.94, 18), (0.95, 19), (0.99, 19), (1.0, 19)),
]


@pytest.mark.parametrize(("confidence", "index"), CLASSES)
def test_a_class_holds_its_lower_limit(confidence, index):
    found = bins(entries(confidence))
    assert len(found) == BINS
    assert [i for i, count in enumerate(found) if count] == [index]


def test_bars_are_as_high_as_their_numbers():
    drawn = histogram((0, 1, 50, 100), 0.5)
    assert [bar.count for bar in drawn.bars] == [0, 1, 50, 100]
    assert [round(bar.height / HEIGHT, 2) for bar in drawn.bars] == [0, 0.01, 0.5, 1]
    assert all(bar.y + bar.height == pytest.approx(HEIGHT) for bar in drawn.bars)
    assert [bar.is_below for bar in drawn.bars] == [True, True, False, False]
    assert drawn.mark == WIDTH / 2


def test_one_among_thousands_is_still_seen():
    assert histogram((1, 100_000), 0.5).bars[0].height >= 1


def test_an_empty_histogram_has_no_height():
    assert {bar.height for bar in histogram((0, 0), 0.5).bars} == {0}


def test_every_cluster_and_park_is_in_one_method_one_level_and_one_class(atlas):
    found = placements_of(atlas)
    clusters, parks = len(atlas.edition.clusters), len(atlas.edition.parks)
    assert (found.clusters, found.parks) == (clusters, parks)
    assert sum(row.clusters for row in found.methods) == sum(found.cluster_bins) == clusters
    assert sum(row.parks for row in found.methods) == sum(found.park_bins) == parks
    assert sum(row.total for row in found.levels) == clusters + parks
    assert all(sum(row.levels.values()) == row.total for row in found.levels)
    assert all(row.lowest <= row.middle <= row.highest for row in found.methods)


def test_one_programme_has_its_own_clusters_and_no_parks(atlas):
    found = placements_of(atlas, "sme-national")
    table = atlas.edition.clusters
    mine = table[table["programme_id"] == "sme-national"]
    assert (found.clusters, found.parks) == (len(mine), 0)
    assert [row.programme["id"] for row in found.levels] == ["sme-national"]
    doubtful = int((mine["placement_confidence"] < 0.9).sum())
    assert found.levels[0].doubtful == doubtful
