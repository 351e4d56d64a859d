"""What the datasets hold: the numbers of the store, of the screen and of examples by hand."""

import dataclasses
import math
from datetime import date

import pandas as pd
import pytest

from app.atlas import Atlas
from app.extract.dataset import Extract
from app.extract.datasets import DATASETS
from app.extract.wanted import Wanted
from geo.indicators import INDICATORS

FITS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "date": str}


@pytest.mark.parametrize("name", DATASETS)
def test_every_cell_is_of_the_type_of_its_column(extract, name):
    dataset = DATASETS[name]
    for feature, row in extract(name).rows():
        for (column, about), cell in zip(dataset.columns.items(), row, strict=True):
            if cell is None:
                continue
            assert isinstance(cell, FITS[about.type]), (feature.id, column, cell)
            assert about.type == "boolean" or not isinstance(cell, bool), (feature.id, column)
            assert cell != "", (feature.id, column)
            if about.type == "number":
                assert math.isfinite(cell), (feature.id, column)
            if about.type == "date":
                assert date.fromisoformat(cell).isoformat() == cell


@pytest.mark.parametrize("name", DATASETS)
def test_every_column_has_a_meaning_and_only_numbers_have_units(name):
    for column, about in DATASETS[name].columns.items():
        assert about.meaning, column
        assert not about.unit or about.type in ("number", "integer"), column


@pytest.mark.parametrize(
    ("name", "query", "view"),
    [
        ("places", "level=province", "current_places WHERE level = 'province'"),
        ("places", "level=prefecture", "current_places WHERE level = 'prefecture'"),
        ("places", "", "current_places WHERE level = 'county'"),
        ("recognitions", "programme=all", "current_recognitions"),
        ("parks", "", "current_parks"),
        ("industries", "", "current_industries"),
        ("industries", "subject=park", "current_industries WHERE kind = 'park'"),
        ("intensity", "", "current_intensity"),
        ("flows", "kind=modelled", "current_flows"),
        ("flows", "kind=projects", "current_projects"),
        ("sources", "", "current_sources"),
        ("unplaced", "", "current_unplaced"),
    ],
)
def test_rows_are_those_of_the_views(extract, sql, name, query, view):
    [(stored,)] = sql(f"SELECT COUNT(*) FROM {view}")
    assert len(extract(name, query)) == stored
    assert stored or view in ("current_intensity", "current_projects")


def test_clusters_of_all_programmes_and_years_are_those_of_the_view(extract, sql):
    [(stored,)] = sql("SELECT COUNT(DISTINCT cluster_id) FROM current_clusters")
    assert len(extract("clusters", "programme=all&year=all")) == stored > 300


@pytest.mark.parametrize("programme", ["sme-national", "sme-provincial-330000"])
@pytest.mark.parametrize("year", [2023, 2025, 2026])
def test_recognitions_stand_as_in_the_view_of_standings(extract, records, sql, programme, year):
    order = ["in_force", "review_unknown", "undated", "not_yet", "lapsed"]
    strongest = {}
    for row in records("recognitions", f"programme={programme}&year={year}"):
        before = strongest.get(row["cluster_id"], order[-1])
        strongest[row["cluster_id"]] = min(before, row["standing"], key=order.index)
    stored = sql(
        "SELECT cluster_id, standing FROM current_standings "
        "WHERE programme_id = :programme AND year = :year",
        programme=programme,
        year=year,
    )
    assert strongest == dict(stored) != {}
    clusters = extract("clusters", f"programme={programme}&year={year}")
    assert len(clusters) == list(strongest.values()).count("in_force")


def test_terms_end_as_in_the_view_of_recognitions(records, sql):
    stored = sql("SELECT source_id, source_row, term_end FROM current_recognitions")
    told = records("recognitions", "programme=all")
    ends = [(row["source_id"], row["source_row"], row["term_end"]) for row in told]
    assert sorted(ends, key=str) == sorted(stored, key=str)
    assert any(end for *_, end in ends)


def test_a_batch_with_its_dates(records):
    # 工信部企业函〔2023〕283号 of 2023-10-17: the second batch, valid three years.
    told = records("recognitions", "batch=2023&year=2026")
    assert {row["batch_year"] for row in told} == {2023}
    dated = [row for row in told if row["stage"] == "recognised"]
    assert {(row["recognised_year"], row["valid_to"]) for row in dated} == {(2023, 2026)}
    assert {row["standing"] for row in dated} == {"in_force"}


def test_recognitions_of_all_years_have_no_standing(records):
    assert {row["standing"] for row in records("recognitions", "year=all")} == {None}


def test_a_reading_as_the_catalogue_words_it(records):
    # 北京经济技术开发区 (G111001): 汽车、电子信息、装备制造.
    told = [row for row in records("industries", "place=110000") if row["subject"] == "park"]
    first = [row for row in told if row["name_zh"] == "北京经济技术开发区"]
    assert [row["item"] for row in first] == [1, 2, 3]
    assert (first[0]["wording"], first[0]["divisions"]) == ("汽车", "C36")
    assert first[0]["main_chain"] == "transport"
    assert first[0]["counted"] is True


def test_an_industry_leaves_what_names_its_division(records):
    whole = records("industries")
    some = records("industries", "industry=C39")
    assert some == [row for row in whole if "C39" in (row["divisions"] or "").split(";")] != []
    for name, subject in (("clusters", "cluster"), ("parks", "park"), ("recognitions", "cluster")):
        naming = {row["subject_id"] for row in some if row["subject"] == subject}
        key = {"clusters": "id", "parks": "id", "recognitions": "cluster_id"}[name]
        told = records(name, "industry=C39")
        assert told == [row for row in records(name) if row[key] in naming] != []


def test_a_chain_leaves_what_counts_in_it(records):
    counted = [row for row in records("industries", "chain=textiles") if row["subject"] == "park"]
    assert all(row["counted"] for row in counted)
    parks = {row["id"] for row in records("parks", "chain=textiles")}
    assert {row["subject_id"] for row in counted} == parks != set()


def test_ids_are_those_of_the_subject_not_of_a_row(records):
    recognition = records("recognitions", "batch=2023")[0]
    expected = f"{recognition['cluster_id']}-{recognition['programme']}-2023"
    assert recognition["id"] == expected


def test_a_table_without_places_has_no_geometry(extract):
    for name in ("sources", "unplaced"):
        asked = extract(name)
        assert {asked.geometry(feature) for feature, _ in asked.rows()} == {None}
        assert "geometry" not in asked.frame()


# ---- industrial transfer -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def with_tables(atlas):
    """Extracts of the real edition with gradients and park figures that were made up for tests."""
    names = ["location_quotient", "labour_productivity", "gradient_coefficient"]
    more = ["capital_productivity", "revised_gradient_coefficient", "output_100m_cny"]
    more += ["place_output_100m_cny", "employees", "capital_100m_cny"]
    about = {"activity": "C39", "year": 2018, "activity_zh": "电子"} | dict.fromkeys(more)
    gradients = pd.DataFrame(
        [
            {"adcode": "440000", **about, **dict(zip(names, (2.0, 0.65, 1.3), strict=True))},
            {"adcode": "410000", **about, **dict(zip(names, (0.5, 1.0, 0.5), strict=True))},
        ]
    )
    park = atlas.edition.parks["id"].iloc[0]
    figures = {"park_id": park, "year": 2024, "source_id": "parks", "source_row": 2}
    reference = {"reference": 1.06, "reference_as_of": "2024"}
    intensity = pd.DataFrame(
        [
            {**figures, "indicator": "plot_ratio", "value": 1.325, "refused": None, **reference},
            {**figures, "indicator": "building_density", "value": None, "refused": "above 100 %"},
        ]
    )
    edition = dataclasses.replace(atlas.edition, gradients=gradients, park_intensity=intensity)
    changed = Atlas(edition)

    def found(name, query=""):
        asked = Extract(DATASETS[name], changed, Wanted.parse(query))
        return [dict(zip(asked.columns, row, strict=True)) for _, row in asked.rows()]

    return found


def test_gradients_are_of_provinces_and_marked(with_tables):
    told = with_tables("indicators", "level=province")
    rows = {row["adcode"]: row for row in told if row["indicator"] == "gradient_coefficient"}
    assert {code: row["value"] for code, row in rows.items()} == {"440000": 1.3, "410000": 0.5}
    # The breaks are 0.8, 1.2 and 2.
    assert {code: row["grade"] for code, row in rows.items()} == {"440000": "2", "410000": "0"}
    assert {(row["activity"], row["year"], row["modelled"]) for row in rows.values()} == {
        ("C39", "2018", True)
    }
    assert not [row for row in told if row["indicator"] == "revised_gradient_coefficient"]
    assert with_tables("indicators", "level=province&industry=C39") == list(rows.values())
    finer = with_tables("indicators", "level=prefecture&place=440000")
    assert not [row for row in finer if row["activity"]]


def test_intensity_stands_beside_its_reference(with_tables):
    told = {row["indicator"]: row for row in with_tables("intensity")}
    ratio = told["plot_ratio"]
    # 1.325 / 1.06 = 1.25, between the breaks 1.2 and 2: grade 3 of 0..4.
    assert ratio["ratio"] == pytest.approx(1.25)
    assert (ratio["value"], ratio["grade"], ratio["reference_as_of"]) == (1.325, 3, "2024")
    refused = told["building_density"]
    assert (refused["value"], refused["ratio"], refused["grade"]) == (None, None, None)
    assert refused["refused"] == "above 100 %"
    assert (ratio["unit"], refused["unit"]) == ("-", "%")


def test_every_row_of_indicators_is_known_to_the_registry(records):
    told = records("indicators", "level=province") + records("indicators", "level=county")
    for row in told:
        indicator = INDICATORS[row["indicator"]]
        assert row["modelled"] == indicator.modelled
        assert row["unit"] == indicator.unit or row["indicator"] == "local_effect"
        assert row["value"] is not None
    shown = {row["indicator"] for row in told}
    assert shown >= {"cluster_density", "counties_holding", "hhi", "local_effect", "local_moran"}


def test_units_that_a_programme_does_not_tell_of_have_no_density(records):
    told = records("indicators", "level=province&programme=sme-provincial-330000&subject=cluster")
    density = {row["adcode"] for row in told if row["indicator"] == "cluster_density"}
    assert density == {"330000"}


def test_a_chain_and_a_subject_leave_what_is_of_them(records):
    told = records("indicators", "level=province&chain=equipment&subject=park")
    whole = records("indicators", "level=province")
    assert told == [r for r in whole if r["chain"] == "equipment" and r["subject"] == "park"] != []


def test_compositions_add_up_to_the_parks_of_their_unit(records):
    told = records("compositions", "level=province&subject=park")
    parks = {row["adcode"]: row["parks"] for row in records("places", "level=province")}
    for row in told:
        assert row["subjects"] == parks[row["adcode"]]
        assert row["leads"] <= row["count"] <= row["mapped"] <= row["subjects"]
        few = row["mapped"] < 5  # with so few the map hides shares
        assert row["share"] == (None if few else row["count"] / row["mapped"])
    alone = records("compositions", "level=province&subject=park&chain=textiles")
    assert alone == [row for row in told if row["chain"] == "textiles"] != []


def test_one_indicator_is_what_the_whole_file_has_of_it(records):
    whole = records("indicators", "level=province")
    for name in ("cluster_density", "location_quotient", "structure_similarity", "local_effect"):
        told = records("indicators", f"level=province&indicator={name}")
        assert told == [row for row in whole if row["indicator"] == name] != []
