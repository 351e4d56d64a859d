"""Numbers by SQL on the views equal those computed from the loaded edition."""

import pandas as pd
import pytest
from sqlalchemy import insert, text

from etl.store.columns import metadata
from etl.store.dictionary import about, meaning
from etl.store.read import load_edition
from etl.store.views import FIRST_YEAR, LAST_YEAR, VIEWS
from geo.counts import COUNTED_LEVELS, count_clusters, memberships
from geo.place import Level, PlaceKey
from geo.standing import STRONGEST_FIRST, Standing, cluster_standings
from tests.store.sample import run_sample, shorter_list

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
EMPTY_WITHOUT_OPTIONAL_SOURCES = {
    "current_place_figures",
    "current_intensity",
    "current_gradients",
    "current_flows",
    "current_projects",
}


def query(engine, sql, **parameters):
    with engine.connect() as connection:
        return connection.execute(text(sql), parameters).all()


def counts_by_sql(engine):
    rows = query(
        engine,
        "SELECT level, adcode, programme_id, year, clusters FROM current_cluster_counts "
        "WHERE clusters > 0 AND level <> 'nation'",
    )
    return {(level, adcode, programme, year): int(n) for level, adcode, programme, year, n in rows}


def counts_by_pandas(edition):
    gazetteer = edition.gazetteer()
    placed = edition.cluster_places[["cluster_id", "level", "adcode"]]
    members = memberships(
        gazetteer,
        ((c, PlaceKey(Level(level), a)) for c, level, a in placed.itertuples(index=False)),
    )
    programme_of = edition.clusters.set_index("id")["programme_id"]
    counts = {}
    for year in YEARS:
        standing = cluster_standings(edition.recognitions, year)
        counted = set(standing.index[standing.eq("in_force")])
        for programme in edition.programmes["id"]:
            ids = counted & set(programme_of.index[programme_of.eq(programme)])
            if not ids:
                continue
            of_programme = members[members["cluster_id"].isin(ids)]
            for level in COUNTED_LEVELS:
                for adcode, n in count_clusters(of_programme, level).items():
                    counts[(level.value, adcode, programme, year)] = n
    return counts


def test_counts_equal_those_of_the_loaded_edition(published):
    counts = counts_by_pandas(load_edition(published))
    assert counts_by_sql(published) == counts
    assert counts  # not two empty tables


def test_counts_worked_by_hand(published):
    """Batch 2022: 东湖区 (re-reviewed to 2028) and 西岭县; 2024: 乙泉市 and 南浦区; 1 undated."""
    rows = query(
        published,
        "SELECT year, clusters, review_unknown, undated FROM current_cluster_counts "
        "WHERE level = 'nation' AND programme_id = 'sample-national' ORDER BY year",
    )
    assert [tuple(map(int, row)) for row in rows] == [
        (2022, 0, 0, 1),
        (2023, 2, 0, 1),
        (2024, 4, 0, 1),
        (2025, 4, 0, 1),
        (2026, 3, 1, 1),
        (2027, 3, 1, 1),
        (2028, 1, 3, 1),
    ]


def test_prefecture_without_counties_counts_as_its_own_county(published):
    rows = query(
        published,
        "SELECT level, clusters FROM current_cluster_counts WHERE adcode = '911900' "
        "AND programme_id = 'sample-national' AND year = 2024 ORDER BY level",
    )
    assert rows == [("county", 1), ("prefecture", 1)]


def test_cluster_in_two_counties_counts_once_in_their_prefecture(published):
    rows = query(
        published,
        "SELECT adcode, clusters FROM current_cluster_counts WHERE year = 2024 "
        "AND programme_id = 'sample-provincial-910000' AND clusters > 0 ORDER BY level, adcode",
    )
    assert rows == [("910101", 1), ("910102", 2), ("100000", 2), ("910100", 2), ("910000", 2)]


def test_every_unit_year_and_programme_has_a_row(published):
    edition = load_edition(published)
    expected = len(edition.places) * len(edition.programmes) * len(YEARS)
    assert query(published, "SELECT COUNT(*) FROM current_cluster_counts") == [(expected,)]
    density = query(
        published,
        "SELECT clusters_per_10k_km2, area_km2 FROM current_cluster_counts "
        "WHERE adcode = '910101' AND year = 2024 AND programme_id = 'sample-national'",
    )[0]
    assert density[0] == pytest.approx(10_000 / density[1])


def test_standings_equal_those_of_python(published):
    edition = load_edition(published)
    for year in YEARS:
        rows = query(
            published, "SELECT cluster_id, standing FROM current_standings WHERE year = :y", y=year
        )
        assert dict(map(tuple, rows)) == cluster_standings(edition.recognitions, year).to_dict()


def test_order_of_standings_is_that_of_the_views():
    assert [standing.value for standing in STRONGEST_FIRST] == [
        "in_force",
        "review_unknown",
        "undated",
        "not_yet",
        "lapsed",
    ]
    assert set(STRONGEST_FIRST) == set(Standing)


def test_clusters_are_joined_to_their_places(published):
    rows = query(published, "SELECT row_key, name_zh, level, adcode, place FROM current_clusters")
    frame = pd.DataFrame(rows)
    assert len(frame) == 9  # seven with a place, one of them with two, one without
    assert frame["row_key"].is_unique
    by_name = frame.set_index("name_zh")
    assert by_name.loc["乙泉市水泵", "place"] == "乙泉市"
    assert pd.isna(by_name.loc["某某产业集群", "adcode"])


def test_parks_and_recognitions(published):
    parks = query(
        published, "SELECT name_zh, level, place FROM current_parks ORDER BY code, name_zh"
    )
    assert ("西岭县样例经济开发区", "county", "西岭县") in parks
    assert query(published, "SELECT COUNT(*) FROM current_recognitions") == [(8,)]
    assert query(published, "SELECT COUNT(*) FROM current_places") == [(11,)]


def test_views_of_optional_sources_join_names_and_lines(store):
    """A flow from 910000 to 920000, a project from a county to a province, 0.7 of a reference."""
    run_sample(store)
    edition = load_edition(store)
    park = edition.parks["id"].iloc[0]
    rows = {
        "modelled_flows": (
            "secondary", 2019, 2024, "910000", "920000", "x", "output", "u", 9, 7, 12,
        ),
        "transfer_projects": (
            "p", 2, "county", "910101", "province", "920000", "厂", None, 2024, 1.5, None, None,
        ),
        "park_intensity": (park, "plot_ratio", 2023, 0.7, None, 1.0, "2024", "p", 2),
        "gradients": ("910000", "C39", 2023, "x", 2, 1.5, 3, None, None, 5, 50, 700, None),
    }  # fmt: skip
    with store.begin() as connection:
        for table, values in rows.items():
            connection.execute(insert(metadata.tables[table]).values((edition.id, *values)))
    flows = "SELECT origin_zh, destination_zh, value, low, high FROM current_flows"
    assert query(store, flows) == [("样例省", "丙海市", 9, 7, 12)]
    projects = "SELECT origin_zh, destination_zh, project FROM current_projects"
    assert query(store, projects) == [("东湖区", "丙海市", "厂")]
    assert query(store, "SELECT park_id, ratio FROM current_intensity") == [(park, 0.7)]
    assert query(store, "SELECT name, gradient_coefficient FROM current_gradients") == [
        ("样例省", 3)
    ]
    if store.dialect.name == "postgresql":
        ends = query(
            store,
            "SELECT ST_X(ST_EndPoint(f.geometry)) = p.point_lon FROM current_flows AS f "
            "JOIN current_places AS p ON p.level = 'province' AND p.adcode = f.destination",
        )
        assert ends == [(True,)]


def test_industries_unplaced_and_sources(published):
    edition = load_edition(published)
    names = set(edition.clusters["name_zh"]) | set(edition.parks["name_zh"])
    rows = query(published, "SELECT name_zh, main_chain, chain_zh FROM current_industries")
    assert {row.name_zh for row in rows} <= names
    assert len(rows) == len(edition.industries)
    assert all((row.main_chain is None) == (row.chain_zh is None) for row in rows)
    unplaced = query(published, "SELECT name_zh, source FROM current_unplaced")
    assert [row.name_zh for row in unplaced] == edition.unplaced["name_zh"].tolist()
    assert all(row.source for row in unplaced)
    assert query(published, "SELECT COUNT(*) FROM current_sources") == [(len(edition.sources),)]


def test_views_follow_the_current_pointer(store, tmp_path):
    run_sample(store)
    run_sample(store, clusters=shorter_list(tmp_path))
    assert query(store, "SELECT * FROM current_unplaced") == []  # it stood in the row left out
    for view in VIEWS.keys() - EMPTY_WITHOUT_OPTIONAL_SOURCES - {"current_unplaced"}:
        ids = query(store, f"SELECT DISTINCT edition_id FROM {view}")
        assert ids == [(load_edition(store).id,)]
    assert query(store, "SELECT COUNT(*) FROM current_recognitions") == [(7,)]


def test_postgis_has_real_geometry_and_comments(new_postgis):
    from etl.store.engine import open_store

    engine = open_store(new_postgis())
    run_sample(engine)
    found = query(engine, "SELECT f_table_name, srid, type FROM geometry_columns")
    lines, rest = {"current_flows", "current_projects"}, {"places"}
    rest |= {name for name, sql in VIEWS.items() if "{geometry}" in sql}
    assert len(rest) == 8
    assert set(map(tuple, found)) == {(name, 4326, "LINESTRING") for name in lines} | {
        (name, 4326, "MULTIPOLYGON") for name in rest
    }
    assert query(engine, "SELECT 1 FROM pg_indexes WHERE indexdef LIKE '%USING gist (geometry)%'")
    covered = query(
        engine,
        "SELECT bool_and(ST_Covers(geometry, ST_SetSRID(ST_Point(point_lon, point_lat), 4326))) "
        "FROM current_places",
    )
    assert covered == [(True,)]
    engine.dispose()


def test_everything_on_postgis_has_a_comment(new_postgis):
    from etl.store.engine import open_store

    engine = open_store(new_postgis())
    run_sample(engine)
    rows = query(
        engine,
        "SELECT c.relname, a.attname, col_description(c.oid, a.attnum) FROM pg_class AS c "
        "JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 "
        "WHERE c.relname = ANY(:names)",
        names=[*metadata.tables, *VIEWS],
    )
    assert len(rows) > 300
    for name, column, words in rows:
        assert words == meaning(name, column).replace("`", ""), (name, column)
    whole = query(
        engine,
        "SELECT relname, obj_description(oid, 'pg_class') FROM pg_class "
        "WHERE relname = ANY(:names)",
        names=[*metadata.tables, *VIEWS],
    )
    assert dict(map(tuple, whole)) == {
        name: about(name).replace("`", "") for name in (*metadata.tables, *VIEWS)
    }
    engine.dispose()


def test_rows_of_an_edition_hang_together(published):
    """A placement in a unit that the edition does not have is refused by the database."""
    from sqlalchemy.exc import IntegrityError

    edition = load_edition(published)
    with pytest.raises(IntegrityError), published.begin() as connection:
        connection.execute(
            text("INSERT INTO cluster_places VALUES (:e, :c, 'county', '999999')"),
            {"e": edition.id, "c": edition.clusters["id"].iloc[0]},
        )
