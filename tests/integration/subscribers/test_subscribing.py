"""People are added, asked and forgotten, over a real store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from digest.config import Settings
from digest.delivery.letters import filled, freeze
from digest.errors import AddressError, ConfigError
from digest.models import Raw
from digest.models.mail import Kind, State
from digest.models.subscribers import Origin, Standing, Subscriber
from digest.pipeline.mail.channels import sender
from digest.pipeline.subscribers.answering import Subscriptions
from digest.pipeline.subscribers.subscribing import Joined, Terms, add, named, remove
from digest.storage import Store
from digest.subscribers.csv_files import read, write
from digest.subscribers.joining import Fate

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # the 23rd in Berlin
JANE, PIET = "jane@example.org", "piet@example.net"


def added(
    store: Store, settings: Settings, *addresses: str, now: datetime = NOW, **terms: object
) -> Joined:
    topics = terms.pop("topics", ())
    assert isinstance(topics, Sequence)
    rows = named(addresses, topics)
    return add(store, settings, rows, Terms(**terms), now=now)  # type: ignore[arg-type]


def fates(done: Joined) -> list[Fate]:
    return [fate for fate, _ in done.people]


def test_one_person_is_there_once(store: Store, settings: Settings) -> None:
    """However the address is written, in one list or later."""
    done = added(store, settings, JANE, "JANE@Example.ORG", "Jane@example.org")
    assert fates(done) == [Fate.ADDED, Fate.KNOWN, Fate.KNOWN]
    assert fates(added(store, settings, "jane@EXAMPLE.org")) == [Fate.KNOWN]
    (jane,) = store.subscribers.of()
    assert (jane.digest, jane.address, jane.standing) == ("daily", JANE, Standing.ACTIVE)


def test_each_digest_has_its_own(store: Store, settings: Settings) -> None:
    """Who unsubscribes from one goes on getting the other."""
    added(store, settings, JANE)
    added(store, settings, JANE, digest="weekly")
    assert [each.digest for each in store.subscribers.of()] == ["daily", "weekly"]
    with pytest.raises(ConfigError, match="there is no digest 'dialy'"):
        added(store, settings, JANE, digest="dialy")


def test_what_is_no_address_is_told_and_the_rest_is_added(store: Store, settings: Settings) -> None:
    """Two in one, a header, somebody's name."""
    wrong = ["a@b, c@d", "x@example.org\r\nBcc: v@example.org", "Jane <jane@example.org>", "jane"]
    done = added(store, settings, *wrong, PIET)
    assert [each.address for each in store.subscribers.of()] == [PIET]
    assert len(done.problems) == len(wrong)
    assert all(each.hint and "\n" not in each.place for each in done.problems)


def test_topics_are_lines_of_words(store: Store, settings: Settings) -> None:
    """Each once, without what cannot be seen; others take their place."""
    added(store, settings, JANE, topics=["  power\n grid ", "ferry", "ferry", " "])
    (jane,) = store.subscribers.of()
    assert jane.topics == ("power grid", "ferry")
    added(store, settings, JANE, topics=["harbour"])
    added(store, settings, JANE)
    (jane,) = store.subscribers.of()
    assert jane.topics == ("harbour",)


def test_who_said_no_is_added_only_where_that_is_meant(store: Store, settings: Settings) -> None:
    """Most lists that are added a second time are old."""
    added(store, settings, JANE)
    store.subscribers.change(
        "daily", JANE, lambda each: replace(each, standing=Standing.UNSUBSCRIBED)
    )
    done = added(store, settings, JANE)
    (problem,) = done.problems
    assert (problem.place, problem.message) == (JANE, "has unsubscribed")
    assert "--again" in problem.hint
    (jane,) = store.subscribers.of()
    assert jane.standing == Standing.UNSUBSCRIBED
    added(store, settings, JANE, again=True)
    (jane,) = store.subscribers.of()
    assert jane.standing == Standing.ACTIVE


def test_who_is_asked_gets_one_mail_a_day(store: Store, settings: Settings) -> None:
    """On each channel that has recipients; an answer is a click away, in their own page."""
    done = added(store, settings, JANE, PIET, ask=True)
    assert (done.pending, done.asked) == (2, 2)
    assert {each.standing for _, each in done.people} == {Standing.PENDING}
    later = added(store, settings, JANE, ask=True, now=NOW + timedelta(minutes=1))
    assert (later.pending, later.asked) == (1, 0)
    assert added(store, settings, JANE, ask=True, now=NOW + timedelta(days=1)).asked == 1
    first = store.outbox.list(mailing="daily-2026-11-23-confirmation")
    assert [(each.recipient, each.channel) for each in first] == [
        (JANE, "smtp"),
        (JANE, "files"),
        (PIET, "smtp"),
        (PIET, "files"),
    ]
    assert {each.state for each in first} == {State.QUEUED}


def test_the_mail_that_asks(store: Store, settings: Settings) -> None:
    """In the language of the digest, with a link that is for nobody else, and for nothing else."""
    added(store, settings, JANE, ask=True)
    (delivery, _) = store.outbox.list()
    mailing = store.outbox.mailing(delivery.mailing)
    assert mailing
    assert (mailing.kind, mailing.created) == (Kind.CONFIRMATION, NOW)
    body = store.outbox.bodies(mailing.id)[""]
    frozen = freeze(delivery, mailing, body, sender(settings, ["smtp"]))
    assert frozen.head
    data = frozen.head + filled(body.data, delivery.token)
    mail = message_from_bytes(data, policy=policy.default)
    assert (mail["To"], mail["List-Unsubscribe"]) == (JANE, None)
    token = store.subscribers.token("daily", JANE)
    for kind in ("plain", "html"):
        part = mail.get_body([kind])
        assert part
        links = re.findall(r"https://[^\s\"<]+", part.get_content())
        assert links == [f"https://mail.example.org/news/confirm/{token}"]
    answers = Subscriptions(store, settings, lambda: NOW)
    found = answers.find(token)
    assert found
    assert (found.title, found.language, found.standing) == ("Tagesdigest", "de", "pending")
    assert found.address == "j…@example.org"


def test_who_does_not_get_mail_cannot_be_asked_by_it(store: Store, settings: Settings) -> None:
    """Said before anybody is added, so that nobody waits for a mail that never comes."""
    with pytest.raises(ConfigError, match="weekly is not mailed"):
        added(store, settings, JANE, digest="weekly", ask=True)
    nowhere = replace(settings, serve=replace(settings.serve, address=""))
    with pytest.raises(ConfigError, match="nobody can answer"):
        added(store, nowhere, JANE, ask=True)
    nobody = replace(settings, mail=replace(settings.mail, sender=""))
    with pytest.raises(ConfigError, match="sender"):
        added(store, nobody, JANE, ask=True)
    assert store.subscribers.of() == ()


def test_an_export_is_a_backup(store: Store, settings: Settings) -> None:
    """Into the same store nothing changes; into an empty one all come back, those with a no too."""
    added(store, settings, JANE, topics=["=1+1", 'a "b", c'])
    added(store, settings, "=x@example.org", PIET, digest="weekly")
    added(store, settings, "asked@example.org", ask=True)
    store.subscribers.stop(PIET, Standing.BOUNCED, "5.1.1", NOW)
    before = store.subscribers.of()
    csv = write(before)

    def back() -> Joined:
        rows = read(Raw(place="all.csv", data=csv.encode()))
        return add(store, settings, rows, Terms(), now=NOW + timedelta(days=1))

    assert set(fates(back())) == {Fate.KNOWN}
    assert store.subscribers.of() == before
    for each in before:
        store.subscribers.remove(each.digest, each.address, now=NOW)
    assert set(fates(back())) == {Fate.ADDED}
    assert list(map(said, store.subscribers.of())) == list(map(said, before))


def said(subscriber: Subscriber) -> tuple[object, ...]:
    """What a list says of somebody; the token is the same too, so that old mails lead back."""
    return (
        subscriber.digest,
        subscriber.address,
        subscriber.topics,
        subscriber.standing,
        subscriber.added,
        subscriber.token,
    )


def test_lines_of_a_list_are_told_by_their_numbers(store: Store, settings: Settings) -> None:
    """Whoever mends a list of thousands looks for them."""
    text = f"email,digest,status\n{JANE},daily,active\nbroken,,\n{PIET},monthly,\nx@y.org,,maybe\n"
    rows = read(Raw(place="list.csv", data=text.encode()))
    done = add(store, settings, rows, Terms(), now=NOW)
    assert [each.place for each in done.problems] == [
        "list.csv#3: broken",
        f"list.csv#4: {PIET}",
        "list.csv#5",
    ]
    assert [each.address for each in store.subscribers.of()] == [JANE]


def test_who_is_forgotten_is_forgotten(store: Store, settings: Settings) -> None:
    """Written in any way; and what would come again is not said to be gone."""
    added(store, settings, JANE)
    remove(store, settings, "daily", "JANE@example.org", now=NOW)
    assert store.subscribers.of() == ()
    with pytest.raises(AddressError, match="is no subscriber"):
        remove(store, settings, "daily", JANE, now=NOW)
    with pytest.raises(AddressError, match="recipients") as raised:
        remove(store, settings, "daily", "boss@example.org", now=NOW)
    assert "config.toml" in raised.value.hint


def test_those_of_the_configuration_stay_its_own(store: Store, settings: Settings) -> None:
    """They are rows like others; an import of all does not make them ours."""
    boss = Subscriber(
        digest="daily",
        address="Boss@example.org",
        origin=Origin.CONFIGURATION,
        added=NOW,
        changed=NOW,
    )
    store.subscribers.add([boss])
    assert fates(added(store, settings, "boss@example.org")) == [Fate.KNOWN]
    (kept,) = store.subscribers.of()
    assert kept.origin is Origin.CONFIGURATION
