"""`digest feeds` as its users meet it, against a web of their own on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.commands import Done, digest
from support.feed_site import Site, site
from support.following import LOOPBACK, config

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


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as there:
        yield there


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a configuration that lets feeds come from loopback."""
    (tmp_path / "config.toml").write_text(config(LOOPBACK), "utf-8")
    return tmp_path


feeds = partial(digest, "feeds")


def followed(place: Path) -> dict[str, Any]:
    """What `digest feeds list --json` says of each feed, by address."""
    listed = json.loads(feeds("list", "--json", cwd=place).stdout)
    return {each["url"]: each for each in listed["feeds"]}


def test_a_feed_is_followed_by_its_address(web: Site, place: Path) -> None:
    """It is looked at once, so that a typo is said now and not tomorrow morning."""
    web.put("/feed", feed("Harbour Post", "Quays reopen").encode())
    done = feeds("add", f"{web.url}/feed", cwd=place)
    assert (done.returncode, done.stdout) == (0, f"added {web.url}/feed\n")
    assert followed(place)[f"{web.url}/feed"]["title"] == "Harbour Post"

    again = feeds("add", f"{web.url}/feed", cwd=place)
    assert (again.returncode, again.stdout) == (0, f"known already: {web.url}/feed\n")
    heavy = feeds("add", f"{web.url}/feed", "--weight", "2", cwd=place)
    assert "unchanged; digest feeds set changes it" in heavy.stdout


def test_a_site_leads_to_its_feed(web: Site, place: Path) -> None:
    """People know the site; comments are not what they mean. Without a scheme http is tried too."""
    web.put("/", PAGE.format(LINK.format("/comments/feed/") + LINK.format("/news")).encode())
    web.put("/comments/feed/", feed("Comments", "First").encode())
    web.put("/news", feed("Harbour Post", "Quays reopen").encode())
    done = feeds("add", web.url.removeprefix("http://") + "/", cwd=place)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"added {web.url}/news\n", "")


def test_a_silent_site_is_asked_where_feeds_usually_are(web: Site, place: Path) -> None:
    """Many have a feed and no link to it."""
    web.put("/blog/", PAGE.encode())
    web.put("/rss.xml", feed("Blog", "Words").encode())
    done = feeds("add", f"{web.url}/blog/", cwd=place)
    assert (done.returncode, done.stdout) == (0, f"added {web.url}/rss.xml\n")


def test_of_several_feeds_the_user_chooses(web: Site, place: Path) -> None:
    """Following all of them would bring each article twice; following one would be a guess."""
    web.put("/", PAGE.format("".join(map(LINK.format, ("/politics", "/sport", "/gone")))).encode())
    web.put("/politics", feed("Post: politics", "Vote").encode())
    web.put("/sport", feed("Post: sport", "Goal").encode())
    done = feeds("add", f"{web.url}/", cwd=place)
    assert done.returncode == 1
    assert f"{web.url}/: has 2 feeds" in done.stderr
    assert f"{web.url}/politics  Post: politics" in done.stderr
    assert f"{web.url}/sport  Post: sport" in done.stderr
    assert followed(place) == {}


def test_a_feed_that_has_moved_is_followed_where_it_lives(web: Site, place: Path) -> None:
    """The old address may be gone next week."""
    web.refuse("/old", 301, Location="/new")
    web.put("/new", feed("Harbour Post").encode())
    done = feeds("add", f"{web.url}/old", cwd=place)
    assert done.stdout == f"added {web.url}/new\n"


def test_what_cannot_be_followed_is_said_and_the_rest_is_done(web: Site, place: Path) -> None:
    """One typo in a row of addresses costs that one address."""
    web.put("/harbour", feed("Harbour Post").encode())
    web.put("/page", PAGE.encode())
    web.put("/picture", b"\x00\x01\x02")
    wrong = [f"{web.url}/nothing", f"{web.url}/page", f"{web.url}/picture", "file:///etc/passwd"]
    done = feeds("add", *wrong, f"{web.url}/harbour", cwd=place)
    assert (done.returncode, done.stdout) == (3, f"added {web.url}/harbour\n")
    for each in wrong:
        assert f"{each}: " in done.stderr
    assert feeds("add", *wrong, cwd=place).returncode == 1


def test_a_file_is_no_address(place: Path) -> None:
    """Who adds a list of feeds means to import it; its name must not be asked of the DNS."""
    done = feeds("add", "config.toml", cwd=place)
    assert done.returncode == 1
    assert "config.toml: is a file" in done.stderr
    assert "digest feeds import" in done.stderr


def test_private_addresses_are_asked_only_where_configured(web: Site, place: Path) -> None:
    """A feed must not be a way into the network that Digest runs in."""
    (place / "config.toml").write_text(config(()), "utf-8")
    web.put("/feed", feed("Harbour Post").encode())
    done = feeds("add", f"{web.url}/feed", cwd=place)
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


def looked(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_feeds_would_bring_is_shown_and_not_stored(web: Site, place: Path) -> None:
    """Before a feed is followed one wants to see it; scripts read one object a line."""
    web.put("/feed", feed("Harbour Post", "Quays reopen").encode())
    (place / "folder" / "deeper").mkdir(parents=True)
    (place / "folder" / "b.xml").write_text(feed("B"), "utf-8")
    (place / "folder" / "deeper" / "no-suffix").write_text(feed("Deeper"), "utf-8")
    (place / "folder" / "a.txt").write_text("no feed at all", "utf-8")
    done = feeds("test", f"{web.url}/feed", f"{web.url}/gone", "folder", "--json", cwd=place)
    assert done.returncode == 3
    named = [(each["feed"], each["title"]) for each in looked(done)]
    assert named == [
        (f"{web.url}/feed", "Harbour Post"),
        (f"{web.url}/gone", ""),
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
            "url": f"{web.url}/Quays-reopen",
            "published": "2026-11-20T06:00:00+00:00",
            "text": "Quays reopen, the mayor said.",
        }
    ]
    assert (gone["items"], no_feed["error"]) == ([], "is no feed")
    assert "404" in gone["error"]
    assert not (place / "var").exists()

    shown = feeds("test", f"{web.url}/feed", "folder/a.txt", cwd=place)
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
    assert "begin an address" not in feeds("test", "-", "*.nothing", cwd=place).stderr


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


def test_a_refresh_brings_what_is_new_and_says_so(web: Site, place: Path) -> None:
    """New the first time, known the second, asked for only when due; a correction is no new one."""
    url = f"{web.url}/feed"
    web.put("/feed", feed("Harbour Post", "Quays reopen", "Lottery numbers").encode())
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

    web.put("/feed", feed("Harbour Post", "Quays reopen").replace("mayor", "port").encode())
    _, report = refreshed(place, url)
    assert counts(report["visited"][url]) == (0, 1, 0, 0)
    assert followed(place)[url]["items_a_week"] is None, "nobody knows after a minute"
    assert feeds("list", cwd=place).stdout.rstrip().endswith("–")


def test_other_options_are_heeded_at_once(web: Site, place: Path) -> None:
    """A server would answer that nothing is new, and the words would seem to have no effect."""
    url = web.put("/feed", feed("Harbour Post", "Quays reopen", "Lottery numbers").encode())
    feeds("add", url, "--exclude", "lottery", cwd=place)
    refreshed(place)
    feeds("set", url, "--exclude", "", cwd=place)
    _, report = refreshed(place, url)
    assert counts(report["visited"][url]) == (1, 0, 1, 0)

    feeds("set", url, "--title", "The Post", cwd=place)
    assert refreshed(place, url)[1]["visited"][url]["status"] == 304


def test_a_feed_that_fails_does_not_stop_the_others(web: Site, place: Path) -> None:
    """What came, what failed and why; cron's mail says it, and so does the list."""
    web.put("/good", feed("Good", "One").encode())
    web.put("/bad", b"no feed at all")
    urls = [web.url + path for path in ("/good", "/bad", "/gone")]
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


def test_a_feed_that_is_gone_is_stopped_until_it_is_named(web: Site, place: Path) -> None:
    """To ask a server for years for what it said is gone is rude; who knows better says so."""
    url = f"{web.url}/feed"
    web.refuse("/feed", 410)
    feeds("add", "--no-check", url, cwd=place)
    assert f"{url}: not visited any more" in feeds("refresh", cwd=place).stdout
    assert "stopped: answered 410 Gone" in feeds("list", cwd=place).stdout

    web.put("/feed", feed("Harbour Post", "Quays reopen").encode())
    assert refreshed(place, "--all")[1]["visited"] == {}
    assert counts(refreshed(place, url)[1]["visited"][url]) == (1, 0, 0, 0)
    assert followed(place)[url]["visits"]["stopped"] is False


def test_what_was_refreshed_is_in_the_edition(web: Site, place: Path) -> None:
    """All of it is for this."""
    web.put("/feed", feed("Harbour Post", "Quays reopen on Monday").encode())
    feeds("add", f"{web.url}/feed", cwd=place)
    feeds("refresh", cwd=place)
    subprocess.run(
        [sys.executable, "-m", "digest", "build", "--date", "2026-11-20"], cwd=place, check=True
    )
    edition = (place / "out" / "edition.txt").read_text("utf-8")
    assert "Quays reopen on Monday" in edition
    assert "Harbour Post" in edition
