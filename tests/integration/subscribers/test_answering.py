"""What people say on the pages, over a real store, while mail is on its way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from support.outbox import NOW as START
from support.outbox import mailing
from support.posting import MAILING, Post, queue
from support.smtp_server import serving

from digest.config import Settings
from digest.models.mail import Delivery, State
from digest.models.subscribers import Standing, Subscriber, Wish
from digest.pipeline.subscribers.answering import Subscriptions
from digest.pipeline.subscribers.subscribing import Terms, add, named
from digest.storage import Store

NOW = START + timedelta(minutes=5)
JANE, PIET = "jane@example.org", "piet@example.net"
WEEKLY = mailing("weekly")


@pytest.fixture
def answers(store: Store, settings: Settings) -> Subscriptions:
    for digest in ("daily", "weekly"):
        add(store, settings, named([JANE, PIET], ()), Terms(digest=digest), now=START)
    return Subscriptions(store, settings, lambda: NOW)


def token(answers: Subscriptions, address: str, digest: str = "daily") -> str:
    return answers.store.subscribers.token(digest, address)


def standings(answers: Subscriptions) -> dict[tuple[str, str], Standing]:
    return {(each.digest, each.address): each.standing for each in answers.store.subscribers.of()}


def test_a_token_is_of_one_person_and_one_digest(answers: Subscriptions) -> None:
    """Who has enough of one has not of the other, and nobody else has of any."""
    answers.act(token(answers, JANE), Wish.UNSUBSCRIBE)
    assert standings(answers) == {
        ("daily", JANE): Standing.UNSUBSCRIBED,
        ("daily", PIET): Standing.ACTIVE,
        ("weekly", JANE): Standing.ACTIVE,
        ("weekly", PIET): Standing.ACTIVE,
    }


def test_what_is_queued_is_not_sent_any_more(answers: Subscriptions) -> None:
    """Nothing of this digest, everything of the other, and nothing of what was sent is unsaid."""
    store = answers.store
    queue(store, [JANE, PIET])
    queue(store, [JANE], of=WEEKLY)
    answers.act(token(answers, JANE), Wish.UNSUBSCRIBE)
    assert {(each.mailing, each.recipient): each.state for each in store.outbox.list()} == {
        (MAILING.id, JANE): State.CANCELLED,
        (MAILING.id, PIET): State.QUEUED,
        (WEEKLY.id, JANE): State.QUEUED,
    }
    (cancelled,) = store.outbox.list(states=[State.CANCELLED])
    assert (cancelled.detail, cancelled.changed) == ("unsubscribed", NOW)
    answers.act(token(answers, JANE), Wish.SUBSCRIBE)
    queue(store, [JANE])
    assert store.outbox.counts(mailing=MAILING.id)[(MAILING.id, State.CANCELLED)] == 1


def test_who_unsubscribes_during_a_send_gets_nothing(answers: Subscriptions) -> None:
    """The sender holds the letters of all when the first goes out, and the last one says no."""
    store = answers.store
    queue(store, [*(f"reader{n:02}@example.org" for n in range(20)), JANE])

    def unsubscribe(_: Delivery) -> None:
        answers.act(token(answers, JANE), Wish.UNSUBSCRIBE)

    with serving() as server:
        Post(store=store, port=server.port, connections=1, watch=unsubscribe).send()
        taken = [each.recipient for each in server.accepted]
    assert len(taken) == 20
    assert JANE not in taken
    (cancelled,) = store.outbox.list(states=[State.CANCELLED])
    assert (cancelled.recipient, cancelled.head) == (JANE, None)


def test_many_at_once_are_one(answers: Subscriptions) -> None:
    """Mail programs ask from several machines; the first time is the one that is kept."""
    mine = token(answers, JANE)
    with ThreadPoolExecutor(8) as threads:
        shown = list(threads.map(lambda _: answers.act(mine, Wish.UNSUBSCRIBE), range(24)))
    assert {each.standing for each in shown if each} == {Standing.UNSUBSCRIBED}
    assert None not in shown
    (jane,) = [each for each in answers.store.subscribers.of("daily") if each.address == JANE]
    assert (jane.standing, jane.changed) == (Standing.UNSUBSCRIBED, NOW)


def test_who_is_unknown_stays_so(answers: Subscriptions) -> None:
    """Whatever is asked with a token that is none, nothing is made of it."""
    before = answers.store.subscribers.of()
    mine = token(answers, JANE)
    for forged in (
        "",
        "x" * 32,
        mine[:-1],
        mine.swapcase(),
        mine + "x",
        f"{mine}\0",
        "%",
        "_" * 32,
    ):
        assert answers.find(forged) is None
        assert answers.act(forged, Wish.UNSUBSCRIBE) is None
    assert answers.store.subscribers.of() == before


def test_tokens_of_another_store_are_of_nobody_here(
    answers: Subscriptions, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Who runs Digest elsewhere, and knows our readers, cannot speak for them."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('other')}/digest.db") as other:
        assert answers.find(other.subscribers.token("daily", JANE)) is None


def test_a_digest_that_is_gone_lets_its_readers_go(answers: Subscriptions) -> None:
    """Its old mails have links too; without a title it has its name."""
    gone = replace(answers.settings, digests=answers.settings.digests[1:])
    shown = Subscriptions(answers.store, gone, lambda: NOW).act(
        token(answers, JANE), Wish.UNSUBSCRIBE
    )
    assert shown
    assert (shown.title, shown.language) == ("daily", "en")
    assert shown.standing is Standing.UNSUBSCRIBED


def test_nobody_sees_a_token_that_is_not_theirs(answers: Subscriptions) -> None:
    """Whoever reads a log of ours could unsubscribe everybody in it."""
    subscribers = answers.store.subscribers.of()
    queue(answers.store, [JANE], token=token(answers, JANE))
    shown = repr((subscribers, answers.store.outbox.list(), answers.find(token(answers, JANE))))
    assert all(isinstance(each, Subscriber) and each.token for each in subscribers)
    assert not [each for each in subscribers if each.token in shown]
