"""Rows of the dataset of flows: policy, records and what a model gives, never merged."""

import dataclasses
import json

import pandas as pd
import pytest

from app.atlas import Atlas
from app.extract.dataset import Extract
from app.extract.datasets import DATASETS
from app.extract.wanted import Wanted
from tests.web.transfer_sample import PROJECTS
from tests.web.walk import rows_of

ENDS = [f"{end}_{part}" for end in ("origin", "destination") for part in ("level", "adcode")]
ONCE = {  # columns of what was recorded, and of what a model gives
    "observed": {"amount_100m_cny", "jobs", "projects", "at_least"},
    "modelled": {"modelled_value", "modelled_low", "modelled_high", "modelled_unit"},
}


@pytest.fixture(scope="module")
def with_projects(atlas):
    """Extracts of the real edition with ten projects that were made up for tests."""
    projects = pd.read_csv(PROJECTS, dtype={"origin_adcode": str, "destination_adcode": str})
    projects = projects.assign(source_id="projects", source_row=range(2, len(projects) + 2))
    changed = Atlas(dataclasses.replace(atlas.edition, transfer_projects=projects))
    return lambda query="": Extract(DATASETS["flows"], changed, Wanted.parse(query))


def test_modelled_flows_are_those_of_the_map(records, browser):
    address = "/transfer/modelled.csv?period=2014-2019"
    shown = {
        (row["origin_adcode"], row["destination_adcode"]): row
        for row in rows_of(browser.client.get(address))
    }
    told = [row for row in records("flows", "kind=modelled") if row["period"] == "2014-2019"]
    assert len(told) == len(shown) > 200
    for row in told:
        one = shown[row["origin_adcode"], row["destination_adcode"]]
        for part in ("value", "low", "high"):
            assert row[f"modelled_{part}"] == float(one[f"modelled_{part}_100m_cny"])
        assert row["status"] == one["status"] == "modelled 估算"
        assert row["modelled_unit"] == "100m CNY"


def test_all_runs_of_the_model_are_there(extract, sql):
    current = "edition_id = (SELECT edition_id FROM current_edition)"
    for kind, table in (
        ("modelled", "modelled_flows"),
        ("policy", "transfer_guidance"),
        ("events", "transfer_events"),
    ):
        [(stored,)] = sql(f"SELECT COUNT(*) FROM {table} WHERE {current}")
        assert len(extract("flows", f"kind={kind}")) == stored > 0


def test_kinds_never_share_a_column_of_amounts(with_projects):
    asked = with_projects()
    seen = set()
    for _, cells in asked.rows():
        row = dict(zip(asked.columns, cells, strict=True))
        nature = row["status"].partition(" ")[0]
        filled = {name for name, cell in row.items() if cell is not None}
        for other, columns in ONCE.items():
            assert other == nature or not filled & columns, row
        assert ("估算" in row["status"]) == (row["kind"] == "modelled")
        seen.add(row["kind"])
    assert seen == {"policy", "events", "projects", "modelled"}


def test_a_flow_is_a_line_between_representative_points(with_projects, atlas):
    places = atlas.edition.places.set_index(["level", "adcode"])
    asked = with_projects()
    lines = 0
    for feature, row in asked.rows():
        ends = [dict(zip(asked.columns, row, strict=True))[name] for name in ENDS]
        shape = asked.geometry(feature)
        if None in ends or "nation" in ends or ends[:2] == ends[2:]:
            assert shape is None
            continue
        points = [places.loc[(ends[i], ends[i + 1])] for i in (0, 2)]
        assert list(shape.coords) == [(one.point_lon, one.point_lat) for one in points]
        lines += 1
    assert lines == 651 + 9


def test_projects_of_a_place_start_or_end_in_it(with_projects):
    # The file has two projects from 佛山 (440600), one of them inside it.
    def titles(place):
        asked = with_projects(f"kind=projects&place={place}")
        at = asked.columns.index("title")
        return [row[at] for _, row in asked.rows()]

    assert titles("440600") == ["示例项目二", "示例项目六"]
    assert titles("440606") == ["示例项目二", "示例项目六"]
    assert titles("110000") == ["示例项目七"]
    assert titles("450000")[-1] == "示例项目九"
    assert titles("320000") == []


def test_an_industry_leaves_the_flows_of_its_activity(atlas):
    flows = atlas.edition.modelled_flows
    some = flows.head(5).assign(activity="C39", activity_zh="电子")
    effects = atlas.edition.local_effects.assign(activity="C39", activity_zh="电子")
    both = {
        "modelled_flows": pd.concat([flows, some]),
        "local_effects": pd.concat([atlas.edition.local_effects, effects]),
    }
    changed = Atlas(dataclasses.replace(atlas.edition, **both))
    told = Extract(DATASETS["flows"], changed, Wanted.parse("industry=C39"))
    assert len(told) == 5
    assert {row[told.columns.index("activity")] for _, row in told.rows()} == {"C39"}


def test_policy_is_no_flow_but_stands_where_the_industry_shall_go_or_leave(records):
    told = records("flows", "kind=policy&place=441400")
    assert len(told) > 3
    for row in told:
        end = "origin" if row["direction"] == "phase_out" else "destination"
        assert row[f"{end}_name"] == "梅州市"
        assert row["status"] == "policy 政策"


def test_a_file_of_flows_says_that_some_are_modelled(browser):
    whole = json.loads(browser.client.get("/data/flows.geojson?kind=events").data)
    assert "估算" in whole["note"]
    assert "note" not in json.loads(browser.client.get("/data/sources.geojson").data)


# ---- indicators ----------------------------------------------------------------------------------
