"""Whom German sentences say that something was said to, and verbs with words apart from them."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Claim, Spans


def only(text: str) -> Claim:
    (claim,) = find(as_document(text, "de"))
    return claim


def words(spans: Spans, text: str) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Eva Kern bat am Montag in einer Rede die Werft, Boote zu bauen.", "die Werft"),
        ("Eva Kern teilte im Mai den Seeleuten mit, dass sie kommt.", "den Seeleuten"),
        ("Eva Kern sagte in einer Rede der Werft, dass sie kommt.", ""),
        ("Eva Kern sagte für den Hafen zu, dass er wächst.", ""),
    ],
)
def test_a_listener_stands_behind_when_and_where(text: str, addressee: str) -> None:
    """Phrases of time and place may stand first, but a genitive belongs to its noun."""
    assert words(only(text).addressee, text) == addressee


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Eva Kern hält es für möglich, dass es regnet.", "hält es für möglich"),
        ("Eva Kern warnte vor allem davor, dass es regnet.", "warnte … davor"),
        ("Eva Kern sagte, es sei schwer, zu gehen.", "sagte"),
    ],
)
def test_words_apart_from_their_verb(text: str, cue: str) -> None:
    """A judgement is a part of the verb that holds it, the "zu" of an infinitive of none."""
    assert words(only(text).cue, text) == cue
