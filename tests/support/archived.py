"""Editions for tests of the archive: what they say is given, all else is of a fixture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from digest.models import SourceKind, Story
from digest.models.editions import (
    Attribution,
    Edition,
    EditionStory,
    Item,
    Words,
    edition_id,
)
from digest.storage import Store
from support.editions import load

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
EDITION, DOCUMENTS = load("german")
_STORY = EDITION.stories[0]
_ITEM = _STORY.items[0]


def words(text: str) -> Words:
    return replace(_ITEM.words[0], text=text)


def item(
    name: str, *said: str, speaker: str = "Ina Beispiel", kind: SourceKind = SourceKind.PERSON
) -> Item:
    """What `speaker` said, in pieces; `name` is its id."""
    return replace(
        _ITEM,
        id=name,
        words=tuple(map(words, said)),
        attribution=Attribution(name=words(speaker), kind=kind),
    )


def story(name: str, headline: str, *items: Item, **fields: bool) -> EditionStory:
    return replace(_STORY, id=name, headline=words(headline), items=items, **fields)


def edition(day: date, *stories: EditionStory, digest: str = "daily", slot: str = "") -> Edition:
    return replace(
        EDITION,
        id=edition_id(digest, day, slot),
        brief=replace(EDITION.brief, name=digest),
        date=day,
        slot=slot,
        stories=stories,
    )


def keep(
    store: Store, *editions: Edition, told: Mapping[str, Sequence[Story]] | None = None
) -> None:
    """Save `editions`, chosen from what is `told` of each by its id."""
    store.add([(each, ()) for each in DOCUMENTS.values()], now=NOW)
    for each in editions:
        assert store.save(each, (told or {}).get(each.id, ()))
