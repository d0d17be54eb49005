"""What editions said is found by its words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.archived import edition, item, keep, story

from digest.models.archive import Hit, Hits
from digest.storage import Store, searching
from digest.storage.folding import words
from digest.storage.queries import parse

DAY = date(2026, 11, 18)
NEXT = DAY + timedelta(days=1)
SIGNS = (
    "hafen Fähre bleibt* 'bleibt zu' speaker:ina AND OR NOT NEAR( ) ' * - : ^ { } + ä \x00 \ud800"
)
TYPED = st.text() | st.lists(
    st.sampled_from(SIGNS.replace("'", '"').split(" ")),
).map(" ".join)


@pytest.fixture
def told(store: Store) -> Store:
    keep(
        store,
        edition(
            DAY,
            story(
                "s1",
                "Der Hafen von Nordhaven",
                item("c1", "Die Fähre bleibt zu", "bis Montag"),
                item("c2", "Das Hafenamt prüft", speaker="Uwe Müller"),
                item("c3", "Die Straße ist offen", speaker="Nordhavener Kurier"),
            ),
            story("s2", "Der Rat tagt", item("c4", "Die Fähre ist bezahlt", speaker="Ina Müller")),
        ),
        edition(NEXT, digest="weekly"),
    )
    return store


def found(store: Store, query: str) -> list[str]:
    """The claims, and stories by their headlines, without an order."""
    return sorted(each.claim or each.story for each in store.archive.search("daily", query).found)


def test_a_line_comes_with_all_that_is_shown_of_it(told: Store) -> None:
    """Who said it, when, of what, and where the words stand in it."""
    assert told.archive.search("daily", "fahre montag") == Hits(
        total=1,
        found=(
            Hit(
                edition="daily-2026-11-18",
                date=DAY,
                story="s1",
                headline="Der Hafen von Nordhaven",
                claim="c1",
                words="Die Fähre bleibt zu … bis Montag",
                language="de",
                speaker="Ina Beispiel",
                voice="ina beispiel",
                marks=((4, 9), (26, 32)),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("fähre", ["c1", "c4"]),
        ("FAHRE", ["c1", "c4"]),
        ("strasse", ["c3"]),
        ("hafen", ["s1"]),
        ("hafen*", ["c2", "s1"]),
        ("hafen fähre", ["c1"]),
        ('"fähre bleibt"', ["c1"]),
        ('"bleibt fähre"', []),
        ('"zu bis"', ["c1"]),
        ("müller", ["c2", "c4"]),
        ("speaker:muller", ["c2", "c4"]),
        ('speaker:"ina müller"', ["c4"]),
        ("speaker:ina", ["c1", "c4"]),
        ("speaker:ina* zu", ["c1"]),
        ("speaker:kurier fähre", []),
        ("hafen OR fähre", []),
        ("Nordhavener", ["c3"]),
        ("kurier Nordhaven*", ["c3"]),
        ("", []),
        ("…", []),
    ],
)
def test_all_that_is_asked_for_has_to_be_there(told: Store, query: str, lines: list[str]) -> None:
    """In the line, with its speaker, under its headline; what the headline alone says is told by
    that, not by all lines below it."""
    assert found(told, query) == lines


def test_the_best_and_the_newest_come_first(store: Store) -> None:
    """Of two that say the same the newer is meant; what says less besides says more of it."""
    long = "Der Hafen, die Werft, der Rat, das Amt, die Bahn und viele andere wurden genannt"
    keep(
        store,
        edition(DAY, story("s1", "A", item("old", "Der Hafen ist zu"))),
        edition(
            NEXT,
            story("s2", "B", item("long", long), item("about", "Er ist zu")),
            story("s3", "Hafen", item("under", "Er ist offen")),
        ),
        edition(NEXT + timedelta(days=400), story("s4", "C", item("new", "Der Hafen ist zu"))),
    )

    hits = store.archive.search("daily", "hafen").found
    order = [each.claim or each.story for each in hits]
    assert order[0] == "new"
    assert order.index("old") < order.index("long")


def test_each_claim_is_found_once(store: Store) -> None:
    """Told again because something is new about it, it is one claim still; the last edition has it
    as it stands."""
    keep(
        store,
        edition(NEXT, story("s1", "Zwölf Tote", item("c1", "Zwölf Tote im Hafen"))),
        edition(DAY, story("s1", "Tote", item("c1", "Zehn Tote im Hafen"))),
        edition(DAY, story("s1", "Tote", item("c1", "Elf Tote im Hafen")), slot="18:00"),
    )
    hits = store.archive.search("daily", "tote").found
    assert sorted(each.words for each in hits) == ["Zwölf Tote", "Zwölf Tote im Hafen"]
    assert [each.words for each in store.archive.search("daily", "zehn").found] == [
        "Zehn Tote im Hafen"
    ], "what readers had is found too"


def test_pages_of_results_are_all_results(store: Store) -> None:
    """Nothing is shown twice or left out on the way; behind the last page there is nothing."""
    lines = [item(f"c{n}", f"Hafen {n}") for n in range(25)]
    keep(store, edition(DAY, story("s1", "A", *lines)))
    pages = [
        store.archive.search("daily", "hafen", limit=10, offset=n) for n in (0, 10, 20, 30, 10**30)
    ]
    assert [each.total for each in pages] == [25] * 5
    assert [len(each.found) for each in pages] == [10, 10, 5, 0, 0]
    assert len({hit.claim for page in pages for hit in page.found}) == 25


def test_of_very_many_lines_the_last_are_weighed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of all lines have the commonest word: nobody reads them, and nobody waits for them.
    Those of another digest take no place among them."""
    monkeypatch.setattr(searching, "MOST", 3)
    lines = [item(f"c{n}", f"Hafen {n}") for n in range(5)]
    keep(store, edition(DAY, story("s1", "A", *lines)))
    keep(store, edition(NEXT, story("s2", "B", *lines), digest="weekly"))
    hits = store.archive.search("daily", "hafen")
    assert {hit.claim for hit in hits.found} == {"c2", "c3", "c4"}
    assert (hits.total, hits.more) == (3, True)
    assert not store.archive.search("daily", "hafen 4").more


def test_other_digests_are_not_searched(told: Store) -> None:
    """The archive of one digest may be public, and that of another not."""
    keep(told, edition(NEXT, story("x", "Geheim", item("y", "Geheime Fähre")), digest="weekly"))
    assert found(told, "geheim*") == []
    assert "y" not in found(told, "fähre")
    assert told.archive.search("weekly", "geheim*").total == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TYPED)
def test_whatever_is_typed_is_answered(told: Store, query: str) -> None:
    """No sign has a meaning that could fail; and what is found has the words, as people read it."""
    hits = told.archive.search("daily", query, limit=100)
    assert hits.total == len(hits.found)
    for hit in hits.found:
        shown = [each.folded for each in words(f"{hit.speaker} | {hit.words} | {hit.headline}")]
        for term in parse(query):
            assert all(
                any(each.startswith(word) if term.prefix else each == word for each in shown)
                for word in term.words
            )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE lines SET words = 'Anders' WHERE claim = 'c1'", "what edition daily-2026-11-18"),
        ("DELETE FROM lines WHERE claim = 'c1'", "what edition daily-2026-11-18"),
        ("DELETE FROM search WHERE words LIKE '%zu%'", "what edition daily-2026-11-18"),
        ("INSERT INTO search (rowid, words) VALUES (99, 'geheim')", "the index of words"),
        ("UPDATE search SET words = 'anders' WHERE rowid = 2", "what edition daily-2026-11-18"),
        ("DELETE FROM search_data WHERE id > 10", "the index of words"),
    ],
)
def test_an_index_that_does_not_fit_is_told_and_made_anew(
    told: Store, file: Path, change: str, problem: str
) -> None:
    """What is not found is missed by nobody; and nothing but the editions is needed to mend it."""
    before = found(told, "fähre")
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute(change)

    assert problem in " ".join(each.message for each in told.check())
    assert {each.hint for each in told.check()} == {"digest check --reindex makes the index anew"}
    told.reindex()
    assert told.check() == ()
    assert found(told, "fähre") == before
