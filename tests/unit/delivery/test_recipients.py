"""Who gets an edition: nobody twice, and nobody who does not want it."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.delivery.recipients import choose
from digest.models.subscribers import Origin, Standing, Subscriber

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)


def known(
    address: str,
    *,
    digest: str = "daily",
    standing: Standing = Standing.ACTIVE,
    origin: Origin = Origin.COMMAND,
) -> Subscriber:
    return Subscriber(
        digest=digest, address=address, standing=standing, origin=origin, added=NOW, changed=NOW
    )


def chosen(*subscribers: Subscriber, configured: tuple[str, ...] = ()) -> list[str]:
    return [each.address for each in choose("daily", configured, subscribers, now=NOW)]


def test_one_person_gets_it_once() -> None:
    """Who is in the configuration and among the subscribers is the subscriber, topics and all."""
    assert chosen(known("Ada@example.org"), configured=("ada@example.org", "bo@example.org")) == [
        "Ada@example.org",
        "bo@example.org",
    ]


def test_those_of_other_digests_do_not_get_it() -> None:
    """A subscription is one to one digest."""
    assert chosen(known("ada@example.org", digest="weekly")) == []


def test_who_unsubscribed_gets_nothing_though_the_configuration_names_them() -> None:
    """Their word counts for more than a line that somebody forgot to delete."""
    gone = known("ada@example.org", standing=Standing.UNSUBSCRIBED)
    assert chosen(gone, configured=("Ada@example.org",)) == []


def test_an_address_that_bounced_gets_nothing_of_any_digest() -> None:
    """There is no such address, whichever digest learnt it."""
    gone = known("ada@example.org", digest="weekly", standing=Standing.BOUNCED)
    assert chosen(gone, known("Ada@example.org"), configured=("ada@example.org",)) == []


def test_who_has_not_confirmed_gets_nothing() -> None:
    """Anybody can enter anybody's address."""
    assert chosen(known("ada@example.org", standing=Standing.PENDING)) == []


def test_who_is_gone_from_the_configuration_gets_nothing() -> None:
    """They were made subscribers so that they could unsubscribe, and for nothing else."""
    former = known("ada@example.org", origin=Origin.CONFIGURATION)
    assert chosen(former) == []
    assert chosen(former, configured=("ada@example.org",)) == ["ada@example.org"]


def test_the_order_is_that_of_the_addresses() -> None:
    """The same people give the same outbox, whoever was added first."""
    one, two = known("bo@example.org"), known("Ada@example.org")
    assert chosen(one, two) == chosen(two, one) == ["Ada@example.org", "bo@example.org"]
