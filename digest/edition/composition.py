"""Stories to one frozen edition."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from types import MappingProxyType

from digest.edition.candidates import candidates
from digest.edition.deciding import Editor
from digest.edition.freezing import Chosen, View
from digest.edition.news import News, news
from digest.edition.notices import noticed
from digest.edition.ranking import Rated, rank, rate
from digest.edition.readers import Had, Readers
from digest.edition.references import references
from digest.edition.score import total
from digest.edition.selection import Reason, choose, take_turns, with_a_first
from digest.edition.versions import Versions
from digest.edition.wording import Documents, tokens
from digest.models import Document, Story
from digest.models.briefs import Brief
from digest.models.editions import Decisions, Dropped, Edition, EditionStory, edition_id
from digest.models.past import Past

# Silent reading of non-fiction (Brysbaert, "How many words do we read per minute?", 2019).
WORDS_A_MINUTE = 238

_NOTHING, _UNDECIDED = Past(), Decisions()


def compose(
    stories: Sequence[Story],
    documents: Mapping[str, Document],
    brief: Brief,
    *,
    date: date,
    slot: str = "",
    number: int,
    weights: Mapping[str, float] = MappingProxyType({}),
    past: Past = _NOTHING,
    decisions: Decisions = _UNDECIDED,
) -> Edition:
    """The best of `stories` within the limits of `brief`, as one frozen edition.

    Stories are taken by score and by how little those before them tell of the same. Their claims
    then take turns until the words are used up: each story shows its first before any shows its
    second. `documents` by fingerprint; `weights` of feeds (0 to 10) by the ids of the documents
    they brought, 1 where there is none.

    What the readers had in `past` is left out where it stands as it was, and marked where it is
    new, or not as it was. What was wrong in it is told whatever the limits. The words of such an
    edition stand in `documents` or in those of `past`.

    What `decisions` ask for is shown whatever the limits, in the place of what is not asked for;
    those that could be followed are those of the edition (see `unapplied`).
    """
    readers, texts = Readers(past), {**past.documents, **documents}
    editor = Editor(decisions, texts, brief.language)
    stories = [*map(Versions(past, readers, texts).settled, stories)]
    gone = _gone(readers, stories, documents)

    def rated(story: Story) -> Rated:
        found = editor.judged(story, news(story, readers, texts, gone))
        return editor.headed(rate(story, found, readers, texts, brief, on=date, weights=weights))

    told, dropped = _selected([*map(rated, stories)], editor, texts, brief)
    cited = references((name for each in told for name in each.cited()), texts, past.newest)
    numbers = {each.document: each.number for each in cited}
    view = View(readers=readers, documents=texts, numbers=numbers, brief=brief)
    told_stories = tuple(map(view.story, told))
    return Edition(
        id=edition_id(brief.name, date, slot),
        brief=brief,
        date=date,
        slot=slot,
        number=number,
        references=cited,
        stories=told_stories,
        dropped=dropped,
        minutes=_minutes(told_stories),
        since=readers.since,
        decisions=editor.applied(stories, told_stories),
    )


def _selected(
    rated: Sequence[Rated], editor: Editor, documents: Documents, brief: Brief
) -> tuple[list[Chosen], tuple[Dropped, ...]]:
    """The stories that are told, and those that are not."""
    full, empty = _parted(rated, lambda each: each.is_empty)
    wanted, unwanted = _parted(full, lambda each: editor.leaves_out(each.story))
    order = editor.order(each.story for each in wanted)
    taken, over = rank(wanted, brief.limits.stories, documents, brief.ranking, order)
    over += tuple((each, Reason.EDITOR) for each in unwanted)
    told, wordless = _within_words(taken, [each for each, _ in over], order, documents, brief)
    return told, (
        *(_left_out(each, Reason.WORDS) for each in wordless),
        *(_left_out(each, reason) for each, reason in over if not each.news.is_urgent),
        *_with_nothing_new(empty),
    )


def _parted(
    found: Iterable[Rated], aside: Callable[[Rated], bool]
) -> tuple[list[Rated], list[Rated]]:
    """`found`, and those of it that are put `aside`."""
    parts: tuple[list[Rated], list[Rated]] = ([], [])
    for each in found:
        parts[aside(each)].append(each)
    return parts


def _gone(readers: Readers, stories: Iterable[Story], documents: Documents) -> dict[str, list[Had]]:
    """The lines that no statement has any more, by the newer version of their article."""
    standing = {
        name
        for story in stories
        for quoted in (noticed(story),)
        for statement in story.statements
        if statement.id not in quoted
        for name in readers.names(statement)
    }
    return {
        document: [had for had in lines if had.item.id not in standing]
        for document, lines in readers.superseded(documents).items()
    }


def _within_words(
    taken: Sequence[Rated],
    over: Sequence[Rated],
    order: Collection[str],
    documents: Documents,
    brief: Brief,
) -> tuple[list[Chosen], list[Rated]]:
    """The stories with the claims that they show, and those that the words did not suffice for.

    Of those `over` the limit only what is urgent is shown; those in `order` show one claim at
    least.
    """
    limits = brief.limits
    stories = [*taken, *(each for each in over if each.news.is_urgent)]
    rooms = [limits.claims] * len(taken) + [0] * (len(stories) - len(taken))
    choices = [
        choose(candidates(each, documents, brief), room)
        for each, room in zip(stories, rooms, strict=True)
    ]
    choices = [
        with_a_first(choice) if each.story.id in order else choice
        for each, choice in zip(stories, choices, strict=True)
    ]
    chosen = [
        Chosen(*pair) for pair in zip(stories, take_turns(choices, limits.words), strict=True)
    ]
    told = [each for each in chosen if each.is_told]
    return told, [each.rated for each in chosen if not each.is_told]


def _with_nothing_new(rated: Iterable[Rated]) -> list[Dropped]:
    found = [_left_out(each, _why_empty(each.news)) for each in rated]
    return sorted(found, key=lambda each: (-total(each.score), each.id))


def _why_empty(news: News) -> Reason:
    why = {*news.left.values()}
    return next((each for each in (Reason.EDITOR, Reason.HAD) if each in why), Reason.EMPTY)


def _left_out(rated: Rated, reason: Reason) -> Dropped:
    return Dropped(id=rated.story.id, words=(rated.head.words,), reason=reason, score=rated.score)


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
