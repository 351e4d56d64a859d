"""SQL views of the current edition: lists joined to boundaries in the database.

They are for QGIS, BI tools and SQL; the application does not use them. On SQLite they have no
geometry column. What their columns hold is told by `dictionary.toml`.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, inspect, text

FIRST_YEAR, LAST_YEAR = 2022, 2028
"""The years of the views that go by year."""
READER = "atlas_reader"
"""The role that may read the views and nothing else; `reader.sql` creates it."""

CURRENT_PLACES = """
CREATE VIEW current_places AS
SELECT p.edition_id, p.level, p.adcode, p.name_zh, p.name_en, p.pinyin, p.parent_level,
       p.parent_adcode, p.province_adcode, p.prefecture_adcode, p.area_km2,
       p.point_lon, p.point_lat{geometry}
FROM current_edition AS c JOIN places AS p ON p.edition_id = c.edition_id
"""

CURRENT_CLUSTERS = """
CREATE VIEW current_clusters AS
SELECT k.id || '/' || COALESCE(p.level || '/' || p.adcode, '') AS row_key,
       k.edition_id, k.id AS cluster_id, k.programme_id, g.name_zh AS programme, k.name_zh,
       k.unit, k.industry, k.placement_level, k.placement_method, k.placement_confidence,
       k.placement_note, p.level, p.adcode, p.name_zh AS place, p.province_adcode,
       p.prefecture_adcode, p.point_lon, p.point_lat{geometry}
FROM current_edition AS c
JOIN clusters AS k ON k.edition_id = c.edition_id
JOIN programmes AS g ON g.edition_id = k.edition_id AND g.id = k.programme_id
LEFT JOIN cluster_places AS kp ON kp.edition_id = k.edition_id AND kp.cluster_id = k.id
LEFT JOIN places AS p
       ON p.edition_id = kp.edition_id AND p.level = kp.level AND p.adcode = kp.adcode
"""

CURRENT_PARKS = """
CREATE VIEW current_parks AS
SELECT k.edition_id, k.id AS park_id, k.code, k.name_zh, k.grade, k.park_type, k.unit, k.approved,
       k.approved_area_ha, k.leading_industries, k.placement_level, k.placement_method,
       k.placement_confidence, k.placement_note, k.level, k.adcode, p.name_zh AS place,
       p.province_adcode, p.prefecture_adcode, p.point_lon, p.point_lat{geometry}
FROM current_edition AS c
JOIN parks AS k ON k.edition_id = c.edition_id
LEFT JOIN places AS p
       ON p.edition_id = k.edition_id AND p.level = k.level AND p.adcode = k.adcode
"""

# The rule of geo.standing.term_end: the corresponding day of the last year where the day of
# recognition is known and the term is whole years from it, else the end of that year.
CURRENT_RECOGNITIONS = """
CREATE VIEW current_recognitions AS
WITH terms AS (
  SELECT r.*, g.validity_years,
         CASE WHEN r.valid_to IS NULL OR r.reviewed_to > r.valid_to
              THEN r.reviewed_to ELSE r.valid_to END AS last_year
  FROM current_edition AS c
  JOIN recognitions AS r ON r.edition_id = c.edition_id
  JOIN programmes AS g ON g.edition_id = r.edition_id AND g.id = r.programme_id
)
SELECT t.edition_id, t.source_id, t.source_row, t.cluster_id, k.name_zh, k.unit, t.programme_id,
       t.batch_year, t.recognised_year, t.valid_to, t.review_passed_year, t.reviewed_to, t.stage,
       t.source_url, t.source_note, t.name_zh AS listed_name, t.unit AS listed_unit,
       t.place_level AS listed_level, t.adcodes AS listed_adcodes, t.recognised_on,
       t.review_result, CAST(t.last_year AS VARCHAR(4)) || CASE
         WHEN COALESCE(LENGTH(t.recognised_on), 0) <> 10 OR t.validity_years IS NULL
              OR t.valid_to IS NULL
              OR CAST(SUBSTR(t.recognised_on, 1, 4) AS INTEGER) + t.validity_years <> t.valid_to
           THEN '-12-31'
         WHEN SUBSTR(t.recognised_on, 6) = '02-29'
              AND (t.last_year % 4 <> 0 OR t.last_year % 100 = 0 AND t.last_year % 400 <> 0)
           THEN '-02-28'
         ELSE SUBSTR(t.recognised_on, 5) END AS term_end,
       CASE WHEN COALESCE(t.review_result, '') <> 'closed' THEN t.last_year END AS due_year
FROM terms AS t
JOIN clusters AS k ON k.edition_id = t.edition_id AND k.id = t.cluster_id
"""

# The rule of geo.standing: the strongest recognition decides, in the order of STRONGEST_FIRST.
CURRENT_STANDINGS = """
CREATE VIEW current_standings AS
WITH years(year) AS (VALUES (2022), (2023), (2024), (2025), (2026), (2027), (2028)),
ranked AS (
  SELECT r.edition_id, r.cluster_id, r.programme_id, y.year, MIN(CASE
      WHEN r.recognised_year IS NULL THEN 3
      WHEN y.year < r.recognised_year THEN 4
      WHEN y.year <= COALESCE(r.valid_to, r.recognised_year) OR y.year <= r.reviewed_to
        THEN 1
      WHEN r.review_result = 'closed' OR r.reviewed_to <= COALESCE(r.valid_to, r.recognised_year)
        THEN 5
      ELSE 2 END) AS rank
  FROM current_edition AS c
  JOIN recognitions AS r ON r.edition_id = c.edition_id
  CROSS JOIN years AS y
  GROUP BY r.edition_id, r.cluster_id, r.programme_id, y.year
)
SELECT edition_id, cluster_id, programme_id, year, CASE rank
    WHEN 1 THEN 'in_force' WHEN 2 THEN 'review_unknown' WHEN 3 THEN 'undated'
    WHEN 4 THEN 'not_yet' WHEN 5 THEN 'lapsed'
  END AS standing
FROM ranked
"""

# The rule of geo.counts: a cluster counts once in each unit that holds a place of it, and in the
# unit of another level that bears the same adcode, which is the same ground.
CURRENT_CLUSTER_UNITS = """
CREATE VIEW current_cluster_units AS
WITH placed AS (
  SELECT kp.edition_id, kp.cluster_id, p.level, p.adcode, p.province_adcode, p.prefecture_adcode
  FROM current_edition AS c
  JOIN cluster_places AS kp ON kp.edition_id = c.edition_id
  JOIN places AS p
    ON p.edition_id = kp.edition_id AND p.level = kp.level AND p.adcode = kp.adcode
)
SELECT d.edition_id, d.cluster_id, s.level, s.adcode
FROM placed AS d JOIN places AS s ON s.edition_id = d.edition_id AND s.adcode = d.adcode
UNION
SELECT edition_id, cluster_id, 'prefecture', prefecture_adcode
FROM placed WHERE prefecture_adcode IS NOT NULL
UNION
SELECT edition_id, cluster_id, 'province', province_adcode
FROM placed WHERE province_adcode IS NOT NULL
UNION
SELECT edition_id, cluster_id, 'nation', '100000' FROM placed
"""

# `counted` is of the current edition throughout: joining it by edition as well misleads the
# planner of PostgreSQL into a merge join on the edition alone (40 s instead of 0.2 s).
CURRENT_CLUSTER_COUNTS = """
CREATE VIEW current_cluster_counts AS
WITH years(year) AS (VALUES (2022), (2023), (2024), (2025), (2026), (2027), (2028)),
counted AS (
  SELECT u.level, u.adcode, s.programme_id, s.year,
         SUM(CASE s.standing WHEN 'in_force' THEN 1 ELSE 0 END) AS clusters,
         SUM(CASE s.standing WHEN 'review_unknown' THEN 1 ELSE 0 END) AS review_unknown,
         SUM(CASE s.standing WHEN 'undated' THEN 1 ELSE 0 END) AS undated
  FROM current_cluster_units AS u
  JOIN current_standings AS s ON s.edition_id = u.edition_id AND s.cluster_id = u.cluster_id
  GROUP BY u.level, u.adcode, s.programme_id, s.year
)
SELECT p.edition_id, p.level, p.adcode, p.name_zh AS name, g.id AS programme_id, y.year,
       COALESCE(n.clusters, 0) AS clusters, p.area_km2,
       COALESCE(n.clusters, 0) / p.area_km2 * 10000 AS clusters_per_10k_km2,
       COALESCE(n.review_unknown, 0) AS review_unknown, COALESCE(n.undated, 0) AS undated
       {geometry}
FROM current_edition AS c
JOIN places AS p ON p.edition_id = c.edition_id
JOIN programmes AS g ON g.edition_id = c.edition_id
CROSS JOIN years AS y
LEFT JOIN counted AS n
       ON n.level = p.level AND n.adcode = p.adcode
      AND n.programme_id = g.id AND n.year = y.year
"""

CURRENT_PLACE_FIGURES = """
CREATE VIEW current_place_figures AS
SELECT p.level || '/' || p.adcode || '/' || f.measure || '/' || f.year AS row_key,
       f.edition_id, p.level, p.adcode, p.name_zh AS name, f.measure, f.year, f.value, f.basis,
       f.coverage, f.source_id{geometry}
FROM current_edition AS c
JOIN place_figures AS f ON f.edition_id = c.edition_id
JOIN places AS p
  ON p.edition_id = f.edition_id AND p.level = f.level AND p.adcode = f.adcode
"""

CURRENT_INDUSTRIES = """
CREATE VIEW current_industries AS
SELECT i.kind || '/' || i.subject_id || '/' || i.item AS row_key, i.edition_id, i.kind,
       i.subject_id, COALESCE(k.name_zh, z.name_zh) AS name_zh, i.item, i.wording, i.main_chain,
       h.name_zh AS chain_zh, h.name_en AS chain_en, i.chains, i.divisions, i.breadth, i.keywords,
       i.correction
FROM current_edition AS c
JOIN industries AS i ON i.edition_id = c.edition_id
LEFT JOIN clusters AS k
       ON k.edition_id = i.edition_id AND i.kind = 'cluster' AND k.id = i.subject_id
LEFT JOIN parks AS z
       ON z.edition_id = i.edition_id AND i.kind = 'park' AND z.id = i.subject_id
LEFT JOIN chains AS h ON h.edition_id = i.edition_id AND h.id = i.main_chain
"""

CURRENT_INTENSITY = """
CREATE VIEW current_intensity AS
SELECT i.park_id || '/' || i.indicator || '/' || i.year AS row_key, i.edition_id, i.park_id,
       k.name_zh, k.grade, k.level, k.adcode, i.indicator, i.year, i.value, i.refused, i.reference,
       i.reference_as_of, i.value / NULLIF(i.reference, 0) AS ratio, i.source_id, i.source_row
       {geometry}
FROM current_edition AS c
JOIN park_intensity AS i ON i.edition_id = c.edition_id
JOIN parks AS k ON k.edition_id = i.edition_id AND k.id = i.park_id
LEFT JOIN places AS p
       ON p.edition_id = k.edition_id AND p.level = k.level AND p.adcode = k.adcode
"""

CURRENT_GRADIENTS = """
CREATE VIEW current_gradients AS
SELECT g.adcode || '/' || g.activity || '/' || g.year AS row_key, g.edition_id, g.adcode,
       p.name_zh AS name, g.activity, g.activity_zh, g.year, g.location_quotient,
       g.labour_productivity, g.gradient_coefficient, g.capital_productivity,
       g.revised_gradient_coefficient, g.output_100m_cny, g.place_output_100m_cny, g.employees,
       g.capital_100m_cny{geometry}
FROM current_edition AS c
JOIN gradients AS g ON g.edition_id = c.edition_id
JOIN places AS p
  ON p.edition_id = g.edition_id AND p.level = 'province' AND p.adcode = g.adcode
"""

CURRENT_FLOWS = """
CREATE VIEW current_flows AS
SELECT f.activity || '/' || f.year_from || '/' || f.year_to || '/' || f.origin || '/'
       || f.destination AS row_key, f.edition_id, f.activity, f.activity_zh, f.year_from,
       f.year_to, f.origin, a.name_zh AS origin_zh, f.destination, b.name_zh AS destination_zh,
       f.quantity, f.unit, f.value, f.low, f.high{line}
FROM current_edition AS c
JOIN modelled_flows AS f ON f.edition_id = c.edition_id
JOIN places AS a ON a.edition_id = f.edition_id AND a.level = 'province' AND a.adcode = f.origin
JOIN places AS b
  ON b.edition_id = f.edition_id AND b.level = 'province' AND b.adcode = f.destination
"""

CURRENT_PROJECTS = """
CREATE VIEW current_projects AS
SELECT t.source_id || '/' || t.source_row AS row_key, t.edition_id, t.source_id, t.source_row,
       t.origin_level, t.origin_adcode, a.name_zh AS origin_zh, t.destination_level,
       t.destination_adcode, b.name_zh AS destination_zh, t.project, t.industry, t.year,
       t.amount_100m_cny, t.jobs, t.source_url{line}
FROM current_edition AS c
JOIN transfer_projects AS t ON t.edition_id = c.edition_id
JOIN places AS a ON a.edition_id = t.edition_id AND a.level = t.origin_level
                AND a.adcode = t.origin_adcode
JOIN places AS b ON b.edition_id = t.edition_id AND b.level = t.destination_level
                AND b.adcode = t.destination_adcode
"""

CURRENT_UNPLACED = """
CREATE VIEW current_unplaced AS
SELECT u.edition_id, u.source_id, s.title AS source, u.source_row, u.kind, u.subject_id, u.name_zh,
       u.unit, u.reason, u.candidates
FROM current_edition AS c
JOIN unplaced AS u ON u.edition_id = c.edition_id
JOIN sources AS s ON s.edition_id = u.edition_id AND s.id = u.source_id
"""

CURRENT_SOURCES = """
CREATE VIEW current_sources AS
SELECT s.edition_id, s.id, s.kind, s.title, s.publisher, s.url, s.licence, s.date, s.sha256,
       s.rows_read, s.rows_placed, s.rows_unplaced, s.programme_id, s.batch_year
FROM current_edition AS c
JOIN sources AS s ON s.edition_id = c.edition_id
"""

VIEWS = {
    "current_places": CURRENT_PLACES,
    "current_clusters": CURRENT_CLUSTERS,
    "current_parks": CURRENT_PARKS,
    "current_recognitions": CURRENT_RECOGNITIONS,
    "current_standings": CURRENT_STANDINGS,
    "current_cluster_units": CURRENT_CLUSTER_UNITS,
    "current_cluster_counts": CURRENT_CLUSTER_COUNTS,
    "current_place_figures": CURRENT_PLACE_FIGURES,
    "current_industries": CURRENT_INDUSTRIES,
    "current_intensity": CURRENT_INTENSITY,
    "current_gradients": CURRENT_GRADIENTS,
    "current_flows": CURRENT_FLOWS,
    "current_projects": CURRENT_PROJECTS,
    "current_unplaced": CURRENT_UNPLACED,
    "current_sources": CURRENT_SOURCES,
}
"""Name and definition of each view, each after those that it reads."""

# The type is written out, so that software finds it in geometry_columns.
_LINE = """,
       CAST(ST_SetSRID(ST_MakeLine(ST_MakePoint(a.point_lon, a.point_lat),
                                   ST_MakePoint(b.point_lon, b.point_lat)), 4326)
            AS geometry(LineString, 4326)) AS geometry"""


def create_views(connection: Connection) -> None:
    """Create all views, on PostGIS with geometry and readable for the role `READER`."""
    spatial = connection.dialect.name == "postgresql"
    parts = {"{geometry}": ", p.geometry", "{line}": _LINE} if spatial else {}
    for definition in VIEWS.values():
        sql = re.sub(r"\{\w+\}", lambda part: parts.get(part[0], ""), definition)
        connection.execute(text(sql))
    let_read(connection)


def let_read(connection: Connection) -> None:
    """Let the role `READER` of a PostgreSQL server, if it has one, read the views and no table."""
    if connection.dialect.name != "postgresql":
        return
    known = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :r"), {"r": READER})
    if known:
        connection.execute(text(f"GRANT SELECT ON {', '.join(VIEWS)} TO {READER}"))


def drop_views(connection: Connection) -> None:
    """Drop all views, also those of an older version, in one statement: they build on each other.

    SQLite drops one at a time, and does not mind the order.
    """
    found = [name for name in inspect(connection).get_view_names() if name.startswith("current_")]
    if not found:
        return
    one_by_one = connection.dialect.name == "sqlite"
    for names in found if one_by_one else [", ".join(found)]:
        connection.execute(text(f"DROP VIEW {names}"))
