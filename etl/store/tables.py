"""The tables of an edition, the same on SQLite and on PostGIS.

Every table but `schema_version`, `current_edition` and `pointer_moves` is keyed by `edition_id`: an
edition is immutable, and rows of different editions never refer to each other.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from etl.store.columns import (
    edition_key,
    metadata,
    origin_columns,
    placement_columns,
    text_column,
    within,
)
from etl.store.geometry import ShapelyGeometry
from etl.store.theme_tables import THEME_TABLES

SCHEMA_VERSION = 4

schema_version = Table(
    "schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False)
)

editions = Table(
    "editions",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),  # in the order of publication, whatever the clock
    Column("content_hash", String, nullable=False, unique=True),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("manifest", JSON, nullable=False),
    Index(None, "number", unique=True),
)

current_edition = Table(
    "current_edition",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    Column("edition_id", String, ForeignKey("editions.id"), nullable=False),
)

pointer_moves = Table(
    "pointer_moves",
    metadata,
    Column("number", Integer, primary_key=True),
    text_column("edition_id", required=True),  # the row stays when the edition is pruned
    Column("moved_at", DateTime(timezone=True), nullable=False),
    text_column("cause", required=True),  # run|restore
)

sources = Table(
    "sources",
    metadata,
    edition_key(),
    Column("id", String, primary_key=True),
    text_column("kind", required=True),
    text_column("title", required=True),
    text_column("publisher"),
    text_column("url"),
    text_column("licence"),
    text_column("date"),
    text_column("sha256", required=True),
    Column("rows_read", Integer, nullable=False),
    Column("rows_placed", Integer),
    Column("rows_unplaced", Integer),
    text_column("programme_id"),  # of a list or a re-review in a document
    Column("batch_year", Integer),
    Column("warnings", JSON, nullable=False),
)

places = Table(
    "places",
    metadata,
    edition_key(),
    Column("level", String, primary_key=True),
    Column("adcode", String, primary_key=True),
    text_column("name_zh", required=True),
    text_column("name_en"),
    text_column("pinyin"),
    text_column("initials"),
    text_column("parent_level"),
    text_column("parent_adcode"),
    text_column("province_adcode"),
    text_column("prefecture_adcode"),
    *(
        Column(name, Float, nullable=False)
        for name in ("area_km2", "point_lon", "point_lat", "plane_lon", "plane_lat")
    ),
    *(
        Column(name, Float, nullable=False)
        for name in ("plane_west", "plane_south", "plane_east", "plane_north")
    ),
    Column("geometry", ShapelyGeometry(), nullable=False),
    within(["parent_level", "parent_adcode"], "places", ["level", "adcode"]),
    Index(None, "edition_id", "province_adcode"),
    Index(None, "edition_id", "parent_level", "parent_adcode"),
    # On SQLite it would be an index of whole polygons, as large as the table and of no use.
    Index("idx_places_geometry", "geometry", postgresql_using="gist").ddl_if("postgresql"),
)

programmes = Table(
    "programmes",
    metadata,
    edition_key(),
    Column("id", String, primary_key=True),
    text_column("name_zh", required=True),
    text_column("name_en", required=True),
    text_column("scope", required=True),  # national|provincial
    text_column("province_adcode"),
    text_column("level", required=True),  # level at which the programme recognises
    text_column("issuing_body"),
    Column("validity_years", Integer),
    Column("size_per_batch", Integer),
    Column("quota_province", Integer),
    Column("quota_city", Integer),
    text_column("document"),
    text_column("source_url"),
    text_column("note"),
)

batches = Table(
    "batches",
    metadata,
    edition_key(),
    Column("programme_id", String, primary_key=True),
    Column("batch_year", Integer, primary_key=True, autoincrement=False),
    Column("recognised_year", Integer),
    text_column("recognised_on"),  # YYYY, YYYY-MM or YYYY-MM-DD, as far as the source tells
    Column("valid_to", Integer),
    Column("review_year", Integer),
    Column("review_passed_total", Integer),
    Column("reviewed_to", Integer),
    Column("stated_total", Integer),
    Column("quota_province", Integer),
    Column("quota_city", Integer),
    text_column("document"),
    text_column("source_url"),
    text_column("note"),
    within(["programme_id"], "programmes", ["id"]),
)

clusters = Table(
    "clusters",
    metadata,
    edition_key(),
    Column("id", String, primary_key=True),
    text_column("programme_id", required=True),
    text_column("name_zh", required=True),
    text_column("unit"),  # recommending unit as the list prints it
    text_column("name_basis"),  # official|reported
    text_column("industry"),
    text_column("pinyin"),
    text_column("initials"),
    *placement_columns(),
    within(["programme_id"], "programmes", ["id"]),
)

recognitions = Table(
    "recognitions",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    text_column("cluster_id", required=True),
    text_column("programme_id", required=True),
    Column("batch_year", Integer),
    text_column("name_zh", required=True),  # as this list prints it
    text_column("unit"),
    text_column("place_level"),  # where this list's wording places it, as placement_level
    text_column("adcodes"),  # joined by ;
    Column("recognised_year", Integer),
    text_column("recognised_on"),
    Column("valid_to", Integer),
    text_column("review_result"),  # passed|closed
    Column("review_passed_year", Integer),
    Column("reviewed_to", Integer),
    text_column("stage", required=True),  # recognised|publicised
    text_column("source_where"),  # page, sheet and row of a document
    text_column("source_url"),
    text_column("source_note"),
    within(["cluster_id"], "clusters", ["id"]),
    within(["programme_id"], "programmes", ["id"]),
    within(["programme_id", "batch_year"], "batches", ["programme_id", "batch_year"]),
    Index(None, "edition_id", "cluster_id"),
)

cluster_places = Table(
    "cluster_places",
    metadata,
    edition_key(),
    Column("cluster_id", String, primary_key=True),
    Column("level", String, primary_key=True),
    Column("adcode", String, primary_key=True),
    within(["cluster_id"], "clusters", ["id"]),
    within(["level", "adcode"], "places", ["level", "adcode"]),
    Index(None, "edition_id", "level", "adcode"),
)

parks = Table(
    "parks",
    metadata,
    edition_key(),
    Column("id", String, primary_key=True),
    text_column("code", required=True),
    text_column("name_zh", required=True),
    text_column("grade", required=True),  # national|provincial
    text_column("park_type"),
    text_column("unit"),  # province as the catalogue prints it
    text_column("approved"),  # YYYY-MM
    Column("approved_area_ha", Float),
    text_column("leading_industries"),
    text_column("address"),
    text_column("address_quality"),
    *placement_columns(),
    text_column("level"),  # the place: the county, prefecture or province that holds it
    text_column("adcode"),
    *origin_columns(),
    within(["level", "adcode"], "places", ["level", "adcode"]),
    Index(None, "edition_id", "level", "adcode"),
)

unplaced = Table(
    "unplaced",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    text_column("kind", required=True),  # cluster|park
    text_column("subject_id", required=True),  # clusters.id or parks.id
    text_column("name_zh", required=True),
    text_column("unit"),
    text_column("reason", required=True),
    Column("candidates", JSON, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    Column("code", String, primary_key=True),  # unplaced|doubtful|same-cluster|...
    text_column("source_where"),
    text_column("kind", required=True),  # cluster|park
    text_column("subject_id", required=True),  # clusters.id or parks.id
    text_column("name_zh", required=True),
    text_column("unit"),
    text_column("level"),  # the placement in doubt; none when there is no placement
    text_column("adcodes"),  # joined by ;
    text_column("method"),
    Column("confidence", Float),
    text_column("evidence", required=True),
    Column("candidates", JSON, nullable=False),  # [{"level", "adcode"}] or [{"cluster_id"}]
)

decisions = Table(
    "decisions",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    text_column("name_zh", required=True),
    text_column("unit"),
    text_column("programme_id"),
    text_column("adcode"),  # the place decided, or
    text_column("same_as"),  # the name of the cluster that it is
    text_column("decided_by", required=True),
    text_column("decided_on", required=True),  # YYYY-MM-DD
    text_column("why", required=True),
    text_column("state", required=True),  # applied|needless|stale
    text_column("remark"),
)

place_figures = Table(
    "place_figures",
    metadata,
    edition_key(),
    Column("level", String, primary_key=True),
    Column("adcode", String, primary_key=True),
    Column("measure", String, primary_key=True),  # population|manufacturing_share|...
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("value", Float, nullable=False),
    text_column("basis", required=True),  # stated|summed|estimated
    Column("coverage", Float),  # part of the residents that it covers, 0..1
    text_column("source_id", required=True),
    within(["level", "adcode"], "places", ["level", "adcode"]),
)

stated_totals = Table(
    "stated_totals",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    text_column("programme_id", required=True),
    text_column("scope", required=True),
    text_column("level"),
    text_column("adcode"),
    Column("year_from", Integer, nullable=False),
    Column("year_to", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    text_column("kind", required=True),  # stated|each|derived|conflicting|publicised|review
    text_column("note"),
    text_column("source_url"),
    within(["programme_id"], "programmes", ["id"]),
)

map_layers = Table(
    "map_layers",
    metadata,
    edition_key(),
    Column("name", String, primary_key=True),
    text_column("sha256", required=True),
    Column("features", Integer, nullable=False),
    Column("bounds", JSON, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

EDITION_TABLES: tuple[Table, ...] = (
    sources,
    places,
    programmes,
    batches,
    clusters,
    recognitions,
    cluster_places,
    parks,
    unplaced,
    questions,
    decisions,
    place_figures,
    stated_totals,
    *THEME_TABLES,
    map_layers,
)
"""The tables that hold an edition's content, each after those that it refers to."""
