"""What an editor may choose from."""

from __future__ import annotations

from collections.abc import Iterator

from digest.edition.headline import heads
from digest.edition.wording import Documents, shown, words_of
from digest.models import Story
from digest.models.editions import Dropped, Words


def headlines(story: Story, documents: Documents, language: str) -> tuple[Words, ...]:
    """The words that may stand above `story`, the likeliest first."""
    return tuple(each.words for each in heads(story, documents, language))


def pinnable(
    story: Story, documents: Documents, dropped: Dropped, language: str
) -> Iterator[Dropped]:
    """The claims of `story`, which was `dropped`, in the words in which each would be shown."""
    for statement in story.statements:
        claim = shown(statement, language)
        if claim:
            words = words_of(claim, documents)
            yield Dropped(id=statement.id, words=words, reason=dropped.reason, score=())
