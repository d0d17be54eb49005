"""The tables that migrations make are those of the schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, column, delete, insert, select, text, update
from support.editions import load

from digest.errors import StoreError
from digest.models import Known
from digest.storage import Store, searching
from digest.storage.engine import read_only, writable
from digest.storage.migrations import config
from digest.storage.schema import REVISION, documents, editions, metadata

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAY = date(2026, 3, 2)


def test_from_nothing_to_the_newest_is_what_the_schema_says(url: str, file) -> None:
    """Whoever changes the schema without a migration breaks every store there is."""
    with Store.open(url):
        pass
    engine = read_only(file, wait=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == REVISION
        assert [each for each in compare_metadata(context, metadata) if not of_search(each)] == []
        made = select(column("sql")).select_from(text("sqlite_master"))
        assert {*searching.MADE} <= set(connection.scalars(made))
    engine.dispose()


def of_search(difference: tuple[object, ...]) -> bool:
    """FTS5 makes tables for itself, of which SQLAlchemy knows nothing."""
    what, table = difference[:2]
    return what == "remove_table" and str(table).startswith("search")


def test_revisions_are_counted() -> None:
    """Opening a store compares them as strings, so that it need not import Alembic."""
    revisions = [each.revision for each in ScriptDirectory.from_config(config()).walk_revisions()]
    assert revisions[0] == REVISION
    assert sorted(revisions, reverse=True) == revisions
    assert {len(each) for each in revisions} == {4}


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_what_was_kept_is_there_after_an_update(
    revision: str, *, store, file, document, claim, edition, story
) -> None:
    """Nobody may lose an edition to a new version of the program, nor what it was chosen from, nor
    its articles to retention.
    """
    first = document(1)
    made, said, told = edition(DAY, first), claim(first), story(first)
    store.add([(first, [said])], now=NOW)
    store.save(made, [told])
    older = f"sqlite:///{as_of(revision, file)}"

    with pytest.raises(StoreError, match="made by an older Digest"), Store.peek(older):
        pass
    with Store.open(older) as updated:
        assert updated.documents() == (first,)
        assert updated.claims([first.fingerprint]) == {first.fingerprint: (said,)}
        assert updated.edition(made.id) == made
        assert updated.stories(made.id) == (told,)
        assert updated.forget(NOW + timedelta(days=1)).documents == 0
        assert updated.check() == ()


def test_stories_go_on_over_an_update(store, file, document, edition, story) -> None:
    """What readers had of the last version of the program must not come again with the next."""
    one, gone = document(1), document(2)
    store.add([(one, ())], now=NOW)
    store.add([(gone, ())], now=NOW)
    told = replace(story(one), documents=(one.fingerprint, gone.fingerprint))
    made = edition(DAY, one)
    store.save(made, [told, replace(story(one), id="s2", documents=())])
    with forgetting(file) as connection:
        connection.execute(delete(documents).where(documents.c.fingerprint == gone.fingerprint))

    with Store.open(f"sqlite:///{as_of('0003', file)}") as updated:
        past = updated.memory.past("daily", since=DAY, before=(DAY + timedelta(days=1), ""))
        assert past.editions == (made,)
        assert past.known == Known(stories={one.id: "s1"}, statements={"m1": "m1"})
        assert updated.memory.sketches([made.id], since=NOW, until=NOW) == {one.fingerprint: None}
        assert updated.check() == ()


def test_after_an_update_nothing_is_kept_that_belongs_to_nothing(store, file, edition, document):
    """SQLite does not look at that while tables are made anew; the program relies on it again from
    its first change on.
    """
    with (
        Store.open(f"sqlite:///{as_of('0002', file)}") as updated,
        pytest.raises(StoreError, match="FOREIGN KEY"),
    ):
        updated.save(edition(DAY, document(1)), [])


def test_older_editions_are_found(store, file) -> None:
    """Whoever updates has months of editions behind them; one that cannot be read any more is told
    by `digest check`, and keeps nobody from the others.
    """
    made, documents_of = load("german")
    store.add([(each, ()) for each in documents_of.values()], now=NOW)
    store.save(made, [])
    broken = replace(made, id="daily-broken", date=made.date + timedelta(days=1))
    store.save(broken, [])
    with forgetting(file) as connection:
        which = editions.c.id == broken.id
        connection.execute(update(editions).where(which).values(payload={"id": "broken"}))

    with Store.open(f"sqlite:///{as_of('0004', file)}") as updated:
        [listed] = updated.archive.editions("daily", before=broken.id)
        assert listed.claims == len(tuple(made.items()))
        word = made.stories[0].items[0].words[0].text.split()[0]
        there, now = (each.archive.search("daily", word).found for each in (store, updated))
        assert {each.claim for each in now} == {each.claim for each in there} != set()
        assert [each.message[:22] for each in updated.check()] == ["editions daily-broken:"]


@contextmanager
def forgetting(file: Path) -> Iterator[Connection]:
    engine = writable(file, wait=1)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def as_of(revision: str, file: Path) -> Path:
    """A store as a Digest of `revision` would have made it, with what is in that of `file`."""
    older = file.with_name("older.db")
    source, target = read_only(file, wait=1), writable(older, wait=1)
    with source.connect() as newer, target.begin() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        then = MetaData()
        then.reflect(connection)
        for table in then.sorted_tables:
            rows = [row._asdict() for row in newer.execute(select(table))]
            if rows and table.name != "alembic_version":
                connection.execute(delete(table))  # each store makes a key of its own
                connection.execute(insert(table), rows)
    source.dispose()
    target.dispose()
    return older
