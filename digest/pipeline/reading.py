"""From paths to articles with their claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from digest import documents, formats, sources
from digest.models import Article, Claim, Document, Problem, Raw

if TYPE_CHECKING:
    from digest.workers import Workers

T = TypeVar("T")
Found = Document | Problem
Said = tuple[Document, Sequence[Claim]]


class Track(Protocol):
    """Watches things come, and passes them on."""

    def __call__(self, found: Iterable[T], /) -> Iterable[T]: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What was read: documents and their claims by fingerprint, and what could not be read.

    `weights` are those of feeds, by the ids of the documents that they brought.
    """

    documents: Mapping[str, Document]
    claims: Mapping[str, Sequence[Claim]]
    problems: tuple[Problem, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)


def articles(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    leave_out: Iterable[Path] = (),
    may_be_empty: bool = False,
) -> Iterator[Found]:
    """The articles of `paths`, one by one in a fixed order; what cannot be read is a Problem, and
    so is a folder without articles, unless they `may_be_empty`.

    `leave_out` are files that are no articles, whatever folder of articles they are in.
    """
    with ExitStack() as stack:
        workers = cache(lambda: stack.enter_context(_workers()))
        found = sources.find(paths, stdin=stdin, leave_out=leave_out, may_be_empty=may_be_empty)
        for raw in found:
            if isinstance(raw, Problem):
                yield raw
                continue
            for article in _read(raw, workers):
                yield article if isinstance(article, Problem) else documents.understand(article)


def _workers() -> Workers:
    from digest.workers import Workers

    return Workers()


def _read(raw: Raw, workers: Callable[[], Workers]) -> Iterable[Article | Problem]:
    if not formats.may_hang(raw):
        return formats.read(raw)
    (outcome,) = workers().each(formats.read_all, [(raw.place, raw)])
    return (outcome.problem,) if outcome.problem else outcome.value or ()


def unreadable(paths: Sequence[str]) -> Iterator[Problem]:
    """Which of `paths` cannot be read."""
    return (each for each in sources.find(paths) if isinstance(each, Problem))


def said_in(document: Document) -> tuple[Claim, ...]:
    """The claims of one article."""
    from digest import claims  # which a refresh of feeds has no need of

    return claims.find(document)


def understood(article: Article) -> Said:
    """An article as a document with its claims."""
    document = documents.understand(article)
    return document, said_in(document)


def read(found: Iterable[Found]) -> Material:
    """All that is `found`, with its claims; an article that comes twice is read once."""
    return collect(_said(found))


def _said(found: Iterable[Found]) -> Iterator[Said | Problem]:
    known = set[str]()
    for each in found:
        if isinstance(each, Problem):
            yield each
        elif each.fingerprint not in known:
            known.add(each.fingerprint)
            yield each, said_in(each)


def collect(found: Iterable[Said | Problem]) -> Material:
    """All that is `found`, in its order."""
    everything = list(found)
    read = [each for each in everything if not isinstance(each, Problem)]
    return Material(
        documents={document.fingerprint: document for document, _ in read},
        claims={document.fingerprint: said for document, said in read},
        problems=tuple(each for each in everything if isinstance(each, Problem)),
    )
