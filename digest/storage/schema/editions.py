"""What was told: editions, what they were chosen from, and what is asked of them later."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from digest.storage.columns import Moment, Name
from digest.storage.schema.base import metadata
from digest.storage.schema.news import documents

editions = Table(
    "editions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("slot", Text, nullable=False, server_default=""),
    Column("number", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    UniqueConstraint("digest", "date", "slot"),
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
    Column("document", ForeignKey(documents.c.fingerprint), primary_key=True, index=True),
)

# What later editions ask of the stories of earlier ones, which are too large to be read for it: of
# which story an article was, and what a statement was called by each of its keys.
story_documents = Table(
    "story_documents",
    metadata,
    Column("edition", ForeignKey(editions.c.id, ondelete="CASCADE"), primary_key=True),
    Column(
        "document",
        ForeignKey(documents.c.fingerprint, ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("story", Text, nullable=False),
)

statement_keys = Table(
    "statement_keys",
    metadata,
    Column("edition", ForeignKey(editions.c.id, ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("statement", Text, nullable=False),
)

# What editions show, for finding it again: their items and, where `claim` is "", the headlines of
# their stories. `voice` is the key of a speaker who has a page, "" of others. `search` (see
# `searching`) has the words of each by its `id`.
lines = Table(
    "lines",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edition", ForeignKey(editions.c.id, ondelete="CASCADE"), nullable=False),
    Column("digest", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("position", Integer, nullable=False),
    Column("story", Text, nullable=False, index=True),
    Column("claim", Text, nullable=False),
    Column("voice", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("edition", "position"),
    Index("ix_lines_voice", "digest", "voice", "claim", "date"),
)
# Without headlines, of which there are many that nobody looks up so.
_claims = lines.c.claim != ""
Index("ix_lines_claim", lines.c.claim, sqlite_where=_claims, postgresql_where=_claims)

# What an editor decided on an edition, which may not be built yet.
decisions = Table(
    "decisions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("payload", JSON, nullable=False),
    Column("changed", Moment, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("name", Name, nullable=False),
    Column("steps", Integer, nullable=False),
    Column("changed", Moment, nullable=False),
)
