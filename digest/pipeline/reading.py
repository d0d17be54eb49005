"""From paths to articles with their claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from digest import claims, documents, formats, sources
from digest.models import Article, Claim, Document, Problem, Raw

if TYPE_CHECKING:
    from digest.workers import Workers

Found = Document | Problem
Track = Callable[[Iterable[Found]], Iterable[Found]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What was read: documents and their claims by fingerprint, and what could not be read."""

    documents: Mapping[str, Document]
    claims: Mapping[str, Sequence[Claim]]
    problems: tuple[Problem, ...]


def articles(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, leave_out: Iterable[Path] = ()
) -> Iterator[Found]:
    """The articles of `paths`, one by one in a fixed order; what cannot be read is a Problem.

    `leave_out` are files that are no articles, whatever folder of articles they are in.
    """
    with ExitStack() as stack:
        workers = cache(lambda: stack.enter_context(_workers()))
        for raw in sources.find(paths, stdin=stdin, leave_out=leave_out):
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
    return claims.find(document)


def read(found: Iterable[Found]) -> Material:
    """All that is `found`, with its claims; an article that comes twice is read once."""
    read_documents: dict[str, Document] = {}
    read_claims: dict[str, Sequence[Claim]] = {}
    problems = []
    for each in found:
        if isinstance(each, Problem):
            problems.append(each)
        elif each.fingerprint not in read_documents:
            read_documents[each.fingerprint] = each
            read_claims[each.fingerprint] = said_in(each)
    return Material(documents=read_documents, claims=read_claims, problems=tuple(problems))
