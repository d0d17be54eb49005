"""What an editor decided on an edition, in words, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from digest.edition.headline import headline
from digest.edition.wording import Documents, shown, speaker, words_of
from digest.models import Problem, Statement, Story
from digest.models.editions import Decisions, Edition, Words
from digest.models.rulings import Ruling, RulingKind

_GONE = "the edition has nothing of that id any more"
_WRONG = "it puts right what readers had"
_CHANGED = "no article of the story has these words any more"
_EMPTY = "nothing of it is shown"

_HINT = "digest decisions lists them; digest preview changes them"


def rulings(
    asked: Decisions, edition: Edition, stories: Sequence[Story], documents: Documents
) -> tuple[Ruling, ...]:
    """All that is `asked` of `edition`, which was chosen from `stories`; each decision once."""
    things, why = _Things(stories, documents, edition), _Why(edition, stories)
    done = edition.decisions
    titled = {each.story: each.words for each in asked.headlines[::-1]}

    def of(
        kind: RulingKind,
        wanted: Iterable[str],
        followed: Iterable[str],
        reason: Callable[[str], str],
    ) -> Iterator[Ruling]:
        known = {*followed}
        for name in dict.fromkeys(wanted):
            is_headline = kind is RulingKind.HEADLINE
            words, said_by = things.headed(titled[name]) if is_headline else things.said(name)
            lost = "" if name in known else reason(name)
            yield Ruling(kind=kind, id=name, words=words, name=said_by, why=lost)

    return (
        *of(RulingKind.LEFT_OUT, asked.left_out, done.left_out, why.shown),
        *of(RulingKind.PINNED, asked.pinned, done.pinned, why.left_out),
        *of(RulingKind.FIRST, asked.order, done.order, why.left_out),
        *of(RulingKind.HEADLINE, titled, (each.story for each in done.headlines), why.untitled),
    )


def unapplied(
    asked: Decisions, edition: Edition, stories: Sequence[Story], documents: Documents
) -> tuple[Problem, ...]:
    """A problem for each decision that `edition` does not follow."""
    return tuple(
        Problem(
            place=edition.id,
            message=f"does not follow the decision “{each.kind}” on {each.id}: {each.why}",
            hint=_HINT,
        )
        for each in rulings(asked, edition, stories, documents)
        if each.why
    )


class _Things:
    """Says of ids what is meant by them."""

    def __init__(self, stories: Sequence[Story], documents: Documents, edition: Edition) -> None:
        self._documents = documents
        self._language = edition.brief.language
        self._shown = {each.id: each.headline for each in edition.stories}
        self._stories = {each.id: each for each in stories}
        self._claims = {each.id: each for story in stories for each in story.statements}

    def said(self, name: str) -> tuple[tuple[Words, ...], str]:
        if name in self._claims:
            return self._claim(self._claims[name])
        if name in self._shown:
            return (self._shown[name],), ""
        if name not in self._stories:
            return (), ""
        return (headline(self._stories[name], self._documents, self._language).words,), ""

    def headed(self, words: Words) -> tuple[tuple[Words, ...], str]:
        document = self._documents.get(words.document)
        outlet = document.outlet if document else None
        return (words,), outlet.value if outlet else ""

    def _claim(self, statement: Statement) -> tuple[tuple[Words, ...], str]:
        claim = shown(statement, self._language)
        words = words_of(claim or statement.claims[0], self._documents)
        return words, speaker(statement, claim, self._documents).name.text if claim else ""


class _Why:
    """Says of ids what became of them in `edition`."""

    def __init__(self, edition: Edition, stories: Sequence[Story]) -> None:
        self._told = {each.id for each in edition.stories}
        self._story = {claim.id: each.id for each in stories for claim in each.statements}
        self._known = self._story.keys() | {each.id for each in stories}
        self._shown = {each.id for each in edition.items()}
        dropped = [*edition.dropped, *(each for story in edition.stories for each in story.dropped)]
        self._reasons: Mapping[str, str] = {each.id: each.reason for each in dropped}

    def shown(self, name: str) -> str:
        return _WRONG if name in self._known | self._shown else _GONE

    def left_out(self, name: str) -> str:
        story = self._story.get(name, name)
        found = self._reasons.get(name) or self._reasons.get(story)
        return found or (_EMPTY if name in self._known else _GONE)

    def untitled(self, story: str) -> str:
        return _CHANGED if story in self._told else self.left_out(story)
