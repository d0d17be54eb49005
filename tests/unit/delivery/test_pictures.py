"""Pictures in messages: beside the HTML that shows them, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from support.letters import CONTENT, ILLUSTRATED, PICTURE, SENDER, letter

from digest.delivery.checking import verify
from digest.delivery.message import body, safe
from digest.errors import MessageError
from digest.models.mail import Content
from digest.models.views import Image


def parsed(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=policy.SMTP)
    assert isinstance(found, EmailMessage)
    return found


def kinds(message: EmailMessage) -> list[str]:
    return [each.get_content_type() for each in message.walk()]


def test_a_picture_is_related_to_the_html_that_shows_it() -> None:
    """RFC 2387: beside the HTML it is shown in it; beside the text it would be an attachment."""
    message = parsed(letter(content=ILLUSTRATED).data)
    assert kinds(message) == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]
    _, related = message.iter_parts()
    assert related.get_param("type") == "text/html"
    html, picture = related.iter_parts()
    assert picture.get_content() == PICTURE.data
    assert picture.get_content_disposition() == "inline"
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in html.get_content()


def test_without_pictures_a_message_has_the_two_parts_it_had() -> None:
    """What was queued before there were pictures is sent as it was."""
    assert kinds(parsed(letter().data)) == ["multipart/alternative", "text/plain", "text/html"]


def test_the_same_picture_has_the_same_bytes_and_another_one_another_name() -> None:
    """A message that is tried again is the same one; a program that keeps pictures by their
    Content-ID must not show last week's.
    """
    assert body(ILLUSTRATED, SENDER) == body(ILLUSTRATED, SENDER)
    other = replace(ILLUSTRATED, images=(Image(name=PICTURE.name, data=PICTURE.data + b"x"),))
    names = {part["Content-ID"] for each in (ILLUSTRATED, other) for part in pictures(each)}
    assert len(names) == 2


def pictures(content: Content) -> list[EmailMessage]:
    message = parsed(letter(content=content).data)
    return [each for each in message.walk() if each.get_content_type() == "image/png"]


def test_words_that_look_like_a_picture_stay_words() -> None:
    """An article may write of cid: addresses."""
    said = safe(replace(ILLUSTRATED, html="<p>cid:chart.png and &quot;cid:chart.png&quot;</p>"))
    assert said.html == "<p>cid:chart.png and &quot;cid:chart.png&quot;</p>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"image/png", b"image/gif"),
        (b"Content-ID: <c", b"Content-ID: <d"),
        (b"multipart/related", b"multipart/mixed"),
        (b"iVBORw0", b"iVBORw1"),
    ],
)
def test_a_picture_that_is_not_as_meant_does_not_leave(old: bytes, new: bytes) -> None:
    """A hole in the mail of a thousand readers cannot be mended."""
    data = letter(content=ILLUSTRATED).data
    assert old in data
    whom = {"recipient": "anna@example.org", "token": "t" * 32}
    verify(data, safe(ILLUSTRATED), SENDER, **whom)
    with pytest.raises(MessageError):
        verify(data.replace(old, new, 1), safe(ILLUSTRATED), SENDER, **whom)
    with pytest.raises(MessageError):
        verify(data, safe(CONTENT), SENDER, **whom)
