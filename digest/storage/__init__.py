"""What is kept from run to run: documents with their claims, editions, feeds with their items,
slots, mail and its recipients, what readers want more of and an editor decided.

`store` and the modules that end in `_store` are all that other steps use, `records` what they take
and give besides models; `schema` has the tables, `migrations` how they came to be, `engine` what is
special about SQLite, `searching` about its FTS5; the other modules are statements.
"""

from digest.storage.archive_store import ArchiveStore
from digest.storage.decision_store import DecisionStore
from digest.storage.feed_store import FeedStore
from digest.storage.memory_store import MemoryStore
from digest.storage.outbox_store import OutboxStore
from digest.storage.preference_store import PreferenceStore
from digest.storage.records import Added, Arrived, Came, Forgotten, Record, Run
from digest.storage.schedule_store import ScheduleStore
from digest.storage.store import Store
from digest.storage.subscriber_store import SubscriberStore

__all__ = [
    "Added",
    "ArchiveStore",
    "Arrived",
    "Came",
    "DecisionStore",
    "FeedStore",
    "Forgotten",
    "MemoryStore",
    "OutboxStore",
    "PreferenceStore",
    "Record",
    "Run",
    "ScheduleStore",
    "Store",
    "SubscriberStore",
]
