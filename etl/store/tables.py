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
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from etl.store.geometry import ShapelyGeometry

SCHEMA_VERSION = 2

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _text(name: str, *, required: bool = False) -> Column[str]:
    return Column(name, String, nullable=not required)


def _edition() -> Column[str]:
    return Column(
        "edition_id", String, ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )


def _within(columns: list[str], target: str, target_columns: list[str]) -> ForeignKeyConstraint:
    """A foreign key between two tables of the same edition."""
    return ForeignKeyConstraint(
        ["edition_id", *columns],
        [f"{target}.{column}" for column in ["edition_id", *target_columns]],
        ondelete="CASCADE",
    )


def _placement() -> list[Column[str] | Column[float]]:
    """How a name was placed; the places themselves are rows or columns of their own."""
    return [
        _text("placement_level", required=True),  # county|prefecture|province|several|none
        _text("placement_method", required=True),
        Column("placement_confidence", Float, nullable=False),
        _text("placement_note"),
    ]


def _origin() -> list[Column[str] | Column[int]]:
    """Which row of which source this is."""
    return [
        _text("source_id", required=True),
        Column("source_row", Integer, nullable=False),
        _text("source_url"),
        _text("source_note"),
    ]


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
    _text("edition_id", required=True),  # the row stays when the edition is pruned
    Column("moved_at", DateTime(timezone=True), nullable=False),
    _text("cause", required=True),  # run|restore
)

sources = Table(
    "sources",
    metadata,
    _edition(),
    Column("id", String, primary_key=True),
    _text("kind", required=True),
    _text("title", required=True),
    _text("publisher"),
    _text("url"),
    _text("licence"),
    _text("date"),
    _text("sha256", required=True),
    Column("rows_read", Integer, nullable=False),
    Column("rows_placed", Integer),
    Column("rows_unplaced", Integer),
    _text("programme_id"),  # of a list or a re-review in a document
    Column("batch_year", Integer),
    Column("warnings", JSON, nullable=False),
)

places = Table(
    "places",
    metadata,
    _edition(),
    Column("level", String, primary_key=True),
    Column("adcode", String, primary_key=True),
    _text("name_zh", required=True),
    _text("name_en"),
    _text("pinyin"),
    _text("initials"),
    _text("parent_level"),
    _text("parent_adcode"),
    _text("province_adcode"),
    _text("prefecture_adcode"),
    *(
        Column(name, Float, nullable=False)
        for name in ("area_km2", "point_lon", "point_lat", "plane_lon", "plane_lat")
    ),
    *(
        Column(name, Float, nullable=False)
        for name in ("plane_west", "plane_south", "plane_east", "plane_north")
    ),
    Column("geometry", ShapelyGeometry(), nullable=False),
    _within(["parent_level", "parent_adcode"], "places", ["level", "adcode"]),
    Index(None, "edition_id", "province_adcode"),
    Index(None, "edition_id", "parent_level", "parent_adcode"),
    # On SQLite it would be an index of whole polygons, as large as the table and of no use.
    Index("idx_places_geometry", "geometry", postgresql_using="gist").ddl_if("postgresql"),
)

programmes = Table(
    "programmes",
    metadata,
    _edition(),
    Column("id", String, primary_key=True),
    _text("name_zh", required=True),
    _text("name_en", required=True),
    _text("scope", required=True),  # national|provincial
    _text("province_adcode"),
    _text("level", required=True),  # level at which the programme recognises
    _text("issuing_body"),
    Column("validity_years", Integer),
    Column("size_per_batch", Integer),
    Column("quota_province", Integer),
    Column("quota_city", Integer),
    _text("document"),
    _text("source_url"),
    _text("note"),
)

batches = Table(
    "batches",
    metadata,
    _edition(),
    Column("programme_id", String, primary_key=True),
    Column("batch_year", Integer, primary_key=True, autoincrement=False),
    Column("recognised_year", Integer),
    _text("recognised_on"),  # YYYY, YYYY-MM or YYYY-MM-DD, as far as the source tells
    Column("valid_to", Integer),
    Column("review_year", Integer),
    Column("review_passed_total", Integer),
    Column("reviewed_to", Integer),
    Column("stated_total", Integer),
    Column("quota_province", Integer),
    Column("quota_city", Integer),
    _text("document"),
    _text("source_url"),
    _text("note"),
    _within(["programme_id"], "programmes", ["id"]),
)

clusters = Table(
    "clusters",
    metadata,
    _edition(),
    Column("id", String, primary_key=True),
    _text("programme_id", required=True),
    _text("name_zh", required=True),
    _text("unit"),  # recommending unit as the list prints it
    _text("name_basis"),  # official|reported
    _text("industry"),
    _text("pinyin"),
    _text("initials"),
    *_placement(),
    _within(["programme_id"], "programmes", ["id"]),
)

recognitions = Table(
    "recognitions",
    metadata,
    _edition(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    _text("cluster_id", required=True),
    _text("programme_id", required=True),
    Column("batch_year", Integer),
    _text("name_zh", required=True),  # as this list prints it
    _text("unit"),
    _text("place_level"),  # where this list's wording places it, as placement_level
    _text("adcodes"),  # joined by ;
    Column("recognised_year", Integer),
    _text("recognised_on"),
    Column("valid_to", Integer),
    _text("review_result"),  # passed|closed
    Column("review_passed_year", Integer),
    Column("reviewed_to", Integer),
    _text("stage", required=True),  # recognised|publicised
    _text("source_where"),  # page, sheet and row of a document
    _text("source_url"),
    _text("source_note"),
    _within(["cluster_id"], "clusters", ["id"]),
    _within(["programme_id"], "programmes", ["id"]),
    _within(["programme_id", "batch_year"], "batches", ["programme_id", "batch_year"]),
    Index(None, "edition_id", "cluster_id"),
)

cluster_places = Table(
    "cluster_places",
    metadata,
    _edition(),
    Column("cluster_id", String, primary_key=True),
    Column("level", String, primary_key=True),
    Column("adcode", String, primary_key=True),
    _within(["cluster_id"], "clusters", ["id"]),
    _within(["level", "adcode"], "places", ["level", "adcode"]),
    Index(None, "edition_id", "level", "adcode"),
)

parks = Table(
    "parks",
    metadata,
    _edition(),
    Column("id", String, primary_key=True),
    _text("code", required=True),
    _text("name_zh", required=True),
    _text("grade", required=True),  # national|provincial
    _text("park_type"),
    _text("unit"),  # province as the catalogue prints it
    _text("approved"),  # YYYY-MM
    Column("approved_area_ha", Float),
    _text("leading_industries"),
    _text("address"),
    _text("address_quality"),
    *_placement(),
    _text("level"),  # the place: the county, prefecture or province that holds it
    _text("adcode"),
    *_origin(),
    _within(["level", "adcode"], "places", ["level", "adcode"]),
    Index(None, "edition_id", "level", "adcode"),
)

unplaced = Table(
    "unplaced",
    metadata,
    _edition(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    _text("kind", required=True),  # cluster|park
    _text("subject_id", required=True),  # clusters.id or parks.id
    _text("name_zh", required=True),
    _text("unit"),
    _text("reason", required=True),
    Column("candidates", JSON, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    _edition(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    Column("code", String, primary_key=True),  # unplaced|doubtful|same-cluster|...
    _text("source_where"),
    _text("kind", required=True),  # cluster|park
    _text("subject_id", required=True),  # clusters.id or parks.id
    _text("name_zh", required=True),
    _text("unit"),
    _text("level"),  # the placement in doubt; none when there is no placement
    _text("adcodes"),  # joined by ;
    _text("method"),
    Column("confidence", Float),
    _text("evidence", required=True),
    Column("candidates", JSON, nullable=False),  # [{"level", "adcode"}] or [{"cluster_id"}]
)

decisions = Table(
    "decisions",
    metadata,
    _edition(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    _text("name_zh", required=True),
    _text("unit"),
    _text("programme_id"),
    _text("adcode"),  # the place decided, or
    _text("same_as"),  # the name of the cluster that it is
    _text("decided_by", required=True),
    _text("decided_on", required=True),  # YYYY-MM-DD
    _text("why", required=True),
    _text("state", required=True),  # applied|needless|stale
    _text("remark"),
)

place_figures = Table(
    "place_figures",
    metadata,
    _edition(),
    Column("level", String, primary_key=True),
    Column("adcode", String, primary_key=True),
    Column("measure", String, primary_key=True),  # population|manufacturing_share|...
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("value", Float, nullable=False),
    _text("basis", required=True),  # stated|summed|estimated
    Column("coverage", Float),  # part of the residents that it covers, 0..1
    _text("source_id", required=True),
    _within(["level", "adcode"], "places", ["level", "adcode"]),
)

stated_totals = Table(
    "stated_totals",
    metadata,
    _edition(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    _text("programme_id", required=True),
    _text("scope", required=True),
    _text("level"),
    _text("adcode"),
    Column("year_from", Integer, nullable=False),
    Column("year_to", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    _text("kind", required=True),  # stated|each|derived|conflicting|publicised|review
    _text("note"),
    _text("source_url"),
    _within(["programme_id"], "programmes", ["id"]),
)

map_layers = Table(
    "map_layers",
    metadata,
    _edition(),
    Column("name", String, primary_key=True),
    _text("sha256", required=True),
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
    map_layers,
)
"""The tables that hold an edition's content, each after those that it refers to."""
