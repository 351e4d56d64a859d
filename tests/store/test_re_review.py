"""What a re-review list closes and prolongs, in the views, on both stores."""

import pandas as pd
import pytest

from etl.run import run
from etl.sources import REVIEW_LIST, Source, load_sources
from etl.store.engine import open_store
from etl.store.read import load_edition
from geo.standing import cluster_standings, term_end
from tests.re_review_list import BATCH, CLOSED, PROGRAMME, YEAR, write_list
from tests.store.sample import FOLDER, sample_sources
from tests.store.test_views import YEARS, query


def review_list(path, programme):
    return Source(
        "review", REVIEW_LIST, "SAMPLE", path, programme=programme, batch=BATCH, review_year=YEAR
    )


@pytest.fixture
def reviewed(store, tmp_path):
    """The sample edition with a list that names one of the two clusters of the batch."""
    path = tmp_path / "review.csv"
    path.write_text("集群名称,推荐单位\n甲山市东湖区电子产业集群,样例省\n", encoding="utf-8")
    source = review_list(path, "sample-national")
    run(store, {**sample_sources(), source.id: source}, data_dir=FOLDER)
    return store


def test_the_counts_follow(reviewed):
    """西岭县 is closed: lapsed from 2026 on, where it was unknown before."""
    rows = query(
        reviewed,
        "SELECT year, clusters, review_unknown FROM current_cluster_counts WHERE level = 'nation' "
        "AND programme_id = 'sample-national' AND year >= 2025 ORDER BY year",
    )
    assert [tuple(map(int, row)) for row in rows] == [
        (2025, 4, 0),
        (2026, 3, 0),
        (2027, 3, 0),
        (2028, 1, 2),
    ]


def test_the_life_of_each_recognition(reviewed):
    rows = query(
        reviewed,
        "SELECT listed_name, listed_unit, listed_level, listed_adcodes, recognised_on, "
        "review_result, term_end, due_year FROM current_recognitions "
        "WHERE batch_year = 2022 ORDER BY source_row",
    )
    assert rows == [
        (
            *("甲山市东湖区电子产业集群", "样例省", "county", "910101", "2023-01"),
            *("passed", "2028-12-31", 2028),
        ),
        (
            *("西岭县茶叶产业集群", "样例省", "county", "910102", "2023-01"),
            *("closed", "2025-12-31", None),
        ),
    ]
    ends = query(
        reviewed,
        "SELECT DISTINCT term_end, due_year FROM current_recognitions "
        "WHERE programme_id = 'sample-national' AND batch_year = 2024",
    )
    assert ends == [("2027-09-19", 2027)]  # 2024-09-19, three years


def test_terms_and_standings_equal_those_of_python(reviewed):
    agree_with_python(reviewed)


def agree_with_python(engine):
    edition = load_edition(engine)
    validity = edition.programmes.set_index("id")["validity_years"]
    columns = ["programme_id", "recognised_on", "valid_to", "reviewed_to"]
    expected = [
        term_end(*(plain(value) for value in (on, validity[programme], *years)))
        for programme, on, *years in edition.recognitions[columns].itertuples(index=False)
    ]
    rows = query(engine, "SELECT term_end FROM current_recognitions ORDER BY source_id, source_row")
    assert [row[0] for row in rows] == [end and end.isoformat() for end in expected]
    for year in YEARS:
        rows = query(
            engine, "SELECT cluster_id, standing FROM current_standings WHERE year = :y", y=year
        )
        assert dict(map(tuple, rows)) == cluster_standings(edition.recognitions, year).to_dict()


def plain(value):
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else int(value)


def test_three_of_the_real_batch_on_postgis(new_postgis, tmp_path):
    """By hand: 63 of 2022, 37 of 2023, 36 of 2024 and 23 of 2025 in force in 2026."""
    engine = open_store(new_postgis())
    source = review_list(write_list(tmp_path), PROGRAMME)
    run(engine, {**load_sources(), source.id: source})
    rows = query(
        engine,
        "SELECT standing, COUNT(*) FROM current_standings "
        "WHERE programme_id = :programme AND year = 2026 GROUP BY standing ORDER BY standing",
        programme=PROGRAMME,
    )
    assert rows == [("in_force", 63 + 37 + 36 + 23), ("lapsed", CLOSED), ("undated", 14)]
    agree_with_python(engine)
    engine.dispose()
