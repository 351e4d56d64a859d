"""One number: on the map, in the table, in the panel, and by SQL in the store."""

import re
from collections import Counter

import pytest
from sqlalchemy import text

from app.figures.palette import ABOVE_STEP, colour_of, ramp_steps
from geo.classes import ClassMethod, classify

YEARS = ["2023", "2024", "2025", "2026"]
PROGRAMMES = ["sme-national", "sme-provincial-330000", "demonstration-base"]
BY_PROGRAMME = text(
    "SELECT adcode, clusters, clusters_per_10k_km2 FROM current_cluster_counts "
    "WHERE level = :level AND year = :year AND programme_id = :programme"
)
OF_ALL = text(
    "SELECT u.adcode, COUNT(DISTINCT u.cluster_id) FROM current_cluster_units AS u "
    "JOIN current_standings AS s ON s.cluster_id = u.cluster_id "
    "WHERE u.level = :level AND s.year = :year AND s.standing = 'in_force' GROUP BY u.adcode"
)
INSIDE = {"100000": "", "330000": "33", "440000": "44"}


@pytest.fixture(scope="module")
def sql(real_store):
    """Counts and densities by adcode from the view that QGIS and others read."""

    def counts(level, year, programme, place="100000"):
        given = {"level": level, "year": int(year), "programme": programme}
        with real_store.connect() as connection:
            rows = connection.execute(BY_PROGRAMME, given).all()
        return {row[0]: row[1:] for row in rows if row[0].startswith(INSIDE[place])}

    return counts


def on_map(answer):
    """Count, density and rank by adcode, as the hover tells them, and the colour."""
    units = answer.units()
    facts = {adcode: unit["facts"] for adcode, unit in units.items()}
    return facts, {adcode: unit["colour"] for adcode, unit in units.items()}


def in_table(answer):
    return answer.prop("values", "data")["values"]


def query(place="100000", level="", year="2024", programme="sme-national", more=""):
    return f"?place={place}&level={level}&year={year}&programme={programme}{more}"


@pytest.mark.parametrize(
    ("place", "level"),
    [
        ("100000", "province"),
        ("100000", "prefecture"),
        ("100000", "county"),
        ("330000", "prefecture"),
        ("330000", "county"),
        ("440000", "county"),
    ],
)
@pytest.mark.parametrize("year", YEARS)
def test_map_table_and_store_agree(browser, sql, place, level, year):
    answer = browser.ask(query(place, level, year))
    stored = sql(level, year, "sme-national", place)
    facts, _ = on_map(answer)
    assert set(facts) == set(stored)
    table = in_table(answer)
    for adcode, (count, density) in stored.items():
        told = table.get(adcode, [0, 0])
        assert facts[adcode][0] == told[0] == count, adcode
        assert facts[adcode][1] == told[1] == pytest.approx(density, abs=6e-5), adcode


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("year", YEARS)
def test_every_programme_agrees_with_the_store(browser, sql, programme, year):
    answer = browser.ask(query(level="province", year=year, programme=programme))
    stored = {adcode: row[0] for adcode, row in sql("province", year, programme).items()}
    facts, _ = on_map(answer)
    assert {adcode: fact[0] for adcode, fact in facts.items()} == stored


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_all_programmes_together_agree_with_the_store(browser, real_store, level, year):
    with real_store.connect() as connection:
        rows = connection.execute(OF_ALL, {"level": level, "year": int(year)}).all()
    answer = browser.ask(query(level=level, year=year, programme="all"))
    facts, _ = on_map(answer)
    assert {a: int(f[0]) for a, f in facts.items() if f[0]} == dict(rows)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("place", "level"), [("330000", "province"), ("440300", "prefecture")])
def test_the_panel_tells_the_number_of_the_store(browser, sql, place, level, year):
    answer = browser.ask(f"?place={place}&year={year}")
    count, density = sql(level, year, "sme-national")[place]
    figures = first(answer.prop("panel", "children"), "figures")
    shown = numbers(figures)
    assert shown[0] == count
    assert shown_density(figures) == pytest.approx(density, rel=5e-3)


@pytest.mark.parametrize("year", YEARS)
def test_the_nation_counts_each_cluster_once(browser, real_store, year):
    statement = text(
        "SELECT COUNT(DISTINCT cluster_id) FROM current_standings "
        "WHERE programme_id = 'sme-national' AND standing = 'in_force' AND year = :year"
    )
    with real_store.connect() as connection:
        expected = connection.scalar(statement, {"year": int(year)})
    figures = first(browser.ask(f"?year={year}").prop("panel", "children"), "figures")
    assert numbers(figures)[0] == expected


@pytest.mark.parametrize("measure", ["count", "per_area"])
@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_colours_and_legend_follow_from_the_numbers(browser, sql, level, measure):
    answer = browser.ask(query(level=level, more=f"&measure={measure}"))
    stored = sql(level, "2024", "sme-national")
    column = 0 if measure == "count" else 1
    values = {adcode: row[column] for adcode, row in stored.items()}
    classes = classify(list(values.values()), ClassMethod.NATURAL)
    _, colours = on_map(answer)
    ramp = [0, *ramp_steps(len(classes))]
    for adcode, value in values.items():
        above = sum(value > upper * (1 + 1e-9) for upper in classes.upper)
        assert colours[adcode] == colour_of(ramp[above + 1] if value else 0), adcode
    zero = sum(not value for value in values.values())
    assert f"{zero:,}" in answer.text("legend")


@pytest.mark.parametrize(("level", "digits"), [("province", 2), ("prefecture", 4)])
def test_the_share_of_counties_with_a_cluster_is_the_same_everywhere(browser, sql, level, digits):
    answer = browser.ask(query(level=level, more="&measure=holding&breaks=10,20"))
    facts, colours = on_map(answer)
    table = in_table(answer)
    held, counties = Counter(), Counter()
    for adcode, row in sql("county", "2024", "sme-national").items():
        # 济源 and the like: counties that stand right under a province are its prefecture, too.
        held[adcode[:digits]] += row[0] > 0
        counties[adcode[:digits]] += 1
    told = {code: row for code, row in facts.items() if counties[code[:digits]] == row[4]}
    assert len(told) > 30
    for code, (_, share, _, some, all_) in told.items():
        exact = held[code[:digits]] / counties[code[:digits]]
        assert (some, all_) == (held[code[:digits]], counties[code[:digits]])
        assert share == f"{exact:.1%}"
        assert table[code][-3:] == [round(exact, 4), some, all_]
        step = [0, 1, 5, ABOVE_STEP][(exact > 0) + (exact > 0.1) + (exact > 0.2)]
        assert colours[code] == colour_of(step)


def test_the_share_of_counties_is_in_the_panel_and_not_told_of_counties(browser):
    share = on_map(browser.ask("?measure=holding"))[0]["330000"][1]
    assert share in browser.ask("?place=330000").text("panel")
    county = browser.ask("?measure=holding&level=county")
    assert "有集群县占比" in county.text("notice")
    assert "单个县级单元" in county.text("rail")


def test_the_rank_on_the_map_is_the_place_in_the_order(browser, sql):
    facts, _ = on_map(browser.ask(query(level="province")))
    stored = sql("province", "2024", "sme-national")
    for adcode, (count, _) in stored.items():
        assert facts[adcode][2] == 1 + sum(other[0] > count for other in stored.values())


def first(node, name):
    """First component with this class in a tree."""
    if isinstance(node, list):
        return next((hit for child in node if (hit := first(child, name))), None)
    if isinstance(node, dict):
        props = node.get("props", {})
        if name in str(props.get("className", "")).split():
            return node
        return first(props.get("children"), name)
    return None


def values(figures):
    """Texts of the figures' values, in order; the notes under them left out."""
    cards = figures["props"]["children"]
    return [str(card["props"]["children"][1]["props"]["children"]) for card in cards]


def numbers(figures):
    return [float(re.sub(r"[^\d.]", "", value) or 0) for value in values(figures)[:2]]


def shown_density(figures):
    return numbers(figures)[1]
