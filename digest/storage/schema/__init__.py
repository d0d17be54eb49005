"""The tables. A change here needs a file in `migrations/versions`; a test compares the two.

Articles, claims, stories, editions and feeds are kept as JSON (`digest.models.serial`), with
columns for what is asked for; all else in columns alone. No type is one of SQLite only.
"""

from digest.storage.schema.base import metadata
from digest.storage.schema.editions import (
    decisions,
    edition_documents,
    editions,
    lines,
    preferences,
    statement_keys,
    stories,
    story_documents,
)
from digest.storage.schema.mail import (
    bodies,
    keys,
    leases,
    mailings,
    outbox,
    slots,
    subscribers,
    timetables,
)
from digest.storage.schema.news import (
    claims,
    documents,
    feeds,
    runs,
    sightings,
    sketches,
    unread,
)

# The newest file in `migrations/versions`: a database that has it is opened without Alembic,
# whose import would cost every command a third of a second.
REVISION = "0005"

__all__ = [
    "REVISION",
    "bodies",
    "claims",
    "decisions",
    "documents",
    "edition_documents",
    "editions",
    "feeds",
    "keys",
    "leases",
    "lines",
    "mailings",
    "metadata",
    "outbox",
    "preferences",
    "runs",
    "sightings",
    "sketches",
    "slots",
    "statement_keys",
    "stories",
    "story_documents",
    "subscribers",
    "timetables",
    "unread",
]
