"""What is shown of a chosen story, in its final form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.edition.disputes import dispute
from digest.edition.items import item, recalled
from digest.edition.news import News
from digest.edition.ranking import Rated
from digest.edition.readers import Readers
from digest.edition.references import days
from digest.edition.score import topics
from digest.edition.selection import Choice, Reason
from digest.edition.wording import Documents, words_of
from digest.models import Certainty
from digest.models.briefs import Brief
from digest.models.editions import (
    Change,
    Dispute,
    Dropped,
    EditionStory,
    Item,
    Section,
)

_SECTIONS = tuple(Section)
_CERTAINTY = tuple(Certainty)
_WRONG = frozenset({Change.CORRECTED, Change.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A story with the claims that it shows, by what each adds."""

    rated: Rated
    choice: Choice

    @property
    def is_told(self) -> bool:
        """Whether it has anything to show; figures alone are shown where no claim could be."""
        news = self.rated.news
        return bool(
            self.choice.chosen or news.is_urgent or (news.figures and not self.choice.dropped)
        )

    def cited(self) -> Iterator[str]:
        """The articles that are new to readers, and those that words are taken from."""
        news = self.rated.news
        yield self.rated.head.words.document
        yield from self.rated.fresh
        for candidate in self.choice.chosen:
            for line in candidate.lines:
                yield from (claim.document for claim in line.statement.claims)
        for figures in news.figures:
            yield from (value.document for value in figures.conflict.values)
        for recall in news.recalls:
            yield from recall.documents()


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """What the stories of one edition are shown with; `numbers` of references by document."""

    readers: Readers
    documents: Documents
    numbers: Mapping[str, int]
    brief: Brief

    def story(self, chosen: Chosen) -> EditionStory:
        """Its lines by section, in each what is wrong first, then the one that adds most."""
        rated, story = chosen.rated, chosen.rated.story
        items = self._items(chosen)
        disputes = tuple(
            dispute(each, self.readers, self.numbers, self.documents) for each in rated.news.figures
        )
        return EditionStory(
            id=story.id,
            headline=rated.head.words,
            unfinished=rated.head.unfinished,
            language=self.documents[rated.head.words.document].language.value,
            references=tuple(sorted({self.numbers[name] for name in chosen.cited()})),
            origins=story.origins,
            certainty=_certainty(items, disputes),
            items=items,
            score=rated.score,
            dropped=tuple(_dropped(chosen, items, self.documents)),
            change=self._change(rated, items, disputes),
            articles=len(story.documents),
            days=days(story.documents, self.documents, self.brief.timezone),
            disputes=disputes,
            aliases=story.aliases,
            topics=topics([self.documents[each] for each in story.documents], self.brief),
        )

    def _items(self, chosen: Chosen) -> tuple[Item, ...]:
        news, language = chosen.rated.news, self.brief.language
        recalls = [
            recalled(each, self.numbers, self.documents, self.brief) for each in news.recalls
        ]
        lines = [line for candidate in chosen.choice.chosen for line in candidate.lines]
        items = [item(each, news, self.numbers, self.documents, language) for each in lines]
        shown = {each.id for each in items}
        told = [*recalls, *(_denying(each, news, shown) for each in items)]
        return tuple(sorted(told, key=lambda each: _SECTIONS.index(each.section)))

    def _change(
        self, rated: Rated, items: Iterable[Item], disputes: Iterable[Dispute]
    ) -> Change | None:
        if self.readers.is_new:
            return None
        changes = {each.change for each in items} | {each.change for each in disputes}
        if changes & _WRONG:
            return Change.CORRECTED
        if not changes - {None}:
            return None  # an editor has what readers had told again
        known = rated.story.id in self.readers.stories or rated.news.had
        return Change.UPDATED if known else Change.NEW


def _denying(item: Item, news: News, shown: Collection[str]) -> Item:
    """A denial of what is not shown beside it says what readers had of that."""
    if item.denies is None or item.denies in shown:
        return item
    had = news.had.get(item.denies)
    if had is None:
        return replace(item, denies=None)
    return replace(item, earlier=item.earlier or had.earlier())


def _certainty(items: Sequence[Item], disputes: Sequence[Dispute]) -> Certainty:
    """How sure a story is: as sure as what is reported in the most of its articles."""
    standing = [item for item in items if item.change is not Change.WITHDRAWN]
    reported = [item for item in standing if item.section in (Section.REPORTED, Section.FIGURES)]
    ranked = [
        (-len({place.number for place in item.places}), _CERTAINTY.index(item.certainty))
        for item in reported or standing or items
    ]
    figures = [(0, _CERTAINTY.index(each.certainty)) for found in disputes for each in found.values]
    return _CERTAINTY[min(ranked or figures)[1]]


def _dropped(chosen: Chosen, items: Iterable[Item], documents: Documents) -> Iterator[Dropped]:
    """The statements that are not shown: candidates, and those that were none."""
    shown = {each.id for each in items}
    for candidate, reason in chosen.choice.dropped:
        for line in candidate.lines:
            why = reason if line is candidate else Reason.DENIAL
            yield Dropped(id=line.statement.id, words=line.words, reason=why, score=line.score)
    judged = {each.id for each in chosen.rated.attributed} | shown
    for statement in chosen.rated.story.statements:
        if statement.id not in judged:
            named = any(each.source for each in statement.claims)
            why = chosen.rated.news.left.get(statement.id, Reason.JOINED)
            yield Dropped(
                id=statement.id,
                words=words_of(statement.claims[0], documents),
                reason=why if named else Reason.UNATTRIBUTED,
                score=(),
            )
