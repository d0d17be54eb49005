"""From feeds in a store to an edition: whose news it is, where it stands, and only its words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from digest.feeds.arrivals import arrivals
from digest.feeds.identity import News, decide
from digest.formats.feed import parse
from digest.models.feeds import Feed, FeedOptions
from digest.storage import Arrived, Record, Store

NOW = datetime(2026, 11, 12, 6, tzinfo=UTC)
KURIER = Feed(url="https://kurier.example/politik.rss")
BOTE = Feed(url="https://bote.example/atom", options=FeedOptions(outlet="Der Bote"))
SAMMLER = Feed(url="https://sammler.example/rss")

CONFIG = """
[[digest]]
name = "daily"
title = "Tagesdigest"
language = "de"
timezone = "Europe/Berlin"
"""

FERRY = "Die Fähre nach Sandö bleibt bis Freitag im Hafen, sagte Kapitänin Ylva Bergquist."
GALE = "Der Sturm hat nach Angaben der Gemeinde Sandö zwei Anleger der Fähre beschädigt."
LYNX = "Der Tierpark am Moor bekommt zwei Luchse, sagte Direktorin Merle Asmussen."
POOL = "Das Hallenbad in Lauterwang öffnet wieder, teilte Bürgermeister Jost Hagedorn mit."

HOSTILE = (
    "{{7*7}} {% include '/etc/passwd' %}",
    "<mj-raw><script>alert(1)</script></mj-raw>",
    "<img src=x onerror=alert(1)>",
    "Hafen\r\nBcc: v@evil.example",
    "=?utf-8?q?Hi=0d=0aBcc:_v@evil.example?=",
    "\u202egnp.exe\u2066 Hafen",
    "]]><script>alert(1)</script>",
    "javascript:alert(1)",
)


def rss(title: str, items: Iterable[tuple[str, str, str]], more: str = "") -> bytes:
    """`items`: link, title, text."""
    told = "".join(
        f"<item><title>{escape(name)}</title><link>{escape(link)}</link>"
        f"<guid>{escape(link)}</guid><description>{escape(f'<p>{text}</p>')}</description>"
        f"<pubDate>Thu, 12 Nov 2026 05:00:00 GMT</pubDate>{more}</item>"
        for link, name, text in items
    )
    return (
        f"<rss version='2.0'><channel><title>{escape(title)}</title><language>de</language>"
        f"<link>https://kurier.example/</link>{told}</channel></rss>"
    ).encode()


def bring(store: Store, feed: Feed, data: bytes, *, now: datetime = NOW) -> None:
    """What a refresh does with the body of `feed`."""
    store.feeds.add([feed])
    came = arrivals(parse(data, place=feed.url, url=feed.url), feed)
    known = store.feeds.sightings([feed.url])[feed.url]
    entries = [each.entry for each in came.items]
    decisions = decide(entries, known, {}, feed=feed, today=now)
    outcome = Record(
        url=feed.url,
        feed=feed,
        arrivals=tuple(
            Arrived(
                article=replace(item.article, id=decision.document), published=item.entry.published
            )
            for item, decision in zip(came.items, decisions, strict=True)
            if decision.news is not News.KNOWN
        ),
        sightings=tuple(each.sighting for each in decisions),
    )
    run = store.feeds.start(now=now, everything=True)
    store.feeds.record([outcome], run=run, now=now)
    store.feeds.finish(run, now=now, report={})


def build(place: Path) -> dict[str, str]:
    """The views that `digest build` makes of the store in `place`."""
    (place / "config.toml").write_text(CONFIG, "utf-8")
    command = [sys.executable, "-m", "digest", "build", "--date", "2026-11-12", "--out", "out"]
    environ = {**os.environ, "DIGEST_STORE": f"sqlite:///{place / 'digest.db'}"}
    done = subprocess.run(command, cwd=place, capture_output=True, env=environ, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return {path.suffix[1:]: path.read_bytes().decode() for path in (place / "out").iterdir()}


def filled(place: Path) -> Path:
    with Store.open(f"sqlite:///{place / 'digest.db'}") as store:
        kurier = [
            ("https://kurier.example/faehre?utm_source=rss&id=7", "Fähre liegt still", FERRY),
            ("https://kurier.example/luchse#ref=rss", "Luchse im Tierpark", LYNX),
        ]
        bring(store, KURIER, rss("Kurier am Sund - Politik", kurier))
        link = "https://bote.example/sturm?fbclid=abc"
        bring(store, BOTE, rss("Bote", [(link, "Sturm trifft Sandös Fähre", GALE)]))
        source = "<source url='https://echo.example/rss'>Das Echo</source>"
        aggregated = [("https://echo.example/bad", "Hallenbad öffnet", POOL)]
        bring(store, SAMMLER, rss("Sammler", aggregated, more=source))
    return place


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("feeds"))


@pytest.fixture(scope="module")
def views(place: Path) -> dict[str, str]:
    return build(place)


class Page(HTMLParser):
    """The elements and links of an edition."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags = set[str]()
        self.links = set[str]()
        self.handlers = list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links |= {value or "" for name, value in attrs if name in {"href", "src", "action"}}


def test_an_edition_names_the_outlets(views: dict[str, str]) -> None:
    """A reader weighs news by whose it is: the paper's, not its section's nor the aggregator's."""
    references = json.loads(views["json"])["references"]
    assert {each["outlet"] for each in references} == {"Kurier am Sund", "Der Bote", "Das Echo"}
    for outlet in ("Kurier am Sund", "Der Bote", "Das Echo"):
        assert outlet in unescape(views["html"])
        assert outlet in views["txt"]


def test_links_lead_to_the_items_without_tracking(views: dict[str, str]) -> None:
    """Who follows a link from the digest is nobody's campaign."""
    links = {
        "https://kurier.example/faehre?id=7",
        "https://kurier.example/luchse",
        "https://bote.example/sturm",
        "https://echo.example/bad",
    }
    assert links <= Page(views["html"]).links
    assert all(link in views["txt"] for link in links)
    assert not re.search("utm_|fbclid|ref=rss", "".join(views.values()))


def test_what_the_items_say_is_told(views: dict[str, str]) -> None:
    """Feeds are read as files are: claims, speakers, places."""
    stories = json.loads(views["json"])["stories"]
    told = {item["attribution"]["name"]["text"] for story in stories for item in story["items"]}
    assert {"Ylva Bergquist", "Merle Asmussen", "Jost Hagedorn"} <= told


def test_the_same_store_gives_the_same_bytes(place: Path, views: dict[str, str]) -> None:
    """The second time everything has been read before."""
    assert build(place) == views


def test_a_corrected_item_is_shown_as_it_is_now(tmp_path: Path) -> None:
    """What an outlet took back must not be told, nor stand beside what it says now."""
    place = filled(tmp_path)
    build(place)
    link = "https://kurier.example/faehre?utm_source=rss&utm_campaign=2&id=7"
    mended = FERRY.replace("Freitag", "Sonntag")
    with Store.open(f"sqlite:///{place / 'digest.db'}") as store:
        corrected = rss("Kurier am Sund - Politik", [(link, "Fähre liegt bis Sonntag", mended)])
        bring(store, KURIER, corrected, now=NOW + timedelta(hours=1))
    after = build(place)
    ids = [each["id"] for each in json.loads(after["json"])["references"]]
    assert ids.count("https://kurier.example/faehre?id=7") == 1
    assert "Sonntag" in after["txt"]
    assert "Freitag" not in after["txt"]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An edition of items whose titles are out for harm."""
    place = tmp_path_factory.mktemp("hostile")
    items = [
        (f"https://kurier.example/{number}", title, f"{LYNX}</p><p>{title}")
        for number, title in enumerate(HOSTILE)
    ]
    with Store.open(f"sqlite:///{place / 'digest.db'}") as store:
        bring(store, KURIER, rss(HOSTILE[0] + HOSTILE[2], items))
    return build(place)


def test_no_title_is_an_element_or_a_template(attacked: dict[str, str]) -> None:
    """The page has the words of a feed, and what the template has put around them."""
    page = Page(attacked["html"])
    assert not page.tags & {"script", "img", "svg", "form", "base", "iframe", "mj-raw"}
    assert not page.handlers
    assert all(link.startswith(("http://", "https://", "#")) for link in page.links)
    assert "{{7*7}}" in unescape(attacked["html"])
    assert "{{7*7}}" in attacked["txt"]
    assert not any("root:" in view for view in attacked.values())


def test_no_title_breaks_a_line_or_turns_one(attacked: dict[str, str]) -> None:
    """A title on a line of its own could be a header, and one that turns letters another word."""
    edition = json.loads(attacked["json"])
    titles = [each["title"] for each in edition["references"]]
    assert len(titles) == len(HOSTILE)
    unseen = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    assert not [view for view in attacked.values() if unseen.search(view)]
    assert not re.search(r"^\s*Bcc:", attacked["txt"], re.MULTILINE)
    assert {"Hafen Bcc: v@evil.example", "gnp.exe Hafen"} <= set(titles)
