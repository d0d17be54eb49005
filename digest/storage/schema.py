"""The tables. A change here needs a file in `migrations/versions`; a test compares the two.

Models are kept as JSON (`digest.models.serial`), with columns for what is asked for. No type is
SQLite's alone.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

# The newest file in `migrations/versions`: a database that has it is opened without Alembic,
# whose import would cost every command a third of a second.
REVISION = "0001"


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC; one without a time zone is taken to be UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        if value is None or value.tzinfo is None:
            return value
        try:
            return value.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:  # the first or last hours of the calendar
            return value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        return value and value.replace(tzinfo=UTC)


# Named constraints can be changed by a migration, on SQLite too.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("fingerprint", String(32), primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("first_seen", Moment, nullable=False),
    Column("published", Moment),
    Column("ingested", Boolean, nullable=False),
    Column("payload", JSON, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("document", ForeignKey(documents.c.fingerprint, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("payload", JSON, nullable=False),
)

editions = Table(
    "editions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    UniqueConstraint("digest", "date"),
)

stories = Table(
    "stories",
    metadata,
    Column("edition", ForeignKey(editions.c.id, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("payload", JSON, nullable=False),
)

edition_documents = Table(
    "edition_documents",
    metadata,
    Column("edition", ForeignKey(editions.c.id, ondelete="CASCADE"), primary_key=True),
    Column("document", ForeignKey(documents.c.fingerprint), primary_key=True),
)
