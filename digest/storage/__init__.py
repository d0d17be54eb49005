"""What is kept from run to run: documents with their claims, editions with their stories.

`store` is all that other steps use; `schema` has the tables, `migrations` how they came to be,
`engine` what is special about SQLite, `articles` and `editions` the statements.
"""

from digest.storage.store import Added, Store

__all__ = ["Added", "Store"]
