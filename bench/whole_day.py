"""A whole day, as a user has it: feeds, mail on time, one click, and the next edition.

    python bench/whole_day.py FOLDER [--minutes 2]

Two editions are due in FOLDER, each so many minutes after the last thing that was done. The mail
that came is left there: whole, and both its parts.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.feed_site import Entry, Site, site
from support.smtp_server import Accepted, Server, serving

SEEDS = Path(__file__).parents[1] / "seeds"
# Articles of the first edition, and one that comes before the second.
NEWS = ("faehre-nordblick", "stromausfall-anzeiger", "ferry-sound-courier")
LATER = "faehre-harbour-post-uebersetzt"

DIGEST = (sys.executable, "-m", "digest")
PAGES = 8790
WAIT = timedelta(minutes=3)

CONFIG = """\
[feeds]
private_networks = ["127.0.0.0/8"]
wait = 1

[mail]
sender = "The Brief <brief@example.org>"
owner = "owner@example.org"

[smtp]
host = "127.0.0.1"
port = {smtp}
security = "none"

[serve]
address = "http://127.0.0.1:{pages}"
port = {pages}

[[digest]]
name = "brief"
title = "The Brief"
language = "en"
timezone = "UTC"
deliver = ["smtp"]
cron = "{cron}"
"""


def said(*arguments: str, cwd: Path) -> str:
    """What a command printed; it is shown as well."""
    done = subprocess.run(
        [*DIGEST, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    print(f"$ digest {' '.join(arguments)}\n{done.stdout}{done.stderr}", end="")
    if done.returncode:
        sys.exit(f"exit status {done.returncode}")
    return done.stdout


@contextmanager
def running(*arguments: str, cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command that goes on, until the block ends."""
    print(f"$ digest {' '.join(arguments)} &")
    log = (cwd / f"{arguments[0]}.log").open("wb")
    with log, subprocess.Popen([*DIGEST, *arguments], cwd=cwd, stdout=log, stderr=log) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            print(f"digest {arguments[0]} ended with {process.wait(60)}")


def entries(*names: str) -> list[Entry]:
    """Items of a feed with the texts of articles, which came in a minute ago."""
    found = []
    for name in names:
        title, _, text = (SEEDS / f"{name}.txt").read_text("utf-8").partition("\n")
        now = f"{datetime.now(UTC) - timedelta(minutes=1):%a, %d %b %Y %H:%M:%S GMT}"
        link = f"https://harbour.example/{name}"
        found.append(Entry(title=title, link=link, guid=link, text=text, published=now))
    return found


def cron(first: datetime, second: datetime) -> str:
    """Both times of day, which are in one hour or in two that follow each other."""
    hours = sorted({first.hour, second.hour})
    return f"{first.minute},{second.minute} {','.join(map(str, hours))} * * *"


def awaited(server: Server, number: int, recipients: set[str], until: datetime) -> list[Accepted]:
    """What came after the first `number` letters, once it is one for each of `recipients`."""
    while datetime.now(UTC) < until:
        came = server.accepted[number:]
        if {each.recipient for each in came} == recipients:
            time.sleep(5)  # for one more that should not come
            return server.accepted[number:]
        time.sleep(0.5)
    sys.exit(f"by {until:%H:%M:%S} there came only {server.accepted[number:]}")


def parsed(letter: Accepted) -> EmailMessage:
    return message_from_bytes(letter.data, policy=policy.default)


def leave(letter: Accepted, folder: Path) -> None:
    message = parsed(letter)
    (folder / "mail.eml").write_bytes(letter.data)
    for kind, name in (("plain", "mail.txt"), ("html", "mail.html")):
        if part := message.get_body((kind,)):
            (folder / name).write_text(part.get_content(), "utf-8")


def unsubscribe(letter: Accepted) -> None:
    """As mail programs do: one POST to the address in the header (RFC 8058)."""
    address = parsed(letter)["List-Unsubscribe"].strip("<>")
    looked = urllib.request.urlopen(address)  # noqa: S310  our own server
    print(f"GET  .../u/TOKEN: {looked.status}, which changes nothing")
    click = urllib.request.Request(address, b"List-Unsubscribe=One-Click", method="POST")  # noqa: S310
    print(f"POST .../u/TOKEN: {urllib.request.urlopen(click).status}")  # noqa: S310


def day(folder: Path, server: Server, there: Site, minutes: int) -> None:
    address = there.feed("/feed.xml", entries(*NEWS))
    start = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    first, second = (start + timedelta(minutes=minutes * nth) for nth in (1, 2))
    folder.mkdir(parents=True, exist_ok=True)
    config = CONFIG.format(smtp=server.port, pages=PAGES, cron=cron(first, second))
    (folder / "config.toml").write_text(config, "utf-8")
    said("feeds", "add", address, cwd=folder)
    said("subscribers", "add", "anna@example.org", "ben@example.org", cwd=folder)
    said("check", "--smtp", cwd=folder)
    said("schedule", "--to", f"{first:%Y-%m-%d}", cwd=folder)
    with running("serve", cwd=folder), running("run", cwd=folder):
        came = awaited(server, 0, {"anna@example.org", "ben@example.org"}, first + WAIT)
        told(came, first)
        leave(came[0], folder)
        said("status", cwd=folder)
        anna = next(each for each in came if each.recipient == "anna@example.org")
        unsubscribe(anna)
        said("subscribers", "list", cwd=folder)
        there.feed("/feed.xml", entries(*NEWS, LATER))
        told(awaited(server, len(came), {"ben@example.org"}, second + WAIT), second)
        said("outbox", "list", cwd=folder)
        said("status", cwd=folder)


def told(came: Sequence[Accepted], due: datetime) -> None:
    for each in came:
        message = parsed(each)
        print(f"{datetime.now(UTC):%H:%M:%S}, due {due:%H:%M}: {message['To']} has")
        print(f"  {message['Subject']!s:.100} ({len(each.data)} bytes)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=int, default=2)
    options = parser.parse_args()
    with ExitStack() as stack:
        server = stack.enter_context(serving())
        day(options.folder, server, stack.enter_context(site()), options.minutes)


if __name__ == "__main__":
    main()
