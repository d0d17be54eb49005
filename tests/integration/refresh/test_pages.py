"""Full text: the pages of short items."""

from __future__ import annotations

from support.feed_site import Site
from support.refreshing import FERRIES, entry, follow, kept, visit

from digest.models.feeds import FeedOptions
from digest.pipeline.feeds.refresh import MOST_PAGES
from digest.pipeline.feeds.visit import PAGE_TRIES
from digest.pipeline.feeds.web import Web
from digest.storage import Store


def page(words: str) -> bytes:
    text = "".join(f"<p>{words} This is paragraph {n} of the report.</p>" for n in range(12))
    return (
        "<!doctype html><html><head><title>Ferry 1 sails again</title></head><body><main><article>"
        f"<h1>Ferry 1 sails again</h1>{text}</article></main></body></html>"
    ).encode()


def test_a_short_item_gets_the_text_of_its_page(there: Site, web: Web, store: Store) -> None:
    """A teaser has none of the claims; the document says that its text is that of the page."""
    there.put("/1", page(FERRIES))
    url = there.feed("/feed", [entry(1, link=f"{there.url}/1")])
    follow(store, url, options=FeedOptions(full_text=True))
    (visited,) = visit(store, web).visited
    assert (visited.new, visited.notes) == (1, ())
    (article,) = kept(store)
    assert article.format == "page"
    assert "paragraph 11" in article.text
    assert "/robots.txt" in there.paths()


def test_the_feeds_own_text_does_where_the_page_fails(there: Site, web: Web, store: Store) -> None:
    """Nothing is lost for a page that cannot be had, and it is asked for a few times more."""
    there.refuse("/1", 500)
    url = there.feed("/feed", [entry(1, link=f"{there.url}/1")])
    follow(store, url, options=FeedOptions(full_text=True))
    (visited,) = visit(store, web).visited
    assert visited.new == 1
    assert [note.place for note in visited.notes] == [f"{there.url}/1"]
    (article,) = kept(store)
    assert article.format == "feed"
    there.put("/1", page(FERRIES))
    visit(store, web, hours=1)
    (article,) = kept(store)
    assert article.format == "page"


def test_a_changed_teaser_does_not_replace_the_text_of_its_page(
    there: Site, web: Web, store: Store
) -> None:
    """The teaser has none of the claims: it waits for the page, and only then counts for itself."""

    def comes(text: str, *, hours: float) -> tuple[str, str]:
        there.feed("/feed", [entry(1, link=f"{there.url}/1", text=text)])
        visit(store, web, hours=hours)
        (article,) = kept(store)
        return article.format, article.text

    there.put("/1", page(FERRIES))
    follow(store, f"{there.url}/feed", options=FeedOptions(full_text=True))
    first = comes("The ferries sail again.", hours=0)
    assert first[0] == "page"
    there.refuse("/1", 500)
    assert comes("Ferries sail, it says.", hours=1) == first
    there.put("/1", page(FERRIES + "So it was then."))
    assert "So it was then." in comes("Ferries sail, it says.", hours=2)[1]
    there.refuse("/1", 404)
    stored = [comes("They do not sail.", hours=3 + n)[0] for n in range(PAGE_TRIES)]
    assert stored == ["page", "page", "feed"]


def test_a_site_is_not_read_through_for_one_feed(there: Site, web: Web, store: Store) -> None:
    """A feed of all that a site ever had would ask its server for thousands of pages at once."""
    entries = [entry(n, link=f"{there.url}/page/{n}") for n in range(MOST_PAGES + 5)]
    follow(store, there.feed("/feed", entries), options=FeedOptions(full_text=True))
    (visited,) = visit(store, web).visited
    assert visited.new == MOST_PAGES + 5
    pages = {path for path in there.paths() if path.startswith("/page/")}
    assert pages == {f"/page/{n}" for n in range(MOST_PAGES)}


def test_a_page_is_not_asked_for_for_ever(there: Site, web: Web, store: Store) -> None:
    """A page behind a wall stays behind it."""
    there.refuse("/1", 403)
    url = there.feed("/feed", [entry(1, link=f"{there.url}/1")])
    follow(store, url, options=FeedOptions(full_text=True))
    for hours in range(PAGE_TRIES + 3):
        visit(store, web, hours=hours)
    assert there.paths().count("/1") == PAGE_TRIES
