"""What lies on the desk: the stories and claims of an edition, shown or left out, and what was
decided on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from digest.models.editions import (
    Change,
    Decisions,
    Dropped,
    EditionStory,
    Item,
    Words,
)
from digest.web.preview.deciding import Act
from digest.web.preview.desk import Desk
from digest.web.preview.model import Preview

# Where a page is returned to when what was pressed is not there any more.
DESK = "desk"

# The button that takes a decision back has the focus after it, and the other way round; all others
# stay where they are.
_OPPOSITE = {
    Act.LEAVE_OUT: f"made-{Act.UNDO_LEAVE_OUT}",
    Act.BRING_IN: Act.DOWN,
    Act.PIN: Act.UNDO_PIN,
    Act.UNDO_PLACE: Act.UP,
    Act.UNDO_LEAVE_OUT: Act.LEAVE_OUT,
    Act.UNDO_PIN: Act.PIN,
    Act.HEADLINE: "open",
    Act.UNDO_HEADLINE: "open",
}

# What readers had and is wrong is told to them, whatever is decided.
_TOLD_ANYWAY = frozenset({Change.CORRECTED, Change.WITHDRAWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """Words that may stand above a story, and which article has them; `value` names their place."""

    words: Words
    outlet: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """One decision, in a word; `words` are those of what it is about, none where that is gone.
    `undo` takes it back.
    """

    undo: Act
    name: str
    what: str
    words: tuple[Words, ...]


class Board:
    """The desk of `preview`, with the story of that id open."""

    def __init__(self, preview: Preview, desk: Desk, *, story: str = "") -> None:
        self.preview = preview
        self.desk = desk
        self.open = story
        self.decisions: Decisions = desk.decisions

    @property
    def stories(self) -> tuple[EditionStory, ...]:
        return self.preview.edition.stories

    @property
    def left_out(self) -> tuple[Dropped, ...]:
        """Stories that are not shown: those that the editor left out first."""
        dropped = self.preview.edition.dropped
        return tuple(sorted(dropped, key=lambda each: each.id not in self.decisions.left_out))

    @property
    def is_open_outside(self) -> bool:
        """Whether the story that is open is one of those left out."""
        return any(each.id == self.open for each in self.left_out)

    @cached_property
    def words(self) -> Mapping[str, tuple[Words, ...]]:
        """What there is to decide on, by id: all stories and claims that were found."""
        return dict(self._words())

    def _words(self) -> Iterator[tuple[str, tuple[Words, ...]]]:
        of_others = (each for claims in self.desk.claims.values() for each in claims)
        of_shown = (each for story in self.stories for each in story.dropped)
        for each in (*of_others, *of_shown, *self.preview.edition.dropped):
            yield each.id, each.words
        for story in self.stories:
            yield from ((item.id, item.words) for item in story.items)
            yield story.id, (story.headline,)

    def made(self) -> Iterator[Made]:
        """All that was decided, in the order of an edition: stories, then claims."""
        told = (
            (Act.UNDO_PLACE, "Placed", self.decisions.order),
            (Act.UNDO_HEADLINE, "Headline", [each.story for each in self.decisions.headlines]),
            (Act.UNDO_PIN, "Pinned", self.decisions.pinned),
            (Act.UNDO_LEAVE_OUT, "Left out", self.decisions.left_out),
        )
        for undo, what, names in told:
            for name in names:
                yield Made(undo=undo, name=name, what=what, words=self.words.get(name, ()))

    def chips(self, story: EditionStory) -> Iterator[str]:
        """What was decided on a story that is shown, and on its claims."""
        if story.id in self.decisions.order:
            yield "placed"
        if any(each.story == story.id for each in self.decisions.headlines):
            yield "your headline"
        claims = {each.id for each in story.items} | {each.id for each in story.dropped}
        for what, names in (("pinned", self.decisions.pinned), ("out", self.decisions.left_out)):
            count = len(claims & set(names))
            if count:
                yield f"{count} {what}"

    def is_held(self, item: Item) -> bool:
        """Whether readers are told of it even where it is left out."""
        return item.change in _TOLD_ANYWAY

    def options(self, story: str) -> list[Option]:
        """What may stand above `story`, without what does."""
        shown = {each.id: each.headline for each in self.stories}.get(story)
        return [
            Option(words=words, outlet=self.outlet(words), value=place_of(words))
            for words in self.desk.headlines(story)
            if words != shown
        ]

    def outlet(self, words: Words) -> str:
        """Who published `words`; the article where that is not known."""
        document = self.preview.documents[words.document]
        found = document.outlet or document.original_outlet
        return found.value if found else document.id


def place_of(words: Words) -> str:
    """`FINGERPRINT 12 88`, and the fingerprint alone for a title that is not in the text."""
    return " ".join(map(str, (words.document, *(words.span or ()))))


def find(options: Iterable[Words], place: str) -> Words | None:
    """Those of `options` that stand at `place`."""
    return next((each for each in options if place_of(each) == place), None)


def after(act: Act, name: str) -> str:
    """The id of what has the focus when `act` is done to what has that `name`."""
    return DESK if act is Act.UNDO_ALL else f"{_OPPOSITE.get(act, act)}-{name}"
