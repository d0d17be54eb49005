"""Full-text search: all that is special about SQLite's FTS5.

The words of each line are kept here as `folding` has them, with spaces between, so that what is a
word, and which words are the same, is ours and not a matter of the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from digest.storage.folding import words
from digest.storage.queries import Term

# Made by a migration too, which has the same words. Outside of ASCII, where nothing is left but
# letters and digits, every character is part of a word for this tokenizer.
MADE = (
    """CREATE VIRTUAL TABLE search USING fts5(
    words, speaker, headline, prefix = '2', tokenize = 'ascii'
)""",
    """CREATE TRIGGER lines_search AFTER DELETE ON lines
BEGIN DELETE FROM search WHERE rowid = old.id; END""",
)
# In the order in which it goes.
_GONE = ("DROP TRIGGER IF EXISTS lines_search", "DROP TABLE IF EXISTS search")

# What is said counts for more than what it was about, and a name for as much.
SAID, NAMED, HEADED = 1.0, 1.0, 0.3
# After so many days a line counts half as much as one of the last edition, then a third, a fourth.
HALF = 180.0
# What has more lines is looked for in the last of them: to weigh all that have a common word would
# take a quarter of a second in the archive of three years.
MOST = 500

_INDEX = text(
    "INSERT INTO search (rowid, words, speaker, headline) VALUES (:id, :words, :speaker, :headline)"
)

_ENTRIES = text(
    "SELECT words, speaker, headline FROM search WHERE rowid BETWEEN :first AND :last"
    " ORDER BY rowid"
)
_ALL = text("SELECT words, speaker, headline FROM search")
_ANY = text("SELECT count(*) FROM (SELECT rowid FROM search LIMIT 1)")
_VOCABULARY = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, search, 'row')"
)
_TERMS = text("SELECT term, cnt FROM temp.terms")
_LOST = text("SELECT count(*) FROM search WHERE rowid NOT IN (SELECT id FROM lines)")

# bm25 is the lower, the better. Lines have their ids in the order in which they were kept, in which
# FTS5 gives them; CROSS JOIN has SQLite ask it first. Of a claim in several editions the last
# counts.
_FIND = text("""
WITH found AS MATERIALIZED (
    SELECT lines.id, bm25(search, :said, :named, :headed) AS score
    FROM search CROSS JOIN lines ON lines.id = search.rowid
    WHERE search MATCH :expression AND lines.digest = :digest
    ORDER BY search.rowid DESC LIMIT :most
), told AS MATERIALIZED (
    SELECT found.id,
        score / (1 + (julianday(last.date) - julianday(lines.date)) / :half) AS score,
        row_number() OVER (
            PARTITION BY claim, CASE claim WHEN '' THEN story END
            ORDER BY lines.date DESC, slot DESC, found.id
        ) AS nth
    FROM found
    JOIN lines ON lines.id = found.id
    JOIN editions ON editions.id = lines.edition
    JOIN (SELECT max(date) AS date FROM editions WHERE digest = :digest) AS last
), best AS (
    SELECT id, score FROM told WHERE nth = 1 ORDER BY score, id DESC LIMIT :limit OFFSET :offset
)
SELECT total, seen, id
FROM (SELECT count(*) FILTER (WHERE nth = 1) AS total, count(*) AS seen FROM told) LEFT JOIN best
ORDER BY score, id DESC
""")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a line is found by: folded words, with spaces between."""

    words: str
    speaker: str
    headline: str

    @classmethod
    def of(cls, **shown: str) -> Entry:
        folded = {
            name: " ".join(each.folded for each in words(text)) for name, text in shown.items()
        }
        return cls(**folded)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The `ids` of some of the `total` lines that were found, the best first; with `more`, there
    may be older ones.
    """

    ids: tuple[int, ...]
    total: int
    more: bool


def create(connection: Connection) -> None:
    """The index, with nothing in it, in the place of what there is."""
    for statement in (*_GONE, *MADE):
        connection.exec_driver_sql(statement)


def index(connection: Connection, entries: Iterable[tuple[int, Entry]]) -> None:
    """Make lines known, by their ids; they are forgotten with their rows."""
    rows = [{"id": line, **asdict(entry)} for line, entry in entries]
    connection.execute(_INDEX, rows)


def entries(connection: Connection, ids: Sequence[int]) -> list[Entry]:
    """Those of lines with `ids`, which are in a row, without those that are not there."""
    if not ids:
        return []
    rows = connection.execute(_ENTRIES, {"first": ids[0], "last": ids[-1]})
    return [Entry(**row._asdict()) for row in rows]


def is_whole(connection: Connection) -> bool:
    """Whether the index has the words of its entries, and no entry is of a line that is gone."""
    if not connection.scalar(_ANY):
        return True
    connection.execute(_VOCABULARY)
    told = Counter[str]()
    try:
        there = Counter({row.term: row.cnt for row in connection.execute(_TERMS)})
        for row in connection.execute(_ALL):
            told.update(word for folded in row if folded for word in folded.split())
    except DatabaseError:
        return False
    return there == told and not connection.scalar(_LOST)


def find(
    connection: Connection, digest: str, terms: Sequence[Term], limit: int, offset: int
) -> Found:
    """Lines of `digest` that have all of `terms`."""
    if not terms:
        return Found(ids=(), total=0, more=False)
    asked = {
        "expression": expression(terms),
        "digest": digest,
        "limit": limit,
        "offset": min(offset, MOST),  # addresses have larger numbers than databases
        "said": SAID,
        "named": NAMED,
        "headed": HEADED,
        "half": HALF,
        "most": MOST,
    }
    rows = connection.execute(_FIND, asked).all()
    ids = tuple(row.id for row in rows if row.id is not None)
    return Found(ids=ids, total=rows[0].total, more=rows[0].seen == MOST)


def expression(terms: Sequence[Term]) -> str:
    """`terms` in the language of FTS5. One of them has to be in the line itself: all lines of a
    story have its headline, which is a line of its own.
    """
    asked = [_asked(each) for each in terms]
    own = f"{{words speaker}} : ({' OR '.join(asked)})"
    return " AND ".join([*asked, own]) if len(asked) > 1 else own


def _asked(term: Term) -> str:
    field = "speaker : " if term.speaker else ""
    return f'{field}"{" ".join(term.words)}"{" *" * term.prefix}'
