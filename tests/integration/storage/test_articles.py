"""Documents and claims, kept by content."""

import tempfile
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.models import Document
from digest.storage import Added, Store

NOW = datetime(2024, 5, 2, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def names(documents: tuple[Document, ...]) -> list[str]:
    return [each.id for each in documents]


def test_what_is_added_comes_back(store, document, claim) -> None:
    """Later editions are made of what is kept: a document or claim that changes is no proof."""
    first = document(1, published=NOW - HOUR)
    second = document(2)
    said = (claim(first, 0), claim(first, 4))

    added = store.add([(first, said), (second, ())], now=NOW)

    assert added == Added(new=(first.fingerprint, second.fingerprint), known=())
    assert store.documents() == (first, second)
    assert store.document(first.id) == first
    assert store.document("another.txt") is None
    fingerprints = (second.fingerprint, first.fingerprint, "0" * 32)
    assert store.claims(fingerprints) == {
        first.fingerprint: said,
        second.fingerprint: (),
        "0" * 32: (),
    }


def test_adding_twice_changes_nothing(store, document, claim) -> None:
    """A folder is ingested again and again; what is known keeps its claims and its first time."""
    first, second = document(1), document(2)
    store.add([(first, (claim(first),))], now=NOW)

    added = store.add([(first, ()), (second, ()), (second, ())], now=NOW + HOUR)

    assert added == Added(new=(second.fingerprint,), known=(first.fingerprint,))
    assert store.claims([first.fingerprint]) == {first.fingerprint: (claim(first),)}
    assert store.documents(until=NOW + HOUR) == (first,)
    assert store.add([], now=NOW) == Added(new=(), known=())


def test_what_an_edition_alone_needed_is_no_news(store, document) -> None:
    """An edition made of other articles for once must not slip them into the daily one."""
    first = document(1)
    store.add([(first, ())], now=NOW, ingested=False)
    assert store.documents() == ()
    assert store.document(first.id) == first
    added = store.add([(first, ())], now=NOW + HOUR)
    assert added == Added(new=(first.fingerprint,), known=())
    assert store.documents() == (first,)


def test_a_changed_article_takes_the_place_of_its_older_version(store, document) -> None:
    """A corrected article must not stand beside the one it corrects."""
    old, corrected = document(1, name="a.txt"), document(2, name="a.txt")
    store.add([(corrected, ())], now=NOW + HOUR)
    store.add([(old, ())], now=NOW)

    assert store.document("a.txt") == corrected
    assert store.documents() == (corrected,)


def test_articles_of_one_id_that_come_together_are_all_kept(store, document) -> None:
    """Feeds and exports give the same id twice; an article that is dropped is never missed."""
    both = (document(1, name="17"), document(2, name="17"))
    store.add([(each, ()) for each in both], now=NOW)

    assert store.documents() == both


def test_documents_are_asked_for_by_time(store, document) -> None:
    """`recent_days`: when an article was published, or first seen where nobody says when."""
    berlin = timezone(timedelta(hours=2))
    store.add(
        [
            (document(1, name="seen now"), ()),
            (document(2, name="at", published=NOW.astimezone(berlin)), ()),
            (document(3, name="before", published=NOW - HOUR), ()),
            (document(4, name="no zone", published=datetime(2024, 5, 2, 5, 30)), ()),  # noqa: DTZ001
        ],
        now=NOW + HOUR,
    )

    assert names(store.documents()) == ["before", "no zone", "at", "seen now"]
    assert names(store.documents(since=NOW)) == ["at", "seen now"]
    assert names(store.documents(until=NOW)) == ["before", "no zone"]
    assert names(store.documents(since=NOW.astimezone(berlin), until=NOW + HOUR)) == ["at"]


@pytest.mark.parametrize(
    "moment",
    [
        datetime.max.replace(tzinfo=timezone(-12 * HOUR)),
        datetime.min.replace(tzinfo=timezone(12 * HOUR)),
    ],
)
def test_a_time_at_the_end_of_the_calendar_is_kept(store, document, moment) -> None:
    """Articles claim to be of the year 9999; one of them must not stop the others."""
    odd = document(1, published=moment)
    store.add([(odd, ())], now=NOW)
    assert store.documents() == (odd,)


@pytest.mark.parametrize(
    "name", ["caf\udce9.txt", "a\x00b", "x" * 5000, "'; DROP TABLE claims; --"]
)
def test_an_odd_name_is_a_name(store, document, name: str) -> None:
    """File names need not be UTF-8, and ids are whatever somebody wrote into a file."""
    odd = document(1, name=name)
    store.add([(odd, ())], now=NOW)
    assert store.document(name) == odd


def test_many_fingerprints_are_asked_for_at_once(store, document) -> None:
    """SQLite takes 32,766 values in a statement; a year of articles is more."""
    store.add([(document(n), ()) for n in range(3)], now=NOW)
    many = [f"{n:032x}" for n in range(40_000)]

    assert len(store.claims(many)) == len(many)


@settings(max_examples=25)
@given(batches=st.lists(st.lists(st.integers(0, 6), max_size=5), max_size=5))
def test_the_order_of_ingesting_does_not_matter(document, claim, batches) -> None:
    """However articles come in, in parts and again, the store holds each once with its claims."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"sqlite:///{folder}/digest.db") as store,
    ):
        for batch in batches:
            found = [document(n) for n in batch]
            added = store.add([(each, (claim(each),)) for each in found], now=NOW)
            assert {*added.new, *added.known} == {each.fingerprint for each in found}

        expected = tuple(document(n) for n in sorted({n for each in batches for n in each}))
        assert store.documents() == expected
        assert store.claims([each.fingerprint for each in expected]) == {
            each.fingerprint: (claim(each),) for each in expected
        }
