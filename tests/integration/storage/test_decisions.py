"""What an editor decided is there when the edition is made."""

from __future__ import annotations

from datetime import UTC, date, datetime

from digest.models import Known, Span
from digest.models.editions import Decisions, Headline, Words
from digest.storage import Store

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
DAY = date(2026, 11, 22)
DECIDED = Decisions(
    left_out=("s1", "c2"),
    pinned=("c3",),
    order=("s2", "s3"),
    headlines=(
        Headline(story="s2", words=Words(document="0" * 32, span=Span(3, 9), text="Der Rat")),
    ),
)


def test_decisions_come_back_as_they_were(store: Store) -> None:
    """Of each edition its own, whether it is built yet or not."""
    keep, of = store.decisions.keep, store.decisions.of
    keep("daily", DAY, "", DECIDED, now=NOW)
    keep("daily", DAY, "18:00", Decisions(pinned=("c1",)), now=NOW)

    assert of("daily", DAY) == DECIDED
    assert of("daily", DAY, "18:00") == Decisions(pinned=("c1",))
    assert of("daily", DAY, "07:00") == Decisions()
    assert of("daily", date(2026, 11, 23)) == Decisions()
    assert of("weekly", DAY) == Decisions()
    assert store.check() == ()


def test_what_was_meant_is_kept_with_them(store: Store) -> None:
    """Stories and claims are called after what came in first, which may be something else soon."""
    known = Known(stories={"a.txt": "s1"}, statements={"0" * 32: "c2"})
    store.decisions.keep("daily", DAY, "", DECIDED, known=known, now=NOW)
    assert store.decisions.names("daily", DAY) == known
    assert store.decisions.of("daily", DAY) == DECIDED
    assert store.decisions.names("daily", DAY, "18:00") == Known()
    store.decisions.keep("daily", DAY, "", Decisions(), now=NOW)
    assert store.decisions.names("daily", DAY) == Known()


def test_the_last_decisions_count(store: Store) -> None:
    """Who takes all back leaves nothing behind."""
    for decided in (DECIDED, Decisions(order=("s1",)), Decisions()):
        store.decisions.keep("daily", DAY, "", decided, now=NOW)
        assert store.decisions.of("daily", DAY) == decided
