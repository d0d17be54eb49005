"""What the readers of a digest have had: the lines and figures of the editions before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digest.edition.selection import Reason
from digest.models import Document, Figure, Statement, Story
from digest.models.editions import Change, Earlier, Edition, EditionStory, Item
from digest.models.past import Past

# What stands where an excerpt ends.
_CUT = " .…[]\n"


class Had(NamedTuple):
    """A line that readers had, as it stood in the last edition that had it."""

    edition: Edition
    item: Item

    @property
    def is_withdrawn(self) -> bool:
        return self.item.change is Change.WITHDRAWN

    @property
    def text(self) -> str:
        return " ".join(each.text for each in self.item.words)

    def gives(self, figure: Figure) -> bool:
        """Whether the line has `figure`, of whatever unit: that is in another language there."""
        return figure.value in {each.value for each in self.item.figures}

    def earlier(self) -> Earlier:
        item = self.item
        return Earlier(
            edition=self.edition.id,
            date=self.edition.date,
            words=item.words,
            certainty=item.certainty,
            origins=item.origins,
        )

    def documents(self) -> list[str]:
        """The article of each of its places."""
        named = {each.number: each.document for each in self.edition.references}
        return [named[place.number] for place in self.item.places]


class Readers:
    """`is_new` where they have had nothing yet; `stories` are ids, `read` the articles that were
    in their editions, `revised` newer versions of these, `corrections` the words of what was
    corrected there."""

    def __init__(self, past: Past) -> None:
        editions = sorted(past.editions, key=lambda each: (each.date, each.slot))
        self._past = past
        self._lines = {name: had for each in editions for name, had in _lines(each)}
        self._figures = {
            (dispute.id, *figure_key(value.origin, value.figure))
            for each in editions
            for story in each.stories
            for dispute in story.disputes
            for value in dispute.values
        }
        self.is_new = not editions
        self.since = editions[-1].date if editions else None
        self.stories = {story.id for each in editions for story in each.stories}
        self._first: dict[str, int] = {}
        for n, each in enumerate(editions):
            for found in each.references:
                self._first.setdefault(found.document, n)
        self.read = {*self._first}
        self.revised = frozenset(past.newest.values())
        self._passed = {
            dropped.id for each in editions for story in each.stories for dropped in story.dropped
        }
        corrected = [
            item for each in editions for item in each.items() if item.change is Change.CORRECTED
        ]
        self.corrections = {words.text for item in corrected for words in item.words}
        self._corrected = {item.earlier.words for item in corrected if item.earlier}

    def read_before(self, document: str) -> set[str]:
        """The articles that were in editions before the first with `document`."""
        first = self._first.get(document, len(self._past.editions))
        return {name for name, n in self._first.items() if n < first}

    def had(self, statement: Statement) -> Had | None:
        """What they last had of `statement`, under whichever of its ids."""
        found = [self._lines[name] for name in self.names(statement) if name in self._lines]
        return max(found, key=lambda had: (had.edition.date, had.edition.slot), default=None)

    def names(self, statement: Statement) -> set[str]:
        """The ids that earlier editions and this one have for `statement`."""
        known = self._past.known.statements
        return {statement.id, *(known[key] for key in statement.keys if key in known)}

    def have_passed(self, statement: Statement, story: Story) -> bool:
        """Whether an edition left `statement` out, and no article has told it since but copies and
        newer versions of those that it was in."""
        told = {claim.document for claim in statement.claims}
        if self._passed.isdisjoint(self.names(statement)):
            return told <= self.read
        known = self.read | self.revised
        copies = {name for group in story.copies if known & {*group} for name in group}
        return told <= known | copies

    def had_figure(self, conflict: str, origin: str, figure: Figure) -> bool:
        return (conflict, *figure_key(origin, figure)) in self._figures

    def had_conflict(self, conflict: str) -> bool:
        return any(name == conflict for name, *_ in self._figures)

    def superseded(self, documents: Mapping[str, Document]) -> dict[str, list[Had]]:
        """The lines all of whose articles are there in a newer version, by the newest version of
        the article that gave the words. `documents` are those that are there."""
        found: dict[str, list[Had]] = defaultdict(list)
        for had in {each.item.id: each for each in self._lines.values()}.values():
            newer = {each: self._newer(each, documents) for each in had.documents()}
            home = newer[had.item.words[0].document]
            settled = had.is_withdrawn or had.item.words in self._corrected
            if home and all(newer.values()) and not settled:
                found[home].append(had)
        return found

    def _newer(self, name: str, documents: Mapping[str, Document]) -> str | None:
        """The newest version of an article; none where it only ends sooner, as excerpts do."""
        newest = self._past.newest.get(name)
        if newest is None or newest not in documents:
            return None
        text = documents[newest].text.rstrip(_CUT)
        return None if self._past.documents[name].text.startswith(text) else newest


def figure_key(origin: str, figure: Figure) -> tuple[str, str]:
    return origin.casefold(), figure.reading()


def _lines(edition: Edition) -> Iterator[tuple[str, Had]]:
    for story in edition.stories:
        for item in story.items:
            yield item.id, Had(edition, item)
        yield from _joined(edition, story)


def _joined(edition: Edition, story: EditionStory) -> Iterator[tuple[str, Had]]:
    """The claims that were shown in the line of another, by their own ids."""
    for dropped in story.dropped:
        if dropped.reason == Reason.JOINED:
            words = {*dropped.words}
            for item in story.items:
                if not words.isdisjoint(item.words):
                    yield dropped.id, Had(edition, item)
