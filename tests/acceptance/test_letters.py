"""Letters keep the rules of mail servers and programs; `support.letter_rules` is the checker."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import dkim
import pytest
from support.fixtures import fixture
from support.letter_rules import problems
from support.letters import CONTENT, SENDER, letter
from support.views import UNSUBSCRIBE, VIEWS, mail

from digest.models.mail import Content, Dkim, Sender


def content(template: str, name: str) -> Content:
    """What is mailed of a fixture; its title would have headers of its own."""
    made = mail(template, name)
    return replace(
        CONTENT,
        subject=f"{made.subject}\r\nBcc: victim@example.org",
        text=made.text,
        html=made.html,
        images=made.images,
        language=fixture(name)[0].brief.language,
        list_id="Der Tag\r\nBcc: victim@example.org <daily.example.org>",
        unsubscribe=UNSUBSCRIBE,
    )


@pytest.fixture(scope="module")
def key() -> bytes:
    done = subprocess.run(["openssl", "genrsa", "2048"], check=True, capture_output=True)
    return done.stdout


@pytest.fixture(scope="module")
def signing(key: bytes) -> Sender:
    return replace(SENDER, dkim=Dkim(domain="example.org", selector="digest", key=key))


@pytest.fixture(scope="module")
def record(key: bytes) -> bytes:
    """What the DNS says of the key."""
    done = subprocess.run(["openssl", "rsa", "-pubout"], input=key, check=True, capture_output=True)
    return b"v=DKIM1; k=rsa; p=" + b"".join(done.stdout.splitlines()[1:-1])


@pytest.fixture(scope="module")
def weekly(signing: Sender) -> bytes:
    """A letter with a picture and a signature."""
    return letter(content=content("weekly", "german"), sender=signing).data


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_every_letter_is_without_fault(view: tuple[str, str], signing: Sender) -> None:
    """Signed and unsigned, in all scripts, with and without a picture; a retry has its bytes."""
    for sender in (SENDER, signing):
        made = letter(content=content(*view), sender=sender)
        assert problems(made.data) == []
        assert made == letter(content=content(*view), sender=sender)


def test_the_signature_of_a_letter_with_a_picture_verifies(weekly: bytes, record: bytes) -> None:
    """It is over all parts: who changes the chart on its way breaks it."""
    assert dkim.DKIM(weekly).verify(dnsfunc=lambda *_, **__: record)
    changed = weekly.replace(b"iVBORw0", b"iVBORw1", 1)
    with pytest.raises(dkim.ValidationError, match="body hash"):
        dkim.DKIM(changed).verify(dnsfunc=lambda *_, **__: record)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b"\r\nDate:", b"\nDate:", "CRLF"),
        (b"\r\nDate:", b"\r\n %s\r\nDate:" % (b"x" * 999), "longer than 998"),
        (b"=\r\n", b"=" * 3, "octets in the body"),
        (b"\r\nSubject:", b"\r\nBcc: v@example.org\r\nSubject:", "unknown header bcc"),
        (b"\r\nList-Id:", b"\r\nList-Id: x\r\nList-Id:", "2 List-Id"),
        (b"\r\nDate:", b"\r\nX-Date:", "0 Date"),
        (b"digest@example.org", b"digest", "no address in From"),
        (b"\r\nMessage-ID: <", b"\r\nMessage-ID: <1@example.org> <", "Message-ID is none"),
        (b"\r\nMessage-ID: <", b"\r\nMessage-ID: <anna", "Message-ID tells"),
        (b" +0000\r\n", b" -0000\r\n", "Date without a zone"),
        (b"auto-generated", b"no", "not marked"),
        (b"<daily.example.org>", b"daily", "List-Id names no list"),
        (b"List-Unsubscribe: <https:", b"List-Unsubscribe: <http:", "no HTTPS address"),
        (b"List-Unsubscribe: <", b"List-Unsubscribe: =?utf-8?q?=3C?= <", "in encoded words"),
        (b"=One-Click", b"=Two-Click", "no one-click"),
        (b"Content-Language: de", b"Content-Language: German", "Content-Language is none"),
        (b"multipart/alternative", b"multipart/mixed", "a letter of multipart/mixed"),
        (b"text/plain", b"text/html", "parts: text/html, multipart/related"),
        (b"--\r\n", b"\r\n", "Defect"),
        (b"charset=utf-8", b"charset=latin-1", "in latin-1"),
        (b"quoted-printable", b"8bit", "text/plain as 8bit"),
        (b"Content-ID: <", b"Content-ID: <x", "no picture"),
        (b"Content-ID: <", b"Content-ID: <x", "nothing shows the picture"),
        (b": inline", b": attachment", "as an attachment"),
        (b"iVBORw0", b"AVBORw0", "no PNG"),
        (b"list-unsubscribe-post", b"list-help", "list-unsubscribe-post is not signed"),
        (b"h=from : from", b"h=from", "a second From"),
        (b"; h=from", b"; l=1; h=from", "added to the body"),
    ],
)
def test_the_checker_sees_what_is_wrong(
    weekly: bytes, old: bytes, new: bytes, problem: str
) -> None:
    """A rule that nothing breaks is no rule."""
    assert problems(weekly) == []
    assert old in weekly
    found = problems(weekly.replace(old, new))
    assert any(problem in each for each in found), found
