"""Mail that came back, as servers write it: pairs of `tests/data/bounces`."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.delivery.bounces import read

FOLDER = Path(__file__).parents[2] / "data" / "bounces"
PAIRS = sorted(FOLDER.glob("*.eml"))


@pytest.mark.parametrize("mail", PAIRS, ids=lambda path: path.stem)
def test_what_came_back_is_read(mail: Path) -> None:
    """An address is stopped where it is gone, and nowhere else."""
    expected = tomllib.loads(mail.with_suffix(".toml").read_text("utf-8"))
    assert [asdict(each) for each in read(mail.read_bytes())] == expected.get("bounce", [])


@pytest.mark.parametrize("mail", PAIRS, ids=lambda path: path.stem)
def test_lines_may_end_in_either_way(mail: Path) -> None:
    """A Maildir mostly has LF, a file that was saved from a mail program CRLF."""
    data = mail.read_bytes()
    assert read(data.replace(b"\n", b"\r\n")) == read(data)


@given(st.data())
def test_no_mail_stops_the_reading_of_others(data: st.DataObject) -> None:
    """Anyone can write to the address that bounces go to."""
    mail = data.draw(st.sampled_from(PAIRS)).read_bytes()
    start = data.draw(st.integers(0, len(mail)))
    end = data.draw(st.integers(start, len(mail)))
    for bounce in read(mail[:start] + data.draw(st.binary(max_size=40)) + mail[end:]):
        shown = bounce.detail + bounce.message_id + bounce.recipient
        assert not {unicodedata.category(char) for char in shown} & {"Cc", "Zl", "Zp", "Cs"}


def test_parts_in_parts_are_no_bounce() -> None:
    """A mail of 100,000 nested parts is an attack, and ends the program where it is recursed."""
    nested = b"".join(
        b'Content-Type: multipart/report; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000)
    )
    assert read(nested) == ()
