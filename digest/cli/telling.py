"""A story as one JSON object, as `digest stories` writes it (docs/reference/stories.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from digest.models import (
    Conflict,
    Document,
    Link,
    Retraction,
    Source,
    Spans,
    Statement,
    Story,
    Value,
)
from digest.models.serial import dump

UNTITLED = "(no title)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A story with its articles, by fingerprint. `names` are the ids of each, since one article
    may come under several.
    """

    story: Story
    documents: Mapping[str, Document]
    names: Mapping[str, Sequence[str]]

    def record(self) -> dict[str, Any]:
        story = self.story
        return {
            "id": story.id,
            "title": self.title(),
            "documents": self.ids(),
            "days": self.days(),
            "languages": sorted({each.language.value for each in self.ordered()}),
            "origins": list(story.origins),
            "copies": self.copies(),
            "claims": [self._claim(each) for each in story.statements],
            "conflicts": [self._conflict(each) for each in story.conflicts],
            "retractions": [self._retraction(each) for each in story.retractions],
            "links": [self._link(each) for each in story.links],
            "aliases": dump(story.aliases),
        }

    def title(self) -> str:
        """That of the fullest article that has one."""
        titles = (self.documents[name].title for name in self.story.documents)
        return next((title.value for title in titles if title), UNTITLED)

    def ordered(self) -> list[Document]:
        """The articles in order of time, those without one behind the others."""
        return sorted((self.documents[name] for name in self.story.documents), key=_by_time)

    def ids(self) -> list[str]:
        return [name for each in self.ordered() for name in self.names[each.fingerprint]]

    def days(self) -> dict[str, list[str]]:
        """The ids of the articles that were published on each day."""
        days: dict[str, list[str]] = defaultdict(list)
        for each in self.ordered():
            if each.published:
                days[each.published.value.date().isoformat()] += self.names[each.fingerprint]
        return dict(days)

    def copies(self) -> list[list[str]]:
        """Groups of ids with one text; to the letter where it is one article under several."""
        known = {name for group in self.story.copies for name in group}
        alone = [(each.fingerprint,) for each in self.ordered() if each.fingerprint not in known]
        groups = [
            [name for each in group for name in self.names[each]]
            for group in (*self.story.copies, *alone)
        ]
        return [group for group in groups if len(group) > 1]

    def _claim(self, statement: Statement) -> dict[str, Any]:
        shown = statement.claims[0]
        outlets = (self.documents[each.document].outlet for each in statement.claims)
        chain = (shown.source, *shown.citing)
        return {
            "id": statement.id,
            "words": said(self.documents[shown.document], shown.quote),
            "speaker": name_of(shown.source),
            "chain": [source.name for source in chain if source],
            "certainty": statement.certainty.value,
            "origins": list(statement.origins),
            "independent_origins": len(statement.origins),
            "outlets": sorted({outlet.value for outlet in outlets if outlet}),
            "denies": statement.denies,
            "places": list(self._places(statement)),
        }

    def _places(self, statement: Statement) -> Iterator[dict[str, Any]]:
        for claim, join in zip_longest(statement.claims, (None, *statement.joins)):
            document = self.documents[claim.document]
            yield {
                "document": document.id,
                "quote": dump(claim.quote),
                "words": said(document, claim.quote),
                "paragraph": document.block_at(claim.sentence.start).paragraph,
                "language": claim.language,
                "speaker": name_of(claim.source),
                "certainty": claim.certainty.value,
                "joined": dump(join),
            }

    def _conflict(self, conflict: Conflict) -> dict[str, Any]:
        return {
            "id": conflict.id,
            "kind": conflict.kind.value,
            "about": conflict.about,
            "resolution": conflict.resolution.value,
            "values": [self._value(each) for each in conflict.values],
        }

    def _value(self, value: Value) -> dict[str, Any]:
        document, figure = self.documents[value.document], value.figure
        return {
            "value": _plain(figure.value),
            "reading": figure.reading(),
            "document": document.id,
            "span": dump(figure.span),
            "words": said(document, (figure.span,)),
            "sentence": dump(value.sentence),
            "source": name_of(value.source),
            "origin": value.origin,
            "certainty": value.certainty.value,
            "time": value.time.isoformat() if value.time else None,
            "replaced": value.replaced,
            "claim": value.statement,
        }

    def _retraction(self, retraction: Retraction) -> dict[str, Any]:
        document = self.documents[retraction.document]
        return {
            "notice": retraction.notice.value,
            "document": document.id,
            "sentence": dump(retraction.sentence),
            "words": said(document, (retraction.sentence,)),
            "origin": retraction.origin,
        }

    def _link(self, link: Link) -> dict[str, Any]:
        ends = {"document": link.document, "to": link.to}
        named = {key: self.documents[value].id for key, value in ends.items()}
        return {**dump(link), **named}


def said(document: Document, spans: Spans) -> str:
    """The words of `spans` on one line, parts joined by " … "."""
    return " … ".join(" ".join(span.of(document.text).split()) for span in spans)


def name_of(source: Source | None) -> str | None:
    return source.name if source else None


def title_of(document: Document) -> str:
    return document.title.value if document.title else UNTITLED


def _by_time(document: Document) -> tuple[bool, str, str]:
    when = document.published.value if document.published else None
    return when is None, when.isoformat() if when else "", document.id


def _plain(value: Any) -> int | float | str:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if value == int(value) else float(value)
