"""From an edition to its mailing: who is in it, and what each gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from support.outbox import NOW, subscriber

from digest.config import Settings, load
from digest.delivery import letters
from digest.errors import AddressError
from digest.models.subscribers import Origin, Standing
from digest.pipeline import editions
from digest.pipeline.mail import mailing
from digest.pipeline.mail.channels import sender
from digest.pipeline.mail.mailing import Prepared
from digest.pipeline.mail.press import Issue
from digest.storage import Store

ROOT = Path(__file__).parents[3]
ARTICLES = ("faehre-nordblick.txt", "hallenbad-lauterwang.txt", "stromausfall-anzeiger.txt")
CONFIG = """
[mail]
sender = "Harbour news <news@example.org>"
[serve]
address = "https://news.example.org"
[delivery]
webhook = "https://example.org/hook"
[[digest]]
name = "daily"
title = "Tagesdigest"
language = "de"
timezone = "Europe/Berlin"
deliver = ["smtp", "webhook"]
recipients = ["Ada@example.org"]
[digest.limits]
stories = 1
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    file.write_text(CONFIG, "utf-8")
    return load(file, {})


@pytest.fixture(scope="module")
def built(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> editions.Built:
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('built')}/digest.db") as store:
        day, digest = date(2026, 11, 11), settings.digest()
        gathered = editions.gather(
            [str(ROOT / "seeds" / each) for each in ARTICLES], digest, store, on=day
        )
        return editions.build(gathered, digest, settings.template(digest), on=day, number=1)


@pytest.fixture
def store(tmp_path: Path, built: editions.Built) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/digest.db") as opened:
        editions.keep(opened, built, now=NOW)
        yield opened


@pytest.fixture
def issue(store: Store, settings: Settings, built: editions.Built) -> Issue:
    return mailing.issue_of(store, settings.digest(), built.edition)


def people(prepared: Prepared, channel: str = "smtp") -> list[str]:
    return [each.recipient for each in prepared.deliveries if each.channel == channel]


def read(prepared: Prepared, recipient: str, settings: Settings) -> str:
    """The text of what somebody gets."""
    (delivery,) = [each for each in prepared.deliveries if each.recipient == recipient]
    by, body = sender(settings, ["smtp"]), prepared.bodies[delivery.variant]
    frozen = letters.freeze(delivery, prepared.mailing, body, by)
    message = message_from_bytes(letters.letter(frozen, body, by).data, policy=policy.default)
    part = message.get_body(("plain",))
    assert part
    return str(part.get_content())


def test_nothing_is_stored_until_it_is_queued(
    store: Store, settings: Settings, issue: Issue
) -> None:
    """The daemon stores the edition with it, in one transaction, and a dry run nothing at all."""
    prepared = mailing.prepare(store, settings, settings.digest(), issue, now=NOW)
    assert store.outbox.list() == ()
    assert store.subscribers.of() == ()
    assert mailing.queue(store, prepared, now=NOW) == 2
    assert [each.recipient for each in store.outbox.list()] == ["Ada@example.org", "webhook"]


def test_recipients_of_the_configuration_become_subscribers(
    store: Store, settings: Settings, issue: Issue
) -> None:
    """Else the link in their mail would lead to nobody, and they could not unsubscribe."""
    prepared = mailing.prepare(store, settings, settings.digest(), issue, now=NOW)
    mailing.queue(store, prepared, now=NOW)
    (ada,) = store.subscribers.of("daily")
    assert (ada.address, ada.origin) == ("Ada@example.org", Origin.CONFIGURATION)
    assert f"https://news.example.org/u/{ada.token}" in read(prepared, "Ada@example.org", settings)


def test_the_same_input_gives_the_same_bytes(
    store: Store, settings: Settings, issue: Issue
) -> None:
    """Whatever is done a second time after a crash is the same."""
    store.subscribers.add([subscriber("bo@example.org", topics=("Fähre",))])
    digest = settings.digest()
    once, again = (mailing.prepare(store, settings, digest, issue, now=NOW) for _ in range(2))
    assert once == again


def test_readers_with_topics_of_their_own_get_other_stories(
    store: Store, settings: Settings, issue: Issue, built: editions.Built
) -> None:
    """The same stories are chosen from; one that would not have been in it is."""
    (left_out, *_) = built.edition.dropped
    topic = left_out.words[0].text
    store.subscribers.add(
        [
            subscriber("bo@example.org", topics=(topic,)),
            subscriber("cy@example.org", topics=(topic,)),
            subscriber("di@example.org"),
        ]
    )
    prepared = mailing.prepare(store, settings, settings.digest(), issue, now=NOW)
    assert people(prepared) == [
        "Ada@example.org",
        *(f"{n}@example.org" for n in ("bo", "cy", "di")),
    ]
    variants = {each.recipient: each.variant for each in prepared.deliveries}
    assert variants["Ada@example.org"] == variants["di@example.org"] == ""
    assert variants["bo@example.org"] == variants["cy@example.org"] != ""
    assert len(prepared.bodies) == 3, "one of them for the webhook"
    words = " ".join(topic.split()[:3])
    plain, own = (
        " ".join(read(prepared, each, settings).split())
        for each in ("di@example.org", "bo@example.org")
    )
    assert words in own
    assert words not in plain


def test_topics_of_the_digest_make_no_variant(
    store: Store, settings: Settings, issue: Issue
) -> None:
    """What all get is rendered once."""
    digest = settings.digest()
    topics = replace(digest.brief.topics, of_interest=("Fähre",))
    digest = replace(digest, brief=replace(digest.brief, topics=topics))
    store.subscribers.add([subscriber("bo@example.org", topics=("Fähre",))])
    prepared = mailing.prepare(store, settings, digest, issue, now=NOW)
    assert {each.variant for each in prepared.deliveries if each.channel == "smtp"} == {""}


def test_a_channel_without_recipients_gets_one_without_a_link(
    store: Store, settings: Settings, issue: Issue
) -> None:
    """Whoever reads it there must not unsubscribe somebody else."""
    store.subscribers.add([subscriber("bo@example.org")])
    prepared = mailing.prepare(store, settings, settings.digest(), issue, now=NOW)
    assert people(prepared, "webhook") == ["webhook"]
    assert "news.example.org" not in read(prepared, "webhook", settings)
    assert "news.example.org" in read(prepared, "bo@example.org", settings)


def test_who_is_added_later_gets_what_the_others_got(
    store: Store, settings: Settings, issue: Issue
) -> None:
    """A mailing that went out is not said otherwise, whatever the configuration says by then."""
    digest = settings.digest()
    mailing.queue(store, mailing.prepare(store, settings, digest, issue, now=NOW), now=NOW)
    store.subscribers.add([subscriber("bo@example.org")])
    other = replace(digest, brief=replace(digest.brief, title="Another title"))
    later = NOW + timedelta(hours=3)
    prepared = mailing.prepare(store, settings, other, issue, now=later)
    assert prepared.mailing.created == NOW
    assert mailing.queue(store, prepared, now=later) == 1
    assert prepared.bodies == store.outbox.bodies(prepared.mailing.id)


def test_who_left_is_not_in_it(store: Store, settings: Settings, issue: Issue) -> None:
    """Neither of the mailing, nor of one that was queued before."""
    digest = settings.digest()
    gone = subscriber("ada@example.org", standing=Standing.UNSUBSCRIBED)
    store.subscribers.add([gone])
    assert people(mailing.prepare(store, settings, digest, issue, now=NOW)) == []
    with pytest.raises(AddressError, match="gets nothing any more: unsubscribed"):
        mailing.prepare_test(store, settings, digest, issue, ["ada@example.org"], now=NOW)


def test_a_test_is_a_mailing_of_its_own(store: Store, settings: Settings, issue: Issue) -> None:
    """It goes to one person once, by channels with recipients, and makes no subscriber."""
    digest = settings.digest()
    prepared = mailing.prepare_test(
        store, settings, digest, issue, ["eve@example.org", "eve@EXAMPLE.org"], now=NOW
    )
    assert prepared.mailing.id == "daily-2026-11-11-test-20261122T060000Z"
    (body,) = prepared.bodies.values()
    subject = str(make_header(decode_header(dict(body.headers)["Subject"])))
    assert subject.startswith("Test: Tagesdigest"), "it is taken for the edition"
    assert [each.recipient for each in prepared.deliveries] == ["eve@example.org"]
    mailing.queue(store, prepared, now=NOW)
    assert store.subscribers.of() == ()
