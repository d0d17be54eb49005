"""Feeds, what is remembered of their items, runs, and articles that nobody has read yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column(
        "documents",
        sa.Column("from_feed", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_edition_documents_document", "edition_documents", ["document"])
    op.create_table(
        "unread",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.Column("published", sa.DateTime),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unread"),
        sa.UniqueConstraint("fingerprint", name="uq_unread_fingerprint"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("finished", sa.DateTime),
        sa.Column("everything", sa.Boolean, nullable=False),
        sa.Column("payload", sa.JSON),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("next_try", sa.DateTime),
        sa.Column("stopped", sa.Boolean, nullable=False),
        sa.Column("run", sa.Integer),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_feeds_run", ondelete="SET NULL"),
    )
    op.create_table(
        "sightings",
        sa.Column("feed", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("guid", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("first", sa.DateTime, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("feed", "document", name="pk_sightings"),
        sa.ForeignKeyConstraint(
            ["feed"], ["feeds.id"], name="fk_sightings_feed", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sightings_document", "sightings", ["document"])
    op.create_index("ix_sightings_link", "sightings", ["link"])
