"""What editions show, to find it again by words, story, claim and speaker; an editor's decisions.

The lines of the editions that are there are written when all migrations are done.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("digest", "date", "slot", name="pk_decisions"),
    )
    op.create_table(
        "lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("voice", sa.Text, nullable=False),
        sa.Column("speaker", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lines"),
        sa.ForeignKeyConstraint(
            ["edition"], ["editions.id"], name="fk_lines_edition", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("edition", "position", name="uq_lines_edition"),
    )
    op.create_index("ix_lines_story", "lines", ["story"])
    op.create_index("ix_lines_voice", "lines", ["digest", "voice", "claim", "date"])
    claims = sa.text("claim != ''")
    op.create_index(
        "ix_lines_claim", "lines", ["claim"], sqlite_where=claims, postgresql_where=claims
    )
    op.execute(
        """CREATE VIRTUAL TABLE search USING fts5(
    words, speaker, headline, prefix = '2', tokenize = 'ascii'
)"""
    )
    op.execute(
        """CREATE TRIGGER lines_search AFTER DELETE ON lines
BEGIN DELETE FROM search WHERE rowid = old.id; END"""
    )
