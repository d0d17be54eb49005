"""What articles are compared by, what earlier editions called things, what readers want more of."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "sketches",
        sa.Column("document", sa.String(32), nullable=False),
        sa.Column("release", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_sketches"),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.fingerprint"],
            name="fk_sketches_document",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "preferences",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("steps", sa.Integer, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("digest", "key", name="pk_preferences"),
    )
    statement_keys = op.create_table(
        "statement_keys",
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("edition", "key", name="pk_statement_keys"),
        sa.ForeignKeyConstraint(
            ["edition"], ["editions.id"], name="fk_statement_keys_edition", ondelete="CASCADE"
        ),
    )
    story_documents = op.create_table(
        "story_documents",
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("document", sa.String(32), nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("edition", "document", name="pk_story_documents"),
        sa.ForeignKeyConstraint(
            ["edition"], ["editions.id"], name="fk_story_documents_edition", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.fingerprint"],
            name="fk_story_documents_document",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_story_documents_document", "story_documents", ["document"])
    _remember(story_documents, statement_keys)


def _remember(story_documents: sa.Table, statement_keys: sa.Table) -> None:
    """What the stories that are kept say of articles, as far as these are still there, and of
    statements: an id is the key of the wording that it was made of.
    """
    connection = op.get_bind()
    payload = sa.column("payload", sa.JSON)
    stories = sa.table("stories", sa.column("edition"), sa.column("id"), payload)
    documents = sa.table("documents", sa.column("fingerprint"))
    there = set(connection.scalars(sa.select(documents.c.fingerprint)))
    articles: dict[tuple[str, str], str] = {}
    statements: set[tuple[str, str]] = set()
    for edition, story, told in connection.execute(sa.select(stories)):
        articles |= {(edition, each): story for each in told["documents"] if each in there}
        statements |= {(edition, each["id"]) for each in told["statements"]}
    op.bulk_insert(
        story_documents,
        [
            {"edition": edition, "document": document, "story": story}
            for (edition, document), story in articles.items()
        ],
    )
    op.bulk_insert(
        statement_keys,
        [{"edition": edition, "key": key, "statement": key} for edition, key in sorted(statements)],
    )
