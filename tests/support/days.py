"""Editions of several days in a row, each with what its readers had before, as the pipeline makes
them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from digest.edition import compose, prove
from digest.models import Claim, Document, Known, Story
from digest.models.briefs import Brief
from digest.models.editions import Edition
from digest.models.past import Past
from digest.stories import gather
from support.articles import build

BRIEF = Brief(
    name="daily", title="Tagesdigest", language="de", timezone="Europe/Berlin", template="daily"
)
DAY = date(2026, 11, 18)


Besides = Callable[[Story, Mapping[str, Document]], Story]


def _as_told(story: Story, _: Mapping[str, Document]) -> Story:
    return story


@dataclass
class Days:
    """What is known from day to day. An article with the id of an earlier one is its newer version;
    what stories have besides claims (conflicts, retractions, denials) is given by `besides`, from
    a story and the articles by their ids."""

    brief: Brief = BRIEF
    editions: list[Edition] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    current: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Sequence[Claim]] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    stories: tuple[Story, ...] = ()

    def next(self, *articles: Mapping[str, Any], besides: Besides = _as_told) -> Edition:
        """The edition of the next day, in which `articles` come in; it is proven."""
        self._learn()
        documents, claims = build(articles)
        self.documents |= {each.fingerprint: each for each in documents}
        self.current |= {each.id: each for each in documents}
        self.claims |= claims
        found = self._gathered({each.id for each in documents})
        self.stories = tuple(besides(each, self.current) for each in found)
        edition = self.again()
        prove(edition, self.documents)
        self.editions.append(edition)
        return edition

    def _learn(self) -> None:
        """What stories and statements were called in the last edition."""
        self.known = Known(
            stories={**self.known.stories, **self._names()},
            statements={
                **self.known.statements,
                **{
                    key: each.id
                    for story in self.stories
                    for each in story.statements
                    for key in each.keys
                },
            },
        )

    def again(self) -> Edition:
        """The last edition from what it was made of."""
        day = DAY + timedelta(days=len(self.editions))
        return compose(
            self.stories,
            {name: self.documents[name] for each in self.stories for name in each.documents},
            self.brief,
            date=day,
            number=len(self.editions) + 1,
            past=self.past(),
        )

    def past(self) -> Past:
        newest = {name: self.current[each.id].fingerprint for name, each in self.documents.items()}
        return Past(
            editions=tuple(self.editions),
            known=self.known,
            documents=self.documents,
            newest={old: new for old, new in newest.items() if old != new},
        )

    def _gathered(self, fresh: set[str]) -> list[Story]:
        """The stories that have a fresh article."""
        documents = list(self.current.values())
        found = gather(documents, self.claims, known=self.known)
        return [each for each in found if fresh & {self.documents[n].id for n in each.documents}]

    def _names(self) -> dict[str, str]:
        return {
            self.documents[name].id: each.id for each in self.stories for name in each.documents
        }
