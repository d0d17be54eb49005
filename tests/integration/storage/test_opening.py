"""Stores that are not there, not ours, not whole, or not free."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.outbox import BODY, deliveries, mailing, subscriber

from digest.errors import StoreError
from digest.storage import Store

NOW = datetime(2024, 5, 2, 6, 0, tzinfo=UTC)


def test_a_store_is_made_for_its_owner_alone(url: str, file: Path) -> None:
    """What somebody reads is their own business, on a shared machine too."""
    with Store.open(url):
        modes = [
            stat.S_IMODE(path.stat().st_mode) for path in (file.parent, *file.parent.iterdir())
        ]
    assert modes[0] == 0o700
    assert set(modes[1:]) == {0o600}


def test_a_store_is_there_again(url: str, document) -> None:
    """The next run finds what the last one kept."""
    with Store.open(url) as store:
        store.add([(document(1), ())], now=NOW)
    with Store.open(url) as store:
        assert store.documents() == (document(1),)


def test_a_path_is_a_path(tmp_path: Path, document) -> None:
    """Signs that mean something in a URL are part of a file's name here."""
    file = tmp_path / "50% ?mode=memory#ä b.db"
    with Store.open(f"sqlite:///{file}") as store:
        store.add([(document(1), ())], now=NOW)
    assert file.stat().st_size
    with Store.peek(f"sqlite:///{file}") as store:
        assert store.documents() == (document(1),)


def test_a_store_runs_as_it_should(url: str, file: Path) -> None:
    """WAL lets people read while a run writes; it is a property of the file."""
    with Store.open(url):
        pass
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_peeking_makes_nothing(url: str, file: Path, document, edition) -> None:
    """`preview` and `check` must work before the first run, and leave no trace of themselves."""
    with Store.peek(url) as store:
        assert store.documents() == ()
        assert store.number("daily", NOW.date()) == 1
        assert store.check() == ()
        assert store.feeds.all() == ()
        with pytest.raises(StoreError):
            store.add([(document(1), ())], now=NOW)
    assert not file.parent.exists()


def test_peeking_changes_nothing(url: str, document) -> None:
    """A preview that wrote into the store would change the next edition."""
    with Store.open(url):
        pass
    with Store.peek(url) as store, pytest.raises(StoreError, match="cannot be written to"):
        store.add([(document(1), ())], now=NOW)


def test_a_store_that_is_in_use_says_so(url: str, file: Path, document) -> None:
    """Whoever starts two runs should learn that it is the other one that holds things up."""
    with Store.open(url, wait=0.01) as store, closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing to it") as caught:
            store.add([(document(1), ())], now=NOW)
        assert store.documents() == ()
        other.rollback()
        store.add([(document(1), ())], now=NOW)
    assert caught.value.place == str(file)
    assert caught.value.hint


def test_a_file_that_is_no_database_is_left_alone(url: str, file: Path) -> None:
    """A mistyped path must not cost anybody a file."""
    file.parent.mkdir()
    file.write_bytes(b"Dear diary, " * 100)

    for way in (Store.open, Store.peek):
        with pytest.raises(StoreError, match="is no SQLite database"), way(url):
            pass
    assert file.read_bytes() == b"Dear diary, " * 100


def test_the_database_of_another_program_is_left_alone(url: str, file: Path) -> None:
    """Browsers and mail programs keep SQLite files too."""
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE bookmarks (url TEXT)")

    for way in (Store.open, Store.peek):
        with pytest.raises(StoreError, match="of another program"), way(url):
            pass


def test_a_store_of_a_newer_digest_is_left_alone(url: str, file: Path) -> None:
    """After a step back to an older version, its newer tables must not be written to."""
    revise(url, file, "9999")

    for way in (Store.open, Store.peek):
        with pytest.raises(StoreError, match="made by a newer Digest") as caught, way(url):
            pass
        assert "update Digest" in caught.value.hint


def test_a_store_of_an_older_digest_is_not_read(url: str, file: Path) -> None:
    """Peeking may not bring it up to date, so it says what does."""
    revise(url, file, "0000")

    with pytest.raises(StoreError, match="made by an older Digest") as caught, Store.peek(url):
        pass
    assert "digest build" in caught.value.hint


def revise(url: str, file: Path, revision: str) -> None:
    with Store.open(url):
        pass
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", [revision])


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A store below a file, or in the place of a folder."""
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "digest.db", tmp_path):
        with (
            pytest.raises(StoreError, match=r"cannot be made|cannot be opened") as caught,
            Store.open(f"sqlite:///{path}"),
        ):
            pass
        assert caught.value.place == str(path)


def test_another_kind_of_database_is_refused() -> None:
    """Without the URL in the message: it may hold a password."""
    with pytest.raises(StoreError) as caught, Store.open("postgresql://a:hunter2@db/digest"):
        pass
    assert "hunter2" not in str(caught.value)


def test_damage_is_found(url: str, file: Path, document, claim) -> None:
    """A disk that loses a page: `check` has to see it before an edition does."""
    with Store.open(url) as store:
        found = [(each, (claim(each),)) for each in map(document, range(200))]
        store.add(found, now=NOW)
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8192] = b"\xff" * 8192
    file.write_bytes(data)

    with Store.peek(url) as store:
        try:
            problems = store.check()
        except StoreError as error:
            problems = (error.problem(),)
    assert problems
    assert all(each.place == str(file) and each.hint for each in problems)


@pytest.mark.parametrize("payload", ["{", '{"id": 5}', "[]"])
def test_what_cannot_be_read_is_named(url: str, file: Path, document, payload: str) -> None:
    """A row that another program wrote: `check` says which, and reading ends in a sentence."""
    with Store.open(url) as store:
        store.add([(document(1), ()), (document(2), ())], now=NOW)
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE documents SET payload = ? WHERE fingerprint LIKE '%2'", [payload])

    with Store.peek(url) as store:
        [problem] = store.check()
        assert problem.message.startswith(f"documents {document(2).fingerprint}: ")
        with pytest.raises(StoreError, match="cannot be read"):
            store.documents()


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("UPDATE outbox SET state = 'lost'", "outbox 1: state is 'lost'"),
        ("UPDATE subscribers SET standing = ''", "subscribers daily x@example.org: standing is ''"),
        ("UPDATE subscribers SET topics = '{}'", "subscribers daily x@example.org: expected list"),
        ("UPDATE bodies SET headers = '['", "bodies daily-2026-11-22 : "),
        ("DELETE FROM bodies", "a row of outbox belongs to nothing in bodies"),
        ("DELETE FROM mailings", "a row of bodies belongs to nothing in mailings"),
    ],
)
def test_what_cannot_be_mailed_is_named(url: str, file: Path, damage: str, message: str) -> None:
    """Before the morning on which it should go out."""
    with Store.open(url) as store:
        store.outbox.queue(mailing(), {"": BODY}, deliveries(1), now=NOW)
        store.subscribers.add([subscriber("x@example.org")])
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute(damage)

    with Store.peek(url) as store:
        [problem] = store.check()
    assert problem.message.startswith(message)


def test_what_belongs_to_nothing_is_found(url: str, file: Path, document, claim) -> None:
    """Claims of an article that is gone cannot be proved any more."""
    with Store.open(url) as store:
        store.add([(document(1), (claim(document(1)),))], now=NOW)
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("DELETE FROM documents")

    with Store.peek(url) as store:
        [problem] = store.check()
    assert problem.message == "a row of claims belongs to nothing in documents"


def test_sqlalchemy_is_imported_when_a_store_is_opened() -> None:
    """`digest claims` answers in a few hundred milliseconds: it must not wait for a database."""
    code = "import digest.storage, sys; sys.exit('sqlalchemy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
