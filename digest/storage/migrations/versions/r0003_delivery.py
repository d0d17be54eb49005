"""Slots and their timetables, mailings with the outbox, subscribers; several editions a day."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("editions") as editions:
        editions.add_column(sa.Column("slot", sa.Text, nullable=False, server_default=""))
        editions.drop_constraint("uq_editions_digest", type_="unique")
        editions.create_unique_constraint("uq_editions_digest", ["digest", "date", "slot"])
    _schedule()
    _mail()
    op.create_table(
        "subscribers",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", "address", name="pk_subscribers"),
        sa.UniqueConstraint("token", name="uq_subscribers_token"),
    )
    op.create_index("ix_subscribers_address", "subscribers", ["address"])
    keys = op.create_table(
        "keys",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_keys"),
    )
    op.bulk_insert(keys, [{"name": "tokens", "value": secrets.token_bytes(32)}])


def _schedule() -> None:
    op.create_table(
        "timetables",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("cron", sa.Text, nullable=False),
        sa.Column("timezone", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_timetables"),
    )
    op.create_table(
        "slots",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("progress", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("next_try", sa.DateTime),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("holder", sa.Text),
        sa.PrimaryKeyConstraint("digest", "date", "slot", name="pk_slots"),
    )
    op.create_index("ix_slots_digest", "slots", ["digest", "due"])
    op.create_table(
        "leases",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _mail() -> None:
    op.create_table(
        "mailings",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mailings"),
    )
    op.create_table(
        "bodies",
        sa.Column("mailing", sa.Text, nullable=False),
        sa.Column("variant", sa.Text, nullable=False),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("unsubscribe", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("mailing", "variant", name="pk_bodies"),
        sa.ForeignKeyConstraint(["mailing"], ["mailings.id"], name="fk_bodies_mailing"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("mailing", sa.Text, nullable=False),
        sa.Column("variant", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try", sa.DateTime, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("holder", sa.Text),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("head", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("mailing", "channel", "recipient", name="uq_outbox_mailing"),
        sa.ForeignKeyConstraint(
            ["mailing", "variant"], ["bodies.mailing", "bodies.variant"], name="fk_outbox_mailing"
        ),
    )
    op.create_index("ix_outbox_recipient", "outbox", ["recipient"])
    op.create_index("ix_outbox_key", "outbox", ["key"])
    op.create_index("ix_outbox_mailing", "outbox", ["mailing", "state"])
    op.create_index("ix_outbox_state", "outbox", ["state", "channel", "next_try"])
    _some("ix_outbox_holder", ["holder"], where="holder IS NOT NULL")
    _some("ix_outbox_channel", ["channel", "changed"], where="head IS NOT NULL")


def _some(name: str, columns: list[str], *, where: str) -> None:
    """An index of some rows alone."""
    which = sa.text(where)
    op.create_index(name, "outbox", columns, sqlite_where=which, postgresql_where=which)
