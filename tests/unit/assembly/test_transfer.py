"""Transfer in an edition: the bundled tables, and samples written for these tests."""

from pathlib import Path

import pandas as pd
import pytest

from etl.assembly.transfer import TransferLists, build_transfer
from etl.transfer import activity, events, guidance, projects
from geo.place import NATION, Gazetteer, Level, Place, PlaceKey

DATA = Path(__file__).resolve().parents[3] / "data" / "transfer"
PROJECTS = ",".join(projects.COLUMNS) + "\n"


def frames(tmp_path, *lines):
    path = tmp_path / "projects.csv"
    path.write_text(PROJECTS + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    moved = projects.read_projects("p", path).frame if lines else empty(projects.DTYPES)
    produced = activity.read_value_added("v", DATA / "province_secondary_value_added.csv").frame
    return built(produced, moved)


def built(produced, moved):
    lists = TransferLists(
        guidance=guidance.read_guidance("g", DATA / "guidance_2018.csv").frame,
        events=events.read_events("e", DATA / "docking_events.csv").frame,
        projects=moved,
        activity=produced,
    )
    return build_transfer(lists, places(produced), gazetteer(produced))


def empty(dtypes):
    return pd.DataFrame(columns=list(dtypes)).astype(dtypes)


def provinces(produced):
    return produced.drop_duplicates("adcode")["adcode"].tolist()


NAMES = {"650000": "新疆维吾尔自治区", "410000": "河南省", "500000": "重庆市"}


def gazetteer(produced):
    found = [Place(Level.NATION, NATION.adcode, "全国", None)]
    for adcode in provinces(produced):
        found.append(Place(Level.PROVINCE, adcode, NAMES.get(adcode, f"示例{adcode}"), NATION))
    home = PlaceKey(Level.PROVINCE, "440000")
    found.append(Place(Level.PREFECTURE, "441400", "梅州市", home))
    return Gazetteer(found)


def places(produced):
    codes = provinces(produced)
    return pd.DataFrame(
        {
            "level": "province",
            "adcode": codes,
            "point_lon": [100.0 + i for i in range(len(codes))],
            "point_lat": 30.0,
        }
    )


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    return frames(tmp_path_factory.mktemp("transfer"))


def test_policy_keeps_to_the_places_of_the_layer(bundled):
    assert set(bundled.guidance["adcode"]) == {"441400"}
    assert len(bundled.guidance) == 14
    lost = [one for one in bundled.findings if one.source_id == "g"]
    assert len(lost) == 50 - 14
    assert "the layer has no prefecture 420900" in lost[0].message


def test_hosts_of_events_are_found_by_their_short_names(bundled):
    hosts = bundled.events.set_index("date")["adcode"]
    assert hosts["2011-06-19"] == "650000"
    assert hosts["2023-11-20"] == "500000"
    lost = [one.message for one in bundled.findings if one.source_id == "e"]
    assert "the layer has no province 陕西: the row is left out" in lost


def test_without_employment_there_are_flows_but_no_gradients(bundled):
    assert bundled.gradients.empty
    assert set(bundled.flows["activity"]) == {"secondary"}
    assert set(bundled.flows["unit"]) == {"100m CNY"}


def test_observed_projects_are_held_against_the_layer(tmp_path):
    found = frames(
        tmp_path,
        "province,440000,prefecture,441400,示例甲,电子,2024,1,,",
        "province,440000,county,999999,示例乙,电子,2024,1,,",
    )
    assert found.projects["project"].tolist() == ["示例甲"]
    lost = [one for one in found.findings if one.source_id == "p"]
    assert [(one.row, one.code) for one in lost] == [(3, "unknown-unit")]


def test_a_later_source_stands_instead_of_an_earlier_one():
    first = activity.read_value_added("v", DATA / "province_secondary_value_added.csv").frame
    stated = (first["adcode"] == "440000") & first["year"].isin([2014, 2019])
    own = first[stated].assign(source_id="mine", value=[100.0, 300.0])
    both = pd.concat([first, own], ignore_index=True)
    found = built(both, empty(projects.DTYPES))
    effects = found.effects.set_index(["adcode", "year_from"])
    assert effects.loc[("440000", 2014), ["before", "after"]].tolist() == [100, 300]
    replaced = [(one.source_id, one.message) for one in found.findings if one.code == "replaced"]
    assert len(replaced) == 1
    assert replaced[0][0] == "v"
    assert replaced[0][1].startswith("2 values are stated again further on")
