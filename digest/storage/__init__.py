"""What is kept from run to run: documents with their claims, editions, feeds with their items.

`store` and `feed_store` are all that other steps use, `records` what they take and give; `schema`
has the tables, `migrations` how they came to be, `engine` what is special about SQLite; the other
modules are statements.
"""

from digest.storage.feed_store import FeedStore
from digest.storage.records import Added, Arrived, Came, Forgotten, Record, Run
from digest.storage.store import Store

__all__ = ["Added", "Arrived", "Came", "FeedStore", "Forgotten", "Record", "Run", "Store"]
