"""Editions look like no spam: SpamAssassin, with the rules that it is shipped with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.fixtures import fixture
from support.letters import CONTENT, letter
from support.spam import SPAMASSASSIN, Score, scores
from support.views import UNSUBSCRIBE, VIEWS, mail

pytestmark = pytest.mark.skipif(
    not SPAMASSASSIN, reason="needs SpamAssassin: apt-get install spamassassin"
)
# 5 is spam to most servers, and what they know of the sender comes on top.
MOST = 1.5
SPAM = b"""\
From: <winner@example.org>\r
To: anna@example.org\r
Subject: CLICK NOW!!! 100% FREE\r
Date: Sun, 22 Nov 2026 06:00:00 +0000\r
Message-ID: <1@example.org>\r
MIME-Version: 1.0\r
Content-Type: text/html\r
\r
<p>Dear friend, <a href="http://192.0.2.1/">http://bank.example</a> earn millions, guaranteed.</p>\r
"""


def letters(template: str, name: str) -> bytes:
    edition, _ = fixture(name)
    made = mail(template, name)
    content = replace(
        CONTENT,
        subject=made.subject,
        text=made.text,
        html=made.html,
        images=made.images,
        language=edition.brief.language,
        unsubscribe=UNSUBSCRIBE,
    )
    return letter(content=content).data


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    """What is said of each fixture in each template, and of a mail that is spam."""
    messages = {" ".join(view): letters(*view) for view in VIEWS}
    return scores({"spam": SPAM} | messages, tmp_path_factory.mktemp("spam"))


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_an_edition_is_not_taken_for_spam(found: dict[str, Score], view: tuple[str, str]) -> None:
    """What lands in the wrong folder is read by nobody."""
    score = found[" ".join(view)]
    assert score.points < MOST, score.rules


def test_spam_is_taken_for_spam(found: dict[str, Score]) -> None:
    """Or the rules were not read."""
    assert found["spam"].points > MOST, found["spam"].rules
