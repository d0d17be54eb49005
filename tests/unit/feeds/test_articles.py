"""Items of feeds as articles: whose they are, and whether they are whole."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from digest.feeds.articles import WHOLE, article, is_short, outlet
from digest.models import BlockKind
from digest.models.feeds import Channel, Feed, FeedOptions, Item, Origin

FEED = Feed(url="https://kurier.example/feed.xml")
CHANNEL = Channel(
    format="rss20", title="Kurier - Politik", site="https://kurier.example/", language="de-DE"
)
ITEM = Item(
    guid="1",
    url="https://www.kurier.example/1?utm_source=rss&b=2#xtor=RSS-1",
    title="Rat streitet",
    text="Der Rat streitet.",
    published=datetime(2026, 3, 2, 6, 30, tzinfo=UTC),
    authors=("Ada Beispiel", "Ben Muster"),
)


def test_an_item_is_an_article() -> None:
    """As from a file: title first, what the feed says beside it, and an address to follow."""
    made = article(ITEM, CHANNEL, id="1", feed=FEED)
    assert (made.id, made.place, made.format) == ("1", FEED.url, "feed")
    assert made.text == "Rat streitet\n\nDer Rat streitet."
    assert made.outline[0].kind is BlockKind.TITLE
    assert made.metadata == {
        "title": "Rat streitet",
        "url": "https://www.kurier.example/1?b=2",
        "outlet": "Kurier",
        "author": "Ada Beispiel; Ben Muster",
        "published": "2026-03-02T06:30:00+00:00",
        "language": "de-DE",
    }


@pytest.mark.parametrize(
    ("options", "origin", "expected"),
    [
        ({}, None, ("Kurier", "de-DE")),
        ({"outlet": "Der Kurier", "language": "en"}, None, ("Der Kurier", "en")),
        ({}, Origin(title="Bote | Startseite"), ("Bote", "de-DE")),
        ({}, Origin(url="https://www.bote.example/x"), ("bote.example", "de-DE")),
        ({"outlet": "Planet"}, Origin(title="Bote"), ("Planet", "de-DE")),
    ],
)
def test_the_user_goes_before_the_feed_and_the_origin_before_the_aggregator(
    options: dict[str, Any], origin: Origin | None, expected: tuple[str, str]
) -> None:
    """A claim is led to whoever published it, not to who passed it on."""
    feed = replace(FEED, options=FeedOptions(**options))
    said = article(replace(ITEM, origin=origin), CHANNEL, id="1", feed=feed).metadata
    assert (said["outlet"], said["language"]) == expected


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Kurier am See - Politik", "https://kurier.example/", "Kurier am See"),
        ("BBC News - World", "https://www.bbc.co.uk/news/", "BBC News"),
        ("NYT > Top Stories", "https://www.nytimes.com/", "NYT"),
        (
            "tagesschau.de - die erste Adresse für Nachrichten",
            "https://www.tagesschau.de",
            "tagesschau.de",
        ),
        ("Home | The Paper", "https://127.0.0.1/", "The Paper"),
        ("World news | The Guardian", "https://www.theguardian.com/world", "The Guardian"),
        ("Reuters: World News", "https://reuters.com", "Reuters"),
        ("Aktuell – FAZ.NET", "https://www.faz.net/aktuell/", "FAZ.NET"),
        ("DER SPIEGEL - Schlagzeilen", "https://www.spiegel.de/", "DER SPIEGEL"),
        ("WELT - Politik", "https://www.welt.de", "WELT"),
        (
            "Le Monde.fr - Actualités et Infos en France et dans le monde",
            "https://www.lemonde.fr/",
            "Le Monde.fr",
        ),
        ("À la une - Le Courrier", "https://courrier.example", "Le Courrier"),
        ("Al Jazeera – Breaking News, World News and Video from Al Jazeera", "", "Al Jazeera"),
        ("CNN.com - RSS Channel - World", "https://www.cnn.com", "CNN.com"),
        ("Süddeutsche Zeitung | Politik", "https://www.sueddeutsche.de", "Süddeutsche Zeitung"),
        ("Wirtschaft » Der Bote", "https://x.example", "Der Bote"),
        ("US News", "https://www.usnews.com/", "US News"),
        ("24/7 Kurier", "https://x.example", "24/7 Kurier"),
        ("Top Stories", "https://www.kurier.example/rss", "kurier.example"),
        ("", "https://www.kurier.example/rss", "kurier.example"),
        ("A blog about " + "everything " * 10, "https://a.example", "a.example"),
        ("", "", ""),
    ],
)
def test_the_name_of_an_outlet_is_what_a_reader_calls_it(
    title: str, site: str, expected: str
) -> None:
    """Titles of feeds name sections and mottoes too; two sections are not two outlets."""
    assert outlet(title, site) == expected


WORDS = "Wort " * WHOLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("Ein Anriss.", True),
        (WORDS + "Ende.", False),
        (WORDS.strip(), True),
        (WORDS + "und dann …", True),
        (WORDS + "und dann...", True),
        (WORDS + "und dann [...]", True),
        (WORDS + "und dann […]\n\nThe post stands first on Kurier.", True),
        (WORDS + "Ende.\n\nWeiterlesen bei kurier.example", True),
        (WORDS + "Ende.\n\nRead more »", True),
        (WORDS + "Fin.\n\nLire la suite", True),
        (WORDS + "Er sagte … viel.\n\nEnde.", False),
        ("Weiterlesen …\n\n" + WORDS + "Ende.\n\nEnde.", False),
    ],
)
def test_an_item_is_short_if_it_goes_on_at_its_page(text: str, expected: bool) -> None:
    """Only these are fetched: a page costs its site and us more than a feed."""
    assert is_short(Item(text=text)) is expected
