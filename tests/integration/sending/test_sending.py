"""The outbox against a real server: each letter once, and for each recipient what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from support.outbox import NOW, mailing, subscriber
from support.posting import Post, queue
from support.smtp_server import Server, serving

from digest.delivery import Connection
from digest.errors import DeliveryError, StoreError
from digest.models.mail import Delivery, Letter, Outcome, Receipt, State, Unknown
from digest.models.subscribers import Standing
from digest.pipeline.mail.letters import Letters
from digest.storage import Store
from digest.storage.outbox_store import OutboxStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/digest.db") as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def post(store: Store, server: Server) -> Post:
    return Post(store=store, port=server.port)


def taken(server: Server) -> list[str]:
    return sorted(each.recipient for each in server.accepted)


def test_everybody_gets_it_once(post: Post, server: Server) -> None:
    """More than are claimed at a time, over several connections, and not again at the next send."""
    everybody = [f"reader{n:03}@example.org" for n in range(230)]
    queue(post.store, everybody)
    assert post.send().sent == 230
    assert post.send().sent == 0
    assert taken(server) == everybody


def test_the_answers_of_a_server_are_each_recipients_own(post: Post, server: Server) -> None:
    """One that is refused costs no other one anything, and each answer is kept."""
    queue(
        post.store,
        [
            "ada@example.org",
            "perm@example.org",
            "refuse-rcpt@example.org",
            "temp@example.org",
            "busy-rcpt@example.org",
            "drop-after-data@example.org",
        ],
    )
    sent = post.send()
    assert post.states() == {
        "ada@example.org": State.SENT,
        "perm@example.org": State.FAILED,
        "refuse-rcpt@example.org": State.FAILED,
        "temp@example.org": State.QUEUED,
        "busy-rcpt@example.org": State.QUEUED,
        "drop-after-data@example.org": State.UNKNOWN,
    }
    assert sent.sent == 1
    answers = {each.recipient: each.detail for each in sent.others}
    assert answers["refuse-rcpt@example.org"] == "550 5.1.1 No such user here"
    assert answers["temp@example.org"] == "451 4.7.1 try again"


def test_what_is_tried_again_is_the_same_to_the_byte(post: Post, server: Server) -> None:
    """Servers know a message by its id: one that came after all is not shown twice."""
    queue(post.store, ["temp_1@example.org", "drop-after-data_1@example.org"])
    post.unknown = Unknown.RETRY
    first = post.send()
    assert [each.next_try - NOW for each in first.others] == [timedelta(minutes=1)] * 2
    post.wait(seconds=59)
    assert post.send().sent == 0
    post.wait(seconds=1)
    assert post.send().sent == 2
    once, *rest = [each.data for each in server.accepted if each.recipient.startswith("drop")]
    assert rest == [once]


def test_an_address_that_is_no_more_gets_nothing_of_any_digest(post: Post) -> None:
    """Whoever goes on sending to such addresses is soon refused for everybody."""
    gone = "refuse-rcpt@example.org"
    post.store.subscribers.add([subscriber(gone, "daily"), subscriber(gone, "weekly")])
    queue(post.store, [gone])
    post.send()
    found = post.store.subscribers.of()
    assert [each.standing for each in found] == [Standing.BOUNCED] * 2
    assert {each.detail for each in found} == {"550 5.1.1 No such user here"}


def test_a_server_that_takes_nothing_is_told_of_once(post: Post, server: Server) -> None:
    """Ten thousand recipients had no part in it: all wait, and none of them has had a try. It is
    asked once, and not over each connection: with a wrong password that would lock the door.
    """
    everybody = [f"reader{n:03}@example.org" for n in range(150)]
    queue(post.store, everybody)
    server.greeting = "421 4.3.2 not now"
    sent = post.send()
    assert (sent.sent, sent.others) == (0, ())
    assert server.connections == 1
    (down,) = sent.downs
    assert (down.channel, down.waiting, down.given_up) == ("smtp", 150, 0)
    assert down.until == NOW + timedelta(minutes=1)
    assert {each.attempts for each in post.store.outbox.list()} == {0}
    server.greeting = "220 back again"
    assert post.send().sent == 0
    post.wait(minutes=1)
    assert post.send().sent == 150


def test_a_server_that_never_comes_back_is_given_up(post: Post, server: Server) -> None:
    """Yesterday's news are not sent when a server is back after three days."""
    queue(post.store, ["ada@example.org"])
    server.greeting = "554 5.3.2 not today"
    post.wait(hours=47, minutes=30)
    (down,) = post.send().downs
    assert (down.waiting, down.given_up) == (0, 1)
    assert post.states() == {"ada@example.org": State.FAILED}


def test_a_server_that_lets_one_connection_in_gets_all_over_that_one(
    post: Post, server: Server
) -> None:
    """Whoever may open one connection only sees no failure: the letters take their turn."""
    post.connections = 3
    queue(post.store, [f"slow.{n}@example.org" for n in range(5)])
    server.connections_at_once = 1
    sent = post.send()
    assert (sent.sent, sent.downs) == (5, ())
    assert server.connections > 1


def test_who_is_stopped_ends_what_is_begun_and_hands_back_the_rest(post: Post) -> None:
    """The next sender goes on at once, without waiting for a lease."""
    queue(post.store, [f"reader{n:03}@example.org" for n in range(120)])

    def stop(tried: Delivery) -> None:
        post.stop.set()

    post.watch = stop
    first = post.send()
    assert 1 <= first.sent < 120
    assert {*post.states().values()} == {State.SENT, State.QUEUED}
    post.stop.clear()
    post.watch = lambda _: None
    post.holder = "next"
    assert first.sent + post.send().sent == 120


def test_what_a_dead_sender_left_on_its_way_is_unknown(post: Post, server: Server) -> None:
    """Its lease has to run out first: until then it may be alive."""
    queue(post.store, ["ada@example.org", "bo@example.org"])
    ada, _ = post.store.outbox.claim(
        "smtp", holder="dead", now=NOW, lease=timedelta(minutes=5), at_most=2
    )
    post.store.outbox.record([replace(ada, state=State.SENDING)], holder="dead", now=NOW)
    post.wait(minutes=4)
    assert post.send().sent == 0
    post.wait(minutes=1)
    assert post.send().sent == 1
    assert post.states() == {"ada@example.org": State.UNKNOWN, "bo@example.org": State.SENT}
    assert taken(server) == ["bo@example.org"]


def test_no_more_go_out_in_a_minute_than_are_allowed(post: Post, server: Server) -> None:
    """Whatever the server would take: its owner blocks those that go beyond."""
    queue(post.store, [f"reader{n}@example.org" for n in range(3)])
    post.per_minute, post.connections = 1, 1
    sent_at = []

    def watch(tried: Delivery) -> None:
        sent_at.append(post.now)

    post.watch = watch
    post.tick = timedelta(seconds=4)
    assert post.send().sent == 3
    pauses = [after - before for before, after in pairwise(sent_at)]
    assert min(pauses) >= timedelta(minutes=1)


def test_one_mailing_can_be_sent_alone(post: Post, server: Server) -> None:
    """A test mail does not take along what waits for others."""
    queue(post.store, ["ada@example.org"])
    queue(post.store, ["bo@example.org"], of=mailing(id="test"))
    assert post.send(only="test").sent == 1
    assert taken(server) == ["bo@example.org"]


def test_a_letter_that_says_something_else_is_not_sent(post: Post, server: Server) -> None:
    """Nobody can mend a message that is wrong by sending it again."""
    queue(post.store, ["ada@example.org"], token="none")  # noqa: S106  just no token
    (failed,) = post.send().others
    assert failed.state is State.FAILED
    assert "token" in failed.detail
    assert not server.commands.count("MAIL")


def test_a_sender_that_lost_its_lease_does_not_send(post: Post, server: Server) -> None:
    """It may have stood still for an hour, and another has it all by now."""
    queue(post.store, ["ada@example.org"])
    claim = post.store.outbox.claim

    def slow(*arguments: Any, **options: Any) -> tuple[Delivery, ...]:
        claimed = claim(*arguments, **options)
        post.wait(hours=1)
        claim("smtp", holder="other", now=post.now, lease=timedelta(hours=1), at_most=9)
        return claimed

    with patch.object(type(post.store.outbox), "claim", lambda _, *a, **o: slow(*a, **o)):
        assert post.send().sent == 0
    assert taken(server) == []


def test_what_cannot_be_stored_is_not_sent(post: Post, server: Server) -> None:
    """A disk that is full ends it with the letters that were begun, and none of them is lost."""
    queue(post.store, [f"reader{n:02}@example.org" for n in range(20)])
    record = OutboxStore.record
    calls = []

    def full(outbox: OutboxStore, deliveries: Sequence[Delivery], **options: Any) -> Any:
        calls.append(deliveries)
        if len(calls) > 5:
            raise StoreError("the disk is full")
        return record(outbox, deliveries, **options)

    with patch.object(OutboxStore, "record", full), pytest.raises(StoreError):
        post.send()
    sending = [address for address, state in post.states().items() if state is State.SENDING]
    sent = [address for address, state in post.states().items() if state is State.SENT]
    assert {*sent} <= {*taken(server)} <= {*sent, *sending}
    assert len(taken(server)) < 20


def test_a_lease_is_renewed_while_work_goes_on(post: Post, server: Server) -> None:
    """A hundred letters to a slow server may take an hour, and nobody else must begin with them."""
    queue(post.store, [f"reader{n:02}@example.org" for n in range(30)])
    others = []

    def look(tried: Delivery) -> None:
        others.extend(
            post.store.outbox.claim(
                "smtp", holder="other", now=post.now, lease=timedelta(minutes=5), at_most=1
            )
        )

    post.watch, post.tick = look, timedelta(seconds=20)
    assert post.send().sent == 30
    assert post.now - NOW > timedelta(minutes=10), "else no lease would have run out"
    assert others == []


class Fickle:
    """A channel whose first connection is good for nothing, as it learns with its first letter."""

    connections = 2

    def __init__(self) -> None:
        self.opened = 0
        self.taken: list[str] = []

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        self.opened += 1
        yield FickleConnection(self, is_good=self.opened > 1)


@dataclass
class FickleConnection:
    channel: Fickle
    is_good: bool

    def deliver(self, letter: Letter, about_to: Callable[[], None]) -> Receipt:
        if not self.is_good:
            raise DeliveryError("log in first")
        about_to()
        self.channel.taken.append(letter.recipient)
        return Receipt(outcome=Outcome.SENT)


def test_what_one_connection_cannot_send_another_does(post: Post) -> None:
    """The letter that it had in hand is the next one's, and nobody waits for it to be claimed."""
    everybody = [f"reader{n}@example.org" for n in range(6)]
    queue(post.store, everybody)
    channel = Fickle()
    sent = post.send_to({"smtp": channel})
    assert (sent.sent, sent.others) == (6, ())
    assert sorted(channel.taken) == everybody


def test_what_nobody_expected_is_raised_once_all_is_ended(post: Post) -> None:
    """A mistake of ours in one thread must not leave the others talking, nor be taken for news of
    a server.
    """
    queue(post.store, [f"reader{n}@example.org" for n in range(30)])
    wrong = patch.object(Letters, "created", side_effect=KeyError("no such mailing"))
    with wrong, pytest.raises(KeyError, match="no such mailing"):
        post.send()
    states = [*post.states().values()]
    assert states.count(State.SENDING) <= post.connections
    assert {*states} == {State.SENDING, State.QUEUED}
