"""Subscribers as their operator and they themselves meet them: commands, mails, pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import httpx
import pytest
from support.commands import digest
from support.pages import pages
from support.smtp_server import Server, serving

subscribers = partial(digest, "subscribers")

ARTICLE = """Norderhaven harbour stays closed until Monday

The harbour of Norderhaven will stay closed until Monday, harbour master Inga Tomsen said.

“We open the harbour when the mole is safe,” Tomsen told the Norderhaven Courier.
"""
CONFIG = """
[mail]
sender = "Harbour news <news@example.org>"

[smtp]
host = "127.0.0.1"
port = {port}
security = "none"

[serve]
address = "https://news.example.org"

[[digest]]
name = "daily"
title = "Harbour news"
language = "en"
timezone = "Europe/London"
sources = ["article.txt"]
recipients = ["boss@example.org"]
deliver = ["smtp"]
"""
JANE, PIET, ASKED = "jane@example.org", "piet@example.org", "asked@example.org"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path, server: Server) -> Path:
    """A folder with an article, a configuration, and a mail server that it sends to."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "config.toml").write_text(CONFIG.format(port=server.port), "utf-8")
    return tmp_path


def mailed(server: Server) -> dict[str, EmailMessage]:
    """What everybody got since this was last asked."""
    taken = {
        each.recipient: message_from_bytes(each.data, policy=policy.default)
        for each in server.accepted
    }
    assert len(taken) == len(server.accepted)
    server.accepted.clear()
    return taken


def edition(place: Path, day: int) -> None:
    built = digest("build", "--date", f"2026-11-{day}", cwd=place)
    assert built.returncode == 0, built.stderr
    sent = digest("send", cwd=place)
    assert sent.returncode == 0, sent.stderr


def test_one_click_and_the_next_edition_does_not_go_there(place: Path, server: Server) -> None:
    """The whole way: added, mailed, the button of the mail program, and no mail any more; nobody
    else notices. Who was asked gets nothing before the answer.
    """
    assert subscribers("add", JANE, PIET, cwd=place).returncode == 0
    assert subscribers("add", ASKED, "--ask", cwd=place).returncode == 0
    edition(place, 12)
    first = mailed(server)
    assert first.keys() == {JANE, PIET, ASKED, "boss@example.org"}
    assert "Please confirm" in first[ASKED]["Subject"]
    with pages(place) as url:
        # A mail program does what the headers say (RFC 8058, 3.1).
        header, post = first[JANE]["List-Unsubscribe"], first[JANE]["List-Unsubscribe-Post"]
        form = dict([post.split("=")])
        assert httpx.post(here(header.strip("<>"), url), data=form).status_code == 200
        # A person opens the link at the end of the mail, and presses the button.
        link = footer(first["boss@example.org"])
        assert 'method="post"' in httpx.get(here(link, url)).text
        assert httpx.post(here(link, url)).status_code == 200
        (confirm,) = links(first[ASKED])
        assert httpx.get(here(confirm, url)).status_code == 200
        edition(place, 13)
        assert mailed(server).keys() == {PIET}
        assert httpx.post(here(confirm, url)).status_code == 200
    edition(place, 14)
    assert mailed(server).keys() == {PIET, ASKED}


def links(mail: EmailMessage) -> list[str]:
    part = mail.get_body(["plain"])
    assert part
    return re.findall(r"https://news\.example\.org/\S+", part.get_content())


def footer(mail: EmailMessage) -> str:
    """The link to unsubscribe, which is one in all parts of the mail."""
    (link,) = links(mail)
    html = mail.get_body(["html"])
    assert html
    assert link in html.get_content()
    assert mail["List-Unsubscribe"] == f"<{link}>"
    return link


def here(link: str, url: str) -> str:
    """Where a proxy leads to whom asks for `link`."""
    assert link.startswith("https://news.example.org/")
    return link.replace("https://news.example.org", url)


def test_who_unsubscribes_before_it_is_sent_gets_nothing(place: Path, server: Server) -> None:
    """What waits in the outbox is cancelled, and says why."""
    subscribers("add", JANE, cwd=place)
    server.greeting = "421 4.3.2 not now"
    digest("build", "--date", "2026-11-12", cwd=place)
    digest("send", cwd=place)
    digest("send", "--dry-run", "--out", "dry", cwd=place)
    dry = (place / "dry" / f"{JANE}.eml").read_bytes()
    link = footer(message_from_bytes(dry, policy=policy.default))
    with pages(place) as url:
        assert httpx.post(here(link, url)).status_code == 200
    server.greeting = "220 ready"
    digest("send", cwd=place)
    assert mailed(server).keys() == {"boss@example.org"}
    outbox = digest("outbox", "list", "--state", "cancelled", cwd=place).stdout
    assert JANE in outbox
    assert "unsubscribed" in outbox


def test_the_list_shows_who_gets_what(place: Path) -> None:
    """As a table, and as JSON without what nobody but the subscriber may know."""
    subscribers("add", JANE, "--topic", "ferry", cwd=place)
    assert JANE in subscribers("list", "--standing", "active", cwd=place).stdout
    assert JANE not in subscribers("list", "--standing", "bounced", cwd=place).stdout
    (record,) = json.loads(subscribers("list", "--json", cwd=place).stdout)["subscribers"]
    assert (record["address"], record["topics"]) == (JANE, ["ferry"])
    assert "token" not in record


def test_an_export_is_for_its_owner_and_comes_back(place: Path) -> None:
    """Addresses are personal: not even others on this machine may read them."""
    subscribers("add", JANE, "=x@example.org", cwd=place)
    assert subscribers("export", "all.csv", cwd=place).returncode == 0
    assert (place / "all.csv").stat().st_mode & 0o777 == 0o600
    assert "'=x@example.org" in (place / "all.csv").read_text("utf-8")
    again = subscribers("import", "all.csv", cwd=place)
    assert (again.returncode, again.stdout) == (
        0,
        "0 added, 0 changed, 0 stopped, 2 known, 0 refused\n",
    )
    written = (place / "all.csv").read_bytes()
    assert subscribers("import", "-", cwd=place, stdin=written).returncode == 0


def test_what_was_left_out_of_a_list_is_told(place: Path) -> None:
    """With the line, the reason and what to do; the exit status says so to scripts."""
    (place / "stop.csv").write_text(f"email,status\n{JANE},unsubscribed\n", "utf-8")
    (place / "all.csv").write_text(f"{JANE}\nbroken@\n{PIET}\n", "utf-8")
    assert subscribers("import", "stop.csv", cwd=place).returncode == 0
    done = subscribers("import", "all.csv", cwd=place)
    assert done.returncode == 3
    assert done.stdout == "1 added, 0 changed, 0 stopped, 0 known, 1 refused\n"
    assert "all.csv#2: broken@: is no mail address" in done.stderr
    assert f"all.csv#1: {JANE}: has unsubscribed\n" in done.stderr
    assert "--again" in done.stderr
    assert subscribers("import", "nowhere.csv", cwd=place).returncode == 1


def test_nobody_is_asked_where_nobody_could_answer(place: Path) -> None:
    """Before anything is stored."""
    config = place / "config.toml"
    config.write_text(config.read_text("utf-8").replace("[serve]\naddress", "[serve]\n# address"))
    done = subscribers("add", JANE, "--ask", cwd=place)
    assert done.returncode == 2
    assert "there is no `address` in [serve]" in done.stderr
    assert json.loads(subscribers("list", "--json", cwd=place).stdout) == {"subscribers": []}


def test_a_taken_port_says_what_to_do(place: Path, server: Server) -> None:
    """In a sentence, and not in a traceback."""
    done = digest("serve", "--port", str(server.port), cwd=place)
    assert done.returncode == 1
    assert "already in use" in done.stderr
    assert "--port" in done.stderr


def test_mail_that_came_back_is_read_from_where_the_configuration_says(place: Path) -> None:
    """Without a path there is one place to look at, or none."""
    assert subscribers("bounces", cwd=place).returncode == 2
    config = place / "config.toml"
    text = config.read_text("utf-8").replace("[smtp]", 'bounces = "back"\n\n[smtp]')
    config.write_text(text, "utf-8")
    assert subscribers("bounces", cwd=place).returncode == 1
    (place / "back").mkdir()
    done = subscribers("bounces", cwd=place)
    assert (done.returncode, done.stdout) == (0, "")
