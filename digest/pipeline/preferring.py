"""What readers ask more of, or less, and where that would have counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from digest.edition.score import Named
from digest.models.briefs import Preference
from digest.models.editions import EditionStory
from digest.models.past import Past

if TYPE_CHECKING:
    from digest.storage import Store

# Days of editions in which a name is looked for: who asks for it has mostly just read it.
RECENT = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """Where a preference would have counted: `named` are the stories of the editions of `RECENT`
    days that name it, newest first, `stories` is how many they had.
    """

    named: tuple[EditionStory, ...]
    stories: int


def reach(store: Store, digest: str, name: str, *, on: date) -> Reach:
    """What a preference for `name` would have raised or lowered until the end of that day."""
    since, behind = on - timedelta(days=RECENT), on + timedelta(days=1)
    had = store.memory.past(digest, since=since, before=(behind, ""))
    stories = {story.id for edition in had.editions for story in edition.stories}
    named = {each.id: each for each in _named(had, name)}
    return Reach(named=tuple(named.values())[::-1], stories=len(stories))


def _named(had: Past, name: str) -> Iterator[EditionStory]:
    asked = (Preference(name=name, steps=1),)
    for edition in had.editions:
        fingerprints = {each.number: each.document for each in edition.references}
        for story in edition.stories:
            articles = [had.documents[fingerprints[number]] for number in story.references]
            text = "\n".join(each.text for each in articles)
            if Named(text, articles).preference(asked):
                yield story
