"""Answers of servers: what they mean for a letter, and what of them is shown."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.delivery.replies import Reply, one_line
from digest.models.mail import Outcome
from digest.models.secrets import Secret


@pytest.mark.parametrize(
    ("code", "text", "hard"),
    [
        (550, "5.1.1 <x@example.org>: Recipient address rejected: User unknown", True),
        (550, "5.1.10 null MX", True),
        (550, "5.2.1 mailbox disabled", True),
        (553, "5.1.3 bad address syntax", True),
        (550, "No such user", True),
        (551, "User not local; please try another path", True),
        (553, "mailbox name not allowed", True),
        (550, "5.7.1 Message rejected as spam", False),
        (550, "5.1.8 sender's domain does not exist", False),
        (550, "5.4.1 Recipient address rejected: Access denied", False),
        (552, "5.2.2 mailbox full", False),
        (552, "mailbox full", False),
        (550, "Relaying denied", False),
        (550, "blocked by our policy", False),
        (550, "Authentication is required", False),
        (554, "no", False),
        (503, "bad sequence", False),
    ],
)
def test_an_address_is_given_up_only_where_there_is_none(
    code: int, text: str, *, hard: bool
) -> None:
    """What a server has against us must not cost subscribers; its words are those of servers."""
    receipt = Reply(code=code, text=text).refusal(of_recipient=True)
    assert (receipt.outcome, receipt.hard) == (Outcome.FAILED, hard)
    assert not Reply(code=code, text=text).refusal().hard


@pytest.mark.parametrize("code", [421, 450, 452, 499])
def test_what_is_not_now_is_later(code: int) -> None:
    """Also where its text speaks of an address: greylisting does."""
    receipt = Reply(code=code, text="5.1.1 no such user").refusal(of_recipient=True)
    assert (receipt.outcome, receipt.hard) == (Outcome.LATER, False)


@given(st.text())
def test_what_is_shown_is_one_line(text: str) -> None:
    """It goes into tables, logs and mails: nothing in it may move a cursor or end a line."""
    shown = one_line(text)
    assert len(shown) <= 300
    assert not any(ord(each) < 0x20 or 0x7F <= ord(each) <= 0xA0 for each in shown)
    assert shown == one_line(shown)


def test_what_turns_the_direction_of_writing_is_not_shown() -> None:
    """It would make an answer look like another."""
    assert one_line("550 \u202eno\u2066 such\u2028user\u200b") == "550 no such user"


@given(st.text(), st.from_regex(r"[A-Za-z0-9+/]{6,40}", fullmatch=True), st.text())
def test_no_secret_is_shown(before: str, value: str, after: str) -> None:
    """However often it is repeated, and in the form in which it was sent."""
    assume(value not in before + after)
    encoded = b64encode(value.encode()).decode()
    shown = one_line(f"{before}{value}{after} {encoded}", [Secret(value)])
    assert value not in shown
    assert encoded not in shown
