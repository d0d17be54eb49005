"""Full-text search: all that is special about SQLite's FTS5.

The words of each line are kept here as `folding` has them, with spaces between, so that what is a
word, and which words are the same, is ours and not a matter of the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from digest.storage.folding import words
from digest.storage.queries import Term

# Made by a migration too, which has the same words. Outside of ASCII, where nothing is left but
# letters and digits, every character is part of a word for this tokenizer.
STATEMENTS = (
    """CREATE VIRTUAL TABLE search USING fts5(words, speaker, headline, tokenize = 'ascii')""",
    """CREATE TRIGGER lines_search AFTER DELETE ON lines
BEGIN DELETE FROM search WHERE rowid = old.id; END""",
)

# What is said counts for more than what it was about, and a name for as much.
SAID, NAMED, HEADED = 1.0, 1.0, 0.3
# After so many days a line counts half as much as one of the last edition, then a third, a fourth.
HALF = 180.0

_INDEX = text(
    "INSERT INTO search (rowid, words, speaker, headline) VALUES (:id, :words, :speaker, :headline)"
)

# bm25 is the lower, the better. Of a claim in several editions the last line counts.
_FIND = text("""
WITH found AS MATERIALIZED (
    SELECT rowid AS id, bm25(search, :said, :named, :headed) AS score
    FROM search WHERE search MATCH :expression
), told AS MATERIALIZED (
    SELECT lines.id,
        score / (1 + (julianday(last.date) - julianday(editions.date)) / :half) AS score,
        row_number() OVER (
            PARTITION BY claim, CASE claim WHEN '' THEN story END
            ORDER BY editions.date DESC, slot DESC, lines.id
        ) AS nth
    FROM found
    JOIN lines ON lines.id = found.id
    JOIN editions ON editions.id = lines.edition
    JOIN (SELECT max(date) AS date FROM editions WHERE digest = :digest) AS last
    WHERE digest = :digest
), best AS (
    SELECT id, score FROM told WHERE nth = 1 ORDER BY score, id DESC LIMIT :limit OFFSET :offset
)
SELECT total, id FROM (SELECT count(*) AS total FROM told WHERE nth = 1) LEFT JOIN best
ORDER BY score, id DESC
""")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a line is found by. A headline has no `headline` of its own."""

    id: int
    words: str
    speaker: str = ""
    headline: str = ""


def create(connection: Connection) -> None:
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)


def index(connection: Connection, entries: Iterable[Entry]) -> None:
    """Make lines known; they are forgotten with their rows."""
    rows = [
        {
            "id": each.id,
            "words": _folded(each.words),
            "speaker": _folded(each.speaker),
            "headline": _folded(each.headline),
        }
        for each in entries
    ]
    if rows:
        connection.execute(_INDEX, rows)


def find(
    connection: Connection, digest: str, terms: Sequence[Term], limit: int, offset: int
) -> tuple[int, list[int]]:
    """How many lines of `digest` have all of `terms`, and the ids of some of them."""
    if not terms:
        return 0, []
    rows = connection.execute(
        _FIND,
        {
            "expression": expression(terms),
            "digest": digest,
            "limit": limit,
            "offset": offset,
            "said": SAID,
            "named": NAMED,
            "headed": HEADED,
            "half": HALF,
        },
    ).all()
    return rows[0].total, [row.id for row in rows if row.id is not None]


def expression(terms: Sequence[Term]) -> str:
    """`terms` in the language of FTS5. One of them has to be in the line itself: all lines of a
    story have its headline, which is a line of its own.
    """
    own = f"{{words speaker}} : ({' OR '.join(map(_asked, terms))})"
    return " AND ".join([*map(_asked, terms), own])


def _asked(term: Term) -> str:
    field = "speaker : " if term.speaker else ""
    return f'{field}"{" ".join(term.words)}"{" *" * term.prefix}'


def _folded(shown: str) -> str:
    return " ".join(each.folded for each in words(shown))
