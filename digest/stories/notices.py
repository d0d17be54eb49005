"""Corrections and retractions: what an article says of an earlier report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from digest.languages import codes, load
from digest.models import READ, Document, Notice, Retraction, Span
from digest.stories.origins import Origins

_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?!\s|$))*[.!?]*")


class _Patterns(NamedTuple):
    corrected: re.Pattern[str]
    withdrawn: re.Pattern[str]


def retractions(documents: Sequence[Document], origins: Origins) -> tuple[Retraction, ...]:
    """The sentences of `documents` that correct or take back what was reported before: by the
    outlet that they name, or else by who publishes them."""
    return tuple(
        Retraction(
            notice=notice,
            document=document.fingerprint,
            sentence=sentence,
            origin=origins.outlet_in(sentence.of(document.text)) or origins.publisher(document),
        )
        for document in documents
        for notice, sentence in _notices(document)
    )


def corrects(sentence: str, language: str) -> bool:
    """Whether `sentence` says that an earlier report was wrong."""
    return language in codes() and _patterns(language).corrected.search(sentence) is not None


def _notices(document: Document) -> Iterator[tuple[Notice, Span]]:
    for block in document.blocks:
        if block.kind not in READ or block.language not in codes():
            continue
        patterns, text = _patterns(block.language), block.span.of(document.text)
        if not (patterns.corrected.search(text) or patterns.withdrawn.search(text)):
            continue
        for match in _SENTENCE.finditer(text):
            notice = _notice(match.group(), patterns)
            if notice:
                start = block.span.start
                yield notice, Span(start + match.start(), start + match.end())


def _notice(sentence: str, patterns: _Patterns) -> Notice | None:
    if patterns.withdrawn.search(sentence):
        return Notice.WITHDRAWN
    return Notice.CORRECTED if patterns.corrected.search(sentence) else None


@cache
def _patterns(code: str) -> _Patterns:
    words = load(code).notices
    return _Patterns(*(re.compile("|".join(each), re.IGNORECASE) for each in words))
