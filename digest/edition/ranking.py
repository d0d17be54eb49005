"""Which stories an edition takes: the best ones that do not all tell the same.

Stories are taken one by one, each by its score and by what the ones before leave of it (maximal
marginal relevance, as for claims: `selection`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf, log, sqrt
from typing import NamedTuple

from digest.edition.headline import Head, headline
from digest.edition.joining import join
from digest.edition.news import News
from digest.edition.readers import Readers
from digest.edition.score import parts, score_story, total
from digest.edition.selection import Reason
from digest.edition.wording import Documents, shown, telling
from digest.models import Statement, Story
from digest.models.briefs import Brief, Ranking
from digest.models.editions import Part

Terms = Mapping[str, float]

# Cosines, read from articles of some hundred events: of two that have nothing to do with each
# other one in a hundred is as near as the first; strikes at one airline, fires in one town and the
# games of one team stand in between; from the second on they tell one event.
_APART = 0.1
_SAME = 0.3

# As much of a word as its inflected forms share.
_STEM = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Rated:
    """A story with its headline, score and `news`; `attributed` are the statements that may be
    shown, `fresh` the articles that readers had not."""

    story: Story
    head: Head
    news: News
    fresh: tuple[str, ...]
    attributed: tuple[Statement, ...]
    score: tuple[Part, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.attributed or self.news.recalls or self.news.figures)

    @property
    def is_pinned(self) -> bool:
        """Whether an editor pinned one of the statements."""
        return any(self.news.marks[each.id].pinned for each in self.attributed)


class Ranked(NamedTuple):
    """Stories by what each adds to those before it, and those left out with the reason."""

    taken: tuple[Rated, ...]
    over: tuple[tuple[Rated, Reason], ...]


def rate(
    story: Story,
    news: News,
    readers: Readers,
    documents: Documents,
    brief: Brief,
    *,
    on: date,
    weights: Mapping[str, float],
) -> Rated:
    """For the arguments see `compose`."""
    own = [documents[name] for name in story.documents]
    fresh = tuple(name for name in story.documents if name not in readers.read)
    named = [each for each in story.statements if shown(each, brief.language)]
    marked = [each for each in named if each.id in news.marks]
    attributed = _attributed(marked, news, documents, brief.language)
    leading = _leading(story, fresh, attributed, readers)
    return Rated(
        story=story,
        # A story that goes on is told by what is new of it.
        head=headline(replace(story, documents=leading), documents, brief.language),
        news=news,
        fresh=fresh,
        attributed=attributed,
        score=score_story(
            story,
            attributed,
            own,
            on,
            brief,
            # A story that others tell as well is not lowered with the feed that is.
            weight=max(weights.get(each.id, 1.0) for each in own),
            novelty=0.0 if readers.is_new else _novelty(len(named), len(marked), news),
        ),
    )


def _novelty(claims: int, new: int, news: News) -> float:
    """The share of `claims` that is `new`; figures that differ count as one more each."""
    figures = len(news.figures)
    return (new + figures) / max(claims + figures, 1)


def _leading(
    story: Story, fresh: Sequence[str], attributed: Sequence[Statement], readers: Readers
) -> tuple[str, ...]:
    """The articles that a story is named after: of one that goes on those that have what is new,
    rather than newer versions of what readers know."""
    if readers.is_new:
        return story.documents
    new = {claim.document for each in attributed for claim in each.claims}
    unread = tuple(name for name in fresh if name not in readers.revised)
    news = tuple(name for name in unread if name in new)
    return news or unread or tuple(fresh) or story.documents


def _attributed(
    statements: Sequence[Statement], news: News, documents: Documents, language: str
) -> tuple[Statement, ...]:
    """`statements`, those joined of which readers had nothing."""
    new = [each for each in statements if news.marks[each.id].earlier is None]
    others = [each for each in statements if news.marks[each.id].earlier is not None]
    found = {each.id: each for each in (*join(new, language, documents), *others)}
    return tuple(found[each.id] for each in statements if each.id in found)


def rank(
    rated: Sequence[Rated],
    limit: int,
    documents: Documents,
    ranking: Ranking,
    order: Sequence[str] = (),
) -> Ranked:
    """At most `limit` of `rated`; of equals the one with the first id.

    Those in `order`, by their ids, come first and in any case; so do, where they are due, those
    with a pinned claim: they take the places of others.
    """
    left = {each.story.id: each for each in sorted(rated, key=lambda each: each.story.id)}
    asked = {*order, *(name for name, each in left.items() if each.is_pinned)}
    terms = _terms(left, documents)
    untold = dict.fromkeys(left, 1.0)
    taken: list[Rated] = []

    def varied(name: str) -> Rated:
        variety = parts(ranking, variety=untold[name] - 1)
        return replace(left[name], score=(*left[name].score, *variety))

    def take(best: Rated) -> None:
        taken.append(best)
        del left[best.story.id]
        for name in left:
            untold[name] *= _new(terms[name], terms[best.story.id])

    for name in order:
        take(varied(name))
    while fitting := _fitting(left, asked, limit - len(taken)):
        take(max(map(varied, fitting), key=lambda each: total(each.score)))
    over = sorted(map(varied, left), key=lambda each: -total(each.score))
    scores = [total(each.score) for each in taken if each.story.id not in asked]
    reasons = (_reason(left[each.story.id], each, min(scores, default=inf)) for each in over)
    return Ranked(tuple(taken), tuple(zip(over, reasons, strict=True)))


def _fitting(left: Iterable[str], asked: Collection[str], room: int) -> list[str]:
    """Those that may be taken next, where there is `room` for so many stories."""
    due = [name for name in left if name in asked]
    return due if len(due) >= room else list(left)


def _reason(alone: Rated, varied: Rated, least: float) -> Reason:
    """What cost a story its place, by its score alone and beside the others: `least` was enough."""
    cost = total(varied.score) < total(alone.score)
    return Reason.ALIKE if cost and total(alone.score) >= least else Reason.STORIES


def _terms(rated: Mapping[str, Rated], documents: Documents) -> dict[str, Terms]:
    """What each story tells: the beginnings of the words of its fullest article, those that are
    rarer among the stories weigh more; with length 1."""
    words = {
        name: {word[:_STEM] for word in telling(documents[each.story.documents[0]].text)}
        for name, each in rated.items()
    }
    held = Counter(word for each in words.values() for word in each)
    return {name: _unit(each, held, len(rated)) for name, each in words.items()}


def _unit(words: Iterable[str], held: Mapping[str, int], stories: int) -> Terms:
    weights = {word: log(1 + stories / held[word]) for word in sorted(words)}
    norm = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / norm for word, weight in weights.items()}


def _new(one: Terms, other: Terms) -> float:
    """How much of the one the other leaves untold, from 0 to 1, by their cosine."""
    less, more = sorted((one, other), key=len)
    cosine = sum(weight * more[word] for word, weight in less.items() if word in more)
    return min(1.0, max(0.0, (_SAME - cosine) / (_SAME - _APART)))
