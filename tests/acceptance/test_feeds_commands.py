"""`digest feeds` as its users meet it, against a web of their own on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

CONFIG = """\
[feeds]
private_networks = ["127.0.0.0/8"]

[[digest]]
name = "daily"
title = "Daily"
language = "en"
timezone = "UTC"
"""

PAGE = "<!DOCTYPE html><html><head>{}</head><body><p>Words.</p></body></html>"
LINK = '<link rel="alternate" type="application/rss+xml" href="{}">'


def feed(title: str, *items: str) -> str:
    """RSS whose items have `items` as titles and texts."""
    written = "".join(
        f"<item><title>{each}</title><guid>{each}</guid><link>/{each.replace(' ', '-')}</link>"
        f"<pubDate>Fri, 20 Nov 2026 06:00:00 GMT</pubDate>"
        f"<description>{each}, the mayor said.</description></item>"
        for each in items
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{written}</channel></rss>"


class Web(ThreadingHTTPServer):
    """`pages` are what stands at each path; `moved` leads from old paths to new ones for good;
    what is in `gone` will not come back.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, str] = {}
        self.moved: dict[str, str] = {}
        self.gone: set[str] = set()
        self.asked: list[str] = []

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, Web)
        self.server.asked.append(self.path)
        page = self.server.pages.get(self.path)
        moved = self.server.moved.get(self.path)
        etag = f'"{hash(page)}"'
        if moved:
            self.answer(301, Location=moved)
        elif page is None:
            self.answer(410 if self.path in self.server.gone else 404)
        elif self.headers.get("If-None-Match") == etag:
            self.answer(304)
        else:
            self.answer(200, page.encode(), ETag=etag)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: what is asked for is kept in `asked`."""


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a configuration that lets feeds come from loopback."""
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    return tmp_path


def feeds(
    *arguments: str | Path, cwd: Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "digest", "feeds", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "DIGEST_CONFIG": "", "NO_COLOR": "1"},
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def followed(place: Path) -> dict[str, Any]:
    """What `digest feeds list --json` says of each feed, by address."""
    listed = json.loads(feeds("list", "--json", cwd=place).stdout)
    return {each["url"]: each for each in listed["feeds"]}


def test_a_feed_is_followed_by_its_address(web: Web, place: Path) -> None:
    """It is looked at once, so that a typo is said now and not tomorrow morning."""
    web.pages["/feed"] = feed("Harbour Post", "Quays reopen")
    done = feeds("add", web.url("/feed"), cwd=place)
    assert (done.returncode, done.stdout) == (0, f"added {web.url('/feed')}\n")
    assert followed(place)[web.url("/feed")]["title"] == "Harbour Post"

    again = feeds("add", web.url("/feed"), cwd=place)
    assert (again.returncode, again.stdout) == (0, f"known already: {web.url('/feed')}\n")
    heavy = feeds("add", web.url("/feed"), "--weight", "2", cwd=place)
    assert "unchanged; digest feeds set changes it" in heavy.stdout


def test_a_site_leads_to_its_feed(web: Web, place: Path) -> None:
    """People know the site; comments are not what they mean. Without a scheme http is tried too."""
    web.pages["/"] = PAGE.format(LINK.format("/comments/feed/") + LINK.format("/news"))
    web.pages["/comments/feed/"] = feed("Comments", "First")
    web.pages["/news"] = feed("Harbour Post", "Quays reopen")
    done = feeds("add", f"127.0.0.1:{web.server_port}/", cwd=place)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"added {web.url('/news')}\n", "")


def test_a_silent_site_is_asked_where_feeds_usually_are(web: Web, place: Path) -> None:
    """Many have a feed and no link to it."""
    web.pages["/blog/"] = PAGE
    web.pages["/rss.xml"] = feed("Blog", "Words")
    done = feeds("add", web.url("/blog/"), cwd=place)
    assert (done.returncode, done.stdout) == (0, f"added {web.url('/rss.xml')}\n")


def test_of_several_feeds_the_user_chooses(web: Web, place: Path) -> None:
    """Following all of them would bring each article twice; following one would be a guess."""
    web.pages["/"] = PAGE.format("".join(map(LINK.format, ("/politics", "/sport", "/gone"))))
    web.pages["/politics"] = feed("Post: politics", "Vote")
    web.pages["/sport"] = feed("Post: sport", "Goal")
    done = feeds("add", web.url("/"), cwd=place)
    assert done.returncode == 1
    assert f"{web.url('/')}: has 2 feeds" in done.stderr
    assert f"{web.url('/politics')}  Post: politics" in done.stderr
    assert f"{web.url('/sport')}  Post: sport" in done.stderr
    assert followed(place) == {}


def test_a_feed_that_has_moved_is_followed_where_it_lives(web: Web, place: Path) -> None:
    """The old address may be gone next week."""
    web.moved["/old"] = "/new"
    web.pages["/new"] = feed("Harbour Post")
    done = feeds("add", web.url("/old"), cwd=place)
    assert done.stdout == f"added {web.url('/new')}\n"


def test_what_cannot_be_followed_is_said_and_the_rest_is_done(web: Web, place: Path) -> None:
    """One typo in a row of addresses costs that one address."""
    web.pages["/harbour"] = feed("Harbour Post")
    web.pages["/page"] = PAGE
    web.pages["/picture"] = "\x00\x01\x02"
    wrong = [web.url("/nothing"), web.url("/page"), web.url("/picture"), "file:///etc/passwd"]
    done = feeds("add", *wrong, web.url("/harbour"), cwd=place)
    assert (done.returncode, done.stdout) == (3, f"added {web.url('/harbour')}\n")
    for each in wrong:
        assert f"{each}: " in done.stderr
    assert feeds("add", *wrong, cwd=place).returncode == 1


def test_private_addresses_are_asked_only_where_configured(web: Web, place: Path) -> None:
    """A feed must not be a way into the network that Digest runs in."""
    (place / "config.toml").write_text(CONFIG.replace('"127.0.0.0/8"', ""), "utf-8")
    web.pages["/feed"] = feed("Harbour Post")
    done = feeds("add", web.url("/feed"), cwd=place)
    assert done.returncode == 1
    assert "not a public address" in done.stderr
    assert web.asked == []


def test_options_are_kept_changed_and_taken_back(place: Path) -> None:
    """What was not named stays as it was."""
    url = "https://harbour.example/feed"
    options = ("--folder", "Coast", "--folder", "Ports", "--full-text", "--include", "Köln, Bonn")
    more = ("--language", "de", "--outlet", "Der Bote", "--weight", "2.5", "--wait", "90")
    done = feeds("add", "--no-check", "harbour.example/feed", *options, *more, cwd=place)
    assert (done.returncode, done.stdout) == (0, f"added {url}\n")
    kept = followed(place)[url]
    assert kept["folders"] == ["Coast", "Ports"]
    assert kept["options"] == {
        "full_text": True,
        "include": ["Köln, Bonn"],
        "exclude": [],
        "language": "de",
        "outlet": "Der Bote",
        "weight": 2.5,
        "wait": 90,
    }

    back = ("--folder", "", "--include", "", "--wait", "", "--no-full-text", "--title", "Post")
    assert feeds("set", "harbour.example/feed", *back, cwd=place).returncode == 0
    changed = followed(place)[url]
    assert (changed["folders"], changed["title"]) == ([], "Post")
    was = kept["options"]
    assert changed["options"] == {**was, "full_text": False, "include": [], "wait": None}


@pytest.mark.parametrize(
    "option",
    [
        ("--weight", "11"),
        ("--weight", "nan"),
        ("--wait", "0"),
        ("--wait", "often"),
        ("--language", "english"),
    ],
)
def test_wrong_options_are_wrong_use(option: tuple[str, str], place: Path) -> None:
    """A weight that nobody asked for would bend every edition, unseen."""
    done = feeds("add", "--no-check", "harbour.example/feed", *option, cwd=place)
    assert done.returncode == 2
    assert "allowed: " in done.stderr
    assert followed(place) == {}


def test_feeds_that_are_not_followed_are_named(place: Path) -> None:
    """A typo is answered with what was probably meant; the others are removed."""
    feeds("add", "--no-check", "a.example/feed", "harbour.example/feed", cwd=place)
    done = feeds("remove", "a.example/feed", "https://harbor.example/feed", cwd=place)
    assert (done.returncode, done.stdout) == (3, "removed https://a.example/feed\n")
    assert "did you mean https://harbour.example/feed?" in done.stderr
    assert list(followed(place)) == ["https://harbour.example/feed"]


def test_what_was_exported_is_imported_again(place: Path) -> None:
    """Folders, titles and options are hours of somebody's work."""
    coast = ("--folder", "Coast", "--title", "Harbour & Post", "--weight", "2")
    feeds("add", "--no-check", "harbour.example/feed", *coast, cwd=place)
    feeds("add", "--no-check", "ferry.example/feed", "--exclude", "lottery", cwd=place)
    assert feeds("export", "mine.opml", cwd=place).returncode == 0
    exported = (place / "mine.opml").read_bytes()
    before = followed(place)

    known = feeds("import", "mine.opml", cwd=place)
    assert (known.returncode, known.stdout) == (0, "0 new, 2 known already\n")
    feeds("remove", *before, cwd=place)
    assert feeds("import", "-", cwd=place, stdin=exported).stdout == "2 new, 0 known already\n"
    assert followed(place) == before
    assert feeds("export", cwd=place).stdout.encode() == exported


def test_a_file_that_is_no_list_of_feeds_imports_nothing(place: Path) -> None:
    """The wrong file is a common mistake."""
    done = feeds("import", "config.toml", cwd=place)
    assert done.returncode == 1
    assert "config.toml: is no OPML" in done.stderr
    assert feeds("import", "nowhere.opml", cwd=place).returncode == 1


def looked(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_feeds_would_bring_is_shown_and_not_stored(web: Web, place: Path) -> None:
    """Before a feed is followed one wants to see it; scripts read one object a line."""
    web.pages["/feed"] = feed("Harbour Post", "Quays reopen")
    (place / "folder" / "deeper").mkdir(parents=True)
    (place / "folder" / "b.xml").write_text(feed("B"), "utf-8")
    (place / "folder" / "deeper" / "no-suffix").write_text(feed("Deeper"), "utf-8")
    (place / "folder" / "a.txt").write_text("no feed at all", "utf-8")
    done = feeds("test", web.url("/feed"), web.url("/gone"), "folder", "--json", cwd=place)
    assert done.returncode == 3
    named = [(each["feed"], each["title"]) for each in looked(done)]
    assert named == [
        (web.url("/feed"), "Harbour Post"),
        (web.url("/gone"), ""),
        ("folder/a.txt", ""),
        ("folder/b.xml", "B"),
        ("folder/deeper/no-suffix", "Deeper"),
    ]
    first, gone, no_feed, *_ = looked(done)
    assert first["error"] is None
    assert first["items"] == [
        {
            "id": "Quays reopen",
            "title": "Quays reopen",
            "url": web.url("/Quays-reopen"),
            "published": "2026-11-20T06:00:00+00:00",
            "text": "Quays reopen, the mayor said.",
        }
    ]
    assert (gone["items"], no_feed["error"]) == ([], "is no feed")
    assert "404" in gone["error"]
    assert not (place / "var").exists()

    shown = feeds("test", web.url("/feed"), "folder/a.txt", cwd=place)
    assert "Harbour Post" in shown.stdout
    assert "2026-11-20 06:00  Quays reopen" in shown.stdout
    assert "folder/a.txt: is no feed" in shown.stderr


def test_nothing_to_show_is_a_failure(place: Path) -> None:
    """A script must not take silence for an empty feed."""
    done = feeds("test", "nowhere", "--json", cwd=place)
    assert done.returncode == 1
    assert looked(done)[0]["error"].startswith("cannot be read")
    address = feeds("test", "harbour.example/feed", cwd=place)
    assert "begin an address with https://" in address.stderr


def refreshed(place: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit status of a refresh and its report, with its visits by address."""
    done = feeds("refresh", "--json", *options, cwd=place)
    report = json.loads(done.stdout)
    return done.returncode, {
        **report,
        "visited": {each["feed"]: each for each in report["visited"]},
    }


def counts(visited: dict[str, Any]) -> tuple[int, int, int, int]:
    """How many articles were new, changed, known, left out."""
    return visited["new"], visited["changed"], visited["known"], visited["left_out"]


def test_a_refresh_brings_what_is_new_and_says_so(web: Web, place: Path) -> None:
    """New the first time, known the second, asked for only when due; a correction is no new one."""
    url = web.url("/feed")
    web.pages["/feed"] = feed("Harbour Post", "Quays reopen", "Lottery numbers")
    feeds("add", url, "--exclude", "lottery", cwd=place)
    status, report = refreshed(place)
    assert (status, counts(report["visited"][url])) == (0, (1, 0, 0, 1))

    assert refreshed(place)[1] == {
        "visited": {},
        "waiting": 1,
        "resumed": False,
        "offline": False,
    }
    status, report = refreshed(place, "--all")
    assert (report["visited"][url]["status"], counts(report["visited"][url])) == (304, (0, 0, 0, 0))

    web.pages["/feed"] = feed("Harbour Post", "Quays reopen").replace("mayor", "port")
    _, report = refreshed(place, url)
    assert counts(report["visited"][url]) == (0, 1, 0, 0)
    assert followed(place)[url]["items_a_week"] is None, "nobody knows after a minute"
    assert feeds("list", cwd=place).stdout.rstrip().endswith("–")


def test_a_feed_that_fails_does_not_stop_the_others(web: Web, place: Path) -> None:
    """What came, what failed and why; cron's mail says it, and so does the list."""
    web.pages["/good"] = feed("Good", "One")
    web.pages["/bad"] = "no feed at all"
    urls = [web.url(path) for path in ("/good", "/bad", "/gone")]
    feeds("add", "--no-check", *urls, cwd=place)
    done = feeds("refresh", cwd=place)
    assert done.returncode == 3
    assert "Good: 1 new" in done.stdout
    assert "3 feeds visited, 2 failed, 0 left for later: 1 new article, 0 changed" in done.stdout
    assert f"{urls[1]}: is no feed" in done.stderr
    assert f"{urls[2]}: answered 404 Not Found" in done.stderr

    listed = feeds("list", cwd=place).stdout
    assert "answered 404 Not Found" in listed
    assert followed(place)[urls[1]]["visits"]["errors"] == 1
    assert followed(place)[urls[0]]["title"] == "Good"

    feeds("remove", urls[0], cwd=place)
    assert refreshed(place, "--all")[0] == 1


def test_a_feed_that_is_gone_is_stopped_until_it_is_named(web: Web, place: Path) -> None:
    """To ask a server for years for what it said is gone is rude; who knows better says so."""
    url = web.url("/feed")
    web.gone.add("/feed")
    feeds("add", "--no-check", url, cwd=place)
    assert f"{url}: not visited any more" in feeds("refresh", cwd=place).stdout
    assert "stopped: answered 410 Gone" in feeds("list", cwd=place).stdout

    web.pages["/feed"] = feed("Harbour Post", "Quays reopen")
    assert refreshed(place, "--all")[1]["visited"] == {}
    assert counts(refreshed(place, url)[1]["visited"][url]) == (1, 0, 0, 0)
    assert followed(place)[url]["visits"]["stopped"] is False


def test_what_was_refreshed_is_in_the_edition(web: Web, place: Path) -> None:
    """All of it is for this."""
    web.pages["/feed"] = feed("Harbour Post", "Quays reopen on Monday")
    feeds("add", web.url("/feed"), cwd=place)
    feeds("refresh", cwd=place)
    subprocess.run(
        [sys.executable, "-m", "digest", "build", "--date", "2026-11-20"], cwd=place, check=True
    )
    edition = (place / "out" / "edition.txt").read_text("utf-8")
    assert "Quays reopen on Monday" in edition
    assert "Harbour Post" in edition
