"""Alembic runs this for every command: migrate over the connection that the store gives it."""

from alembic import context

from digest.storage.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
