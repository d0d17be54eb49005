"""Documents with their claims, editions with their stories."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.Column("published", sa.DateTime),
        sa.Column("ingested", sa.Boolean, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_documents"),
    )
    op.create_index("ix_documents_id", "documents", ["id"])
    op.create_table(
        "claims",
        sa.Column("document", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("document", "position", name="pk_claims"),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.fingerprint"], name="fk_claims_document", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "editions",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
        sa.UniqueConstraint("digest", "date", name="uq_editions_digest"),
    )
    op.create_table(
        "stories",
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("edition", "position", name="pk_stories"),
        sa.ForeignKeyConstraint(
            ["edition"], ["editions.id"], name="fk_stories_edition", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "edition_documents",
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("document", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("edition", "document", name="pk_edition_documents"),
        sa.ForeignKeyConstraint(
            ["edition"], ["editions.id"], name="fk_edition_documents_edition", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.fingerprint"], name="fk_edition_documents_document"
        ),
    )
