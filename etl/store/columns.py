"""What the tables of the store are made of: their metadata, keys and columns of one kind."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def text_column(name: str, *, required: bool = False) -> Column[str]:
    """A column of text."""
    return Column(name, String, nullable=not required)


def edition_key() -> Column[str]:
    """The edition that a row is of: the first part of every key."""
    return Column(
        "edition_id", String, ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )


def within(columns: list[str], target: str, target_columns: list[str]) -> ForeignKeyConstraint:
    """A foreign key between two tables of the same edition."""
    return ForeignKeyConstraint(
        ["edition_id", *columns],
        [f"{target}.{column}" for column in ["edition_id", *target_columns]],
        ondelete="CASCADE",
    )


def placement_columns() -> list[Column[str] | Column[float]]:
    """How a name was placed; the places themselves are rows or columns of their own."""
    return [
        text_column("placement_level", required=True),  # county|prefecture|province|several|none
        text_column("placement_method", required=True),
        Column("placement_confidence", Float, nullable=False),
        text_column("placement_note"),
    ]


def origin_columns() -> list[Column[str] | Column[int]]:
    """Which row of which source this is."""
    return [
        text_column("source_id", required=True),
        Column("source_row", Integer, nullable=False),
        text_column("source_url"),
        text_column("source_note"),
    ]
