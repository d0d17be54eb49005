"""Groups of articles: what speaks for one event, and what against."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from digest.models import Sketch
from digest.stories.comparing.similarity import Vector
from digest.stories.events.groups import (
    ABROAD,
    APART,
    CLOSEST,
    HALF_AFTER_DAYS,
    NAMES_HALF_AFTER_DAYS,
    WITHIN,
    Group,
    likeness,
)

MONDAY = datetime(2026, 1, 5, 8, tzinfo=UTC)


def article(vector: Vector, days: float | None = 0.0, language: str = "de") -> Group:
    published = None if days is None else MONDAY + timedelta(days=days)
    sketch = Sketch(fingerprint="f", id="i", language=language, published=published, terms={})
    return Group.of(sketch, vector)


def vector(overlap: float) -> Vector:
    """A vector whose product with `{"a": 1.0}` is `overlap`."""
    return {"a": overlap, "b": (1 - overlap**2) ** 0.5}


def test_what_is_needed_of_two_articles() -> None:
    """Nothing is known of how close their event is, so what is expected counts."""
    assert likeness(article({"a": 1.0}), article(vector(APART * WITHIN))) == pytest.approx(1)


def test_days_speak_against() -> None:
    """The same words are half as good a reason then; names hold longer than what happened."""
    for term, half in (("a", NAMES_HALF_AFTER_DAYS), ("~fire", HALF_AFTER_DAYS)):
        alone, later = article({term: 1.0}), article({term: 1.0}, days=half)
        assert likeness(alone, later) == pytest.approx(likeness(alone, alone) / 2)
    assert NAMES_HALF_AFTER_DAYS > HALF_AFTER_DAYS


def test_a_missing_time_speaks_a_little_against() -> None:
    """Less than a week does, more than one day."""
    alone = article({"a": 1.0})
    dated = [likeness(alone, article({"a": 1.0}, days)) for days in (HALF_AFTER_DAYS, 1)]
    assert dated[0] < likeness(alone, article({"a": 1.0}, None)) < dated[1]


def test_two_languages_share_fewer_words() -> None:
    """What is needed of a German and an English article is less by as much."""
    one, other = article({"a": 1.0}), article({"a": 1.0}, language="en")
    assert likeness(one, other) == pytest.approx(likeness(one, one) / ABROAD)


def test_a_close_group_needs_more() -> None:
    """Copies of one text are an event of their own beside an article on the same topic."""
    loose, close = article({"a": 1.0}), article({"a": 1.0})
    for _ in range(5):
        loose.absorb(article(vector(WITHIN)))
        close.absorb(article({"a": 1.0}))
    assert close.closeness > loose.closeness
    assert close.closeness < CLOSEST
    new = article(vector(0.5))
    assert likeness(close, new) < likeness(article({"a": 1.0}), new)


def test_a_group_is_what_its_articles_are_on_average() -> None:
    """Group average: one article that is alike does not carry those that are not."""
    group = article({"a": 1.0})
    group.absorb(article({"b": 1.0}))
    group.absorb(article({"c": 1.0}))
    assert group.size == 3
    assert group.within == 0
    assert group.languages == Counter(de=3)
    new = article({"a": 1.0})
    expected = 1 / 3 / APART / (WITHIN * group.closeness) ** 0.5
    assert likeness(group, new) == pytest.approx(expected)
