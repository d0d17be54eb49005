"""Corrections and retractions: what an article says of an earlier report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from digest.languages import codes, load
from digest.models import READ, Document, Notice, Retraction, Span, Value
from digest.stories.origins.origins import Origins

_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?!\s|$))*[.!?]*")


class _Patterns(NamedTuple):
    corrected: re.Pattern[str]
    withdrawn: re.Pattern[str]
    leaning: re.Pattern[str]
    disowning: re.Pattern[str]


def retractions(
    documents: Sequence[Document], origins: Origins, denied: Iterable[Value] = ()
) -> tuple[Retraction, ...]:
    """What `documents` say to correct or take back an earlier report, a sentence or several in a
    row, by the outlet that it names, or else by who publishes them; `denied` are figures that were
    told before, and that one of them says are wrong."""
    wrong: dict[str, list[tuple[Span, Notice]]] = defaultdict(list)
    for value in denied:
        wrong[value.document].append((value.sentence, Notice.CORRECTED))
    return tuple(
        Retraction(
            notice=notice,
            document=document.fingerprint,
            sentence=sentence,
            origin=origins.outlet_in(sentence.of(document.text)) or origins.publisher(document),
        )
        for document in documents
        for sentence, notice in _joined(
            sorted({*_notices(document), *wrong[document.fingerprint]}), document.text
        )
    )


def _joined(found: Sequence[tuple[Span, Notice]], text: str) -> list[tuple[Span, Notice]]:
    """Notices of one kind that follow each other as one."""
    joined: list[tuple[Span, Notice]] = []
    for sentence, notice in found:
        last, kind = joined[-1] if joined else (None, None)
        if last and kind is notice and not text[last.end : sentence.start].strip():
            joined[-1] = Span(last.start, max(last.end, sentence.end)), notice
        else:
            joined.append((sentence, notice))
    return joined


def corrects(sentence: str, language: str) -> bool:
    """Whether `sentence` says that an earlier report was wrong."""
    return language in codes() and _patterns(language).corrected.search(sentence) is not None


def _notices(document: Document) -> Iterator[tuple[Span, Notice]]:
    for block in document.blocks:
        if block.kind not in READ or block.language not in codes():
            continue
        patterns, text = _patterns(block.language), block.span.of(document.text)
        if not (patterns.corrected.search(text) or patterns.withdrawn.search(text)):
            continue
        first, start, last = 0, block.span.start, None
        for match in _SENTENCE.finditer(text):
            last = notice = _notice(match.group(), patterns, last)
            if notice:
                leans = notice is Notice.WITHDRAWN and patterns.leaning.search(match.group())
                begin = first if leans else match.start()
                yield Span(start + begin, start + match.end()), notice
            first = match.start()


def _notice(sentence: str, patterns: _Patterns, last: Notice | None) -> Notice | None:
    """What a sentence is; one that says what was not said goes on with the notice before it."""
    if patterns.withdrawn.search(sentence):
        return Notice.WITHDRAWN
    if patterns.corrected.search(sentence):
        return Notice.CORRECTED
    return last if last and patterns.disowning.search(sentence) else None


@cache
def _patterns(code: str) -> _Patterns:
    words = load(code).notices
    return _Patterns(*(re.compile("|".join(each), re.IGNORECASE) for each in words))
