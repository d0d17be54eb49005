"""A document's claims: the steps joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from digest.claims.attribution import chain
from digest.claims.attribution.answers import accused
from digest.claims.attribution.names import Names, collect
from digest.claims.attribution.sources import Resolver
from digest.claims.certainty import SILENT, certainty
from digest.claims.headlines import HEADINGS, told_below
from digest.claims.posts import authors
from digest.claims.reader import Found, Reader, spans
from digest.claims.text.running import Reading, running
from digest.claims.text.sentences import analyse
from digest.claims.text.tokens import tokenise
from digest.claims.vocabulary.lexicon import lexicon
from digest.languages import codes
from digest.models import (
    READ,
    Block,
    Certainty,
    Claim,
    Document,
    FigureKind,
    Source,
    SourceKind,
    Span,
)


def find(document: Document) -> tuple[Claim, ...]:
    """The claims of a document in text order."""
    reader, names, posts = Reader(), Names(), dict(authors(document))
    readings = list(_readings(document, posts))
    runs = running(readings)
    for number, (block, words, tokens, marks, _) in enumerate(readings):
        run = runs.get(number)
        passage = analyse(tokens, [*marks.quotations, run] if run else marks.quotations, words)
        if block in posts:
            reader.post(passage, block.language, posts[block])
            continue
        collect(passage, names)
        reader.read(passage, block, runs_on=run is not None and run.end == len(tokens))
    return tuple(_claims(document, reader.found, Resolver.of(document.text, names)))


def _readings(document: Document, posts: Mapping[Block, Span]) -> Iterator[Reading]:
    """The blocks that have words; no quotation runs over headings and posts."""
    for block in _readable(document):
        words = lexicon(block.language)
        tokens = tokenise(document.text, block.span.start, block.span.end, words)
        if tokens:
            apart = block.kind in HEADINGS or block in posts
            yield Reading.of(block, words, tokens, apart=apart)


def _readable(document: Document) -> Iterator[Block]:
    known = codes()
    return (b for b in document.blocks if b.kind in READ and b.language in known)


class Voice(NamedTuple):
    """Who speaks: the source, the outlet spoken to, and whom the source leans on."""

    source: Source | None = None
    medium: Source | None = None
    citing: tuple[Source, ...] = ()


def _claims(document: Document, found: list[Found], resolver: Resolver) -> list[Claim]:
    """Matches as claims, each with who speaks, certainty and figures."""
    today = document.published.value.date() if document.published else None
    voices: dict[int, Voice] = {}
    claims: list[Claim] = []
    for each in found:
        claims.append(_claim(document, each, _known(each, voices, resolver, claims), today))
        _backfill(claims)
    return told_below(document, claims)


def _known(
    each: Found, voices: dict[int, Voice], resolver: Resolver, before: Sequence[Claim]
) -> Voice:
    """Who speaks, found once for each, after the claims `before`."""
    if id(each) not in voices:
        carried = _known(each.carries, voices, resolver, before) if each.carries else Voice()
        voices[id(each)] = _voice(each, carried, resolver, before)
    return voices[id(each)]


def _voice(each: Found, carried: Voice, resolver: Resolver, before: Sequence[Claim]) -> Voice:
    if each.author:
        return Voice(resolver.author(each.author))
    source, citing = carried.source, carried.citing
    if each.match.speaker:
        source, citing = _source(each, resolver, before)
    medium = chain.medium(each.view, each.match, resolver) or carried.medium
    return Voice(source, medium if medium != source else None, citing)


def _source(
    each: Found, resolver: Resolver, before: Sequence[Claim]
) -> tuple[Source | None, tuple[Source, ...]]:
    passage = each.view.passage
    where = each.match.owner or each.match.speaker[0]
    found = resolver.resolve(passage, where)
    if found and certainty(each.view, each.match, counted=False)[0] is Certainty.DENIED:
        found = accused(resolver.naming, passage, where, found, before) or found
    source = resolver.with_role(found, passage)
    citing = [resolver.name(passage, where) for where in each.match.leans]
    citing += [] if each.match.rule == SILENT else chain.citing(each.view, each.match, resolver)
    citing += chain.circles(each.view, each.match, source, resolver) if source else []
    return source, tuple(dict.fromkeys(s for s in citing if s and s != source))


def _backfill(claims: list[Claim]) -> None:
    """An outlet's claim leans on whom the sentence behind it says that the outlet cites."""
    if len(claims) < 2:
        return
    before, last = claims[-2:]
    same = before.source and last.source and before.source.name == last.source.name
    outlet = last.source and last.source.kind in (SourceKind.OUTLET, SourceKind.REPORT)
    if same and outlet and last.citing and not before.citing:
        claims[-2] = replace(before, citing=last.citing)


def _claim(document: Document, found: Found, voice: Voice, today: date | None) -> Claim:
    match, view, told = found.match, found.view, found.told
    passage = view.passage
    numbers = found.figures(today)
    counted = any(each.kind is not FigureKind.DATE for each in numbers)
    label, evidence = certainty(view, match, counted=counted)
    return Claim(
        document=document.fingerprint,
        type=match.type,
        quote=found.quote(),
        speaker=found.speaker,
        cue=spans(told.view.passage, told.match.cue),
        frame=spans(told.view.passage, told.match.frame),
        addressee=spans(passage, match.addressee),
        source=voice.source,
        medium=voice.medium,
        citing=voice.citing,
        certainty=label,
        evidence=spans(passage, evidence),
        figures=numbers,
        language=found.language,
        sentence=found.sentence(),
        rule=match.rule,
        grounds=spans(passage, match.grounds or match.cue),
    )
