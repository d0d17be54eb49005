"""Who gets which digest, and the tokens that pages know them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from support.outbox import BODY, NOW, delivery, mailing, subscriber

from digest.errors import StoreError
from digest.models.mail import Kind, State
from digest.models.subscribers import Origin, Standing, Subscriber
from digest.storage import Added, Store

LATER = NOW + timedelta(hours=1)
ADA, BEN = "ada@example.org", "ben@example.org"


def kept(store: Store, each: Subscriber) -> Subscriber:
    return replace(each, token=store.subscribers.token(each.digest, each.address))


def gone(each: Subscriber) -> Subscriber:
    return replace(each, standing=Standing.UNSUBSCRIBED, detail="by one click", changed=LATER)


def test_subscribers_come_back_as_they_were(store: Store) -> None:
    """Each has a digest, and topics of their own; others' digests are not theirs."""
    ada = subscriber(ADA, topics=("Häfen", "Fähren"), standing=Standing.PENDING, detail="asked")
    ben = subscriber(BEN, origin=Origin.CONFIGURATION)
    weekly = subscriber(ADA, "weekly")

    assert store.subscribers.add([weekly, ben, ada]) == Added(new=(ADA, BEN, ADA), known=())

    ada, ben, weekly = (kept(store, each) for each in (ada, ben, weekly))
    assert store.subscribers.of() == (ada, ben, weekly)
    assert store.subscribers.of("daily") == (ada, ben)
    assert store.subscribers.of("none") == ()
    assert store.subscribers.named("daily", ADA) == ada
    assert store.subscribers.named("weekly", BEN) is None
    assert store.check() == ()


def test_many_are_changed_at_once_or_not_at_all(store: Store) -> None:
    """A list is decided on whom there are, new ones and known ones, and nothing of it is half done;
    what waits for those who left is cancelled for each of them.
    """
    ada, ben, new = subscriber(ADA), subscriber(BEN), subscriber("new@example.org")
    store.subscribers.add([ada, ben])
    to = [delivery(each) for each in (ADA, BEN, "other@example.org")]
    store.outbox.queue(mailing(), {"": BODY}, to, now=NOW)

    def fails(there: Iterable[Subscriber]) -> Iterator[Subscriber]:
        yield from map(gone, there)
        raise KeyError

    with pytest.raises(KeyError):
        store.subscribers.change_all(fails)
    assert {each.standing for each in store.subscribers.of()} == {Standing.ACTIVE}

    store.subscribers.change_all(lambda there: [*map(gone, there), new])
    after = [kept(store, each) for each in (gone(ada), gone(ben), new)]
    assert list(store.subscribers.of()) == after
    assert [each.state for each in store.outbox.list()] == [
        State.CANCELLED,
        State.CANCELLED,
        State.QUEUED,
    ]


def test_one_person_is_one_subscriber(store: Store) -> None:
    """A list that is imported again must not bring back who unsubscribed."""
    store.subscribers.add([subscriber(ADA)])
    store.subscribers.change("daily", ADA, gone)

    again = [subscriber(ADA, added=LATER), subscriber(BEN), subscriber(BEN), subscriber(ADA, "w")]
    assert store.subscribers.add(again) == Added(new=(BEN, ADA), known=(ADA,))

    ada = store.subscribers.named("daily", ADA)
    assert ada == gone(kept(store, subscriber(ADA)))


def test_a_change_keeps_who_it_is(store: Store) -> None:
    """The token is in mails that were sent, and a page may show what is in a form."""
    store.subscribers.add([subscriber(ADA), subscriber(BEN)])
    ada = kept(store, subscriber(ADA))

    new = replace(ada, topics=("x",), origin=Origin.CONFIGURATION, changed=LATER)
    assert store.subscribers.change("daily", ADA, lambda _: new) == new
    assert store.subscribers.with_token(ada.token) == new
    assert store.subscribers.change("daily", "eve@example.org", gone) is None
    assert store.subscribers.named("daily", BEN) == kept(store, subscriber(BEN))


def test_a_token_is_that_of_one_person_and_digest(store: Store, tmp_path: Path) -> None:
    """A dry run writes the same bytes as the send that follows, so it is the same each time; who
    knows an address cannot make it, so it is another in another store.
    """
    token = store.subscribers.token("daily", ADA)
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", token)
    assert token == store.subscribers.token("daily", ADA)
    others = [("weekly", ADA), ("daily", BEN), ("dail", f"y{ADA}")]
    assert token not in [store.subscribers.token(*other) for other in others]
    with Store.open(f"sqlite:///{tmp_path}/other.db") as another:
        assert token != another.subscribers.token("daily", ADA)

    store.subscribers.add([subscriber(ADA, token=BEN)])
    ada = store.subscribers.with_token(token)
    assert ada == kept(store, subscriber(ADA))
    for wrong in ("", BEN, token[:-1], token.lower(), "%"):
        assert store.subscribers.with_token(wrong) is None


def test_a_token_needs_a_store(url: str) -> None:
    """A made-up key would make links that nobody knows later; a dry run may not make the store."""
    with Store.peek(url) as store, pytest.raises(StoreError, match="has no key yet") as caught:
        store.subscribers.token("daily", ADA)
    assert caught.value.hint


def test_the_key_is_made_once(url: str, file: Path) -> None:
    """Of 32 random bytes; links in mails of last year work for as long as there is the store."""
    tokens = []
    for _ in range(2):
        with Store.open(url) as store:
            tokens.append(store.subscribers.token("daily", ADA))
    assert tokens[0] == tokens[1]
    with closing(connect(file)) as raw:
        [(name, key)] = raw.execute("SELECT name, value FROM keys")
    assert (name, len(key)) == ("tokens", 32)
    assert len(set(key)) > 10


def queue(store: Store) -> None:
    """An edition of two digests, and a confirmation, for both."""
    confirmation = mailing(kind=Kind.CONFIRMATION, id="confirmation")
    for each in (mailing(), mailing("weekly"), confirmation):
        rows = [delivery(address, mailing=each.id) for address in (ADA, BEN)]
        store.outbox.queue(each, {"": BODY}, rows, now=NOW)


def cancelled(store: Store) -> list[tuple[str, str, str]]:
    found = store.outbox.list(states=[State.CANCELLED])
    return [(each.mailing, each.recipient, each.detail) for each in found]


def test_who_unsubscribes_gets_nothing_that_is_queued(store: Store) -> None:
    """A click counts at once, in one transaction: the mail that comes an hour later is the one
    that people complain about.
    """
    store.subscribers.add([subscriber(ADA), subscriber(ADA, "weekly"), subscriber(BEN)])
    queue(store)

    store.subscribers.change("daily", ADA, lambda each: replace(each, topics=("x",)))
    assert cancelled(store) == []
    store.subscribers.change("daily", ADA, gone)
    assert cancelled(store) == [(mailing().id, ADA, "unsubscribed")]


def test_what_was_sent_or_is_on_its_way_is_not_cancelled(store: Store) -> None:
    """It is what it is: to say otherwise would be a lie in the records."""
    store.subscribers.add([subscriber(ADA)])
    row = delivery(ADA, state=State.SENT)
    on_its_way = delivery(ADA, channel="files", state=State.SENDING)
    store.outbox.queue(mailing(), {"": BODY}, [row, on_its_way], now=NOW)

    store.subscribers.change("daily", ADA, gone)
    assert cancelled(store) == []


def test_who_is_removed_gets_nothing_that_is_queued(store: Store) -> None:
    """Nothing is remembered of who is removed: added again, they get the next one."""
    store.subscribers.add([subscriber(ADA), subscriber(BEN)])
    queue(store)

    assert store.subscribers.remove("daily", ADA, now=LATER)
    assert not store.subscribers.remove("daily", ADA, now=LATER)

    assert cancelled(store) == [(mailing().id, ADA, "removed")]
    assert store.subscribers.of() == (kept(store, subscriber(BEN)),)
    assert store.subscribers.add([subscriber(ADA)]).new == (ADA,)


def test_an_address_that_is_gone_is_stopped_everywhere(store: Store) -> None:
    """Who keeps writing to addresses that are gone is taken for a spammer. Who had unsubscribed
    has done so still.
    """
    store.subscribers.add([subscriber(ADA), subscriber(ADA, "weekly"), subscriber(BEN)])
    third = subscriber(ADA, "third", standing=Standing.UNSUBSCRIBED)
    store.subscribers.add([third])
    queue(store)

    stop = store.subscribers.stop
    assert stop(ADA, Standing.BOUNCED, "550 5.1.1 unknown", LATER) == 2
    assert stop(ADA, Standing.BOUNCED, "550 again", LATER) == 0
    assert stop("eve@example.org", Standing.BOUNCED, "", LATER) == 0

    daily, ben, weekly = (
        store.subscribers.named(*each) for each in (("daily", ADA), ("daily", BEN), ("weekly", ADA))
    )
    bounced = {"standing": Standing.BOUNCED, "detail": "550 5.1.1 unknown", "changed": LATER}
    assert daily == replace(kept(store, subscriber(ADA)), **bounced)
    assert weekly == replace(kept(store, subscriber(ADA, "weekly")), **bounced)
    assert ben == kept(store, subscriber(BEN))
    assert store.subscribers.named("third", ADA) == kept(store, third)
    assert cancelled(store) == [
        (mailing().id, ADA, "bounced"),
        (mailing("weekly").id, ADA, "bounced"),
    ]
