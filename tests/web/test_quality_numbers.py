"""The numbers of /quality are those of the store, of the panel and of the map."""

import pytest
from sqlalchemy import text

from app.coverage import Choice, stated_in
from geo.place import NATION
from tests.web.quality_page import QualityPage, numbers

YEARS = ["2023", "2024", "2025", "2026"]
BY_STANDING = text(
    "SELECT programme_id, standing, COUNT(*) FROM current_standings WHERE year = :year "
    "GROUP BY programme_id, standing"
)
BY_PROVINCE = text(
    "SELECT name, clusters FROM current_cluster_counts "
    "WHERE level = 'province' AND year = :year AND programme_id = 'sme-national'"
)
COLUMNS = {
    "in_force": "In force {year}",
    "review_unknown": "Standing unknown",
    "undated": "Batch not stated",
    "not_yet": "Not yet",
    "lapsed": "Lapsed",
}


@pytest.fixture(scope="module")
def page(browser):
    found = {}

    def get(query):
        if query not in found:
            found[query] = QualityPage(browser.client.get(f"/quality?{query}"))
        return found[query]

    return get


@pytest.fixture
def sql(real_store):
    def ask(statement, **given):
        with real_store.connect() as connection:
            return connection.execute(statement, given).all()

    return ask


@pytest.mark.parametrize("year", YEARS)
def test_programmes_stand_as_the_store_says(page, sql, atlas, year):
    stored = {(one, standing): count for one, standing, count in sql(BY_STANDING, year=int(year))}
    rows = {row["Programme"]: row for row in page(f"lang=en&year={year}").rows("by-programme")}
    assert len(rows) == len(atlas.programmes)
    for programme_id, programme in atlas.programmes.items():
        row = rows[programme["name_en"]]
        shown = {
            standing: numbers(row[column.format(year=year)])[0]
            for standing, column in COLUMNS.items()
        }
        assert shown == {name: stored.get((programme_id, name), 0) for name in COLUMNS}
        assert numbers(row["Loaded / stated"])[0] == sum(shown.values())


@pytest.mark.parametrize("year", YEARS)
def test_provinces_are_those_of_the_map(page, sql, year):
    rows = {row["省级"]: row for row in page(f"year={year}").rows("by-province")}
    shown = {name: numbers(row[f"{year} 年有效"])[0] for name, row in rows.items()}
    assert shown == dict(sql(BY_PROVINCE, year=int(year)))


def test_batches_are_those_of_the_panel(page, browser):
    panel = browser.ask("?panel=sources").text("panel")
    for row in page("").rows("by-batch"):
        loaded, *stated = numbers(row["已载入 / 公布"])
        assert f"{row['批次']} {loaded} {stated[0] if stated else '–'}" in panel


def test_all_batches_together_are_the_programme(page):
    name, column = "National SME characteristic industrial clusters", "Loaded / stated"
    found = page("lang=en")
    whole = next(row for row in found.rows("by-programme") if row["Programme"] == name)
    batches = [numbers(row[column]) for row in found.rows("by-batch")]
    assert [sum(batch[0] for batch in batches), sum(sum(batch[1:]) for batch in batches)] == (
        numbers(whole[column])
    )


@pytest.mark.parametrize("year", YEARS)
def test_totals_in_force_are_those_of_the_legend(page, atlas, year):
    row = next(
        row
        for row in page(f"lang=en&year={year}").rows("by-programme")
        if row["Programme"] == "National SME characteristic industrial clusters"
    )
    stated = stated_in(atlas, Choice("sme-national", "", year), NATION)
    assert numbers(row[f"In force {year}"])[1:] == [stated]


def test_a_number_without_a_total_says_so(page):
    for row in page("lang=en").rows("by-programme"):
        cell = row["Loaded / stated"]
        assert len(numbers(cell)) == 2 or "no total stated" in cell
    for row in page("lang=en").rows("by-province"):
        batches = [cell for name, cell in row.items() if name.startswith("batch ")]
        assert all("/" in cell for cell in batches)


def test_a_contradiction_between_sources_is_shown(page):
    alert = page("").text("//*[@class='alert']")
    assert "河南省 · 2022–2024" in alert
    assert "公布 9" in alert
    assert "矛盾 7" in alert


def test_methods_and_levels_add_up(page, atlas):
    rows = list(page("lang=en").rows("methods"))
    assert sum(numbers(row["Clusters"])[0] for row in rows) == len(atlas.clusters)
    assert sum(numbers(row["Parks"])[0] for row in rows) == len(atlas.parks)
    levels = ["County", "Prefecture", "Province", "Several", "None"]
    for row in page("lang=en").rows("levels"):
        assert sum(numbers(row[level])[0] for level in levels) == numbers(row["Number"])[0]


def test_every_method_in_use_has_a_meaning(page):
    for lang, column in (("en", "Meaning"), ("zh-CN", "含义")):
        rows = list(page(f"lang={lang}").rows("methods"))
        assert all(len(row[column]) > 5 for row in rows)


def test_sources_have_their_rows(page, atlas):
    rows = list(page("lang=en").rows("run-table"))
    assert [numbers(row["Read"])[0] for row in rows] == [one["rows_read"] for one in atlas.sources]
    unplaced = [one["rows_unplaced"] for one in atlas.sources]
    assert [row["Not placed"] for row in rows] == ["–" if n is None else str(n) for n in unplaced]


def test_the_questions_are_those_of_the_edition(page, atlas):
    told = page("lang=en").text("//*[@class='found']")
    assert numbers(told)[:2] == [len(atlas.edition.questions)] * 2


def test_one_programme_narrows_everything(page, atlas):
    found = page("programme=sme-provincial-330000&lang=en")
    assert [row["Province"] for row in found.rows("by-province")] == ["Zhejiang"]
    clusters = atlas.edition.clusters
    mine = int((clusters["programme_id"] == "sme-provincial-330000").sum())
    assert sum(numbers(row["Clusters"])[0] for row in found.rows("methods")) == mine
    assert {numbers(row["Parks"])[0] for row in found.rows("methods")} == {0}
