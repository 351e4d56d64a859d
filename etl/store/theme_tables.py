"""Tables of what stands beside the clusters: industries, land use, industrial transfer."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Table

from etl.store.columns import edition_key, metadata, text_column, within

chains = Table(
    "chains",
    metadata,
    edition_key(),
    Column("id", String, primary_key=True),
    text_column("name_zh", required=True),
    text_column("name_en", required=True),
    text_column("colour", required=True),  # sRGB hex
    Column("position", Integer, nullable=False),
)

divisions = Table(
    "divisions",
    metadata,
    edition_key(),
    Column("code", String, primary_key=True),
    text_column("section", required=True),
    text_column("name_zh", required=True),
    text_column("name_en", required=True),
)

industries = Table(
    "industries",
    metadata,
    edition_key(),
    Column("kind", String, primary_key=True),  # cluster|park
    Column("subject_id", String, primary_key=True),  # clusters.id or parks.id
    Column("item", Integer, primary_key=True, autoincrement=False),
    text_column("wording", required=True),
    text_column("main_chain"),
    text_column("chains"),  # ids, joined by ;
    text_column("divisions"),  # codes, joined by ;
    text_column("breadth", required=True),  # single|multi|broad|unmapped
    text_column("keywords"),  # joined by ;
    text_column("correction"),
    within(["main_chain"], "chains", ["id"]),
)

land_references = Table(
    "land_references",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    text_column("as_of", required=True),
    text_column("as_of_basis"),
    text_column("scope", required=True),
    Column("zones", Integer),
    text_column("indicator", required=True),  # as the bulletin prints it
    Column("value", Float, nullable=False),
    text_column("unit", required=True),
    text_column("derived", required=True),  # yes|no
    text_column("source_url"),
    text_column("source_note"),
)

park_intensity = Table(
    "park_intensity",
    metadata,
    edition_key(),
    Column("park_id", String, primary_key=True),
    Column("indicator", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("value", Float),
    text_column("refused"),  # why there is no value although there are figures
    Column("reference", Float),
    text_column("reference_as_of"),
    text_column("source_id", required=True),
    Column("source_row", Integer, nullable=False),
    within(["park_id"], "parks", ["id"]),
)

transfer_guidance = Table(
    "transfer_guidance",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    text_column("level", required=True),
    text_column("adcode", required=True),
    text_column("direction", required=True),  # receive|phase_out|no_longer_receive
    text_column("direction_zh", required=True),
    text_column("sector"),
    text_column("item", required=True),
    text_column("record_complete"),
    text_column("source_url"),
    within(["level", "adcode"], "places", ["level", "adcode"]),
)

transfer_events = Table(
    "transfer_events",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    text_column("date", required=True),
    text_column("level", required=True),
    text_column("adcode", required=True),  # the host
    text_column("event", required=True),
    Column("projects", Integer),
    Column("amount_100m_cny", Float),
    text_column("at_least", required=True),  # yes|no
    text_column("amount_basis"),
    text_column("source_url"),
    within(["level", "adcode"], "places", ["level", "adcode"]),
)

transfer_projects = Table(
    "transfer_projects",
    metadata,
    edition_key(),
    Column("source_id", String, primary_key=True),
    Column("source_row", Integer, primary_key=True, autoincrement=False),
    text_column("origin_level", required=True),
    text_column("origin_adcode", required=True),
    text_column("destination_level", required=True),
    text_column("destination_adcode", required=True),
    text_column("project", required=True),
    text_column("industry"),
    Column("year", Integer, nullable=False),
    Column("amount_100m_cny", Float),
    Column("jobs", Integer),
    text_column("source_url"),
    within(["origin_level", "origin_adcode"], "places", ["level", "adcode"]),
    within(["destination_level", "destination_adcode"], "places", ["level", "adcode"]),
)

gradients = Table(
    "gradients",
    metadata,
    edition_key(),
    Column("adcode", String, primary_key=True),  # of a province
    Column("activity", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    text_column("activity_zh", required=True),
    Column("location_quotient", Float, nullable=False),
    Column("labour_productivity", Float, nullable=False),
    Column("gradient_coefficient", Float, nullable=False),
    Column("capital_productivity", Float),
    Column("revised_gradient_coefficient", Float),
    Column("output_100m_cny", Float),
    Column("place_output_100m_cny", Float),
    Column("employees", Float),
    Column("capital_100m_cny", Float),
)

local_effects = Table(
    "local_effects",
    metadata,
    edition_key(),
    Column("activity", String, primary_key=True),
    Column("year_from", Integer, primary_key=True, autoincrement=False),
    Column("year_to", Integer, primary_key=True, autoincrement=False),
    Column("adcode", String, primary_key=True),  # of a province
    text_column("activity_zh", required=True),
    text_column("quantity", required=True),  # output|employment
    text_column("unit", required=True),
    Column("before", Float, nullable=False),
    Column("after", Float, nullable=False),
    Column("effect", Float, nullable=False),
)

modelled_flows = Table(
    "modelled_flows",
    metadata,
    edition_key(),
    Column("activity", String, primary_key=True),
    Column("year_from", Integer, primary_key=True, autoincrement=False),
    Column("year_to", Integer, primary_key=True, autoincrement=False),
    Column("origin", String, primary_key=True),  # adcodes of provinces
    Column("destination", String, primary_key=True),
    text_column("activity_zh", required=True),
    text_column("quantity", required=True),
    text_column("unit", required=True),
    Column("value", Float, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Index(None, "edition_id", "activity", "year_from"),
)

THEME_TABLES: tuple[Table, ...] = (
    chains,
    divisions,
    industries,
    land_references,
    park_intensity,
    transfer_guidance,
    transfer_events,
    transfer_projects,
    gradients,
    local_effects,
    modelled_flows,
)
"""Each after those that it refers to; all after places, clusters and parks."""
