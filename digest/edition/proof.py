"""The proof of an edition: each of its words stands in its document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import get_args, get_origin, get_type_hints

from digest.errors import UnprovenClaimError
from digest.models import Document
from digest.models.editions import Edition, Words


def prove(edition: Edition, documents: Mapping[str, Document]) -> None:
    """Raise UnprovenClaimError for the first words that do not stand where they say they do.

    All words are held to this: claims, names, hedges, figures and headlines, chosen or dropped, and
    what readers had of them.
    """
    for place, value in _told(edition):
        _prove(place, value, documents)


def evidence(edition: Edition) -> frozenset[str]:
    """The documents that `prove` needs, by fingerprint."""
    return frozenset(words.document for _, value in _told(edition) for words in _words(value))


def _told(edition: Edition) -> Iterator[tuple[str, object]]:
    """All that has words, and what it is called where something is wrong with them."""
    for story in edition.stories:
        yield f"story {story.id}", story.headline
        yield from ((f"item {each.id}", each) for each in story.items)
        yield from ((f"conflict {each.id}", each) for each in story.disputes)
        yield from ((f"dropped {each.id}", each) for each in story.dropped)
    yield from ((f"dropped {each.id}", each) for each in edition.dropped)


def _prove(place: str, value: object, documents: Mapping[str, Document]) -> None:
    for words in _words(value):
        document = documents.get(words.document)
        if document is None:
            raise UnprovenClaimError(
                f"the document {words.document} of {_quoted(words)} is not there",
                place=place,
                hint="give the articles that the edition was made from",
            )
        if not words.text or not _stands(words, document):
            raise UnprovenClaimError(
                f"{_quoted(words)} does not stand {_place(words)} of {document.id}",
                place=place,
                hint="the article has changed since it was read: build the edition anew",
            )


def _stands(words: Words, document: Document) -> bool:
    """Whether `words` stand where they say: at their span, or at the beginning of the title."""
    if words.span:
        return words.span.of(document.text) == words.text
    return document.title is not None and document.title.value.startswith(words.text)


def _place(words: Words) -> str:
    return f"at [{words.span.start}, {words.span.end})" if words.span else "in the title"


def _words(value: object) -> Iterator[Words]:
    """All that are anywhere in a model, in no order: an edition has thousands of values."""
    waiting: list[object] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Words):
            yield each
        elif isinstance(each, tuple):
            waiting.extend(each)
        else:
            waiting.extend(getattr(each, name) for name in _MODELS[type(each)])


class _Models(dict[type, tuple[str, ...]]):
    """By their classes, the fields of models that hold models, one or many: no others have words.
    What is no model has none.
    """

    def __missing__(self, kind: type) -> tuple[str, ...]:
        hints = get_type_hints(kind) if is_dataclass(kind) else {}
        self[kind] = tuple(name for name, hint in hints.items() if _holds_model(hint))
        return self[kind]


_MODELS = _Models()


def _holds_model(hint: object) -> bool:
    if get_origin(hint) or get_args(hint):
        return is_dataclass(get_origin(hint)) or any(map(_holds_model, get_args(hint)))
    return is_dataclass(hint)


def _quoted(words: Words) -> str:
    """`words` on one line, cut where they are long."""
    line = " ".join(words.text.split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
