"""Stories to one frozen edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from types import MappingProxyType

from digest.edition.headline import Head, headline
from digest.edition.joining import join
from digest.edition.score import score_item, score_story, total
from digest.edition.selection import Candidate, Choice, Reason, choose, take_turns
from digest.edition.wording import (
    TELLING,
    citing,
    evidence,
    is_told,
    medium,
    places,
    section_of,
    shown,
    speaker,
    tokens,
    words_of,
)
from digest.models import Certainty, Document, Statement, Story
from digest.models.editions import (
    Brief,
    Dropped,
    Edition,
    EditionStory,
    Item,
    Part,
    Reference,
    Section,
    edition_id,
)

# Silent reading of non-fiction (Brysbaert, "How many words do we read per minute?", 2019).
WORDS_A_MINUTE = 238

_SECTIONS = tuple(Section)
_CERTAINTY = tuple(Certainty)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rated:
    """A story with its headline and score; `attributed` are the statements that may be shown."""

    story: Story
    head: Head
    attributed: tuple[Statement, ...]
    score: tuple[Part, ...]


def compose(
    stories: Sequence[Story],
    documents: Mapping[str, Document],
    brief: Brief,
    *,
    date: date,
    slot: str = "",
    number: int,
    weights: Mapping[str, float] = MappingProxyType({}),
) -> Edition:
    """The best of `stories` within the limits of `brief`, as one frozen edition.

    Stories are taken by score. Their claims then take turns until the words are used up: each
    story shows its first before any shows its second. `documents` by fingerprint; `weights` of
    feeds (0 to 10) by the ids of the documents they brought, 1 where there is none.
    """
    ranked = [_rated(story, documents, brief, date, weights) for story in stories]
    ranked.sort(key=lambda rated: (-total(rated.score), rated.story.id))
    empty = [rated for rated in ranked if not rated.attributed]
    full = [rated for rated in ranked if rated.attributed]
    taken, over = full[: brief.limits.stories], full[brief.limits.stories :]
    told, wordless = _within_words(taken, documents, brief)
    references = _references((rated.story for rated, _ in told), documents)
    numbers = {reference.document: reference.number for reference in references}
    told_stories = tuple(_told(*pair, numbers, documents, brief.language) for pair in told)
    return Edition(
        id=edition_id(brief.name, date, slot),
        brief=brief,
        date=date,
        slot=slot,
        number=number,
        references=references,
        stories=told_stories,
        dropped=(
            *_left_out(wordless, Reason.WORDS),
            *_left_out(over, Reason.STORIES),
            *_left_out(empty, Reason.EMPTY),
        ),
        minutes=_minutes(told_stories),
    )


def _within_words(
    taken: Sequence[Rated], documents: Mapping[str, Document], brief: Brief
) -> tuple[list[tuple[Rated, Choice]], list[Rated]]:
    """The stories with the claims that they show, and those that the words did not suffice for."""
    choices = take_turns([_choose(each, documents, brief) for each in taken], brief.limits.words)
    pairs = list(zip(taken, choices, strict=True))
    told = [(rated, choice) for rated, choice in pairs if choice.chosen]
    return told, [rated for rated, choice in pairs if not choice.chosen]


def _rated(
    story: Story,
    documents: Mapping[str, Document],
    brief: Brief,
    on: date,
    weights: Mapping[str, float],
) -> Rated:
    own = [documents[name] for name in story.documents]
    named = [each for each in story.statements if shown(each, brief.language)]
    attributed = tuple(join(named, brief.language, documents))
    return Rated(
        story=story,
        head=headline(story, documents, brief.language),
        attributed=attributed,
        # A story that others tell as well is not lowered with the feed that is.
        score=score_story(
            story, attributed, own, on, brief, weight=max(weights.get(each.id, 1.0) for each in own)
        ),
    )


def _choose(rated: Rated, documents: Mapping[str, Document], brief: Brief) -> Choice:
    behind = rated.story.origins
    candidates = [_candidate(each, behind, documents, brief) for each in rated.attributed]
    return choose(candidates, brief.limits.claims)


def _candidate(
    statement: Statement, behind: Sequence[str], documents: Mapping[str, Document], brief: Brief
) -> Candidate:
    claim = shown(statement, brief.language) or statement.claims[0]
    told = is_told(claim, documents)
    words = words_of(claim, documents)
    text = " ".join(each.text for each in words)
    found = tuple(tokens(text))
    said_by = speaker(statement, claim, documents)
    score = score_item(
        statement,
        claim,
        text,
        told=told,
        said_by=said_by,
        behind=behind,
        documents=documents,
        brief=brief,
    )
    return Candidate(
        statement=statement,
        claim=claim,
        words=words,
        told=told,
        said_by=said_by,
        section=section_of(statement, claim, told=told),
        tokens=found,
        content=frozenset(token for token in found if len(token) >= TELLING),
        score=score,
        worth=max(0.0, total(score)),
    )


def _told(
    rated: Rated,
    choice: Choice,
    numbers: Mapping[str, int],
    documents: Mapping[str, Document],
    language: str,
) -> EditionStory:
    """The chosen of a story by section, in each the one that adds most first."""
    items = [_item(each, numbers, documents, language) for each in choice.chosen]
    items.sort(key=lambda item: _SECTIONS.index(item.section))
    return EditionStory(
        id=rated.story.id,
        headline=rated.head.words,
        unfinished=rated.head.unfinished,
        language=documents[rated.head.words.document].language.value,
        references=tuple(sorted(numbers[name] for name in rated.story.documents)),
        origins=rated.story.origins,
        certainty=_certainty(items),
        items=tuple(items),
        score=rated.score,
        dropped=(
            *(
                Dropped(id=each.statement.id, words=each.words, reason=reason, score=each.score)
                for each, reason in choice.dropped
            ),
            *_untold(rated, documents),
        ),
    )


def _certainty(items: Sequence[Item]) -> Certainty:
    """How sure a story is: as sure as what is reported in the most of its articles."""
    reported = [item for item in items if item.section in (Section.REPORTED, Section.FIGURES)]
    ranked = (
        (-len({place.number for place in item.places}), _CERTAINTY.index(item.certainty))
        for item in reported or items
    )
    return _CERTAINTY[min(ranked)[1]]


def _item(
    candidate: Candidate,
    numbers: Mapping[str, int],
    documents: Mapping[str, Document],
    language: str,
) -> Item:
    statement, claim = candidate.statement, candidate.claim
    return Item(
        id=statement.id,
        section=candidate.section,
        type=claim.type,
        words=candidate.words,
        told=candidate.told,
        language=claim.language,
        attribution=candidate.said_by,
        medium=medium(statement, claim, documents, language),
        citing=citing(claim, documents),
        certainty=statement.certainty,
        evidence=evidence(statement, documents),
        figures=claim.figures,
        places=places(claim, statement, numbers, documents),
        origins=statement.origins,
        score=candidate.score,
    )


def _untold(rated: Rated, documents: Mapping[str, Document]) -> Iterable[Dropped]:
    """The statements that are no candidates."""
    known = {statement.id for statement in rated.attributed}
    for statement in rated.story.statements:
        if statement.id not in known:
            claim = statement.claims[0]
            named = any(each.source for each in statement.claims)
            reason = Reason.JOINED if named else Reason.UNATTRIBUTED
            words = words_of(claim, documents)
            yield Dropped(id=statement.id, words=words, reason=reason, score=())


def _left_out(rated: Iterable[Rated], reason: Reason) -> list[Dropped]:
    return [
        Dropped(id=each.story.id, words=(each.head.words,), reason=reason, score=each.score)
        for each in rated
    ]


def _references(
    stories: Iterable[Story], documents: Mapping[str, Document]
) -> tuple[Reference, ...]:
    """The articles of `stories`, numbered from 1 in the order of their ids."""
    told = {name for story in stories for name in story.documents}
    ordered = sorted(
        (documents[name] for name in told), key=lambda each: (each.id, each.fingerprint)
    )
    return tuple(_reference(number, document) for number, document in enumerate(ordered, 1))


def _reference(number: int, document: Document) -> Reference:
    outlet, original = document.outlet, document.original_outlet
    return Reference(
        number=number,
        document=document.fingerprint,
        id=document.id,
        title=document.title.value if document.title else None,
        outlet=outlet.value if outlet else None,
        original_outlet=original.value if original else None,
        agencies=tuple(agency.value for agency in document.agencies),
        url=document.url,
        published=document.published,
        language=document.language.value,
    )


def _minutes(stories: Iterable[EditionStory]) -> int:
    """Minutes to read headlines, names and claims, at least one."""
    read = [
        words.text
        for story in stories
        for words in (
            story.headline,
            *(each for item in story.items for each in (item.attribution.name, *item.words)),
        )
    ]
    return max(1, ceil(sum(len(tokens(text)) for text in read) / WORDS_A_MINUTE))
