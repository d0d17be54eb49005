"""A secret is shown to nobody who does not ask for it by name."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict

import pytest

from digest.models.mail import Dkim, Security, Smtp, Webhook
from digest.models.secrets import Secret

SECRET = Secret("Opensesame-17")
HOLDERS = (
    Smtp(host="mail.example.org", port=587, security=Security.TLS, password=SECRET),
    Webhook(url="https://example.org/Opensesame-17?sig=Opensesame-17", token=SECRET),
    Dkim(domain="example.org", selector="digest", key=b"Opensesame-17"),
)


@pytest.mark.parametrize("shown", [repr, str, "{}".format, "%s".__mod__, "{!r}".format, ascii])
def test_no_way_to_write_it_shows_it(shown: object) -> None:
    """Logs, tracebacks with variables, and messages that were put together in a hurry."""
    assert callable(shown)
    for each in (SECRET, [SECRET], {"password": SECRET}, *HOLDERS):
        assert "Opensesame" not in shown(each)


def test_it_cannot_be_written_down() -> None:
    """What is stored is read by others, later."""
    for write in (json.dumps, pickle.dumps):
        with pytest.raises(TypeError):
            write(SECRET)
    with pytest.raises(TypeError):
        asdict(HOLDERS[0])


def test_it_stays_what_it_is() -> None:
    """It can be compared and asked whether there is one."""
    assert SECRET.reveal() == "Opensesame-17"
    assert Secret("Opensesame-17") == SECRET != Secret("another")
    assert SECRET != "Opensesame-17"  # noqa: S105  of this test
    assert {SECRET: 1}[Secret("Opensesame-17")] == 1
    assert SECRET
    assert not Secret()
    assert repr(Secret()) != repr(SECRET)
