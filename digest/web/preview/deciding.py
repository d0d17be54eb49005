"""What becomes of an editor's decisions when one is added or taken back: pure.

Each is about a story or a claim, by its id, in the edition as it is now. So it means the same where
the edition has changed since its page was loaded, or is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from digest.models.editions import Decisions, Edition, Headline, Words

Ids = tuple[str, ...]


class Act(StrEnum):
    """What can be done to a story or claim; the last ones take back what was decided on it, or on
    everything.
    """

    FIRST = "first"
    UP = "up"
    DOWN = "down"
    LEAVE_OUT = "leave-out"
    BRING_IN = "bring-in"
    PIN = "pin"
    HEADLINE = "headline"
    UNDO_PLACE = "undo-place"
    UNDO_LEAVE_OUT = "undo-leave-out"
    UNDO_PIN = "undo-pin"
    UNDO_HEADLINE = "undo-headline"
    UNDO_ALL = "undo-all"

    @property
    def undoes(self) -> bool:
        return self.value.startswith("undo-")


class Gone(Exception):  # noqa: N818 - no error, but an answer
    """What a decision is about is not there any more."""


def decided(edition: Edition, had: Decisions, act: Act, name: str) -> Decisions:
    """`had`, and `act` done to the story or claim of that `name`. Raises Gone."""
    return _ACTS[act](edition, had, name)


def retitled(had: Decisions, story: str, words: Words) -> Decisions:
    """`had`, with `words` above the story."""
    others = _kept_headlines(had, story)
    return replace(had, headlines=(*others, Headline(story=story, words=words)))


def _first(edition: Edition, had: Decisions, story: str) -> Decisions:
    return _moved(edition, had, story, -_place(edition, story))


def _up(edition: Edition, had: Decisions, story: str) -> Decisions:
    return _moved(edition, had, story, -1)


def _down(edition: Edition, had: Decisions, story: str) -> Decisions:
    """The story behind it moves up, unless it was placed itself: so what rank alone has put
    somewhere stays nameless.
    """
    shown = [each.id for each in edition.stories]
    behind = shown[_place(edition, story) + 1 :][:1]
    if behind and story not in had.order:
        return _moved(edition, had, behind[0], -1)
    return _moved(edition, had, story, 1)


def _moved(edition: Edition, had: Decisions, story: str, by: int) -> Decisions:
    """The story so many places on. The order ends with the last story that somebody has placed:
    those behind it stand where rank puts them.
    """
    shown = [each.id for each in edition.stories]
    at = _place(edition, story)
    to = max(0, min(at + by, len(shown) - 1))
    if to == at:
        return had
    placed = {story, *had.order}
    shown.insert(to, shown.pop(at))
    last = max(n for n, each in enumerate(shown) if each in placed)
    absent = [each for each in had.order if each not in shown]
    return replace(had, order=(*shown[: last + 1], *absent))


def _leave_out(_: Edition, had: Decisions, name: str) -> Decisions:
    return replace(
        had,
        left_out=_with(had.left_out, name),
        pinned=_without(had.pinned, name),
        order=_without(had.order, name),
    )


def _bring_in(_: Edition, had: Decisions, story: str) -> Decisions:
    """Behind the stories that were placed before it, where it is seen and cannot be pushed out."""
    return replace(had, left_out=_without(had.left_out, story), order=_with(had.order, story))


def _pin(_: Edition, had: Decisions, claim: str) -> Decisions:
    return replace(had, left_out=_without(had.left_out, claim), pinned=_with(had.pinned, claim))


def _undo_place(_: Edition, had: Decisions, story: str) -> Decisions:
    return replace(had, order=_without(had.order, story))


def _undo_leave_out(_: Edition, had: Decisions, name: str) -> Decisions:
    return replace(had, left_out=_without(had.left_out, name))


def _undo_pin(_: Edition, had: Decisions, claim: str) -> Decisions:
    return replace(had, pinned=_without(had.pinned, claim))


def _undo_headline(_: Edition, had: Decisions, story: str) -> Decisions:
    return replace(had, headlines=_kept_headlines(had, story))


_ACTS: Mapping[Act, Callable[[Edition, Decisions, str], Decisions]] = {
    Act.FIRST: _first,
    Act.UP: _up,
    Act.DOWN: _down,
    Act.LEAVE_OUT: _leave_out,
    Act.BRING_IN: _bring_in,
    Act.PIN: _pin,
    Act.UNDO_PLACE: _undo_place,
    Act.UNDO_LEAVE_OUT: _undo_leave_out,
    Act.UNDO_PIN: _undo_pin,
    Act.UNDO_HEADLINE: _undo_headline,
    Act.UNDO_ALL: lambda *_: Decisions(),
}


def _place(edition: Edition, story: str) -> int:
    shown = [each.id for each in edition.stories]
    if story not in shown:
        raise Gone
    return shown.index(story)


def _kept_headlines(had: Decisions, story: str) -> tuple[Headline, ...]:
    return tuple(each for each in had.headlines if each.story != story)


def _with(ids: Ids, name: str) -> Ids:
    return ids if name in ids else (*ids, name)


def _without(ids: Ids, name: str) -> Ids:
    return tuple(each for each in ids if each != name)
