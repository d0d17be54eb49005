"""What came in: articles with their claims, and the feeds that they came from."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    false,
)

from digest.storage.columns import Moment, Name
from digest.storage.schema.base import metadata

documents = Table(
    "documents",
    metadata,
    Column("fingerprint", String(32), primary_key=True),
    Column("id", Name, nullable=False, index=True),
    Column("first_seen", Moment, nullable=False),
    Column("published", Moment),
    Column("ingested", Boolean, nullable=False),
    Column("from_feed", Boolean, nullable=False, server_default=false()),
    Column("payload", JSON, nullable=False),
)

# Articles of feeds, by the id of the document that each will be: the newest version alone, for an
# older one that nobody has read yet is news no more.
unread = Table(
    "unread",
    metadata,
    Column("id", Name, primary_key=True),
    Column("fingerprint", String(32), nullable=False, unique=True),
    Column("first_seen", Moment, nullable=False),
    Column("published", Moment),
    Column("payload", JSON, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("document", ForeignKey(documents.c.fingerprint, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("payload", JSON, nullable=False),
)

# Made when they are first needed, by the rules of a `release`: another makes its own.
sketches = Table(
    "sketches",
    metadata,
    Column("document", ForeignKey(documents.c.fingerprint, ondelete="CASCADE"), primary_key=True),
    Column("release", Text, nullable=False),
    Column("payload", JSON, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("everything", Boolean, nullable=False),
    Column("payload", JSON),
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Name, nullable=False, unique=True),
    Column("next_try", Moment),
    Column("stopped", Boolean, nullable=False),
    Column("run", ForeignKey(runs.c.id, ondelete="SET NULL")),
    Column("payload", JSON, nullable=False),
)

# `document` is an id: what is known of an item outlives the versions of its document.
sightings = Table(
    "sightings",
    metadata,
    Column("feed", ForeignKey(feeds.c.id, ondelete="CASCADE"), primary_key=True),
    Column("document", Name, primary_key=True, index=True),
    Column("guid", Name, nullable=False),
    Column("link", Name, nullable=False, index=True),
    Column("title", Name, nullable=False),
    Column("content", Name, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("first", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
)
