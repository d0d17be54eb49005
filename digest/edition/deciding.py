"""What an editor decided on an edition, as far as it can be done.

Leaving out goes before all else that is decided of the same; what was wrong in an earlier edition
goes before leaving out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from digest.edition.headline import heads
from digest.edition.joining import firsts
from digest.edition.news import Mark, News
from digest.edition.notices import taken_back
from digest.edition.ranking import Rated
from digest.edition.selection import Reason
from digest.edition.wording import Documents, shown
from digest.models import Story
from digest.models.editions import Change, Decisions, EditionStory, Headline

T = TypeVar("T")

# A pinned claim is told though readers had it, or though it was passed over before. What is wrong
# or outdated, or what nobody said, is not told because somebody pins it.
_AGAIN = frozenset({Reason.HAD, Reason.PASSED})


class Editor:
    """Says of each story what is decided on it. `language` is that of the edition."""

    def __init__(self, decisions: Decisions, documents: Documents, language: str) -> None:
        self._decisions = decisions
        self._documents = documents
        self._language = language
        self._out = frozenset(decisions.left_out)
        self._pinned = frozenset(decisions.pinned) - self._out
        self._headlines = {each.story: each.words.text for each in decisions.headlines[::-1]}

    def leaves_out(self, story: Story) -> bool:
        return story.id in self._out

    def order(self, stories: Iterable[Story]) -> list[str]:
        """Those of `stories` that stand first, by their ids."""
        there = {each.id for each in stories} - self._out
        return [name for name in dict.fromkeys(self._decisions.order) if name in there]

    def judged(self, story: Story, news: News) -> News:
        """`news` of `story` without the claims that are left out; those that are pinned may be
        shown, and say so."""
        if (self._out | self._pinned).isdisjoint(each.id for each in story.statements):
            return news
        without = self._without(story, news)
        return without if self.leaves_out(story) else self._with_pinned(story, without)

    def _without(self, story: Story, news: News) -> News:
        """What goes with a quotation that is left out goes too."""
        told = {name for name, mark in news.marks.items() if mark.change is Change.CORRECTED}
        found = news.marks.keys() | news.left.keys()
        gone = dict.fromkeys(found & self._out - told, Reason.EDITOR)
        first = self._firsts(story, news)
        behind = (name for name in first if first[name] in gone)
        left = {**news.left, **dict.fromkeys(behind, Reason.JOINED), **gone}
        marks = {name: mark for name, mark in news.marks.items() if name not in left}
        return replace(news, marks=marks, left=left)

    def _with_pinned(self, story: Story, news: News) -> News:
        wrong = taken_back(story, self._documents).keys() | {each.id for each in news.recalls}
        again = {
            name: Mark(None if why is Reason.HAD else Change.NEW)
            for name, why in news.left.items()
            if name in self._pinned and why in _AGAIN and name not in wrong
        }
        news = replace(
            news,
            marks={**news.marks, **again},
            left={name: why for name, why in news.left.items() if name not in again},
        )
        first = self._firsts(story, news)
        pinned = {first.get(name, name) for name in self._pinned}
        marks = {name: mark._replace(pinned=name in pinned) for name, mark in news.marks.items()}
        return replace(news, marks=marks)

    def _firsts(self, story: Story, news: News) -> Mapping[str, str]:
        """From claims to those that they go on with, as stories are rated."""
        new = [
            each
            for each in story.statements
            if each.id in news.marks
            and news.marks[each.id].earlier is None
            and shown(each, self._language)
        ]
        return firsts(new, self._language, self._documents)

    def headed(self, rated: Rated) -> Rated:
        """`rated` under the headline that was chosen, where a source of the story still has it."""
        text = self._headlines.get(rated.story.id)
        if text is None:
            return rated
        offered = heads(rated.story, self._documents, self._language)
        same = (each for each in offered if each.words.text == text)
        return replace(rated, head=next(same, rated.head))

    def applied(self, stories: Sequence[Story], told: Sequence[EditionStory]) -> Decisions:
        """What of the decisions the edition shows that tells `told` of `stories`."""
        asked = self._decisions
        headlines = {each.id: each.headline for each in told}
        lines = {name for each in told for name in _lines(each)}
        there = {each.id for each in stories}
        there |= {each.id for story in stories for each in story.statements}
        chosen = (
            Headline(story=name, words=headlines[name])
            for name, text in self._headlines.items()
            if name in headlines and headlines[name].text == text
        )
        hidden = there - lines - headlines.keys()
        return Decisions(
            left_out=_once(each for each in asked.left_out if each in hidden),
            pinned=_once(each for each in asked.pinned if each in lines),
            order=_once(each for each in asked.order if each in headlines.keys() - self._out),
            headlines=tuple(sorted(chosen, key=lambda each: list(headlines).index(each.story))),
        )


def _lines(story: EditionStory) -> Iterator[str]:
    """The claims that `story` shows, those that go on with the words of another too."""
    words = {each for item in story.items for each in item.words}
    yield from (each.id for each in story.items)
    for each in story.dropped:
        if each.reason == Reason.JOINED and not words.isdisjoint(each.words):
            yield each.id


def _once(found: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
