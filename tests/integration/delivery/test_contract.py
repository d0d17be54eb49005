"""What holds for every channel there is: whoever adds one finds it tested here.

`PLACES` says where a channel's letters arrive in the tests.
"""

from __future__ import annotations

import json
import socket
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from support.hook_server import listening
from support.letters import CONTENT, ILLUSTRATED, letter
from support.smtp_server import Server, serving

from digest.config.keys import CHANNELS as CONFIGURED
from digest.delivery import CHANNELS, Channel
from digest.delivery.message import safe
from digest.delivery.mime import content_id
from digest.errors import DeliveryError
from digest.models.mail import PLACEHOLDER, Content, Outcome, Security, Smtp, Webhook
from digest.pipeline.mail.channels import DESCRIPTIONS

from .conftest import AboutTo

# Recipients and mailings that would leave a folder, a header or a command.
HOSTILE = (
    "../../etc/passwd@example.org",
    "/etc/passwd",
    "..",
    ".",
    "a/../../b@example.org",
    "a\\b@example.org",
    "%2e%2e%2f@example.org",
    "a\0b@example.org",
    "a\r\nRCPT TO:<eve@example.org>@example.org",
    "a@example.org> BODY=7BIT",
    "a@example.org, eve@example.org",
    "x" * 5_000 + "@example.org",
    "ü@example.org",
    "-rf@example.org",
    ".hidden@example.org",
    "\ud83d@example.org",
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A channel, the messages that have arrived by it, and the folder that it may write to."""

    channel: Channel
    arrived: Callable[[], list[Any]]
    addressed: bool = True
    folder: Path | None = None


@contextmanager
def smtp(_: Path) -> Iterator[Place]:
    with serving() as server:
        options = Smtp(host="127.0.0.1", port=server.port, security=Security.NONE, timeout=5)
        yield Place(channel=CHANNELS["smtp"].make(options), arrived=lambda: _data(server))


def _data(server: Server) -> list[bytes]:
    return [each.data for each in server.accepted]


@contextmanager
def files(folder: Path) -> Iterator[Place]:
    inside = folder / "outbox"
    yield _in_files("files", inside, "*/*.eml")


@contextmanager
def maildir(folder: Path) -> Iterator[Place]:
    inside = folder / "Maildir"
    yield _in_files("maildir", inside, "new/*")


def _in_files(name: str, folder: Path, pattern: str) -> Place:
    def arrived() -> list[bytes]:
        return [each.read_bytes() for each in sorted(folder.glob(pattern))]

    return Place(channel=CHANNELS[name].make(folder), arrived=arrived, folder=folder)


@contextmanager
def webhook(_: Path) -> Iterator[Place]:
    with listening() as hook:
        options = Webhook(url=hook.url("/hook"), timeout=5)
        arrived = lambda: [json.loads(each.body) for each in hook.posts]  # noqa: E731  one line
        yield Place(channel=CHANNELS["webhook"].make(options), arrived=arrived, addressed=False)


PLACES: Mapping[str, Callable[[Path], AbstractContextManager[Place]]] = {
    "smtp": smtp,
    "files": files,
    "maildir": maildir,
    "webhook": webhook,
}


@pytest.fixture(params=CHANNELS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with PLACES[request.param](tmp_path) as made:
        yield made


def test_every_channel_can_be_configured_and_is_tested() -> None:
    """Three lists name the channels: what a user may write, how that is read, and what there is."""
    assert set(CONFIGURED) == {*DESCRIPTIONS} == {*CHANNELS} == {*PLACES}


@pytest.mark.parametrize("content", [CONTENT, ILLUSTRATED], ids=["words", "with a picture"])
def test_a_letter_arrives_with_its_exact_bytes(
    place: Place, about_to: AboutTo, content: Content
) -> None:
    """A signature breaks, and a token leads nowhere, where a single byte is another."""
    sent = letter(content=content)
    with place.channel.connect() as connection:
        receipt = connection.deliver(sent, about_to)
    assert receipt.outcome is Outcome.SENT
    assert about_to.calls == 1
    if place.addressed:
        assert place.arrived() == [sent.data]
    else:
        (record,) = place.arrived()
        meant = safe(content)
        filled = {"text": meant.text, "html": meant.html, "subject": meant.subject}
        expected = {name: text.replace(PLACEHOLDER, "t" * 32) for name, text in filled.items()}
        pictures = {content_id(each): b64encode(each.data).decode() for each in content.images}
        assert record == {
            "id": sent.id,
            "mailing": sent.mailing,
            "images": pictures,
            **expected,
        }
        assert all(f'"cid:{name}"' in record["html"] for name in pictures)


def test_one_connection_takes_many_letters(place: Place, about_to: AboutTo) -> None:
    """Connecting costs more than sending: it is done once."""
    sent = [letter(f"{n:02}@example.org") for n in range(5)]
    with place.channel.connect() as connection:
        receipts = [connection.deliver(each, about_to) for each in sent]
    assert {each.outcome for each in receipts} == {Outcome.SENT}
    assert about_to.calls == len(place.arrived()) == len(sent)


def test_nothing_has_arrived_before_it_was_announced(place: Place) -> None:
    """What can arrive must be in the database as begun: who is killed then is asked about it."""
    there: list[int] = []
    with place.channel.connect() as connection:
        connection.deliver(letter(), lambda: there.append(len(place.arrived())))
    assert there == [0]


def test_a_letter_that_was_stopped_at_the_last_moment_does_not_arrive(place: Place) -> None:
    """The database may be gone when a letter is to be marked as begun; the next one must work."""

    def stop() -> None:
        raise OSError("the disk is gone")

    with place.channel.connect() as connection:
        with pytest.raises(OSError, match="the disk is gone"):
            connection.deliver(letter("a@example.org"), stop)
        assert place.arrived() == []
        assert connection.deliver(letter("b@example.org"), lambda: None).outcome is Outcome.SENT
    assert len(place.arrived()) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_lead_nowhere_else(
    place: Place, tmp_path: Path, about_to: AboutTo, name: str
) -> None:
    """Addresses come from lists that others wrote. Each letter arrives as one, or is refused."""
    hostile = replace(letter(), recipient=name, mailing=name, id=name)
    with place.channel.connect() as connection:
        receipt = connection.deliver(hostile, about_to)
    assert receipt.outcome in {Outcome.SENT, Outcome.FAILED}
    assert len(place.arrived()) == about_to.calls == (receipt.outcome is Outcome.SENT)
    assert receipt.detail.isprintable()
    if place.folder:
        assert [each.name for each in tmp_path.iterdir()] == [place.folder.name]
        assert not [each for each in place.folder.rglob("*") if each.is_symlink()]


def test_no_two_names_become_one(place: Place) -> None:
    """Somebody else's letter would be gone, or be taken for this one's."""
    names = [*HOSTILE, "%2E.@example.org", "a%2Fb@x", "a/b@x", "x" * 5_001 + "@example.org"]
    with place.channel.connect() as connection:
        outcomes = [
            connection.deliver(replace(letter(), recipient=name, id=name), lambda: None).outcome
            for name in names
        ]
    assert len(place.arrived()) == outcomes.count(Outcome.SENT)


def nowhere(folder: Path) -> Mapping[str, Any]:
    """Places that there are not: a port that nobody listens at, a folder in a file."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    file = folder / "file"
    file.touch()
    return {
        "smtp": Smtp(host="127.0.0.1", port=port, security=Security.NONE, timeout=5),
        "files": file / "outbox",
        "maildir": file / "Maildir",
        "webhook": Webhook(url=f"http://127.0.0.1:{port}/secret?sig=secret", timeout=5),
    }


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_that_takes_nothing_says_so(name: str, tmp_path: Path, about_to: AboutTo) -> None:
    """One line in the report that says what to do, and not one for each of many recipients."""
    channel = CHANNELS[name].make(nowhere(tmp_path)[name])
    with pytest.raises(DeliveryError) as raised, channel.connect() as connection:
        connection.deliver(letter(), about_to)
    assert raised.value.place
    assert raised.value.hint
    assert "secret" not in str(raised.value)
    assert about_to.calls == 0
