"""The tables. A change here needs a file in `migrations/versions`; a test compares the two.

Articles, claims, stories, editions and feeds are kept as JSON (`digest.models.serial`), with
columns for what is asked for; all else in columns alone. No type is one of SQLite only.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from digest.models.mail import Kind, State
from digest.models.schedule import Progress
from digest.models.subscribers import Origin, Standing
from digest.storage.columns import Choice, Moment, Name

# The newest file in `migrations/versions`: a database that has it is opened without Alembic,
# whose import would cost every command a third of a second.
REVISION = "0004"

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

# Made when they are first needed, by the rules of a `release`: another makes its own.
sketches = Table(
    "sketches",
    metadata,
    Column("document", ForeignKey(documents.c.fingerprint, ondelete="CASCADE"), primary_key=True),
    Column("release", Text, nullable=False),
    Column("payload", JSON, nullable=False),
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

# Since when a digest has had its timetable: what was due before is not caught up on.
timetables = Table(
    "timetables",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("cron", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("since", Moment, nullable=False),
)

# In this table and in `outbox`, `holder` is who works on a row, and `next_try` is when another may
# take it: the lease of a holder needs no column, and what nobody may take is never looked at.
slots = Table(
    "slots",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("due", Moment, nullable=False),
    Column("progress", Choice(Progress), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("edition", Text, nullable=False),
    Column("detail", Name, nullable=False),
    Column("next_try", Moment),
    Column("changed", Moment, nullable=False),
    Column("holder", Text),
    Index("ix_slots_digest", "digest", "due"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

mailings = Table(
    "mailings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Choice(Kind), nullable=False),
    Column("digest", Text, nullable=False),
    Column("created", Moment, nullable=False),
)

bodies = Table(
    "bodies",
    metadata,
    Column("mailing", ForeignKey(mailings.c.id), primary_key=True),
    Column("variant", Text, primary_key=True),
    Column("headers", JSON, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("unsubscribe", Text, nullable=False),
)

# `key` is the part of the Message-ID that bounces are known by.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailing", Text, nullable=False),
    Column("variant", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recipient", Text, nullable=False, index=True),
    Column("token", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("state", Choice(State), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("holder", Text),
    Column("detail", Name, nullable=False),
    Column("head", LargeBinary),
    UniqueConstraint("mailing", "channel", "recipient"),
    ForeignKeyConstraint(["mailing", "variant"], ["bodies.mailing", "bodies.variant"]),
    Index("ix_outbox_mailing", "mailing", "state"),
    Index("ix_outbox_state", "state", "channel", "next_try"),
)
# Of the rows that somebody holds, and of those that were tried: few of those that are queued.
_held, _tried = outbox.c.holder.is_not(None), outbox.c.head.is_not(None)
Index("ix_outbox_holder", outbox.c.holder, sqlite_where=_held, postgresql_where=_held)
Index(
    "ix_outbox_channel",
    outbox.c.channel,
    outbox.c.changed,
    sqlite_where=_tried,
    postgresql_where=_tried,
)

subscribers = Table(
    "subscribers",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("address", Text, primary_key=True, index=True),
    Column("topics", JSON, nullable=False),
    Column("standing", Choice(Standing), nullable=False),
    Column("origin", Choice(Origin), nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("added", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("detail", Name, nullable=False),
)

# Made once, when the store is; what is signed with one is known again for as long as there is it.
keys = Table(
    "keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
