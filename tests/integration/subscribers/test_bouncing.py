"""Mail that came back stops an address, where it is one of ours and the address is no more."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from support.letters import SENDER
from support.outbox import NOW as START
from support.posting import MAILING, queue

from digest.config import Settings
from digest.delivery.letters import message_id
from digest.errors import SourceError
from digest.models.mail import State
from digest.models.subscribers import Standing
from digest.pipeline.subscribers.bouncing import Verdict, stop_bounced
from digest.pipeline.subscribers.subscribing import Terms, add, named
from digest.storage import Store

NOW = START + timedelta(hours=1)
ADA = "ada.quill@corp.example"
MAILS = Path(__file__).parents[2] / "data" / "bounces"
ID_THERE = "0123456789abcdef0123456789abcdef@example.org"


@pytest.fixture
def ours(store: Store, settings: Settings) -> Store:
    """Ada gets two digests, and was sent one."""
    for digest in ("daily", "weekly"):
        add(store, settings, named([ADA], ()), Terms(digest=digest), now=START)
    queue(store, [ADA], token=store.subscribers.token("daily", ADA))
    return store


def mail(
    folder: Path,
    name: str,
    store: Store,
    *,
    recipient: str = "Ada.Quill@Corp.Example",
    token: str = "",
) -> Path:
    """One of the mails in `tests/data`, as it would be of a message of ours to Ada."""
    sent = token or store.subscribers.token("daily", ADA)
    text = (MAILS / f"{name}.eml").read_text("utf-8")
    text = text.replace(ID_THERE, message_id(MAILING.id, ADA, sent, SENDER))
    text, found = re.subn(r"\bada(\.quill)?@corp\.example", recipient, text, flags=re.IGNORECASE)
    assert found
    (folder / f"{name}.eml").write_text(text, "utf-8")
    return folder


def verdicts(store: Store, place: Path) -> list[Verdict]:
    return [each.verdict for each in stop_bounced(store, place, now=NOW)]


def standings(store: Store) -> set[Standing]:
    return {each.standing for each in store.subscribers.of()}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def test_an_address_that_is_no_more_is_stopped(ours: Store, inbox: Path) -> None:
    """For all digests, with what is queued; the owner reads why in the list."""
    assert verdicts(ours, mail(inbox, "exchange-not-found", ours)) == [Verdict.STOPPED]
    assert standings(ours) == {Standing.BOUNCED}
    assert all(each.detail and each.changed == NOW for each in ours.subscribers.of())
    assert {each.state for each in ours.outbox.list()} == {State.CANCELLED}


def test_a_bounce_is_read_once(ours: Store, inbox: Path) -> None:
    """Who is added again does not bounce again by an old mail."""
    mail(inbox, "exchange-not-found", ours)
    assert verdicts(ours, inbox) == [Verdict.STOPPED]
    assert verdicts(ours, inbox) == []


def test_a_full_mailbox_stops_nobody(ours: Store, inbox: Path) -> None:
    """They come back from their holidays."""
    assert verdicts(ours, mail(inbox, "exchange-mailbox-full", ours)) == [Verdict.KEPT]
    assert standings(ours) == {Standing.ACTIVE}


def test_an_address_behind_theirs_stops_nobody(ours: Store, inbox: Path) -> None:
    """A list that has a member who left is no address that is no more."""
    mail(inbox, "exchange-not-found", ours, recipient="member@elsewhere.example")
    (kept,) = stop_bounced(ours, inbox, now=NOW)
    assert (kept.verdict, kept.address) == (Verdict.KEPT, ADA)
    assert "member@elsewhere.example" in kept.detail
    assert standings(ours) == {Standing.ACTIVE}


@pytest.mark.parametrize("token", ["t" * 32, "-Token-of-the-recipient-is-here-"])
def test_a_forged_bounce_stops_nobody(ours: Store, inbox: Path, token: str) -> None:
    """Who knows an edition and an address, which is no secret, does not know its Message-ID."""
    mail(inbox, "exchange-not-found", ours, token=token)
    assert verdicts(ours, inbox) == [Verdict.FOREIGN]
    assert standings(ours) == {Standing.ACTIVE}


def test_a_mailbox_that_is_not_there_is_told(ours: Store, tmp_path: Path) -> None:
    """And not that there was nothing in it."""
    with pytest.raises(SourceError, match="cannot be read as a mailbox"):
        verdicts(ours, tmp_path / "nowhere")
