"""Feeds that are made to take all of a reader's time or memory. Each is a well-known one.

`BODIES` has them by name. Those of a few hundred bytes are files in `tests/data/hostile`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

MANY = 200_000
DEEP = 100_000


def rss(*items: str, before: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="utf-8"?>\n{before}<rss version="2.0"><channel>'
    channel = "<title>Hafenbote</title><link>http://hafenbote.example/</link>"
    return f"{head}{channel}{''.join(items)}</channel></rss>".encode()


def item(number: int, inner: str = "") -> str:
    link = f"http://hafenbote.example/{number}"
    return f"<item><title>Schleuse {number}</title><link>{link}</link>{inner}</item>"


def quadratic_entity() -> bytes:
    """One entity of 100 KB, used 10,000 times: 1 GB."""
    doctype = f'<!DOCTYPE rss [<!ENTITY a "{"ha " * 33_000}">]>\n'
    return rss(item(1, f"<description>{'&a;' * 10_000}</description>"), before=doctype)


def attributes() -> bytes:
    many = " ".join(f'a{number}="1"' for number in range(MANY))
    return rss(f"<item {many}><title>Schleuse 1</title></item>")


def html_attributes() -> bytes:
    many = " ".join(f"a{number}=1" for number in range(MANY))
    return rss(item(1, f"<description><![CDATA[<p {many}>Zu.</p>]]></description>"))


def nested_tags() -> bytes:
    return rss(item(1, "<b>" * DEEP + "Zu." + "</b>" * DEEP))


def nested_html() -> bytes:
    inner = "<div>" * DEEP + "Zu." + "</div>" * DEEP
    return rss(item(1, f"<description><![CDATA[{inner}]]></description>"))


def nested_items() -> bytes:
    return rss("<item>" * DEEP + "<title>Zu</title>" + "</item>" * DEEP)


def many_items() -> bytes:
    return rss(*(f"<item><title>Schleuse {number}</title></item>" for number in range(MANY)))


def author() -> bytes:
    """40 KB in which feedparser looks for an address, with the square of their number
    (kurtmckee/feedparser#562)."""
    return rss(item(1, f"<author>{'a' * 40_000}</author>"))


def authors() -> bytes:
    return rss(*(item(number, f"<author>{'a' * 40_000}</author>") for number in range(50)))


def open_brackets() -> bytes:
    return rss(item(1, f"<description>{'&lt;' * 500_000}</description>"))


def unclosed_tags() -> bytes:
    return rss(item(1, f"<description><![CDATA[{'<a href=' * 300_000}]]></description>"))


def long_title() -> bytes:
    return rss(f"<item><title>{'Schleuse ' * 500_000}</title></item>")


BODIES: Mapping[str, Callable[[], bytes]] = {
    each.__name__.replace("_", "-"): each
    for each in (
        *(quadratic_entity, attributes, html_attributes, nested_tags, nested_html, nested_items),
        *(many_items, author, authors, open_brackets, unclosed_tags, long_title),
    )
}
