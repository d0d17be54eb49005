"""Sentences with figures, whoever says them: a toll needs no cue to be one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from digest.claims.certainty import certainty
from digest.claims.figures import figures
from digest.claims.figures.words import measures
from digest.claims.matches import Match, View
from digest.claims.reader import spans
from digest.claims.text.quotations import pair
from digest.claims.text.sentences import analyse
from digest.claims.text.tokens import tokenise
from digest.claims.vocabulary.lexicon import lexicon
from digest.languages import codes
from digest.models import READ, Block, Claim, ClaimType, Document, FigureKind

_RULE = "unsourced"


def unsourced(document: Document) -> tuple[Claim, ...]:
    """The sentences of a document that have figures, each as a claim without a source, in text
    order. Where a claim of `find` has the same figure, that one tells whose it is.

    Numbers that count without a noun are figures here ("three dead").
    """
    today = document.published.value.date() if document.published else None
    return tuple(
        claim for block in _counting(document) for claim in _sentences(document, block, today)
    )


def _counting(document: Document) -> Iterator[Block]:
    known = codes()
    for block in document.blocks:
        readable = block.kind in READ and block.language in known
        if readable and measures(block.language).count_in(block.span.of(document.text)):
            yield block


def _sentences(document: Document, block: Block, today: date | None) -> Iterator[Claim]:
    words = lexicon(block.language)
    tokens = tokenise(document.text, block.span.start, block.span.end, words)
    passage = analyse(tokens, pair(tokens, words).quotations, words)
    for sentence in passage.sentences:
        whole = ((sentence.start, sentence.stop),)
        found = figures(passage, whole, today, bare=True) if sentence.stop > sentence.start else ()
        if found:
            match = Match(rule=_RULE, type=ClaimType.REPORTED, quote=whole)
            counted = any(each.kind is not FigureKind.DATE for each in found)
            label, evidence = certainty(View(passage, sentence), match, counted=counted)
            (said,) = spans(passage, ((sentence.start, sentence.end),))
            yield Claim(
                document=document.fingerprint,
                type=match.type,
                quote=spans(passage, whole),
                certainty=label,
                evidence=spans(passage, evidence),
                figures=found,
                language=block.language,
                sentence=said,
                rule=_RULE,
            )
