"""Letters as files: in a folder for people, in a Maildir for their mail programs."""

from __future__ import annotations

import errno
import mailbox
import os
import stat
from base64 import b64encode
from pathlib import Path

import pytest
from support.letters import CONTENT, ILLUSTRATED, PICTURE, letter

from digest.delivery.files import FilesChannel
from digest.delivery.maildir import MaildirChannel
from digest.errors import DeliveryError
from digest.models.mail import PLACEHOLDER, Outcome

from .conftest import AboutTo


def test_a_folder_has_each_letter_and_what_a_browser_shows(tmp_path: Path) -> None:
    """Mail programs open the one, browsers the other."""
    sent = letter()
    with FilesChannel(tmp_path / "outbox").connect() as connection:
        connection.deliver(sent, lambda: None)
    folder = tmp_path / "outbox/daily-2026-11-22"
    assert {each.name for each in folder.iterdir()} == {
        "anna@example.org.eml",
        "anna@example.org.html",
    }
    assert (folder / "anna@example.org.eml").read_bytes() == sent.data
    html = (folder / "anna@example.org.html").read_text("utf-8")
    assert html == CONTENT.html.replace(PLACEHOLDER, "t" * 32)


def test_a_browser_shows_the_pictures_of_a_letter(tmp_path: Path) -> None:
    """It knows nothing of the parts of a mail: what is shown has to be in the page."""
    with FilesChannel(tmp_path).connect() as connection:
        connection.deliver(letter(content=ILLUSTRATED), lambda: None)
    (page,) = tmp_path.rglob("*.html")
    html = page.read_text("utf-8")
    assert "cid:" not in html
    assert f'src="data:image/png;base64,{b64encode(PICTURE.data).decode()}"' in html


def test_the_same_letter_again_takes_its_own_place(tmp_path: Path, about_to: AboutTo) -> None:
    """Who was killed before the answer was stored tries again."""
    with FilesChannel(tmp_path).connect() as connection:
        outcomes = {connection.deliver(letter(), about_to).outcome for _ in range(2)}
    assert outcomes == {Outcome.SENT}
    assert len([*tmp_path.rglob("*.eml")]) == 1


def test_letters_are_for_their_owner_alone(tmp_path: Path) -> None:
    """There are addresses in them, and links by which somebody else could unsubscribe."""
    with FilesChannel(tmp_path / "outbox").connect() as connection:
        connection.deliver(letter(), lambda: None)
    made = [tmp_path / "outbox", *(tmp_path / "outbox").rglob("*")]
    assert {stat.S_IMODE(each.stat().st_mode) & 0o077 for each in made} == {0}


def test_nothing_is_left_of_a_letter_that_was_stopped(tmp_path: Path) -> None:
    """Neither a letter nor a half of one under another name."""

    def stop() -> None:
        raise RuntimeError

    for channel in (FilesChannel(tmp_path / "files"), MaildirChannel(tmp_path / "maildir")):
        with channel.connect() as connection, pytest.raises(RuntimeError):
            connection.deliver(letter(), stop)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_a_full_disk_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, about_to: AboutTo
) -> None:
    """Somebody makes room; until then nothing of the letter is there."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for channel in (FilesChannel(tmp_path / "files"), MaildirChannel(tmp_path / "maildir")):
        with channel.connect() as connection:
            with monkeypatch.context() as patched:
                patched.setattr("os.fsync", full)
                receipt = connection.deliver(letter(), about_to)
            assert receipt.outcome is Outcome.LATER
            assert receipt.detail == "cannot be written: No space left on device"
            assert about_to.calls == 0
            assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_a_folder_that_cannot_be_made_is_for_good(tmp_path: Path) -> None:
    """Waiting does not turn a file into a folder."""
    (tmp_path / "file").touch()
    for channel in (FilesChannel(tmp_path / "file"), MaildirChannel(tmp_path / "file")):
        with pytest.raises(DeliveryError) as raised, channel.connect():
            pass
        assert raised.value.for_good


def test_mail_programs_read_the_maildir(tmp_path: Path) -> None:
    """As the standard library does."""
    sent = [letter("anna@example.org"), letter("ben@example.org")]
    with MaildirChannel(tmp_path / "Maildir").connect() as connection:
        for each in sent:
            connection.deliver(each, lambda: None)
    found = mailbox.Maildir(tmp_path / "Maildir", create=False)
    assert {each["Message-ID"] for each in found} == {f"<{each.id}>" for each in sent}
    assert {each.get_subdir() for each in found} == {"new"}
    assert not [*(tmp_path / "Maildir/tmp").iterdir()]


@pytest.mark.parametrize("added", ["", ":2,", ":2,RS", ",S=4711,W=4800:2,S", ";2,S", "!2,S"])
def test_a_letter_that_was_read_is_not_delivered_again(
    tmp_path: Path, about_to: AboutTo, added: str
) -> None:
    """Mail programs move it to `cur` and add to its name what they know of it."""
    sent = letter()
    channel = MaildirChannel(tmp_path)
    with channel.connect() as connection:
        connection.deliver(sent, about_to)
        connection.deliver(sent, about_to)
    (file,) = (tmp_path / "new").iterdir()
    file.rename(tmp_path / "cur" / (file.name + added))
    with channel.connect() as connection:
        receipt = connection.deliver(sent, about_to)
    assert receipt.outcome is Outcome.SENT
    assert about_to.calls == 1
    assert not [*(tmp_path / "new").iterdir()]
