"""The archive over real HTTP, with a real store: what readers find there, and what nobody does."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import httpx
import pytest
from jinja2 import Environment
from support.crawling import Crawl, Shown, crawl
from support.site import archive_in, build, served

from digest.errors import StoreError
from digest.rendering import read_json
from digest.rendering.links import Links
from digest.web import templates
from digest.web.site import app as site_app

ADDRESS = "https://news.example.org/digests"
DAILY, BRIEF = "/archive/daily", "/archive/brief"
LAST = f"{DAILY}/editions/daily-2026-11-20"
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass
class Served:
    folder: Path
    client: httpx.Client
    announced: list[str]

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(path, headers=headers)

    def shown(self, path: str) -> Shown:
        answer = self.get(path)
        assert answer.status_code == 200
        return Shown(answer.text)


@pytest.fixture(scope="module")
def archive(days: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A copy: one test builds an edition again."""
    folder, announced = tmp_path_factory.mktemp("archive"), list[str]()
    shutil.copytree(days, folder, dirs_exist_ok=True)
    site = archive_in(folder, address=ADDRESS, announce=announced.append)
    with served(site) as url, httpx.Client(base_url=url) as client:
        yield Served(folder, client, announced)


@pytest.fixture(scope="module")
def walked(archive: Served) -> Crawl:
    """All pages, as a reader comes by them, through a proxy that passes the path on."""
    return crawl(archive.client, "/digests/archive/")


def test_every_link_of_every_page_leads_somewhere(walked: Crawl) -> None:
    """Each address is answered, each fragment is a place of its page."""
    assert {answer.status_code for answer in walked.answers.values()} == {200}
    assert walked.dangling() == []
    assert len(walked.pages()) > 60
    for kind in ("editions", "stories", "claims", "speakers", "articles"):
        assert any(f"/{kind}/" in url for url in walked.answers), kind


def test_every_page_says_where_it_is_for_all_the_world(walked: Crawl) -> None:
    """With `before` and `page` too: a part of a list is a page of its own."""
    for url, page in walked.pages().items():
        path = url.partition("/digests/")[2]
        said = [each["href"] for tag, each in page.elements if each.get("rel") == "canonical"]
        assert said == [f"{ADDRESS}/{path}"]
        assert ("meta", {"property": "og:url", "content": said[0]}) in page.elements


def test_the_first_reader_waits_for_no_template(
    archive: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are compiled before the address is said: that takes longer than all else of a page."""
    templates.worded.cache_clear()
    site_app.warm(archive_in(archive.folder))
    monkeypatch.delattr(Environment, "compile")
    assert archive.get(LAST).status_code == 200
    assert archive.get(f"{DAILY}/speakers").status_code == 200


def test_what_else_an_address_asks_for_is_no_other_page(archive: Served) -> None:
    """Links that others made longer lead to one page."""
    assert f'"{ADDRESS}{LAST}"' in archive.get(f"{LAST}?utm_source=mail").text


def test_nothing_that_an_article_brings_is_markup(walked: Crawl) -> None:
    """One is there that tries: no script, no picture, no style, nothing from elsewhere."""
    assert any("onerror=alert" in page.text for page in walked.pages().values())
    for url, page in walked.pages().items():
        assert not {"script", "img", "iframe", "style", "object", "base"} & set(page.tags), url
        attributes = {name for _, found in page.elements for name in found}
        assert not [name for name in attributes if name.startswith("on") or name == "style"], url
        assert page.tags.count("h1") == 1
        ids = page.all("id")
        assert len(ids) == len(set(ids)), url
    assert not [each for each in walked.elsewhere if not each.startswith(f"{ADDRESS}/archive/")]


def test_nothing_that_an_article_brings_turns_a_page_around(walked: Crawl) -> None:
    """What overrides the direction of writing lets words read as others; files have it as it is."""
    assert not [url for url in walked.pages() if "\u202e" in walked.answers[url].text]


@pytest.mark.parametrize("path", ["/", "/archive"])
def test_what_people_type_leads_to_the_archive(archive: Served, path: str) -> None:
    """The first is the address that `digest serve` says, and that of the domain."""
    answer = archive.client.get(path, follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (200, "/digests/archive/")


def test_what_nobody_is_shown_is_nowhere(walked: Crawl) -> None:
    """Neither what another digest has, nor what a reader likes, nor where files lie."""
    everything = "".join(a.text for url, a in walked.answers.items() if "/static/" not in url)
    for private in ("Am Tisch", "Dreyer", "Lieblingsthema", "news/markt", "drawer", "desk"):
        assert private not in everything, private


def test_every_answer_says_what_it_may_do(walked: Crawl) -> None:
    """The same for pages, feeds and files; asked again, they say whether they have changed."""
    for url, answer in walked.answers.items():
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'; ")
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert answer.headers["x-robots-tag"] == "noindex"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answer.headers
        kept = answer.headers["cache-control"]
        assert kept == ("max-age=300" if "/static/" in url else "no-cache")
        assert answer.headers["etag"]


NOWHERE = [
    f"{DAILY}/editions/daily-2026-11-21",
    f"{DAILY}/editions/brief-2026-11-20",
    f"{DAILY}/editions/desk-2026-11-18",
    f"{DAILY}/editions/daily-2026-11-20.html",
    f"{DAILY}/editions/..%2f..%2fconfig.toml",
    f"{DAILY}/editions/%00",
    f"{DAILY}/editions/' or 1=1 --",
    f"{DAILY}/stories/none",
    f"{DAILY}/claims/" + "x" * 4000,
    f"{DAILY}/speakers/nobody",
    f"{DAILY}/speakers/carla%20dreyer",
    f"{DAILY}/articles/" + "0" * 32,
    f"{DAILY}/articles/%2e%2e%2f%2e%2e%2fvar%2fdigest.db",
    f"{DAILY}/config.toml",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_there_is_told_in_the_readers_language(archive: Served, path: str) -> None:
    """With the same page for all, and a way back."""
    answer = archive.get(path)
    assert (answer.status_code, answer.text) == (404, archive.get(f"{DAILY}/nothing").text)
    assert "Diese Seite gibt es nicht" in answer.text
    assert f'href="/digests{DAILY}"' in answer.text


def test_each_digest_has_its_language(archive: Served) -> None:
    """Also where it has nothing to show."""
    assert "There is no such page" in archive.get(f"{BRIEF}/nothing").text


@pytest.mark.parametrize(
    "path", ["", "/", "/editions/desk-2026-11-18", "/feed.atom", "/search?q=Abkommen", "/x"]
)
def test_a_digest_that_is_not_shown_is_as_if_it_were_not_there(archive: Served, path: str) -> None:
    """To the byte: nobody learns that there is one."""
    hidden, none = archive.get(f"/archive/desk{path}"), archive.get(f"/archive/none{path}")
    assert (hidden.status_code, hidden.text) == (404, none.text)
    assert set(hidden.headers) == set(none.headers)


def test_an_article_of_another_digest_is_not_shown(archive: Served) -> None:
    """It is in the same store, and its address is a hash that who has it can compute."""
    edition = next(archive.folder.glob("out/edition.json")).read_text("utf-8")
    assert read_json(edition).brief.name == "desk"
    fingerprint = read_json(edition).references[0].document
    for digest in ("daily", "brief", "desk"):
        assert archive.get(f"/archive/{digest}/articles/{fingerprint}").status_code == 404


@pytest.mark.parametrize("path", ["/archive/", DAILY, LAST, f"{DAILY}/feed.atom", f"{LAST}.json"])
def test_what_has_not_changed_is_not_sent_again(archive: Served, path: str) -> None:
    """RFC 9110, 13.1.2; and HEAD says what GET would."""
    first = archive.get(path)
    tag = first.headers["etag"]
    for asked in (tag, f'"other", W/{tag}'):
        again = archive.get(path, **{"if-none-match": asked})
        assert (again.status_code, again.text, again.headers["etag"]) == (304, "", tag)
    assert archive.get(path, **{"if-none-match": '"other"'}).status_code == 200
    head = archive.client.head(path)
    assert (head.status_code, head.text, head.headers["etag"]) == (200, "", tag)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_there_is_nothing_to_do_but_to_read(archive: Served, method: str) -> None:
    """Whatever is sent."""
    for path in ("/archive/", DAILY, LAST, f"{DAILY}/search"):
        assert archive.client.request(method, path).status_code == 405


def test_other_names_are_refused(archive: Served) -> None:
    """A page elsewhere cannot read the archive of an inner network by a name of its own."""
    assert archive.get(DAILY, host="evil.example").status_code == 421
    assert archive.get(DAILY, host="news.example.org").status_code == 200


def test_an_edition_is_set_as_a_page(archive: Served) -> None:
    """Its stories as articles with their lines, figures in tables, sources in a list."""
    page = archive.shown(f"{DAILY}/editions/daily-2026-11-19")
    assert {"article", "header", "section", "table", "caption", "ol", "nav"} <= set(page.tags)
    for words in (
        "Nobody slept in this town last night,",
        "Petra Voss, Bauamtsleiterin",
        "17 Toten",
    ):
        assert words in page.text
    assert "digest explain" not in page.text
    links = page.links
    assert any(re.search(r"/articles/[0-9a-f]{32}#claim-\d+-\d+$", each) for each in links)
    assert f"/digests{DAILY}/editions/daily-2026-11-18" in links
    assert f"/digests{DAILY}/editions/daily-2026-11-20" in links


def test_what_was_left_out_is_shown_where_its_readers_are_told(archive: Served) -> None:
    """With the reason, in the words of the page; by the digest that hides it not even as JSON."""
    page = archive.shown(f"{DAILY}/editions/daily-2026-11-18")
    assert {"details", "summary"} <= set(page.tags)
    assert "Nicht aufgenommen (1)" in page.text
    for name, count in (("daily", 1), ("brief", 0)):
        answer = archive.get(f"/archive/{name}/editions/{name}-2026-11-18.json")
        assert len(read_json(answer.text).dropped) == count


def test_the_files_of_an_edition_say_the_same(archive: Served) -> None:
    """Text as it is mailed, with addresses that work anywhere; JSON of the published schema."""
    text = archive.get(f"{LAST}.txt")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert f"{ADDRESS}{LAST}" in text.text
    answer = archive.get(f"{LAST}.json")
    edition = read_json(answer.text)
    assert answer.headers["content-type"] == "application/json"
    assert (edition.id, edition.brief.title) == ("daily-2026-11-20", "Tagesdigest & <b>mehr</b>")
    assert {each.score for each in edition.items()} == {()}
    shown = archive.shown(LAST).text
    for item in edition.items():
        assert all(" ".join(words.text.split()) in shown for words in item.words)


def articles(page: Shown) -> list[str]:
    return sorted({urlsplit(each).path for each in page.links if "/articles/" in each})


def test_an_article_is_shown_as_far_as_its_digest_says(archive: Served) -> None:
    """All of it, or the paragraphs that are cited, and how much is missing between."""
    fire = f"{DAILY}/editions/daily-2026-11-18"
    whole = {each.rpartition("/")[2]: archive.shown(each) for each in articles(archive.shown(fire))}
    brief = archive.shown(f"{BRIEF}/editions/brief-2026-11-18")
    parts = {each.rpartition("/")[2]: archive.shown(each) for each in articles(brief)}
    assert whole.keys() <= parts.keys()
    name = next(name for name, page in whole.items() if "Sprinkler" in page.text)
    assert "Die Ursache des Feuers" in whole[name].text
    assert "Die Ursache des Feuers" not in parts[name].text
    assert "not shown" in parts[name].text
    assert "nicht gezeigt" not in whole[name].text
    assert "Brand im Hafenspeicher von Norderfelde" in parts[name].text


def test_a_claim_tells_what_became_of_it(archive: Served) -> None:
    """Where it stands, with its paragraph; when it was first told, and that it was withdrawn."""
    edition = read_json(archive.get(f"{LAST}.json").text)
    gone = next(item for item in edition.items() if item.change == "withdrawn")
    page = archive.shown(f"{DAILY}/claims/{gone.id}")
    assert page.text.count("zurückgezogen") >= 2
    assert "zuerst berichtet" in page.text
    assert (
        "Der Küstenbote zieht seinen Bericht über einen Kurzschluss im Kühlhaus zurück."
        in page.text
    )
    for day in ("18. November 2026", "20. November 2026"):
        assert day in page.text


def test_the_feed_is_one_that_readers_can_use(archive: Served) -> None:
    """RFC 4287: what has to be there is, once; entries are known by addresses that stay."""
    answer = archive.get(f"{DAILY}/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)  # noqa: S314  what we have written
    entries = feed.findall(f"{ATOM}entry")
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{ADDRESS}{DAILY}/feed.atom", "alternate": f"{ADDRESS}{DAILY}"}
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert parsed.feed.title == "Tagesdigest & <b>mehr</b>"
    assert [each.id for each in parsed.entries] == [
        f"{ADDRESS}{DAILY}/editions/daily-2026-11-{day}" for day in (20, 19, 18)
    ]
    assert parsed.entries[0].updated == "2026-11-19T23:00:00+00:00", "midnight in Berlin"
    assert "Streit nach dem Brand in Norderfelde" in parsed.entries[0].summary


def test_an_edition_made_again_is_the_same_entry(archive: Served) -> None:
    """Else every feed reader would show it once more."""
    before = archive.get(f"{DAILY}/feed.atom").text
    build(archive.folder, "news", "daily", 2)
    assert archive.get(f"{DAILY}/feed.atom").text == before


def test_programs_find_editions_as_json(archive: Served) -> None:
    """JSON Feed 1.1, each item with content, and with the edition as a file."""
    answer = archive.get(f"{DAILY}/editions.json")
    assert answer.headers["content-type"] == "application/feed+json"
    feed = json.loads(answer.text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{ADDRESS}{DAILY}/editions.json"
    first = feed["items"][0]
    assert {"id", "url", "content_text", "date_published"} <= first.keys()
    (file,) = first["attachments"]
    path = file["url"].removeprefix(ADDRESS)
    assert read_json(archive.get(path).text).number == first["_digest"]["number"] == 3
    assert "next_url" not in feed


@pytest.mark.parametrize("name", ["editions.json", "feed.atom"])
def test_a_feed_may_have_no_edition(archive: Served, name: str) -> None:
    """As that of a digest has on its first day, and what is before the first edition."""
    answer = archive.get(f"{DAILY}/{name}?before=daily-2026-11-18")
    assert answer.status_code == 200
    assert not feedparser.parse(answer.text).entries
    assert "next_url" not in answer.text


def test_older_editions_are_a_page_away(archive: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Newest first, each on one page."""
    monkeypatch.setattr("digest.web.site.editions.PAGE", 2)
    monkeypatch.setattr("digest.web.site.feeds.ENTRIES", 2)
    page = archive.shown(DAILY)
    (older,) = [each for each in page.links if "before=" in each]
    assert "daily-2026-11-18" in "".join(archive.shown(older.removeprefix("/digests")).links)
    feed = archive.get(f"{DAILY}/editions.json").json()
    more = archive.get(feed["next_url"].removeprefix(ADDRESS)).json()
    assert [each["_digest"]["number"] for each in feed["items"] + more["items"]] == [3, 2, 1]


def test_the_addresses_that_links_make_are_those_that_are_answered(archive: Served) -> None:
    """`rendering.links` and the routes are two lists of one thing."""
    links = Links.under("", "daily")
    found = (links.home(), links.speakers(), links.search(), links.feed(), links.listing())
    assert {archive.get(each).status_code for each in found} == {200}
    assert archive.get(f"{DAILY}/").headers["location"] == f"/digests{DAILY}"
    assert links.speaker("AFP/dpa") == f"{DAILY}/speakers/{quote('afp/dpa', safe='')}"
    routes = site_app._PAGES
    assert "/speakers/{key:path}" in dict(routes), "names may have slashes"


def test_a_store_that_is_busy_is_no_secret_and_no_detail(archive: Served) -> None:
    """Readers are told to come back, and who runs it learns why."""

    class Busy:
        def publications(self) -> tuple[()]:
            raise StoreError("another program is writing to it", place="digest.db")

        @contextmanager
        def open(self, _: str) -> Iterator[None]:
            raise StoreError("another program is writing to it", place="digest.db")
            yield

    announced = list[str]()
    site = replace(archive_in(archive.folder, announce=announced.append), archive=Busy())
    with served(site) as url, httpx.Client(base_url=url) as client:
        for path in ("/archive/", DAILY, LAST):
            answer = client.get(path)
            assert answer.status_code == 503
            assert int(answer.headers["retry-after"]) > 0
            assert answer.headers["cache-control"] == "no-store"
            assert "digest.db" not in answer.text
    assert any("another program" in line for line in announced)
