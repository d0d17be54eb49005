"""What is due, what is mailed, and to whom."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from digest.models.mail import Kind, State
from digest.models.schedule import Progress
from digest.models.subscribers import Origin, Standing
from digest.storage.columns import Choice, Moment, Name
from digest.storage.schema.base import metadata

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
