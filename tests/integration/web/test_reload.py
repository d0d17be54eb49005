"""The preview stays as new as its files, whatever a build does."""

from __future__ import annotations

import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from digest.errors import ServeError
from digest.web.preview import listen

if TYPE_CHECKING:
    from conftest import Running, Start

WAIT = 20.0


def built(start: Start) -> Running:
    running = start()
    running.until("/", lambda answer: answer.status_code == 200)
    return running


def test_an_edit_is_announced_and_shown(start: Start) -> None:
    """Open pages hear of it through their event stream and find it there."""
    running = built(start)
    with httpx.stream("GET", running.url + "/events", timeout=WAIT) as stream:
        versions = (line for line in stream.iter_lines() if line.startswith("data: "))
        assert stream.headers["content-type"].startswith("text/event-stream")
        first = next(versions)
        assert first.removeprefix("data: ") in running.get("/").text
        running.write("Gates open\n\nAt most 14 boats were damaged, Inga Tomsen said.")
        second = next(versions)
    assert second != first
    assert "Gates open" in running.get("/text").text


def test_many_changes_are_one(start: Start) -> None:
    """A checkout writes a file at a time; the page must come to rest at the last of them."""
    running = built(start)
    for number in range(50):
        running.write(f"Edition {number}\n\nAt most 14 boats were damaged, Inga Tomsen said.")
        (running.folder / f"other-{number}.txt").write_text("another", "utf-8")
    running.until("/text", lambda answer: "Edition 49" in answer.text)


def test_a_failed_build_keeps_what_was_shown_and_recovers(start: Start) -> None:
    """An editor goes on reading while the article is half written."""
    running = built(start)
    running.write("error")
    failed = running.until("/", lambda answer: "could not be built" in answer.text)
    assert failed.status_code == 200
    assert "says nothing" in failed.text
    assert "Harbour stays shut" in failed.text
    running.write("Gates open\n\nAt most 14 boats were damaged, Inga Tomsen said.")
    mended = running.until("/", lambda answer: "Gates open" in answer.text)
    assert "could not be built" not in mended.text


def test_an_edited_article_stays_open(start: Start) -> None:
    """Its fingerprint is another after the edit; whoever reads its page goes on reading it."""
    running = built(start)
    before = running.get("ARTICLE").url
    running.write("Gates open\n\nAt most 14 boats were damaged, Inga Tomsen said.")
    running.until("/text", lambda answer: "Gates open" in answer.text)
    after = httpx.get(before, follow_redirects=True)
    assert after.url != before
    assert "Gates open" in after.text


def test_a_hung_build_holds_up_nothing(start: Start) -> None:
    """Pages are answered, the reader is told, and the next change is built."""
    running = start("hang", "--patience", "0.5")
    assert running.get("/").status_code == 503
    waiting = running.until("/", lambda answer: "left behind" in answer.text)
    assert "has not ended after 0.5 seconds" in waiting.text
    running.write("Gates open\n\nAt most 14 boats were damaged, Inga Tomsen said.")
    running.until("/text", lambda answer: "Gates open" in answer.text)


@pytest.mark.parametrize("text", ["hang", "Gates open"])
def test_interrupt_ends_it_with_streams_open(start: Start, text: str) -> None:
    """Ctrl-C ends it at once: no trace, no open page and no hung build keeps it."""
    running = start(text)
    with httpx.stream("GET", running.url + "/events", timeout=WAIT) as stream:
        assert next(stream.iter_lines()).startswith("data: ")
        running.process.send_signal(signal.SIGINT)
        _, errors = running.process.communicate(timeout=WAIT)
    assert (running.process.returncode, errors) == (0, "")


def test_a_bug_in_the_build_ends_it_with_its_trace(start: Start) -> None:
    """What nobody expected is not hidden in a page: it is a bug to be reported."""
    running = start("crash")
    _, errors = running.process.communicate(timeout=WAIT)
    assert running.process.returncode == 1
    assert errors.rstrip().endswith("ZeroDivisionError: the build has a bug")


def test_the_browser_is_opened_at_its_address(start: Start, tmp_path: Path) -> None:
    """`digest preview` is one command: the page comes by itself."""
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n', "utf-8")
    browser.chmod(0o755)
    running = start("Gates open", "--open", BROWSER=f"{browser} %s")
    running.until("/text", lambda _: opened.exists() and opened.read_text() != "")
    assert opened.read_text().strip() == running.url + "/"


def test_a_taken_port_says_what_to_do(running: Running) -> None:
    """Most often a preview runs already."""
    with pytest.raises(ServeError) as raised:
        listen("127.0.0.1", running.port)
    assert str(running.port) in raised.value.place
    assert "already in use" in raised.value.message
    assert "--port" in raised.value.hint


@pytest.mark.parametrize("host", ["0.0.0.0", "", "::", "192.0.2.1", "example.org"])  # noqa: S104
def test_only_this_machine_is_served(host: str) -> None:
    """Articles under embargo must not stand open in a café's network."""
    with pytest.raises(ServeError, match="not this machine alone"):
        listen(host, 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_every_name_of_this_machine_can_be_served(host: str) -> None:
    """Each is bound to loopback alone."""
    if host == "::1" and not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with listen(host, 0) as listener:
        assert listener.getsockname()[0] in {"127.0.0.1", "::1"}
