"""Follows every link of a site, as a reader with much time would."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx


class Shown(HTMLParser):
    """A page: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def all(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    @property
    def links(self) -> list[str]:
        """Where a reader or the browser is led from here."""
        return [*self.all("href"), *self.all("src"), *self.all("action")]


@dataclass
class Crawl:
    """`answers` by address, without fragments; `led` are the addresses on each page as they were
    followed, with fragments; `elsewhere` those of other sites.
    """

    answers: dict[str, httpx.Response] = field(default_factory=dict)
    led: dict[str, list[str]] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)

    def pages(self) -> dict[str, Shown]:
        return {
            url: Shown(answer.text)
            for url, answer in self.answers.items()
            if answer.headers["content-type"].startswith("text/html")
        }

    def dangling(self) -> list[str]:
        """Links into a page that has no such place."""
        ids = {url: set(page.all("id")) for url, page in self.pages().items()}
        return [
            f"{page}: {link}"
            for page, links in self.led.items()
            for link in links
            if (fragment := urldefrag(link).fragment)
            and fragment not in ids.get(urldefrag(link).url, ())
        ]


def crawl(client: httpx.Client, start: str) -> Crawl:
    """All that can be reached from `start`; links to other sites are not followed."""
    found, waiting = Crawl(), deque([urljoin(str(client.base_url), start)])
    while waiting:
        url = waiting.popleft()
        if url in found.answers:
            continue
        answer = found.answers[url] = client.get(url)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        links = [urljoin(url, each) for each in Shown(answer.text).links]
        ours = [each for each in links if urlsplit(each).netloc == urlsplit(url).netloc]
        found.elsewhere |= set(links) - set(ours)
        found.led[url] = ours
        waiting.extend(urldefrag(each).url for each in ours)
    return found
