"""Editions that were made are found again: in a list, by story, claim, speaker and article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from support.archived import DOCUMENTS, NOW, edition, item, keep, story
from support.outbox import BODY, mailing

from digest.models import Claim, SourceKind, Statement, Story
from digest.models.archive import Listed, Voice, voice_key
from digest.storage import Store

DAY = date(2026, 11, 18)
NEXT, THIRD = DAY + timedelta(days=1), DAY + timedelta(days=2)


def ids(editions) -> list[str]:
    return [each.id for each in editions]


def test_editions_are_listed_newest_first(store: Store) -> None:
    """A page of the archive is read from the top, and says what each edition was about."""
    morning = edition(NEXT, slot="07:00")
    evening = edition(
        NEXT,
        story("s1", "Der Hafen\nbleibt zu", item("c1", "zu"), item("c2", "offen"), unfinished=True),
        story("s2", "Der Rat tagt", item("c3", "heute")),
        slot="18:00",
    )
    keep(store, edition(DAY), evening, morning, edition(THIRD, digest="weekly"))

    first, *others = store.archive.editions("daily", limit=2)
    assert first == Listed(
        id=evening.id,
        digest="daily",
        title="Tagesdigest",
        date=NEXT,
        slot="18:00",
        number=1,
        language="de",
        headlines=(("s1", "Der Hafen bleibt zu …"), ("s2", "Der Rat tagt")),
        claims=3,
    )
    assert ids(others) == [morning.id]
    assert ids(store.archive.editions("daily", before=morning.id)) == ["daily-2026-11-18"]
    assert ids(store.archive.editions("daily", before="daily-2026-11-18")) == []
    assert ids(store.archive.editions("daily", before="daily-never")) == []
    assert ids(store.archive.editions("daily", before="weekly-2026-11-20")) == []
    assert ids(store.archive.editions("none")) == []


def test_a_story_is_followed(store: Store) -> None:
    """Its page shows what each day brought, of its own digest; not the days without it."""
    told = story("s1", "Der Hafen", item("c1", "zu"))
    first, third = edition(DAY, told), edition(THIRD, story("s2", "Der Rat"), told)
    keep(store, third, first, edition(NEXT), edition(NEXT, told, digest="weekly"))

    assert store.archive.of_story("daily", "s1") == (first, third)
    assert store.archive.of_story("daily", "s1", limit=1) == (third,)
    assert store.archive.of_story("daily", "s1", before=third.id) == (first,)
    assert store.archive.of_story("daily", "s3") == ()
    assert store.archive.of_story("none", "s1") == ()
    assert store.archive.of_claim("daily", "c1") == (first, third)
    assert store.archive.of_claim("weekly", "c1") == (edition(NEXT, told, digest="weekly"),)
    assert store.archive.of_claim("daily", "") == (), "headlines are no claims"


def of(name: str, *documents: str, **statements: tuple[str, ...]) -> Story:
    """A story of `documents` with `statements`, by their keys."""
    made = tuple(
        Statement(id=each, claims=(), origins=(), certainty=None, keys=keys)  # type: ignore[arg-type]
        for each, keys in statements.items()
    )
    return Story(id=name, documents=documents, statements=made, origins=())


def test_what_has_become_one_is_found_by_either_name(store: Store, claim) -> None:
    """An address that was mailed on Monday leads to the story that it is part of on Friday, and
    both histories are its own; so with claims.
    """
    one, two = DOCUMENTS
    said: Claim = claim(DOCUMENTS[one])
    a, b = of("a", one, x=("k1",)), of("b", two, y=("k2",))
    joined = of("b", two, one, y=("k2", "k1"))
    stories = {
        edition(DAY).id: (a, b),
        edition(NEXT).id: (joined,),
        edition(THIRD).id: (),
    }
    filled = {
        name: [
            replace(
                each,
                statements=tuple(
                    replace(s, claims=(said,), certainty=said.certainty) for s in each.statements
                ),
            )
            for each in some
        ]
        for name, some in stories.items()
    }
    monday = edition(DAY, story("a", "A", item("x", "eins")))
    also = edition(DAY, story("b", "B", item("y", "zwei")), slot="18:00")
    tuesday = edition(NEXT, story("b", "B", item("y", "zwei")))
    keep(store, monday, also, tuesday, edition(THIRD), told=filled)

    for name in ("a", "b"):
        assert store.archive.story_ids("daily", name) == ("b", "a")
        assert store.archive.of_story("daily", name) == (monday, also, tuesday)
    for name in ("x", "y"):
        assert store.archive.claim_ids("daily", name) == ("y", "x")
        assert store.archive.of_claim("daily", name) == (monday, also, tuesday)
    assert store.archive.story_ids("daily", "never") == ("never",)
    assert store.archive.story_ids("weekly", "a") == ("a",)


def test_what_was_parted_stays_two(store: Store, claim) -> None:
    """The larger part of an event goes on with the story; the page of one is not that of both."""
    one, two = DOCUMENTS
    said: Claim = claim(DOCUMENTS[one])
    a, b = (
        Story(
            id=name,
            documents=(document,),
            statements=(Statement(id="x", claims=(said,), origins=(), certainty=said.certainty),),
            origins=(),
        )
        for name, document in (("a", one), ("b", two))
    )
    both = edition(DAY, story("a", "A"))
    parted = edition(NEXT, story("a", "A"), story("b", "B"))
    later = edition(THIRD, story("b", "B"))
    told = {
        both.id: [replace(a, documents=(one, two))],
        parted.id: [a, b],
        later.id: [b],
    }
    keep(store, both, parted, later, told=told)

    assert store.archive.story_ids("daily", "b") == ("b",)
    assert store.archive.of_story("daily", "b") == (parted, later)


def test_speakers_are_found_however_they_are_spelt(store: Store) -> None:
    """The page of a person has what they said under every spelling, and nobody else's words."""
    told = [
        item("c1", "eins", speaker="Ina  Beispiel"),
        item("c2", "zwei", speaker="INA BEISPIEL\u200b"),
        item("c3", "drei", speaker="Kurier", kind=SourceKind.OUTLET),
        item("c4", "vier", speaker="mehrere Beamte", kind=SourceKind.UNNAMED),
        item("c5", "fünf", speaker="ein Bericht", kind=SourceKind.REPORT),
    ]
    first = edition(DAY, story("s1", "A", *told))
    second = edition(NEXT, story("s1", "A", item("c1", "eins", speaker="Ina Beispiel")))
    other = edition(NEXT, story("s1", "A", *told), digest="weekly")
    keep(store, second, first, other, edition(THIRD))
    key = voice_key("ina beispiel")

    assert store.archive.of_speaker("daily", key) == (first, second)
    assert store.archive.of_speaker("daily", key, limit=1) == (second,)
    assert store.archive.of_speaker("daily", voice_key("mehrere Beamte")) == ()
    assert store.archive.of_speaker("daily", "") == ()
    assert store.archive.voices("daily") == (
        Voice(key=key, name="Ina Beispiel", claims=2, last=NEXT),
        Voice(key="kurier", name="Kurier", claims=1, last=DAY),
    )
    assert len(store.archive.voices("daily", limit=1)) == 1
    assert store.archive.voices("none") == ()


def test_who_cites_an_article(store: Store) -> None:
    """Only what an edition of this digest cites may be shown, whatever else the store has read."""
    name, other = DOCUMENTS
    first, second = edition(DAY), edition(NEXT)
    second = replace(second, references=second.references[:1])
    keep(store, second, first, edition(THIRD, digest="weekly"))
    assert second.references[0].document == name

    assert store.archive.cited("daily", name) == (first, second)
    assert store.archive.cited("daily", other) == (first,)
    assert store.archive.cited("daily", "0" * 32) == ()
    assert store.archive.cited("none", name) == ()


def test_what_was_replaced_is_not_found(store: Store) -> None:
    """A rebuilt edition says what it says now."""
    keep(store, edition(DAY, story("s1", "Alt", item("c1", "alt", speaker="Alt"))))
    keep(store, edition(NEXT, story("s2", "Neu", item("c2", "neu"))))
    new = edition(DAY, story("s3", "Neu", item("c3", "neu"), item("c4", "neuer")))
    keep(store, new)

    assert store.archive.of_story("daily", "s1") == ()
    assert store.archive.of_claim("daily", "c1") == ()
    assert store.archive.of_speaker("daily", "alt") == ()
    assert store.archive.search("daily", "alt").total == 0
    assert store.archive.search("daily", "neuer").total == 1
    assert store.check() == ()

    store.outbox.queue(mailing(id=new.id), {"": BODY}, [], now=NOW)
    assert not store.save(edition(DAY, story("s1", "Alt", item("c1", "alt"))), [])
    assert store.archive.search("daily", "alt").total == 0, "what was mailed stays"
    assert store.archive.search("daily", "neuer").total == 1


def test_an_archive_that_is_empty_answers_too(url: str) -> None:
    """`digest serve` may be started before the first edition."""
    with Store.peek(url) as nothing:
        assert nothing.archive.editions("daily") == ()
        assert nothing.archive.voices("daily") == ()
        assert nothing.archive.search("daily", "hafen").found == ()
        assert nothing.archive.of_story("daily", "s1") == ()
        assert nothing.check() == ()
