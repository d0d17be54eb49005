"""What readers had and should not go on believing: it is gone from its article, or a notice says
that it was wrong or is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from digest.edition.readers import Had, Readers
from digest.edition.wording import (
    Documents,
    share,
    shown,
    speaker,
    telling,
    tokens,
    turned,
    words_of,
)
from digest.models import Claim, Document, Notice, Retraction, Statement, Story
from digest.models.editions import Item

# A sentence is about a claim where half of what the claim tells stands in it.
_ABOUT = 0.5

# A claim of the newer version is the same, with its words smoothed, where four fifths are.
_SMOOTHED = 0.8


class Recall(NamedTuple):
    """A line that readers had and that is wrong: `notice` says so, or else its article has it no
    more. `id` is that of the claim now."""

    id: str
    had: Had
    notice: Retraction | None = None

    @property
    def is_correction(self) -> bool:
        return self.notice is not None and self.notice.notice is Notice.CORRECTED

    def documents(self) -> tuple[str, ...]:
        """The articles that it is told from: a correction from the notice alone."""
        noticed = (self.notice.document,) if self.notice else ()
        return noticed if self.is_correction else (*self.had.documents(), *noticed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Revisions:
    """What became of the lines that are gone from their articles: `instead` are those that other
    statements stand in the place of, by the ids of these; `smoothed` are the ids of statements
    that say the same in other words; the `withdrawn` have no successor."""

    instead: Mapping[str, Had] = field(default_factory=dict)
    smoothed: frozenset[str] = frozenset()
    withdrawn: tuple[Recall, ...] = ()


def revisions(
    gone: Iterable[Had], statements: Iterable[Statement], documents: Documents
) -> Revisions:
    """`statements` are those that readers did not have."""
    left = {each.id: each for each in statements}
    instead, smoothed, withdrawn = dict[str, Had](), set[str](), list[Recall]()
    for had in gone:
        name = _successor(had, left.values(), documents)
        if name is None:
            withdrawn.append(Recall(had.item.id, had))
        elif _says_the_same(left.pop(name), had, documents):
            smoothed.add(name)
        else:
            instead[name] = had
    return Revisions(instead=instead, smoothed=frozenset(smoothed), withdrawn=tuple(withdrawn))


def _successor(had: Had, statements: Iterable[Statement], documents: Documents) -> str | None:
    """The id of what the same speaker says of the same."""
    words, item = telling(had.text), had.item
    alike = (
        (-share(words, telling(_said(each, item.language, documents))), each.id)
        for each in statements
        if _speaks(each, item, documents)
    )
    likeness, name = min(alike, default=(0.0, ""))
    return name if -likeness >= _ABOUT else None


def _speaks(statement: Statement, item: Item, documents: Documents) -> bool:
    """Whether `statement` is by the speaker of `item`, by a fuller name or a shorter one."""
    claim = shown(statement, item.language)
    if claim is None:
        return False
    name = {*tokens(speaker(statement, claim, documents).name.text)}
    other = {*tokens(item.attribution.name.text)}
    return name <= other or other <= name


def _says_the_same(statement: Statement, had: Had, documents: Documents) -> bool:
    item = had.item
    claim = shown(statement, item.language) or statement.claims[0]
    text = _said(statement, item.language, documents)
    words, others = telling(text), telling(had.text)
    return (
        len(words & others) >= _SMOOTHED * len(words | others)
        and {each.reading() for each in claim.figures} == {each.reading() for each in item.figures}
        and statement.certainty is item.certainty
        and turned(text, claim.language) == turned(had.text, item.language)
    )


def _said(statement: Statement, language: str, documents: Documents) -> str:
    """The words in which `statement` is shown to readers of `language`."""
    claim = shown(statement, language) or statement.claims[0]
    return " ".join(each.text for each in words_of(claim, documents))


def taken_back(story: Story, documents: Documents) -> dict[str, Retraction]:
    """The statements that their only source takes back, with the notice, by their ids.

    Where the notice tells of some of them, those; else all that the source said before.
    """
    found: dict[str, Retraction] = {}
    for notice in story.retractions:
        if notice.notice is Notice.WITHDRAWN:
            language = documents[notice.document].language.value
            own = [each for each in story.statements if each.origins == (notice.origin,)]
            said = {each.id: _said(each, language, documents) for each in own}
            about = [each for each in own if _is_about(notice, said[each.id], documents)]
            before = [each for each in own if _is_before(each, notice, documents)]
            for each in about or before:
                found.setdefault(each.id, notice)
    return found


def noticed(story: Story) -> set[str]:
    """The statements that stand in notices alone: what they quote is what was wrong."""
    notices = [(each.document, each.sentence) for each in story.retractions]

    def is_noticed(claim: Claim) -> bool:
        return any(
            claim.document == document and claim.sentence.overlaps(sentence)
            for document, sentence in notices
        )

    return {each.id for each in story.statements if notices and all(map(is_noticed, each.claims))}


def recalls(
    story: Story,
    lines: Mapping[str, Had],
    back: Mapping[str, Retraction],
    readers: Readers,
    documents: Documents,
) -> Iterator[Recall]:
    """What readers had as it is, their `lines` by the ids of statements, and is wrong: taken `back`
    with a notice, or corrected with one that they have not had."""
    for name, had in lines.items():
        if name in back and not had.is_withdrawn:
            yield Recall(name, had, back[name])
    for notice in story.retractions:
        text = notice.sentence.of(documents[notice.document].text)
        if notice.notice is Notice.CORRECTED and text not in readers.corrections:
            for name, had in lines.items() - back.items():
                if notice.origin in had.item.origins and _is_about(notice, had.text, documents):
                    yield Recall(name, had, notice)


def _is_about(notice: Retraction, text: str, documents: Documents) -> bool:
    sentence = notice.sentence.of(documents[notice.document].text)
    return share(telling(text), telling(sentence)) >= _ABOUT


def _is_before(statement: Statement, notice: Retraction, documents: Documents) -> bool:
    """Whether all of `statement` was published before `notice`, as far as times are known."""
    when = _time(documents[notice.document])
    times = [_time(documents[each.document]) for each in statement.claims]
    return when is not None and all(each is not None and each < when for each in times)


def _time(document: Document) -> datetime | None:
    if document.published is None:
        return None
    when = document.published.value
    return when if when.tzinfo else when.replace(tzinfo=UTC)
