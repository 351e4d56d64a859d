"""Tables of industrial transfer made for tests: projects, and figures of provinces by division."""

import csv

from tests.unit.repository.project import ROOT

PROJECTS = ROOT / "tests" / "fixtures" / "app" / "transfer_projects.csv"
VALUE_ADDED = ROOT / "data" / "transfer" / "province_secondary_value_added.csv"
GUANGDONG, HENAN = "440000", "410000"
SOURCES = """\
[[source]]
id = "projects"
kind = "transfer-projects"
path = "projects.csv"
title = "Projects made for a test"

[[source]]
id = "revenue"
kind = "industry-revenue"
path = "revenue.csv"
title = "Revenue made for a test"

[[source]]
id = "employment"
kind = "industry-employment"
path = "employment.csv"
title = "Employment made for a test"

[[source]]
id = "capital"
kind = "industry-capital"
path = "capital.csv"
title = "Capital made for a test"
"""


def write_sample(folder):
    """Thirty provinces alike but Guangdong, in two divisions and two years.

    Electronics: output 10 and in Guangdong 40, persons 7 and 14, capital 20 and 40; textiles:
    output 30. From 2018 to 2021 Guangdong loses 9 persons and Henan gains them.
    """
    codes = provinces()
    moved = {GUANGDONG: -9, HENAN: 9}
    revenue = [
        (code, year, *row)
        for code in codes
        for year in (2018, 2021)
        for row in (("C39", "电子", 40 if code == GUANGDONG else 10), ("C17", "纺织", 30))
    ]
    employment = [
        (code, year, "C39", "电子", (14 if code == GUANGDONG else 7) + change)
        for code in codes
        for year, change in ((2018, 0), (2021, moved.get(code, 0)))
    ]
    capital = [(code, 2018, "C39", "电子", 40 if code == GUANGDONG else 20) for code in codes]
    _write(folder / "revenue.csv", "revenue_100m_cny", revenue)
    _write(folder / "employment.csv", "urban_unit_employees", employment)
    _write(folder / "capital.csv", "capital_100m_cny", capital)
    (folder / "projects.csv").write_bytes(PROJECTS.read_bytes())
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")


def provinces():
    with VALUE_ADDED.open(encoding="utf-8") as file:
        return sorted({row["adcode"] for row in csv.DictReader(file)})


def _write(path, column, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["adcode", "province", "year", "code", "industry", column, "flag", "series",
             "industry_as_published"]
        )  # fmt: skip
        for adcode, year, code, industry, value in rows:
            writer.writerow([adcode, "", year, code, industry, value, "", "sample", ""])
