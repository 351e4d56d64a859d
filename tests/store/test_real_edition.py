"""The bundled sources as an edition, on both stores."""

import pytest

from app.atlas import Atlas
from etl.run import run
from etl.sources import load_sources
from etl.store.diff import diff_editions
from etl.store.engine import open_store
from etl.store.read import load_edition
from tests.store.test_views import counts_by_pandas, counts_by_sql, query


@pytest.fixture(scope="module")
def real(tmp_path_factory, new_postgis):
    """Engine and report of a run on each store."""
    urls = {
        "sqlite": f"sqlite:///{tmp_path_factory.mktemp('real') / 'atlas.sqlite'}",
        "postgis": new_postgis(),
    }
    engines = {kind: open_store(url) for kind, url in urls.items()}
    yield {kind: (engine, run(engine, load_sources())) for kind, engine in engines.items()}
    for engine in engines.values():
        engine.dispose()


def test_same_content_on_both_stores(real):
    reports = [report for _, report in real.values()]
    assert len({report.content_hash for report in reports}) == 1
    assert all(report.is_new for report in reports)


def test_second_run_has_the_same_hash(real):
    engine, first = real["sqlite"]
    second = run(engine, load_sources())
    assert not second.is_new
    assert second.edition_id == first.edition_id


@pytest.mark.parametrize("kind", ["sqlite", "postgis"])
class TestEdition:
    def test_all_units_are_there(self, real, kind):
        places = load_edition(real[kind][0]).places
        assert places["level"].value_counts().to_dict() == {
            "nation": 1,
            "province": 34,
            "prefecture": 375,
            "county": 2891,
        }
        assert places.geometry.is_valid.all()

    def test_every_row_is_placed_or_listed_with_a_reason(self, real, kind):
        edition = load_edition(real[kind][0])
        assert len(edition.recognitions) == 176 + 140
        placed = set(edition.cluster_places["cluster_id"])
        lost = edition.unplaced.query("kind == 'cluster'")
        assert placed.isdisjoint(lost["subject_id"])
        assert placed | set(lost["subject_id"]) == set(edition.clusters["id"])
        assert edition.unplaced["reason"].str.len().gt(0).all()

    def test_compared_in_the_year_that_the_map_shows(self, real, kind):
        engine = real[kind][0]
        diff = diff_editions(engine, "current", "current")
        assert diff.changes == ()
        assert diff.year == Atlas(load_edition(engine)).newest_year

    def test_parks(self, real, kind):
        engine, report = real[kind]
        edition = load_edition(engine)
        assert len(edition.parks) == edition.parks["id"].nunique() == 2408
        doubled = [f for f in report.findings if f.source_id == "parks-2018"]
        assert len(doubled) == 1
        assert "S377018" in doubled[0].message
        placed = edition.parks["adcode"].notna()
        lost = edition.unplaced.query("kind == 'park'")["subject_id"]
        assert set(edition.parks["id"][~placed]) == set(lost)
        assert edition.parks["placement_confidence"].between(0, 1).all()

    def test_numbers_by_sql_are_those_of_the_edition(self, real, kind):
        engine, _ = real[kind]
        assert counts_by_sql(engine) == counts_by_pandas(load_edition(engine))

    def test_national_programme_by_year(self, real, kind):
        """By hand: 66 of 2022, 37 of 2023, 36 of 2024, 23 of 2025; 8 of 2022 passed 复核."""
        rows = query(
            real[kind][0],
            "SELECT year, clusters, review_unknown, undated FROM current_cluster_counts "
            "WHERE level = 'nation' AND programme_id = 'sme-national' ORDER BY year",
        )
        assert [tuple(map(int, row)) for row in rows] == [
            (2022, 0, 0, 14),
            (2023, 66 + 37, 0, 14),
            (2024, 66 + 37 + 36, 0, 14),
            (2025, 66 + 37 + 36 + 23, 0, 14),
            (2026, 8 + 37 + 36 + 23, 58, 14),
            (2027, 8 + 36 + 23, 58 + 37, 14),
            (2028, 8 + 23, 58 + 37 + 36, 14),
        ]
