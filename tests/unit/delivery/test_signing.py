"""DKIM: what is signed verifies, is the same each time, and what is changed does not verify."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import dkim
import pytest

from digest.delivery.letters import head
from digest.delivery.message import body
from digest.delivery.signing import SIGNED, check
from digest.errors import ConfigError
from digest.models.mail import PLACEHOLDER, Content, Dkim, Sender

LINK = f"https://digest.example.org/u/{PLACEHOLDER}"
CONTENT = Content(
    subject="Höchststand",
    text=f"Höchststand, {LINK} \n\n\n",
    html=f"<p>Höchststand</p>\n{LINK}\n\n",
    language="de",
    list_id="Tagesdigest <daily.example.org>",
    unsubscribe=LINK,
)


@pytest.fixture(scope="module", params=["-traditional", ""], ids=["PKCS#1", "PKCS#8"])
def sender(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sender:
    """One who signs with a new key, in both forms that openssl writes."""
    file = tmp_path_factory.mktemp("dkim") / "dkim.pem"
    form = [request.param] if request.param else []
    subprocess.run(["openssl", "genrsa", *form, "-out", file, "2048"], check=True)
    signature = Dkim(domain="example.org", selector="digest", key=file.read_bytes())
    return Sender(mailbox="Digest <digest@example.org>", dkim=signature)


def message(sender: Sender, token: str = "t" * 32) -> bytes:
    made = body(CONTENT, sender)
    created = datetime(2026, 11, 22, 6, tzinfo=UTC)
    first = head(
        made,
        sender,
        recipient="reader@example.org",
        token=token,
        mailing="daily-2026-11-22",
        created=created,
    )
    return first + made.data.replace(PLACEHOLDER.encode(), token.encode())


def verifies(data: bytes, sender: Sender, tmp_path: Path) -> bool:
    assert sender.dkim
    file = tmp_path / "key.pem"
    file.write_bytes(sender.dkim.key)
    public = subprocess.run(
        ["openssl", "rsa", "-in", file, "-pubout"], check=True, capture_output=True
    ).stdout
    record = b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])
    asked = []

    def answer(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return record

    verified = dkim.DKIM(data).verify(dnsfunc=answer)
    assert asked == [b"digest._domainkey.example.org."]
    return bool(verified)


def test_a_signature_verifies(sender: Sender, tmp_path: Path) -> None:
    """One that does not is worse than none: the mail goes where spam goes."""
    assert verifies(message(sender), sender, tmp_path)


def test_the_same_message_has_the_same_signature(sender: Sender) -> None:
    """A dry run shows the bytes that are sent."""
    assert message(sender) == message(sender)
    assert b"t=1795327200;" in message(sender)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"reader@", b"victim@"),
        (b"List-Unsubscribe: <https://digest", b"List-Unsubscribe: <https://gather"),
        (b"One-Click", b"Two-Click"),
        (b"H=C3=B6chststand", b"H=C3=B6chststadt"),
        (b"From: ", b"From: evil@example.net\r\nFrom: "),
        (b"To: ", b"Reply-To: evil@example.net\r\nTo: "),
    ],
)
def test_what_is_changed_on_the_way_does_not_verify(
    sender: Sender, tmp_path: Path, old: bytes, new: bytes
) -> None:
    """dkimpy leaves List-Unsubscribe-Post out by itself, and lets a Reply-To be added."""
    data = message(sender)
    assert old in data
    assert not verifies(data.replace(old, new, 1), sender, tmp_path)


def test_all_that_is_in_a_head_is_signed(sender: Sender) -> None:
    """A header that is added to messages one day has to be thought of here."""
    names = {line.partition(b":")[0].lower() for line in unfolded(message(sender))}
    assert names - {name.encode() for name in SIGNED} == {b"dkim-signature"}


def unfolded(data: bytes) -> list[bytes]:
    first = data.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    return first.split(b"\r\n")


def test_a_key_that_is_none_is_told_before_anything_is_sent(sender: Sender) -> None:
    """And is not shown: it may be the right one, cut short."""
    assert sender.dkim
    key = sender.dkim.key
    for wrong in (
        *(b"", b"no key", b"-----BEGIN X-----\naGVsbG8=\n-----END X-----\n"),
        *(key[: len(key) // 2], key[:200] + key[265:], key.replace(key[200:210], b"A" * 10)),
        *(new_key("ed25519"), new_key("rsa", "-pkeyopt", "rsa_keygen_bits:512")),
    ):
        with pytest.raises(ConfigError, match="no private RSA key") as caught:
            check(replace(sender.dkim, key=wrong))
        assert "aGVsbG8" not in str(caught.value)
        assert caught.value.__context__ is None


def new_key(kind: str, *options: str) -> bytes:
    command = ("openssl", "genpkey", "-algorithm", kind, *options)
    return subprocess.run(command, check=True, capture_output=True).stdout


def test_a_good_key_is_taken(sender: Sender) -> None:
    """In either form; otherwise the test above would be one that cannot fail."""
    assert sender.dkim
    check(sender.dkim)


def test_a_key_may_have_lines_of_windows(sender: Sender, tmp_path: Path) -> None:
    """It is then a text file as any other."""
    assert sender.dkim
    key = sender.dkim.key.replace(b"\n", b"\r\n")
    other = replace(sender, dkim=replace(sender.dkim, key=key))
    assert message(other) == message(sender)
