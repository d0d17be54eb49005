"""Mailboxes that bounces lie in: each message is read once, and none is lost."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.delivery.mailboxes import unread
from digest.errors import SourceError

MESSAGES = [b"Subject: %d\n\nWords.\nFrom there.\n" % n for n in range(3)]


def maildir(place: Path) -> Path:
    box = mailbox.Maildir(place)
    for message in MESSAGES:
        box.add(message)
    return place


def mbox(place: Path) -> Path:
    box = mailbox.mbox(place)
    for message in MESSAGES:
        box.add(message)
    box.close()
    return place


def folder(place: Path) -> Path:
    place.mkdir()
    for n, message in enumerate(MESSAGES):
        (place / f"{n}.eml").write_bytes(message)
    return place


Make = Callable[[Path], Path]
KINDS = pytest.mark.parametrize("make", [maildir, mbox, folder])


def subjects(found: list[bytes]) -> list[bytes]:
    return sorted(data.splitlines()[0] for data in found)


@KINDS
def test_each_message_is_read_once(make: Make, tmp_path: Path) -> None:
    """Who was put back on the list by hand is not stopped again by last year's bounce."""
    place = make(tmp_path / "box")
    assert subjects(list(unread(place))) == [b"Subject: 0", b"Subject: 1", b"Subject: 2"]
    assert list(unread(place)) == []


@KINDS
def test_who_is_killed_reads_the_rest_the_next_time(make: Make, tmp_path: Path) -> None:
    """What was not dealt with is not marked."""
    place = make(tmp_path / "box")
    reading = unread(place)
    first, second = next(reading), next(reading)
    reading.close()
    rest = list(unread(place))
    assert len(rest) == 2
    assert subjects([first, *rest]) == [b"Subject: 0", b"Subject: 1", b"Subject: 2"]
    assert second.splitlines()[0] in subjects(rest)


@KINDS
def test_nothing_is_deleted(make: Make, tmp_path: Path) -> None:
    """The mailbox is its owner's: they may want to see what was read in it."""
    place = make(tmp_path / "box")
    list(unread(place))
    if place.is_file():
        kept = [each.read_bytes() for each in [place]]
    else:
        kept = [each.read_bytes() for each in place.rglob("*") if each.is_file()]
    for n in range(3):
        assert sum(data.count(b"Subject: %d" % n) for data in kept) == 1


def test_a_mail_program_sees_what_was_read(tmp_path: Path) -> None:
    """As seen in a Maildir, with the flags that it gave itself."""
    place = maildir(tmp_path / "box")
    box = mailbox.Maildir(place)
    key = next(iter(box.iterkeys()))
    flagged = box[key]
    flagged.set_flags("F")
    box[key] = flagged
    list(unread(place))
    assert {"".join(sorted(each.get_flags())) for each in mailbox.Maildir(place)} == {"S", "FS"}
    assert {each.get_subdir() for each in mailbox.Maildir(place)} == {"cur"}


def test_one_message_is_read_whenever_it_is_given(tmp_path: Path) -> None:
    """Who gives a single file wants to know what is in it."""
    file = tmp_path / "bounce.eml"
    file.write_bytes(MESSAGES[0])
    assert list(unread(file)) == list(unread(file)) == [MESSAGES[0]]


def test_a_mailbox_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A typing error in the configuration would let addresses bounce for months."""
    with pytest.raises(SourceError, match="No such file"):
        list(unread(tmp_path / "none"))
