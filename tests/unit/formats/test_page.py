"""Articles from the pages of a feed's items: which pages are taken, and what is taken of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import FormatError
from digest.formats.page import HINT, page
from digest.models import Article

TITLE = "Fährbetrieb nach Sandö ruht"
TEASER = "Wegen des Sturms fahren bis Freitag keine Schiffe zur Insel."
TEXT = f"{TITLE}\n\n{TEASER}"
ARTICLE = Article(
    id="https://kurier.example/faehre",
    place="https://kurier.example/faehre",
    format="feed",
    text=TEXT,
    metadata={"title": TITLE, "outlet": "Kurier am Sund", "published": "2026-11-11T08:00:00+00:00"},
)
BODY = (
    f"<p>{TEASER}</p>"
    "<p>Die Fähre nach Sandö bleibt im Hafen, sagte Kapitänin Ylva Bergquist am Mittwoch. Der Wind "
    "habe am Morgen 28 Meter in der Sekunde erreicht.</p>"
    "<p>Für Kranke steht ein Hubschrauber bereit, teilte die Gemeinde mit.</p>"
)
CONSENT = (
    "<p>Wir und unsere 612 Partner speichern Informationen auf Ihrem Gerät und verarbeiten Daten "
    "wie Kennungen für Werbung, Messungen und Erkenntnisse über Zielgruppen.</p>"
    "<p>Sie können Ihre Einwilligung jederzeit widerrufen. Weiter mit Werbung oder im Abo.</p>"
)
LOGIN = (
    "<p>Bitte melden Sie sich an, um weiterzulesen. Noch kein Konto? Jetzt vier Wochen kostenlos "
    "testen, danach 9,99 Euro im Monat. Passwort vergessen? Hier geht es zur Hilfe.</p>"
)


def whole(body: str, title: str = TITLE, head: str = "") -> bytes:
    return (
        f"<html lang=de><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def test_the_page_s_text_takes_the_place_of_the_feed_s() -> None:
    """What follows the teaser is why the page was asked for; the document says where it is from."""
    full = page(whole(BODY), "text/html; charset=utf-8", ARTICLE)
    assert full.text.startswith(f"{TITLE}\n\n{TEASER}\n\nDie Fähre nach Sandö bleibt im Hafen")
    assert full.format == "page"
    assert (full.id, full.place) == (ARTICLE.id, ARTICLE.place)


def test_what_the_feed_says_goes_first() -> None:
    """A page's head often names a portal, or the day it was last changed."""
    head = (
        '<meta property="og:site_name" content="Nachrichtenportal Nord">'
        '<meta property="article:published_time" content="2020-01-01">'
        '<meta name="author" content="Ylva Bergquist">'
    )
    full = page(whole(BODY, head=head), "text/html", ARTICLE)
    assert full.metadata["outlet"] == "Kurier am Sund"
    assert full.metadata["published"] == "2026-11-11T08:00:00+00:00"
    assert full.metadata["author"] == "Ylva Bergquist"


def test_the_charset_of_the_header_is_used() -> None:
    """Older servers name it there alone; umlauts must not become other letters."""
    data = whole(BODY).decode().encode("iso-8859-5", "xmlcharrefreplace")
    cyrillic = whole(BODY + "<p>Капитан подтвердил это.</p>").decode().encode("koi8-r", "replace")
    assert "Fähre" in page(data, 'text/html; charset="ISO-8859-5"', ARTICLE).text
    assert "Капитан подтвердил" in page(cyrillic, "text/html;charset=koi8-r", ARTICLE).text


@pytest.mark.parametrize("kind", ["text/html", "TEXT/HTML;x", "application/xhtml+xml", "", "?"])
def test_pages_go_by_several_names(kind: str) -> None:
    """A server that does not say what it sends mostly sends a page."""
    assert page(whole(BODY), kind, ARTICLE).format == "page"


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (whole(CONSENT), "text/html", "is about something else: a consent wall or login, perhaps"),
        (whole(LOGIN), "text/html", "is about something else: a consent wall or login, perhaps"),
        (
            whole("<p>" + "Die gesuchte Adresse gibt es nicht mehr. " * 9 + "</p>", "Error 404"),
            "text/html",
            "is about something else: a consent wall or login, perhaps",
        ),
        (whole(f"<p>{TEASER[:40]}</p>"), "text/html", "has no more text than the feed"),
        (b"<html><body></body></html>", "text/html", "has no article in it"),
        (b"", "text/html", "is empty"),
        (b"%PDF-1.7 " * 99, "application/pdf", "is no web page (application/pdf)"),
        (b'{"a": 1}', "application/json; charset=utf-8", "is no web page (application/json)"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", "text/html", "is a binary file, not text"),
        (whole("<p " + "a " * 200_000 + ">"), "text/html", "has more than 1,000 attributes"),
        (
            whole(f"<p>{TEASER * 5_000}</p>"),
            "text/html",
            "has more than 250,000 characters of text",
        ),
        (whole("<div>" * 100_000), "text/html", "is nested too deeply"),
    ],
)
def test_pages_that_are_not_the_article_are_refused(data: bytes, kind: str, message: str) -> None:
    """A teaser of the article is worth more than all of a consent wall."""
    with pytest.raises(FormatError) as caught:
        page(data, kind, ARTICLE)
    assert caught.value.message.startswith(f"its page {message}")
    assert (caught.value.place, caught.value.hint) == (ARTICLE.place, HINT)


@given(
    st.one_of(st.binary(), st.text().map(str.encode), st.text(alphabet="<>/ap h1").map(str.encode)),
    st.text()
    | st.sampled_from(["text/html", "text/html; charset=punycode", "text/html;charset=x"]),
)
def test_any_bytes_are_an_article_or_an_error(data: bytes, kind: str) -> None:
    """What a server sends is anybody's; nothing but our own error may come out."""
    try:
        full = page(data, kind, ARTICLE)
    except FormatError:
        return
    assert len(full.text) > len(ARTICLE.text)
