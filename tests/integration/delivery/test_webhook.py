"""Editions that are posted to an address of the web."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from support.hook_server import Hook, listening
from support.letters import letter

from digest.delivery.webhook import WebhookChannel
from digest.errors import DeliveryError
from digest.models.mail import Outcome, Receipt, Webhook
from digest.models.secrets import Secret

FAILED, LATER, SENT = Outcome.FAILED, Outcome.LATER, Outcome.SENT
TOKEN = Secret("Opensesame-17")


@pytest.fixture
def hook() -> Iterator[Hook]:
    with listening() as running:
        yield running


def post(url: str, *, token: Secret = TOKEN, timeout: float = 5, times: int = 1) -> Receipt:
    with WebhookChannel(Webhook(url=url, token=token, timeout=timeout)).connect() as connection:
        for _ in range(times):
            receipt = connection.deliver(letter(), lambda: None)
    return receipt


@pytest.mark.parametrize(
    ("path", "outcome", "detail"),
    [
        ("/status/200", SENT, '200 {"error": "not like this"}'),
        ("/status/202", SENT, '202 {"error": "not like this"}'),
        ("/status/400", FAILED, '400 {"error": "not like this"}'),
        ("/status/401", FAILED, '401 {"error": "not like this"}'),
        ("/status/410", FAILED, '410 {"error": "not like this"}'),
        ("/status/408", LATER, '408 {"error": "not like this"}'),
        ("/status/500", LATER, '500 {"error": "not like this"}'),
        ("/status/503", LATER, '503 {"error": "not like this"}'),
        ("/moved", FAILED, "307 Temporary Redirect"),
        ("/endless", SENT, "200 " + "." * 299 + "…"),
    ],
)
def test_each_answer_has_its_outcome(hook: Hook, path: str, outcome: Outcome, detail: str) -> None:
    """What a server cannot do now it may do later; what is wrong with the post stays so. Where a
    redirect leads to, nobody has said that editions should go.
    """
    receipt = post(hook.url(path))
    assert (receipt.outcome, receipt.detail) == (outcome, detail)
    assert [each.path for each in hook.posts] == [path]


@pytest.mark.parametrize(
    ("after", "wait"),
    [
        ("120", 120),
        ("0", 0),
        ("99999999999999999999", 86_400),
        ("-5", 0),
        ("soon", 0),
        ("Sun, 22 Nov 2026 07:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 06:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("Sun, 99 Nov 2026 07:02:00 GMT", 0),
    ],
)
def test_who_wants_to_be_left_alone_is(hook: Hook, after: str, wait: int) -> None:
    """In seconds or as a date, which is that of their clock; no longer than a day."""
    receipt = post(hook.url(f"/retry/{after}".replace(" ", "%20")))
    assert (receipt.outcome, receipt.wait) == (LATER, wait)


@pytest.mark.parametrize("path", ["/drop", "/trickle"])
def test_a_lost_answer_is_asked_for_again_with_the_same_key(hook: Hook, path: str) -> None:
    """Nobody knows whether it was taken: who takes it can tell by its key, and is asked again."""
    receipt = post(hook.url(path), timeout=0.5, times=2)
    assert receipt.outcome is LATER
    assert receipt.detail.startswith("the post was not answered: ")
    keys = {each.headers["Idempotency-Key"] for each in hook.posts}
    assert keys == {letter().id}
    assert len(hook.posts) == 2


def test_a_status_counts_without_its_words(hook: Hook) -> None:
    """Who said 200 has taken it: a second post because the rest of the answer is late is one too
    many.
    """
    receipt = post(hook.url("/speechless"), timeout=0.5)
    assert (receipt.outcome, receipt.detail) == (SENT, "200 OK")


def test_what_goes_along(hook: Hook) -> None:
    """The token, and no more of this machine than the name of the program."""
    post(hook.url("/hook"))
    headers = {name.lower(): value for name, value in hook.posts[0].headers.items()}
    assert headers["authorization"] == "Bearer Opensesame-17"
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"].startswith("Digest/")
    post(hook.url("/hook"), token=Secret())
    assert "authorization" not in {name.lower() for name in hook.posts[1].headers}


def test_nothing_secret_is_told(hook: Hook, caplog: pytest.LogCaptureFixture) -> None:
    """Servers repeat requests in their errors, and libraries log addresses in full."""
    caplog.set_level(logging.INFO)
    receipt = post(hook.url("/echo/Opensesame-18?sig=Opensesame-19"))
    assert receipt.outcome is FAILED
    assert receipt.detail == "400 /echo/***?sig=*** Bearer ***"
    assert "Opensesame" not in caplog.text


def test_an_address_that_is_not_there_is_told_without_its_secrets() -> None:
    """Nothing was posted: the edition waits, and the report names the host."""
    for url in (
        "https://harbour.invalid/Opensesame-18?sig=Opensesame-19",
        "http://127.0.0.1:9/x?y",
    ):
        with pytest.raises(DeliveryError) as raised:
            post(url)
        assert raised.value.place == url.rpartition("/")[0].replace("/Opensesame-18", "")
        assert "Opensesame" not in str(raised.value)
