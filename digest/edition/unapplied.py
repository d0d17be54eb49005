"""What an editor decided and an edition could not follow, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from digest.models import Problem, Story
from digest.models.editions import Decisions, Edition

_GONE = "the edition has nothing of that id any more"
_WRONG = "it puts right what readers had"
_CHANGED = "no article of the story has these words any more"
_EMPTY = "nothing of it is shown"

_HINT = "digest decisions lists them; digest preview changes them"


def unapplied(asked: Decisions, edition: Edition, stories: Sequence[Story]) -> tuple[Problem, ...]:
    """A problem for each decision in `asked` that is none of `edition`'s, which was chosen from
    `stories`."""
    why = _Why(edition, stories)
    done = edition.decisions
    told = {each.story for each in done.headlines}
    lost = [
        *(
            f"to leave out {each}: {why.shown(each)}"
            for each in _lost(asked.left_out, done.left_out)
        ),
        *(f"to pin {each}: {why.left_out(each)}" for each in _lost(asked.pinned, done.pinned)),
        *(f"to put first {each}: {why.left_out(each)}" for each in _lost(asked.order, done.order)),
        *(
            f"on the headline of {each}: {why.untitled(each)}"
            for each in _lost((each.story for each in asked.headlines), told)
        ),
    ]
    return tuple(
        Problem(place=edition.id, message=f"does not follow the decision {each}", hint=_HINT)
        for each in lost
    )


def _lost(asked: Iterable[str], done: Iterable[str]) -> Iterator[str]:
    known = {*done}
    return (each for each in dict.fromkeys(asked) if each not in known)


class _Why:
    """Says of ids what became of them in `edition`."""

    def __init__(self, edition: Edition, stories: Sequence[Story]) -> None:
        self._told = {each.id for each in edition.stories}
        self._story = {claim.id: each.id for each in stories for claim in each.statements}
        self._known = self._story.keys() | {each.id for each in stories}
        dropped = [*edition.dropped, *(each for story in edition.stories for each in story.dropped)]
        self._reasons: Mapping[str, str] = {each.id: each.reason for each in dropped}

    def shown(self, name: str) -> str:
        return _WRONG if name in self._known else _GONE

    def left_out(self, name: str) -> str:
        story = self._story.get(name, name)
        found = self._reasons.get(name) or self._reasons.get(story)
        return found or (_EMPTY if name in self._known else _GONE)

    def untitled(self, story: str) -> str:
        return _CHANGED if story in self._told else self.left_out(story)
