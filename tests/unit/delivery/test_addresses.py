"""Mail addresses: what is one, and when two are the same."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.delivery import addresses
from digest.delivery.addresses import Mailbox, is_utf8, key, mailbox, normalise
from digest.errors import AddressError


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("reader@example.org", "reader@example.org"),
        ("Reader@EXAMPLE.org", "Reader@example.org"),
        ("reader@exämple.org", "reader@xn--exmple-cua.org"),
        ("jürgen@EXÄMPLE.org", "jürgen@xn--exmple-cua.org"),
        ("ju\u0308rgen@example.org", "jürgen@example.org"),
        ("a.b+c=d/e'f@example.org", "a.b+c=d/e'f@example.org"),
        ("root@localhost", "root@localhost"),
        ("me@mail.local", "me@mail.local"),
        ("x" * 64 + "@example.org", "x" * 64 + "@example.org"),
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    """The local part is its server's business (RFC 5321, section 2.4), the domain everybody's."""
    assert normalise(written) == normal
    assert normalise(normal) == normal


@given(
    st.lists(st.text("ax09-_+", min_size=1, max_size=70), min_size=1, max_size=3),
    st.lists(st.text("ax09", min_size=1, max_size=66), min_size=1, max_size=5),
    st.text("abxyz", min_size=2, max_size=64),
)
def test_plain_addresses_are_what_the_library_makes_of_them(
    names: list[str], hosts: list[str], last: str
) -> None:
    """They are not given to it, which is right only while it would leave them as they are."""
    address = f"{'.'.join(names)}@{'.'.join((*hosts, last))}"
    if addresses._PLAIN.fullmatch(address):
        with patch.object(addresses, "_PLAIN", re.compile("(?!)")):
            assert normalise(address) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "@",
        "reader",
        "reader@",
        "@example.org",
        "a@example.org, b@example.org",
        "a@example.org;b@example.org",
        "a@b@example.org",
        "a@example.org\r\nBcc: v@example.org",
        "a\n@example.org",
        "a\x00@example.org",
        " a@example.org",
        "a b@example.org",
        "a@exa mple.org",
        "a(comment)@example.org",
        '"a b"@example.org',
        "Reader <a@example.org>",
        "<a@example.org>",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a..b@example.org",
        ".a@example.org",
        "a@example..org",
        "a@-example.org",
        "a@example.org.",
        "x" * 65 + "@example.org",
        "a@" + "x" * 64 + ".org",
        "a@" + ".".join(["x" * 60] * 5),
        "\ud800@example.org",
        "a@\u202eexample.org",
    ],
)
def test_what_is_no_address_is_told_in_a_sentence(written: str) -> None:
    """Two in one field, or a header behind one, have sent mail to whom nobody meant."""
    with pytest.raises(AddressError) as raised:
        normalise(written)
    assert raised.value.message.startswith("is no mail address: ")
    assert raised.value.message.endswith(".")
    assert str(raised.value).isprintable() or "\n  " in str(raised.value)
    assert "\r" not in str(raised.value)


def test_one_person_has_one_key() -> None:
    """No server in use tells READER@ from reader@; two mails to one person are one too many."""
    assert key(normalise("Reader@Example.org")) == key(normalise("reader@example.org"))


def test_only_local_parts_need_more_than_ascii() -> None:
    """A domain has a form in ASCII that every server takes."""
    assert is_utf8(normalise("jürgen@example.org"))
    assert not is_utf8(normalise("juergen@exämple.org"))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("d@example.org", Mailbox(address="d@example.org")),
        ("<d@example.org>", Mailbox(address="d@example.org")),
        ("Digest <d@EXAMPLE.org>", Mailbox(name="Digest", address="d@example.org")),
        ('"Digest, the" <d@example.org>', Mailbox(name="Digest, the", address="d@example.org")),
        ("Das Tägliche <d@example.org>", Mailbox(name="Das Tägliche", address="d@example.org")),
    ],
)
def test_a_sender_has_an_address_and_may_have_a_name(written: str, found: Mailbox) -> None:
    """People write it as mail programs show it."""
    assert mailbox(written) == found


@pytest.mark.parametrize("written", ["", "Digest", "Digest <>", "a <b@c> <d@e>", "Digest d@e.org"])
def test_a_sender_without_one_address_is_told(written: str) -> None:
    """Servers would refuse each message, one by one."""
    with pytest.raises(AddressError):
        mailbox(written)
