"""Editions, their numbers, and what they were made from."""

from datetime import UTC, date, datetime, timedelta

import pytest
from support.outbox import BODY, mailing

from digest.errors import StoreError

NOW = datetime(2024, 5, 2, 6, 0, tzinfo=UTC)
DAY = date(2024, 5, 2)


def test_an_edition_comes_back_as_it_was(store, document, edition, story) -> None:
    """`explain` answers from what was built then, not from what would be built now."""
    article = document(1)
    store.add([(article, ())], now=NOW)
    made, told = edition(DAY, article), story(article)

    store.save(made, [told])

    assert store.edition(made.id) == made
    assert store.edition_on("daily", DAY) == made
    assert store.stories(made.id) == (told,)
    assert store.edition("daily-2000-01-01") is None
    assert store.edition_on("weekly", DAY) is None


def test_an_edition_takes_the_place_of_the_one_of_that_day(store, document, edition, story) -> None:
    """A day has one edition, whatever was built before; nothing of an old one stays behind."""
    first, second = document(1), document(2)
    store.add([(first, ()), (second, ())], now=NOW)
    store.save(edition(DAY, first), [story(first), story(second)])

    rebuilt = edition(DAY, second, number=7)
    store.save(rebuilt, [story(second)])

    assert store.editions("daily") == (rebuilt.id,)
    assert store.edition(rebuilt.id) == rebuilt
    assert store.stories(rebuilt.id) == (story(second),)
    assert store.check() == ()


def test_editions_of_a_digest_are_listed_by_date(store, edition) -> None:
    """People look for the last one; another digest's are not theirs."""
    for day, digest in ((3, "daily"), (1, "daily"), (2, "weekly")):
        store.save(edition(date(2024, 5, day), digest=digest), [])

    assert store.editions("daily") == ("daily-2024-05-01", "daily-2024-05-03")
    assert store.editions("none") == ()


def test_a_rebuilt_edition_keeps_its_number(store, edition) -> None:
    """The number is part of the bytes: building a day again must give the same ones."""
    for day in range(3):
        at = DAY + timedelta(days=day)
        number = store.number("daily", at)
        assert number == day + 1
        store.save(edition(at, number=number), [])
        assert store.number("daily", at) == number

    assert store.number("daily", DAY) == 1
    assert store.number("daily", DAY + timedelta(days=30)) == 4
    assert store.number("weekly", DAY) == 1


def test_an_edition_of_unknown_documents_is_refused(store, document, edition) -> None:
    """An edition whose articles are gone could not be proved; nothing of it is kept."""
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.save(edition(DAY, document(1)), [])
    assert store.editions("daily") == ()


def test_a_day_has_an_edition_for_each_slot(store, edition) -> None:
    """Morning and evening are two; whoever asks for the day means the last."""
    for slot in ("18:00", "07:00", ""):
        store.save(edition(DAY, slot=slot), [])
    store.save(edition(DAY - timedelta(days=1), slot="18:00"), [])
    store.save(edition(DAY, slot="07:00", number=7), [])

    evening, morning = edition(DAY, slot="18:00"), edition(DAY, slot="07:00", number=7)
    assert store.editions("daily") == (
        "daily-2024-05-01-1800",
        "daily-2024-05-02",
        "daily-2024-05-02-0700",
        "daily-2024-05-02-1800",
    )
    assert store.edition(morning.id) == morning
    assert store.edition_on("daily", DAY) == evening


def test_editions_are_counted_in_the_order_of_date_and_slot(store, edition) -> None:
    """People read "No. 3" after "No. 2", and a rebuild gives the same number."""
    for number, (day, slot) in enumerate([(1, "07:00"), (1, "18:00"), (2, "07:00")], start=1):
        on = date(2024, 5, day)
        assert store.number("daily", on, slot) == number
        store.save(edition(on, slot=slot, number=number), [])
        assert store.number("daily", on, slot) == number
    assert store.number("daily", DAY, "18:00") == 4
    assert store.number("daily", DAY, "06:00") == 3
    assert store.number("daily", DAY + timedelta(days=1)) == 4


def test_a_mailed_edition_is_never_replaced(store, document, edition, story) -> None:
    """What `explain` tells of it has to be what people have in their inbox."""
    first, second = document(1), document(2)
    store.add([(first, ()), (second, ())], now=NOW)
    mailed = edition(DAY, first)
    assert store.save(mailed, [story(first)])
    store.outbox.queue(mailing(id=mailed.id), {"": BODY}, [], now=NOW)

    assert not store.save(edition(DAY, second), [story(second)])
    assert store.save(mailed, [story(first)]), "the same is no change"
    evening = edition(DAY, second, slot="18:00")
    assert store.save(evening, []), "another slot is another edition"

    assert store.edition(mailed.id) == mailed
    assert store.stories(mailed.id) == (story(first),)
