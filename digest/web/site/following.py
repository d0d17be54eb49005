"""A story over several editions, told with one list of sources.

An edition numbers its sources for itself. A page that shows lines of several has a list of its own,
and the places of each line have the numbers of that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from digest.models.editions import Dispute, Edition, EditionStory, Place, Reference
from digest.rendering.layout import Layout
from digest.rendering.lines import Line, Table
from digest.rendering.links import Links
from digest.rendering.page import Card, SourceEntry
from digest.rendering.wording import Wording, local_day
from digest.web.site.telling import entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A story as an edition tells it."""

    edition: Edition
    story: EditionStory

    @property
    def key(self) -> tuple[str, str]:
        """No other edition or story has both ids."""
        return self.edition.id, self.story.id


def follow(editions: Iterable[Edition], ids: Collection[str]) -> tuple[Told, ...]:
    """The story that was called by `ids` in each of `editions`: more than one of an edition where
    two were to become one.
    """
    return tuple(
        Told(edition=edition, story=story)
        for edition in editions
        for story in edition.stories
        if story.id in ids
    )


class Following:
    """Stories as several editions tell them, in the reader's words, with one list of sources.

    `told` are those that it is given, each once, with the numbers of this list; `references` is the
    list, and `days` are those on which its articles were published, the first first.
    """

    def __init__(self, told: Iterable[Told], wording: Wording, links: Links) -> None:
        every = {each.key: each for each in told}
        self._wording = wording
        self._links = links
        self._cards: dict[tuple[str, str], Card] = {}
        self.days, self.references = _joined(every.values())
        self._told = {key: _renumbered(each, self.references) for key, each in every.items()}
        self.told = tuple(self._told.values())

    def card(self, told: Told) -> Card:
        """One of those it was given, in words."""
        if told.key not in self._cards:
            edition, story = self._told[told.key].edition, self._told[told.key].story
            (card,) = self._cards_of(replace(edition, stories=(story,)))
            self._cards[told.key] = card
        return self._cards[told.key]

    def tables(self, disputes: tuple[Dispute, ...]) -> tuple[Table, ...]:
        """`disputes` of what is told in words, each of any edition."""
        story = replace(self.told[-1].story, disputes=disputes, items=())
        (card,) = self._cards_of(replace(self._every(), stories=(story,)))
        return card.tables

    def sources(self) -> tuple[SourceEntry, ...]:
        """The list in words."""
        every = self._every()
        return tuple(entry(every, each, self._links) for each in self.references)

    def _every(self) -> Edition:
        return replace(self.told[-1].edition, references=self.references)

    def _cards_of(self, edition: Edition) -> tuple[Card, ...]:
        return Layout(edition, self._wording, self._links).cards()


def lines_of(card: Card, claims: Collection[str]) -> tuple[Line, ...]:
    """The lines of those ids, as they are told."""
    return tuple(line for group in card.groups for line in group.lines if line.id in claims)


def _joined(told: Iterable[Told]) -> tuple[tuple[date, ...], tuple[Reference, ...]]:
    """The articles of all with their days, as the last edition knows them."""
    found: dict[str, tuple[date, Reference]] = {}
    for each in told:
        for reference in _cited(each):
            first = found.get(reference.document, (each.edition.date, reference))[0]
            found[reference.document] = (_published(reference, each.edition) or first, reference)
    ordered = sorted(found.values(), key=lambda pair: pair[0])
    numbered = (replace(each, number=n) for n, (_, each) in enumerate(ordered, start=1))
    return tuple(day for day, _ in ordered), tuple(numbered)


def _published(reference: Reference, edition: Edition) -> date | None:
    """On which day, where the readers are."""
    found = reference.published
    return local_day(found.value, edition.brief.timezone) if found else None


def _cited(told: Told) -> list[Reference]:
    story = told.story
    used = {
        *story.references,
        *(place.number for item in story.items for place in item.places),
        *(value.place.number for dispute in story.disputes for value in dispute.values),
    }
    return [each for each in told.edition.references if each.number in used]


def _renumbered(told: Told, references: Iterable[Reference]) -> Told:
    joined = {each.document: each for each in references}
    new = {each.number: joined[each.document] for each in _cited(told)}

    def there(place: Place) -> Place:
        return replace(place, number=new[place.number].number)

    story = replace(
        told.story,
        references=tuple(new[number].number for number in told.story.references if number in new),
        items=tuple(
            replace(item, places=tuple(map(there, item.places))) for item in told.story.items
        ),
        disputes=tuple(_moved(dispute, there) for dispute in told.story.disputes),
    )
    return Told(edition=replace(told.edition, references=tuple(new.values())), story=story)


def _moved(dispute: Dispute, there: Callable[[Place], Place]) -> Dispute:
    values = tuple(replace(each, place=there(each.place)) for each in dispute.values)
    return replace(dispute, values=values)
