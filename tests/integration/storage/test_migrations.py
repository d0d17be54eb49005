"""The tables that migrations make are those of the schema."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from digest.storage import Store
from digest.storage.engine import read_only
from digest.storage.migrations import config
from digest.storage.schema import REVISION, metadata


def test_from_nothing_to_the_newest_is_what_the_schema_says(url: str, file) -> None:
    """Whoever changes the schema without a migration breaks every store there is."""
    with Store.open(url):
        pass
    engine = read_only(file, wait=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == REVISION
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_revisions_are_counted() -> None:
    """Opening a store compares them as strings, so that it need not import Alembic."""
    revisions = [each.revision for each in ScriptDirectory.from_config(config()).walk_revisions()]
    assert revisions[0] == REVISION
    assert sorted(revisions, reverse=True) == revisions
    assert {len(each) for each in revisions} == {4}
