"""The industries layer on the real edition: what is hidden, how views lead to each other."""

import csv
import io
import json
from collections import Counter

import numpy as np
import pytest
from plotly.io.json import to_json_plotly

from app.industry_index import industry_index
from app.industry_reading import Subject
from app.layers.industries import INDUSTRIES
from app.layers.industries.fill import BREAKS, fill_of
from app.layers.industries.members import mending_rows
from app.layers.industries.rail import with_chain
from app.layers.industries.scene import OF_A_CHAIN, scene_of
from app.layers.industries.steer import steer
from app.state import Layer, Structure, Table, ViewState
from app.view import view_of
from etl.industries import load_industries
from etl.sources import BUNDLED_DATA
from geo.errors import NotFound
from geo.mix import MIN_MAPPED
from geo.place import Level
from tests.web.browser import texts

ZHEJIANG, SHAOXING = "330000", "330600"
LEVELS = [Level.PROVINCE, Level.PREFECTURE, Level.COUNTY]


def scene(atlas, **state):
    return scene_of(view_of(atlas, ViewState(layer=Layer.INDUSTRIES, **state)))


def words(components):
    return " ".join(texts(json.loads(to_json_plotly(components))))


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("structure", Structure)
@pytest.mark.parametrize("level", LEVELS)
def test_every_unit_has_one_meaning_and_the_legend_counts_it(atlas, subject, structure, level):
    shown = scene(atlas, subject=subject, structure=structure, level=level)
    fill = fill_of(shown)
    assert len(fill.steps) == len(shown.view.units)
    assert 0 <= fill.steps.min() <= fill.steps.max() < len(fill.entries)
    assert sum(number for _, number in fill.found()) == len(shown.view.units)
    labels = [entry.label for entry, _ in fill.found()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("structure", [s for s in Structure if s is not Structure.DOMINANT])
@pytest.mark.parametrize("level", LEVELS)
def test_nothing_is_shown_of_units_with_too_few(atlas, subject, structure, level):
    shown = scene(atlas, subject=subject, structure=structure, level=level)
    if structure is Structure.COUNT:
        assert not shown.hidden.any()
    elif structure is Structure.QUOTIENT:
        expected = shown.quotients["expected"].to_numpy()
        assert np.isnan(shown.values[~(expected >= 1)]).all()
    else:
        assert np.isnan(shown.values[shown.mapped < MIN_MAPPED]).all()
    assert not (shown.hidden & (shown.subjects == 0)).any()


def test_units_outside_a_provincial_programme_are_told_apart(atlas):
    shown = scene(atlas, programme="sme-provincial-330000", year="all")
    fill = fill_of(shown)
    outside = [unit.place.adcode != ZHEJIANG for unit in shown.view.units]
    assert ((fill.steps == 0) == outside).all()
    assert fill.entries[0].label == shown.view.text("legend.not_applicable")


def test_the_limits_of_quotients_are_alike_on_both_sides_of_one():
    low, below, above, high = BREAKS
    assert low * high == pytest.approx(1)
    assert below * above == pytest.approx(1)


def test_a_quotient_on_a_limit_belongs_to_the_class_above(atlas):
    shown = scene(atlas, subject=Subject.PARK, structure=Structure.QUOTIENT, chain="textiles")
    fill = fill_of(shown)
    for value, step in zip(shown.values, fill.steps, strict=True):
        if not np.isnan(value):
            assert step - fill.apart == sum(value >= limit for limit in BREAKS)


def test_dots_stand_where_the_interval_does_not_hold_one(atlas):
    shown = scene(atlas, subject=Subject.PARK, structure=Structure.QUOTIENT, chain="textiles")
    dotted = set(INDUSTRIES.points(shown.view)["customdata"])
    rows = shown.holdings.quotients(Level.PROVINCE, "textiles")
    clear = rows[~rows["small"] & ((rows["lower"] > 1) | (rows["upper"] < 1))]
    assert dotted == set(clear.index) == set(INDUSTRIES.pointed(shown.view))
    assert {"330000", "350000"} <= dotted


def test_a_measure_of_a_chain_takes_the_most_numerous_unless_one_is_chosen(atlas):
    for structure in OF_A_CHAIN:
        shown = scene(atlas, subject=Subject.PARK, structure=structure)
        assert shown.chain.id == shown.of(shown.view.frame).chains[0].chain
        assert scene(atlas, structure=structure, chain="food").chain.id == "food"
    assert scene(atlas).chain is None


def test_a_bar_leads_to_a_map_that_knows_its_chain():
    for structure in Structure:
        there = with_chain(ViewState(structure=structure), "food")
        assert there.chain == "food"
        assert there.structure not in (Structure.DIVERSITY, Structure.SIMILARITY)
        back = with_chain(there, "")
        assert back.chain == ""
        assert back.structure not in OF_A_CHAIN


def test_a_chain_stays_when_the_layer_changes():
    here = ViewState(layer=Layer.INDUSTRIES, chain="food", structure=Structure.SHARE)
    there = here.on_layer(Layer.DENSITY)
    assert (there.chain, there.structure) == ("food", Structure.DOMINANT)


def test_an_unknown_chain_is_not_found(atlas):
    with pytest.raises(NotFound, match="chain=unheard-of"):
        scene(atlas, chain="unheard-of")


@pytest.mark.parametrize("chain", ["textiles", "services"])
def test_a_chain_narrows_the_clusters_of_the_density_map(atlas, chain):
    narrowed = view_of(atlas, ViewState(chain=chain))
    inside = industry_index(atlas).counted_in(Subject.CLUSTER, chain)
    whole = atlas.tally("sme-national", "", narrowed.year)
    assert narrowed.tally.counted == whole.counted & inside
    counts = scene(atlas, chain=chain, structure=Structure.COUNT).inside
    assert narrowed.counts.tolist() == counts.tolist()


def test_single_clusters_lead_to_coarser_units_and_to_parks(atlas):
    shown = scene(atlas, level=Level.COUNTY)
    told = words(steer(shown))
    for name in ("level.prefecture", "level.province", "industries.subject.park"):
        assert shown.view.text(name) in told


def test_in_a_prefecture_the_way_is_up(atlas):
    shown = scene(atlas, place=SHAOXING, subject=Subject.PARK, structure=Structure.SIMILARITY)
    assert shown.view.text("panel.up", name="浙江省") in words(steer(shown))


def test_a_map_that_tells_something_is_left_alone(atlas):
    assert steer(scene(atlas, subject=Subject.PARK)) == []


def test_the_table_is_sent_only_where_it_is_open(atlas):
    shown = scene(atlas, subject=Subject.PARK, level=Level.COUNTY).view
    assert INDUSTRIES.rows(shown).values == {}
    opened = view_of(atlas, shown.state.with_(table=Table.OPEN))
    assert len(INDUSTRIES.rows(opened).values) == int((scene_of(opened).subjects > 0).sum())


@pytest.mark.parametrize("structure", Structure)
def test_columns_and_fields_of_the_table_are_the_same(atlas, structure):
    shown = scene(atlas, structure=structure, table=Table.OPEN, chain="food").view
    named = [column["field"] for column in INDUSTRIES.columns(shown)]
    fields = INDUSTRIES.rows(shown).fields
    assert tuple(named[-len(fields) :]) == fields
    assert sum(column.get("sort") == "desc" for column in INDUSTRIES.columns(shown)) == 1


def test_the_summary_tells_the_map(atlas):
    shown = scene(atlas, subject=Subject.PARK, structure=Structure.QUOTIENT, chain="textiles")
    told = INDUSTRIES.summary(shown.view)
    for entry, number in fill_of(shown).found():
        assert entry.label in told
        assert f"{number:,}" in told


# ---- corrections ---------------------------------------------------------------------------------


def test_the_highest_unit_is_named(atlas):
    shown = scene(atlas, structure=Structure.DIVERSITY)
    told = INDUSTRIES.summary(shown.view)
    most = shown.view.units[int(np.nanargmax(shown.values))]
    assert f"最高的是{most.place.name_zh}" in told
    assert "最高" not in INDUSTRIES.summary(scene(atlas).view)


@pytest.mark.parametrize("subject", Subject)
def test_the_panel_tells_the_breadth_of_every_wording(atlas, subject):
    shown = scene(atlas, subject=subject, place=ZHEJIANG)
    ids = shown.holdings.ids_in(shown.view.subject.place.key)
    readings = [one for each in ids for one in shown.index.readings(subject, each)]
    names = {"single": "单一大类", "multi": "多个大类", "broad": "用语宽泛", "unmapped": "未识别"}
    counts = Counter(str(one.breadth) for one in readings)
    told = "、".join(f"{name} {counts[breadth]:,}" for breadth, name in names.items())
    assert f"产业用语归类：{told}。" in words(INDUSTRIES.panel(shown.view))


def test_the_rows_to_correct_a_reading_are_what_the_etl_takes(atlas, tmp_path):
    """Filled in with who, when and why, and with a chain where there is none yet."""
    index = industry_index(atlas)
    rows = []
    for subject in Subject:
        for record in atlas.clusters.values() if subject is Subject.CLUSTER else atlas.parks:
            for row in mending_rows(index, subject, record):
                kind, value, divisions, chains, *_ = row
                rows.append(
                    (kind, value, divisions, chains or "food", "test", "2026-01-31", "SAMPLE")
                )
    table = tmp_path / "corrections.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        written.writerow(["subject", "value", "divisions", "chains", "by", "on", "reason"])
        written.writerows(rows)
    read = load_industries(BUNDLED_DATA / "industry", corrections=table)
    park = next(iter(atlas.parks))
    for reading in index.readings(Subject.PARK, park["id"]):
        again = read.of(reading.wording, name=park["name_zh"])
        assert again.correction == "SAMPLE (test, 2026-01-31)"
        assert again.chains == (reading.chains or ("food",))
        assert again.divisions == reading.divisions


def test_a_row_survives_as_csv(atlas):
    index = industry_index(atlas)
    record = {"id": "none", "name_zh": '甲,"乙"\n丙'}
    assert mending_rows(index, Subject.CLUSTER, record) == [
        ("name", record["name_zh"], "", "", "", "YYYY-MM-DD", "")
    ]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(mending_rows(index, Subject.CLUSTER, record))
    assert next(csv.reader(io.StringIO(buffer.getvalue())))[1] == record["name_zh"]
