"""What is told of two editions: each kind of change by a case of its own."""

import pytest

from etl.store.changes import COLUMNS, Kind, Subject
from etl.store.diff import compare
from geo.errors import DataUnavailable
from tests.unit.diff.sides import GROUND, cluster, park, place, side, source

TEA = cluster("c1", "东湖区茶叶产业集群", industry="茶叶")
PUMPS = cluster("c2", "西岭县水泵产业集群", "910102", "水泵")


def told(older, newer, year=None):
    """Subject, kind, name, before and after of all changes."""
    changes = compare(older, newer, year).changes
    return [(c.subject.value, c.kind.value, c.name, c.before, c.after) for c in changes]


def kinds(older, newer, year=None):
    return [(c.kind, c.id) for c in compare(older, newer, year).changes]


def test_the_same_has_no_changes():
    one = side(TEA, PUMPS, parks=[park("p1", "工业园区")], sources=[source()])
    diff = compare(one, one)
    assert (diff.changes, diff.provinces()) == ((), [])
    assert all(total.before == total.after for total in diff.totals)


def test_added_and_removed():
    where = "样例省甲山市{} {}; 2022: 2023-2025"
    assert told(side(TEA), side(PUMPS)) == [
        ("cluster", "added", "西岭县水泵产业集群", "", where.format("西岭县", 910102)),
        ("cluster", "removed", "东湖区茶叶产业集群", where.format("东湖区", 910101), ""),
    ]


@pytest.mark.parametrize(
    ("before", "after", "year", "kind"),
    [
        ({}, {"review_result": "closed"}, 2026, Kind.LAPSED),
        ({}, {"review_result": "passed", "reviewed_to": 2028}, 2026, Kind.IN_FORCE),
        ({"review_result": "passed", "reviewed_to": 2028}, {}, 2026, Kind.IN_DOUBT),
        ({"review_result": "closed"}, {}, 2026, Kind.IN_DOUBT),
        ({"recognised_year": None, "valid_to": None}, {}, 2024, Kind.IN_FORCE),
        ({}, {"review_result": "closed"}, 2025, None),
    ],
)
def test_standings_of_a_year(before, after, year, kind):
    older, newer = (side(cluster("c1", "东湖区茶叶", **terms)) for terms in (before, after))
    found = [k for k, _ in kinds(older, newer, year)]
    assert found == ([kind] if kind else []) + [Kind.REDATED]


def test_the_year_is_that_of_the_newest_batch_unless_given():
    older, newer = side(TEA, newest=2025), side(TEA, newest=2026)
    assert compare(older, newer).year == 2026
    assert compare(older, newer, 2024).year == 2024
    with pytest.raises(DataUnavailable, match="give --year YEAR"):
        compare(older, side(TEA, newest=None))


def test_terms_are_told():
    passed = cluster(
        "c1", "东湖区茶叶产业集群", industry="茶叶", review_result="passed", reviewed_to=2028
    )
    assert told(side(TEA), side(passed), 2024) == [
        (
            "cluster", "redated", "东湖区茶叶产业集群",
            "2022: 2023-2025", "2022: 2023-2025, passed to 2028",
        )
    ]  # fmt: skip


def test_moved_renamed_and_reclassified():
    before = side(cluster("c1", "东湖区茶叶", industry="茶叶"))
    after = side(cluster("c1", "东湖区茶叶产业集群", "910102", "茶业"))
    assert told(before, after) == [
        ("cluster", "renamed", "东湖区茶叶产业集群", "东湖区茶叶", "东湖区茶叶产业集群"),
        (
            "cluster", "moved", "东湖区茶叶产业集群",
            "样例省甲山市东湖区 910101", "样例省甲山市西岭县 910102",
        ),
        ("cluster", "reclassified", "东湖区茶叶产业集群", "茶叶", "茶业"),
    ]  # fmt: skip


def test_another_chain_is_another_class_where_both_know_chains():
    def in_chain(chain):
        row = {"kind": "cluster", "subject_id": "c1", "main_chain": chain}
        return side({**TEA, "industries": row})

    assert told(in_chain("food"), in_chain("light")) == [
        ("cluster", "reclassified", "东湖区茶叶产业集群", "茶叶 · food", "茶叶 · light")
    ]
    assert told(side(TEA), in_chain("light")) == []


def test_a_corrected_name_is_one_cluster():
    corrected = cluster("c9", "东湖区红茶叶产业集群", industry="红茶叶")
    assert kinds(side(TEA), side(corrected)) == [
        (Kind.RENAMED, "c9"), (Kind.RECLASSIFIED, "c9")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        cluster("c9", "东湖区皮革产业集群", industry="皮革"),
        cluster("c9", "西岭县茶叶产业集群", "910102", "茶叶"),
        cluster("c9", "东湖区茶叶产业集群", industry="茶叶", unit="别省"),
        cluster("c9", "东湖区绿茶叶产业集群", industry="绿茶叶", batch_year=2023),
    ],
    ids=["industry", "place", "unit", "batch"],
)
def test_what_has_less_in_common_is_another_cluster(other):
    assert kinds(side(TEA), side(other)) == [(Kind.ADDED, "c9"), (Kind.REMOVED, "c1")]


def test_of_two_that_may_be_it_neither_is():
    green, red = (
        cluster(k, f"东湖区{n}茶叶产业集群", industry=f"{n}茶叶") for k, n in ("8绿", "9红")
    )
    found = kinds(side(TEA), side(green, red))
    assert sorted(found) == [(Kind.ADDED, "8"), (Kind.ADDED, "9"), (Kind.REMOVED, "c1")]


def test_the_same_entry_under_another_id_is_the_same_cluster():
    assert kinds(side(TEA), side(cluster("c9", "东湖区茶叶产业集群", industry="茶叶"))) == []


def test_merged_and_split():
    entry = TEA["recognitions"] | {"cluster_id": "c2"}
    joined = {"recognitions": entry}
    together = side(PUMPS, joined)
    (merged, redated) = compare(side(TEA, PUMPS), together).changes
    assert (merged.kind, merged.id, merged.before, merged.after) == (
        Kind.MERGED, "c1", "东湖区茶叶产业集群", "西岭县水泵产业集群"
    )  # fmt: skip
    assert (redated.kind, redated.id) == (Kind.REDATED, "c2")
    (split, _) = compare(together, side(TEA, PUMPS)).changes
    assert (split.kind, split.id, split.before, split.after) == (
        Kind.SPLIT, "c1", "西岭县水泵产业集群", "东湖区茶叶产业集群"
    )  # fmt: skip


def test_parks():
    before = side(parks=[park("p1", "样例工业园区"), park("p2", "老园区", "S2")])
    after = side(
        parks=[park("p1", "样例工业园区", adcode="910102", area=130.0), park("p3", "新园区", "S2")]
    )
    assert told(before, after) == [
        ("park", "renamed", "新园区", "老园区", "新园区"),
        (
            "park", "moved", "样例工业园区",
            "样例省甲山市东湖区 910101", "样例省甲山市西岭县 910102",
        ),
        ("park", "changed", "样例工业园区", "approved_area_ha 120.5", "approved_area_ha 130.0"),
    ]  # fmt: skip


def test_parks_added_and_removed_and_coded_anew():
    before = side(parks=[park("p1", "甲园区", "S1"), park("p2", "乙园区", "S2")])
    after = side(parks=[park("p3", "甲园区", "S9"), park("p4", "丙园区", "S3")])
    assert [(c.kind, c.name) for c in compare(before, after).changes] == [
        (Kind.ADDED, "丙园区"), (Kind.REMOVED, "乙园区"), (Kind.CHANGED, "甲园区")
    ]  # fmt: skip


def test_places():
    district = place("county", "910102", "西岭区", ("prefecture", "910100"), area=101.0)
    new = place("county", "910103", "南坡县", ("province", "910000"))
    assert told(side(), side(places=[*GROUND[:3], district, new])) == [
        ("place", "added", "南坡县", "", "样例省 910000"),
        ("place", "removed", "东湖区", "样例省甲山市 910100", ""),
        ("place", "renamed", "西岭区", "西岭县", "西岭区"),
        ("place", "redrawn", "西岭区", "100.00 km2", "101.00 km2"),
    ]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [({"plane_west": 1.1}, [Kind.REDRAWN]), ({"plane_west": 1 + 1e-9, "area_km2": 100 + 1e-8}, [])],
)
def test_boundaries_that_differ_by_arithmetic_only_do_not(shape, expected):
    drawn = [*GROUND[:-1], {**GROUND[-1], **shape}]
    assert [kind for kind, _ in kinds(side(), side(places=drawn))] == expected


def test_sources():
    assert told(side(sources=[source()]), side(sources=[source("b" * 64)])) == [
        ("source", "changed", "List", "a" * 64, "b" * 64)
    ]


def test_counts_of_provinces_are_those_in_force():
    before = side(TEA, PUMPS)
    after = side(TEA, PUMPS, cluster("c3", "西岭县竹器产业集群", "910102", "竹器", valid_to=2023))
    diff = compare(before, after, 2024)
    assert [(c.adcode, c.programme_id, c.before, c.after) for c in diff.counts] == [
        ("910000", "sme-national", 2, 2)
    ]
    diff = compare(before, after, 2023)
    assert [(c.name, c.before, c.after) for c in diff.provinces()] == [("样例省", 2, 3)]
    assert {t.name: (t.before, t.after) for t in diff.totals if t.name == "in_force"} == {
        "in_force": (2, 3)
    }


def test_rows_and_summary_hold_all():
    diff = compare(side(TEA, unplaced=2), side(PUMPS, questions=1))
    rows = list(diff.rows())
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert ("edition", "total", "", "unplaced", "", "2", "0") in rows
    summary = diff.as_json()
    assert summary["changes"] == [
        {"subject": "cluster", "kind": "added", "count": 1},
        {"subject": "cluster", "kind": "removed", "count": 1},
    ]
    assert {"name": "questions", "before": 0, "after": 1} in summary["totals"]
    assert diff.of(Subject.CLUSTER, Kind.ADDED)[0].id == "c2"
