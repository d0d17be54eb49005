"""What readers want more of, and less."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.models.briefs import Preference

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


def test_steps_add_up(store) -> None:
    """Said twice it counts for more; more and less of one thing is neither, and no row is left."""
    step = store.preferences.step
    assert step("daily", "Hafen", 1, now=NOW) == Preference(name="Hafen", steps=1)
    assert step("daily", "Straße", -1, now=NOW) == Preference(name="Straße", steps=-1)
    assert step("daily", "STRASSE", -1, now=NOW) == Preference(name="STRASSE", steps=-2)
    assert step("daily", "hafen", 1, now=NOW) == Preference(name="hafen", steps=2)
    assert store.preferences.of("daily") == (
        Preference(name="hafen", steps=2),
        Preference(name="STRASSE", steps=-2),
    )
    for _ in range(2):
        left = step("daily", "hafen", -1, now=NOW)
    assert left == Preference(name="hafen", steps=0)
    assert [each.name for each in store.preferences.of("daily")] == ["STRASSE"]


def test_each_digest_has_its_own(store) -> None:
    """What one reader is tired of is another's work."""
    store.preferences.step("daily", "Hafen", -1, now=NOW)
    assert store.preferences.of("weekly") == ()
    assert not store.preferences.forget("weekly", "Hafen")
    assert store.preferences.forget("daily", "HAFEN")
    assert not store.preferences.forget("daily", "Hafen")
    assert store.preferences.of("daily") == ()
    assert store.check() == ()
