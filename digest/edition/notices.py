"""Articles that say of an earlier report that it was wrong, or take it back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from digest.edition.readers import Had, Readers
from digest.edition.recalls import Recall
from digest.edition.wording import Documents, outlets, plain, said, share, telling
from digest.models import Claim, Document, Notice, Retraction, Statement, Story

# A sentence is about a claim where half of what the claim tells stands in it.
_ABOUT = 0.5


def taken_back(story: Story, documents: Documents) -> dict[str, Retraction]:
    """The statements that their source takes back, with the notice, by their ids.

    Where the notice tells of some that were in its articles, those, and the only one in another
    language that others have from it; else all that it alone said before.
    """
    found: dict[str, Retraction] = {}
    for notice in story.retractions:
        if notice.notice is Notice.WITHDRAWN:
            taken = _Taken(notice, story, documents)
            for each in taken.about() or taken.before():
                found.setdefault(each.id, notice)
    return found


class _Taken:
    """What `notice` takes back of `story`: what stands in the notice itself is no part of it."""

    def __init__(self, notice: Retraction, story: Story, documents: Documents) -> None:
        self._notice = notice
        self._documents = documents
        self._language = documents[notice.document].language.value
        names = {each.name for each in story.aliases if each.origin == notice.origin}
        self._names = {plain(each) for each in (notice.origin, *names)}
        places = {
            each: tuple(one for one in each.claims if not _stands_in(one, notice))
            for each in story.statements
        }
        self._said = [replace(each, claims=left) for each, left in places.items() if left]
        self._repeated = {each.id for each, left in places.items() if len(left) < len(each.claims)}

    def about(self) -> list[Statement]:
        told = [each for each in self._said if not _is_after(each, self._notice, self._documents)]
        about = [each for each in told if self._is_told(each)]
        foreign = [
            each
            for each in told
            if all(one.language != self._language and self._cites(one) for one in each.claims)
        ]
        return about + (foreign if about and len(foreign) == 1 else [])

    def before(self) -> list[Statement]:
        own = [each for each in self._said if each.origins == (self._notice.origin,)]
        return [each for each in own if _is_before(each, self._notice, self._documents)]

    def _is_told(self, statement: Statement) -> bool:
        """Whether the notice tells of `statement`, which nobody has but from its outlet."""
        text = said(statement, self._language, self._documents)
        own = statement.origins == (self._notice.origin,) or all(
            self._cites(each) or _publishes(self._notice, self._documents[each.document])
            for each in statement.claims
        )
        repeated = statement.id in self._repeated
        return own and (repeated or _is_about(self._notice, text, self._documents))

    def _cites(self, claim: Claim) -> bool:
        """Whether `claim` is had from the outlet, whomever that cites."""
        sources = (claim.source, claim.medium, *claim.citing)
        return any(each and plain(each.name) in self._names for each in sources)


def noticed(story: Story) -> set[str]:
    """The statements that stand in notices alone: what they quote is what was wrong."""
    return {
        each.id
        for each in story.statements
        if all(any(_stands_in(claim, one) for one in story.retractions) for claim in each.claims)
    }


def recalls(
    story: Story,
    lines: Mapping[str, Had],
    back: Mapping[str, Retraction],
    documents: Documents,
    *,
    told: Collection[str],
    readers: Readers,
) -> Iterator[Recall]:
    """What readers had and is wrong: taken `back` with a notice, or corrected with one that they
    had not and that no statement tells them. `lines` are what they had of statements, by the ids of
    these; `told` are those that they are told now."""
    notices = [
        each
        for each in story.retractions
        if each.notice is Notice.CORRECTED
        and each.sentence.of(documents[each.document].text) not in readers.corrections
        and not _is_told(each, story, lines.keys() | told)
    ]
    for name, had in lines.items():
        corrected = (each for each in notices if _corrects(each, had, documents))
        notice = back.get(name) or next(corrected, None)
        if notice and not had.is_withdrawn and name not in told:
            yield Recall(name, had, notice)


def _is_told(notice: Retraction, story: Story, told: Collection[str]) -> bool:
    """Whether one of the statements in `told` has what `notice` says."""
    return any(
        each.id in told and any(_stands_in(claim, notice) for claim in each.claims)
        for each in story.statements
    )


def _stands_in(claim: Claim, notice: Retraction) -> bool:
    return claim.document == notice.document and claim.sentence.overlaps(notice.sentence)


def _corrects(notice: Retraction, had: Had, documents: Documents) -> bool:
    published = any(_publishes(notice, documents[name]) for name in had.documents())
    own = notice.origin in had.item.origins or published
    return own and _is_about(notice, had.text, documents)


def _publishes(notice: Retraction, document: Document) -> bool:
    """Whether `document` is of the outlet that gives `notice`."""
    return plain(notice.origin) in outlets(document)


def _is_about(notice: Retraction, text: str, documents: Documents) -> bool:
    sentence = notice.sentence.of(documents[notice.document].text)
    return share(telling(text), telling(sentence)) >= _ABOUT


def _is_before(statement: Statement, notice: Retraction, documents: Documents) -> bool:
    """Whether all of `statement` was published before `notice`, as far as times are known."""
    when = _time(documents[notice.document])
    times = [_time(documents[each.document]) for each in statement.claims]
    return when is not None and all(each is not None and each < when for each in times)


def _is_after(statement: Statement, notice: Retraction, documents: Documents) -> bool:
    """Whether any of `statement` was published with `notice` or after it."""
    when = _time(documents[notice.document])
    times = [_time(documents[each.document]) for each in statement.claims]
    return any(each.document == notice.document for each in statement.claims) or any(
        when is not None and each is not None and each > when for each in times
    )


def _time(document: Document) -> datetime | None:
    if document.published is None:
        return None
    when = document.published.value
    return when if when.tzinfo else when.replace(tzinfo=UTC)
