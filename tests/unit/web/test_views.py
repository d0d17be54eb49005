"""What the pages say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from support.articles import build

from digest.edition import compose
from digest.models.briefs import Brief
from digest.models.views import Rendered
from digest.stories import gather
from digest.web.preview.model import Preview
from digest.web.preview.views import fates, language, link, moment, text_size, web_address


@pytest.mark.parametrize("url", ["https://courier.example/a", "http://courier.example"])
def test_addresses_of_the_web_are_links(url: str) -> None:
    """The editor may want to look at the source."""
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example/x",
        "https:evil.example",
        "http://[broken",
    ],
)
def test_anything_else_is_text(url: str | None) -> None:
    """What an article says about itself must not run here."""
    assert web_address(url) is None


def test_the_text_part_is_measured() -> None:
    """More than 72 columns are broken by somebody else."""
    assert text_size("one\nthree\n") == (2, 5)
    assert text_size("") == (0, 0)


def test_no_time_is_made_up() -> None:
    """Midnight is what a day is read as, and nobody said it."""
    assert moment(datetime(2026, 2, 28, tzinfo=UTC)) == "2026-02-28"
    assert moment(datetime(2026, 2, 28, 9, 30, tzinfo=UTC)) == "2026-02-28 09:30+00:00"


def test_a_title_without_a_place_leads_to_its_article() -> None:
    """The subject of a mail is a headline that stands nowhere in the text."""
    claim = {"says": "The dam holds", "source": ["Eva", "person"]}
    article = {"id": "a", "text": "The dam holds, Eva said.", "language": "en", "claims": [claim]}
    (document,), claims = build([article | {"title": "Dam holds fast"}])
    known = {document.fingerprint: document}
    brief = Brief(name="b", title="B", language="en", timezone="UTC", template="daily")
    stories = gather([document], claims)
    edition = compose(stories, known, brief, date=date(2026, 1, 1), number=1)
    rendered = Rendered(subject="", html="", text="", json="")
    preview = Preview(edition=edition, rendered=rendered, documents=known, claims=claims)
    headline = edition.stories[0].headline
    assert headline.span is None
    assert link(preview, document.fingerprint, ()) == f"/documents/{document.fingerprint}"
    assert language(preview, headline) == "en"
    assert list(fates(preview, document.fingerprint)) == ["claim-0-13"]
