"""What is new to the readers of earlier editions, in their words: marks, and what they had."""

from __future__ import annotations

from digest.models.editions import (
    Change,
    Earlier,
    Edition,
    EditionStory,
    Item,
    Words,
)
from digest.models.stories import Resolution
from digest.rendering.cleaning import one_line
from digest.rendering.lines import Foreign, Mark
from digest.rendering.phrases import Phrases
from digest.rendering.wording import Wording

# Where something is put into a message; no words have it (see `cleaning`).
_HERE = "\0"


class Marks:
    """The marks of one edition, in its language. A first edition has none, for all is new there."""

    def __init__(self, edition: Edition, wording: Wording) -> None:
        self._wording = wording
        self._phrases = Phrases(edition, wording)
        self._items = {item.id: item for item in edition.items()}

    def change(self, change: Change | None) -> tuple[Mark, ...]:
        words = {
            Change.NEW: self._wording.gettext("new"),
            Change.UPDATED: self._wording.gettext("updated"),
            Change.CORRECTED: self._wording.gettext("corrected"),
            Change.WITHDRAWN: self._wording.gettext("withdrawn"),
        }
        return (Mark(kind=change.value, text=words[change]),) if change else ()

    def resolution(self, resolution: Resolution) -> Mark:
        if resolution is Resolution.DISPUTED:
            return Mark(kind="disputed", text=self._wording.gettext("disputed"))
        (mark,) = self.change(Change(resolution.value))
        return mark

    def replaced(self) -> Mark:
        return Mark(kind="replaced", text=self._wording.gettext("superseded"))

    def item(self, item: Item, story: EditionStory) -> tuple[Mark, ...]:
        """What is new as a whole is marked once: the story."""
        is_marked = story.change is Change.NEW and item.change is Change.NEW
        change = () if is_marked else self.change(item.change)
        denies = Mark(kind="denies", text=self._wording.gettext("denies"))
        return (*change, denies) if item.denies else change

    def had(self, item: Item, last: Item | None) -> tuple[Foreign, ...]:
        """What readers had of `item`, or what it denies where that is not `last`, the line before.

        `before: unconfirmed, 1 origin`, in pieces, for what is quoted may be in another language.
        """
        if item.change is Change.WITHDRAWN:
            return self._plain(self._was_in(item.earlier))
        denied = self._denied(item, last)
        if denied:
            return denied
        had = self._changed(item)
        return self._around(self._wording.gettext("before: %(what)s", what=_HERE), had)

    def _changed(self, item: Item) -> tuple[Foreign, ...]:
        """How what readers had differs from `item`."""
        had = item.earlier
        if had is None or _is_of_denied(item):
            return ()
        sure = self._phrases.certainty(had.certainty) or self._wording.gettext("unreserved")
        origins = self._phrases.origins(len(had.origins))
        words = self._quoted(had.words)
        told = [
            *([sure] if had.certainty is not item.certainty else []),
            *([origins] if len(had.origins) != len(item.origins) else []),
        ]
        if words == self._quoted(item.words):
            return self._plain(self._wording.joined(told))
        before = self._plain(self._wording.joined([*told, ""]))
        return (*before, self._phrases.foreign(words, item.language))

    def _denied(self, item: Item, last: Item | None) -> tuple[Foreign, ...]:
        if item.denies is None or (last and item.denies in (last.id, last.denies)):
            return ()
        shown = self._items.get(item.denies)
        had = item.earlier if _is_of_denied(item) else None
        words = shown.words if shown else had.words if had else ()
        quoted = self._phrases.foreign(self._quoted(words), (shown or item).language)
        denied = self._wording.gettext("denies: %(what)s", what=_HERE)
        told = self._around(denied, (quoted,) if words else ())
        was_in = self._plain(self._wording.joined(("", self._was_in(had))))
        return told if shown or not told else (*told, *was_in)

    def _around(self, message: str, pieces: tuple[Foreign, ...]) -> tuple[Foreign, ...]:
        """`message` with `pieces` at its place for them; nothing without them."""
        before, _, behind = message.partition(_HERE)
        return (*self._plain(before), *pieces, *self._plain(behind)) if pieces else ()

    def _plain(self, text: str) -> tuple[Foreign, ...]:
        return (Foreign(text=text, direction=self._wording.direction),) if text else ()

    def _was_in(self, had: Earlier | None) -> str:
        day = self._wording.day(had.date) if had else ""
        return self._wording.gettext("from the edition of %(date)s", date=day) if had else ""

    def _quoted(self, words: tuple[Words, ...]) -> str:
        return self._phrases.in_quotes(" … ".join(one_line(each.text) for each in words))


def _is_of_denied(item: Item) -> bool:
    """Whether what readers had is the claim that `item` denies, and not an older state of it."""
    return item.denies is not None and item.change in (None, Change.NEW)
