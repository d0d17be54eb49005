"""What was told before: what readers had, and what stories may go on from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from digest.models import Sketch, Story
from digest.storage import Store, sketches
from digest.storage.engine import writable
from digest.storage.schema import sketches as table

NOW = datetime(2024, 5, 2, 6, tzinfo=UTC)
DAY = date(2024, 5, 2)
ONE = timedelta(days=1)
WEEK = DAY - 7 * ONE
SINCE, UNTIL = NOW - 7 * ONE, NOW + ONE


def sketch(document) -> Sketch:
    return Sketch(
        fingerprint=document.fingerprint,
        id=document.id,
        language="de",
        published=document.published and document.published.value,
        terms={"hafen": 1.5, "zu": 0.25},
    )


def called(story: Story, name: str, **keys: str) -> Story:
    """The same story as `name`, with a statement of these ids for each of these keys."""
    [statement] = story.statements
    own = dict.fromkeys(keys.values(), ())
    for key, of in keys.items():
        own[of] += (key,)
    told = tuple(replace(statement, id=of, keys=names) for of, names in own.items())
    return replace(story, id=name, statements=told)


def keep(store: Store, edition, day: date, story: Story, *documents, slot: str = "", **fields):
    store.add([(each, ()) for each in documents], now=NOW, ingested=False)
    made = edition(day, *documents, slot=slot, **fields)
    assert store.save(made, [story])
    return made


def test_readers_have_had_the_editions_before(store, document, edition, story) -> None:
    """Those of their digest, from the first day on that counts, in the order in which they came;
    the one that is built again and later ones are none of them.
    """
    one = document(1)
    told = [
        keep(store, edition, day, story(one), one, slot=slot)
        for day, slot in (
            (WEEK, "07:00"),
            (DAY - ONE, "07:00"),
            (DAY - ONE, "18:00"),
            (DAY, "07:00"),
            (DAY, "18:00"),
            (DAY + ONE, "07:00"),
        )
    ]
    keep(store, edition, WEEK - ONE, story(one), one)
    keep(store, edition, DAY - ONE, story(one), one, digest="weekly")

    past = store.memory.past("daily", since=WEEK, before=(DAY, "18:00"))

    assert past.editions == tuple(told[:4])
    assert past.documents == {one.fingerprint: one}
    assert store.memory.past("other", since=WEEK, before=(DAY, "18:00")).editions == ()


def test_the_last_edition_is_remembered_however_old(store, document, edition, story) -> None:
    """A digest of each month has readers who had the last one."""
    one = document(1)
    keep(store, edition, DAY - 90 * ONE, story(one), one)
    last = keep(store, edition, DAY - 60 * ONE, story(one), one)
    assert store.memory.past("daily", since=WEEK, before=(DAY, "")).editions == (last,)
    first = store.memory.past("daily", since=WEEK, before=(DAY - 90 * ONE, ""))
    assert (first.editions, first.documents) == ((), {})


def test_what_was_told_before(store, document, edition, story) -> None:
    """Shown or not; what later editions told, or those of another digest, was not."""
    one, two, three, four = (document(number) for number in range(1, 5))
    store.add([(each, ()) for each in (one, two, three, four)], now=NOW)
    told = replace(story(one), documents=(one.fingerprint, two.fingerprint))
    keep(store, edition, DAY - ONE, told, one)
    keep(store, edition, DAY, story(three), three)
    keep(store, edition, DAY - ONE, story(four), four, digest="weekly")
    names = [each.fingerprint for each in (two, one, three, four)]
    assert store.memory.told("daily", names, before=(DAY, "")) == {*names[:2]}


def test_what_things_were_called_last(store, document, edition, story) -> None:
    """Ids stay, whatever an edition was chosen from and did not show."""
    one, two, three = (document(number) for number in (1, 2, 3))
    store.add([(three, ())], now=NOW, ingested=False)
    first = called(story(one), "s1", k1="c1", k2="c2")
    keep(store, edition, DAY - 2 * ONE, replace(first, documents=(one.fingerprint,)), one)
    both = (one.fingerprint, two.fingerprint, three.fingerprint)
    later = called(story(two), "s2", k2="c1", k3="c1")
    keep(store, edition, DAY - ONE, replace(later, documents=both), two)

    known = store.memory.past("daily", since=WEEK, before=(DAY, "")).known

    assert known.stories == dict.fromkeys((one.id, two.id, three.id), "s2")
    assert known.statements == {"k1": "c1", "k2": "c1", "k3": "c1"}


def test_an_edition_built_again_forgets_what_it_called_things(
    store, document, edition, story
) -> None:
    """Nothing of the one that it took the place of may come back in a later one."""
    one, two = document(1), document(2)
    keep(store, edition, DAY, called(story(one), "s1", k1="c1"), one)
    keep(store, edition, DAY, called(story(two), "s2", k2="c2"), two)
    known = store.memory.past("daily", since=WEEK, before=(DAY + ONE, "")).known
    assert (known.stories, known.statements) == ({two.id: "s2"}, {"k2": "c2"})


def test_stories_go_on_from_what_came_in_and_what_was_told(store, document, edition, story) -> None:
    """Ingested articles of the time, by when they were published or came; and those of stories that
    readers had, of any time, which nobody ingested.
    """
    dated = [document(n, published=SINCE + n * ONE - ONE) for n in (0, 1, 8, 9)]
    undated, told, other = document(20), document(21, published=NOW - 30 * ONE), document(22)
    store.add([(each, ()) for each in (*dated, undated)], now=NOW)
    store.add([(other, ())], now=NOW, ingested=False)
    made = keep(store, edition, DAY - ONE, story(told), told)

    found = store.memory.sketches([made.id], since=SINCE, until=UNTIL)
    assert dict(found) == dict.fromkeys(each.fingerprint for each in (*dated[1:3], undated, told))
    without = store.memory.sketches([], since=SINCE, until=UNTIL)
    assert without.keys() == found.keys() - {told.fingerprint}


@pytest.mark.parametrize("told_is_newer", [True, False])
def test_of_versions_the_newest_counts(store, document, edition, story, told_is_newer) -> None:
    """A story that went on from both would cite an article beside its own correction."""
    told, ingested = document(1, name="a"), document(2, name="a")
    store.add([(told, ())], now=NOW, ingested=False)
    store.add([(ingested, ())], now=NOW - ONE if told_is_newer else NOW + ONE)
    made = edition(DAY, told)
    store.save(made, [story(told)])
    found = store.memory.sketches([made.id], since=SINCE, until=UNTIL + ONE)
    assert [*found] == [(told if told_is_newer else ingested).fingerprint]


def test_sketches_come_back_as_they_were(store, document) -> None:
    """To the bit: likeness that is another after a restart would part stories."""
    one, two, gone = document(1, published=NOW), document(2), document(3)
    store.add([(one, ()), (two, ())], now=NOW)
    store.memory.keep([sketch(one), sketch(gone)])
    found = store.memory.sketches([], since=SINCE, until=UNTIL)
    assert found == {one.fingerprint: sketch(one), two.fingerprint: None}
    changed = replace(sketch(one), terms={"hafen": 0.1 + 0.2})
    store.memory.keep([changed])
    assert store.memory.sketches([], since=SINCE, until=UNTIL)[one.fingerprint] == changed
    assert store.check() == ()


def test_sketches_of_another_release_are_made_again(store, document, monkeypatch) -> None:
    """Its rules may be others, and what two releases made cannot be compared."""
    one = document(1)
    store.add([(one, ())], now=NOW)
    store.memory.keep([sketch(one)])
    monkeypatch.setattr(sketches, "__version__", "999.0")
    assert store.memory.sketches([], since=SINCE, until=UNTIL) == {one.fingerprint: None}
    store.memory.keep([sketch(one)])
    assert store.memory.sketches([], since=SINCE, until=UNTIL) == {one.fingerprint: sketch(one)}


def test_a_sketch_that_cannot_be_read_is_found(store, file, document) -> None:
    """`digest check` looks at all that is kept."""
    one = document(1)
    store.add([(one, ())], now=NOW)
    store.memory.keep([sketch(one)])
    engine = writable(file, wait=1)
    with engine.begin() as connection:
        connection.execute(update(table).values(payload={"terms": {}}))
    engine.dispose()
    [problem] = store.check()
    assert problem.message.startswith(f"sketches {one.fingerprint}: Sketch.fingerprint")
