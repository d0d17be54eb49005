"""What is shown, and when it is news."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from starlette.requests import Request

from digest.errors import TemplateError
from digest.models import Problem
from digest.models.views import Rendered
from digest.rendering.sample import sample
from digest.web.preview.current import Current, in_thread
from digest.web.preview.edition import page as shown_page
from digest.web.preview.model import Later, Preview

EDITION, DOCUMENTS = sample("en")
PREVIEW = Preview(
    edition=EDITION,
    rendered=Rendered(subject="s", html="<p>h</p>", text="t", json="{}"),
    documents=DOCUMENTS,
    claims={},
)
PROBLEM = Problem(place="config.toml", message="is wrong")


def test_the_same_build_is_no_news() -> None:
    """Pages that did not change are not replaced under the reader's hands."""
    current = Current()
    current.show(PREVIEW)
    version = current.shown.version
    current.show(replace(PREVIEW))
    assert current.shown.version == version
    current.show(replace(PREVIEW, problems=(PROBLEM,)))
    assert current.shown.version != version


def test_a_page_that_reads_otherwise_is_news() -> None:
    """Somebody edits its template alone: all else is what it was."""
    current = Current()
    current.show(replace(PREVIEW, page=Later(lambda: "one")))
    version = current.shown.version
    current.show(replace(PREVIEW, page=Later(lambda: "one")))
    assert current.shown.version == version
    current.show(replace(PREVIEW, page=Later(lambda: "other")))
    assert current.shown.version != version


def test_what_is_wrong_with_the_page_on_the_web_is_said_in_its_place() -> None:
    """It is made when it is looked at: the mail, which is fine, is there all the same."""

    def page() -> str:
        raise TemplateError("unknown word", place="page.html.j2:3", hint="correct the template")

    request = Request({"type": "http", "query_string": b"", "headers": []})
    answer = shown_page(replace(PREVIEW, page=Later(page)), request)
    assert (answer.status_code, b"page.html.j2:3" in answer.body) == (500, True)


def test_a_failure_keeps_what_was_shown_and_goes_away() -> None:
    """Mended without a change of the edition, the report must still leave the page."""
    current = Current()
    current.show(PREVIEW)
    current.fail(PROBLEM)
    failed = current.shown
    assert (failed.preview, failed.failure) == (PREVIEW, (PROBLEM,))
    current.show(PREVIEW)
    assert current.shown.failure == ()
    assert current.shown.version != failed.version


def test_versions_of_two_runs_differ() -> None:
    """A page of yesterday's preview, still open, must see that this is another."""
    assert Current().shown.version != Current().shown.version


def test_an_article_is_known_by_what_it_was() -> None:
    """Two edits away, its first address still leads to it; one that is gone leads nowhere."""
    (document,) = DOCUMENTS.values()
    current = Current()
    for fingerprint in ("one", "two", "three"):
        current.show(replace(PREVIEW, documents={fingerprint: document}))
    assert current.shown.successor("one") == "three"
    current.show(replace(PREVIEW, documents={}))
    assert current.shown.successor("one") is None
    assert current.shown.successor("never there") is None


def test_streams_hear_of_each_version_and_end() -> None:
    """One that did not end would keep the server from ending."""

    async def listen() -> tuple[list[str], str]:
        current = Current()
        heard = []
        async for version in current.versions():
            heard.append(version)
            if len(heard) == 1:
                current.show(PREVIEW)
            else:
                current.close()
        return heard, current.shown.version

    heard, last = asyncio.run(listen())
    assert len(heard) == 2
    assert heard[-1] == last


def test_what_a_thread_raises_is_raised_where_it_is_awaited() -> None:
    """A bug in a build must not die unheard in its thread."""

    def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(in_thread(work))
