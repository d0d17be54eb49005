"""A document's claims: the steps joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from digest.claims.attribution import chain
from digest.claims.attribution.names import Names, collect
from digest.claims.attribution.sources import Resolver
from digest.claims.certainty import SILENT, certainty
from digest.claims.figures import figures
from digest.claims.headlines import HEADINGS, told_below
from digest.claims.lexicon import lexicon
from digest.claims.matches import Match, Ranges, View
from digest.claims.posts import authors, whole
from digest.claims.rules.carried import carried
from digest.claims.rules.quoted import alone, inner, spoken
from digest.claims.search import FRAME, search
from digest.claims.sentences import Passage, analyse
from digest.claims.tokens import tokenise
from digest.claims.voices import THING, voice
from digest.languages import codes
from digest.models import (
    READ,
    Block,
    Claim,
    ClaimType,
    Document,
    Figure,
    FigureKind,
    Source,
    SourceKind,
    Span,
    Spans,
)

_FREE = (ClaimType.FREE_INDIRECT, ClaimType.INDIRECT_FREE_INDIRECT)
# Before the first claim of a document, no source is near.
_FAR = 1000
# In tokens. Nobody writes longer sentences, and rules look both ways in one.
_LONGEST_SENTENCE = 600


@dataclass(kw_only=True, slots=True, eq=False)
class Found:
    """A match with its sentence, and the one whose source it carries on. `parts` are the
    sentences that it is made of, in this block or the next ones, and grow as they are read; a post
    has an `author`."""

    match: Match
    parts: list[View]
    language: str
    speaker: Spans
    carries: Found | None = None
    author: Span | None = None

    @property
    def view(self) -> View:
        return self.parts[0]

    @property
    def told(self) -> Found:
        """The match whose verb speaks the words: „...“, sagte X. „...“"""
        if self.carries and self.match.type is ClaimType.DIRECT:
            return self.carries
        return self

    def quote(self) -> Spans:
        if len(self.parts) == 1:
            return spans(self.view.passage, self.match.quote)
        return (self.sentence(),)

    def figures(self, today: date | None) -> tuple[Figure, ...]:
        if len(self.parts) == 1:
            return figures(self.view.passage, self.match.quote, today)
        wholes = [(p.passage, ((p.sentence.start, p.sentence.end),)) for p in self.parts]
        return tuple(each for whole in wholes for each in figures(*whole, today))

    def sentence(self) -> Span:
        first, last = self.parts[0], self.parts[-1]
        start = first.passage.tokens[first.sentence.start].start
        return Span(start, last.passage.tokens[last.sentence.end - 1].end)


@dataclass(slots=True)
class Reader:
    """What is carried from sentence to sentence: the last match that had a speaker, and how many
    sentences have passed since the last claim."""

    found: list[Found] = field(default_factory=list)
    last: Found | None = None
    distance: int = _FAR

    def read(self, passage: Passage, block: Block) -> None:
        """The claims of a block. A heading carries nothing on, from before or to behind it."""
        before: View | None = None
        language = block.language
        if block.kind in HEADINGS:
            self.last, self.distance = None, _FAR
        for sentence in passage.sentences:
            view = View(passage, sentence, before)
            before = view
            self.distance += 1
            short = sentence.end - sentence.start <= _LONGEST_SENTENCE
            matches = self._matches(view) if short else []
            for match in matches:
                self._add(match, view, language)
            self.distance = 0 if matches else self.distance
        if block.kind in HEADINGS:
            self.last, self.distance = None, _FAR

    def post(self, passage: Passage, language: str, author: Span) -> None:
        match, parts = whole(passage)
        found = Found(match=match, parts=parts, language=language, speaker=(author,), author=author)
        self.found.append(found)

    def _matches(self, view: View) -> list[Match]:
        matches = spoken(search(view), view)
        if not matches:
            one = carried(view, distance=self.distance)
            matches = [one] if one else []
        matches.extend(list(inner(matches, view)))
        matches.extend(alone(matches, view))
        matches.sort(key=lambda match: match.start)
        return matches

    def _add(self, match: Match, view: View, language: str) -> None:
        free = not (match.cue or match.speaker)
        speaker = spans(view.passage, match.speaker)
        if free and self.last:
            speaker = self.last.speaker
        before = self.found[-1] if self.found else None
        if before and self._goes_on(before, match, speaker):
            before.parts.append(view)
            return
        carries = self.last if free else None
        found = Found(
            match=match, parts=[view], language=language, speaker=speaker, carries=carries
        )
        self.found.append(found)
        if _carries(match, view):
            self.last = found

    def _goes_on(self, before: Found, match: Match, speaker: Spans) -> bool:
        """Whether a free sentence goes on with the free sentence right before it."""
        same = before.match.type is match.type and before.speaker == speaker
        return match.type in _FREE and same and self.distance == 1


def _carries(match: Match, view: View) -> bool:
    """Whether what comes next can be said by who says this: not by a word that points back
    ("demnach"), and not by a thing that a verb has for its subject."""
    if not match.speaker or match.cue == match.speaker:
        return False
    return match.rule.startswith(FRAME) or voice(view, match.speaker[0]) > THING


def spans(passage: Passage, ranges: Ranges) -> Spans:
    """Token ranges as spans of the text."""
    if not ranges:
        return ()
    tokens = passage.tokens
    return tuple([Span(tokens[a].start, tokens[b - 1].end) for a, b in ranges if a < b])


def find(document: Document) -> tuple[Claim, ...]:
    """The claims of a document in text order."""
    reader, names, posts = Reader(), Names(), dict(authors(document))
    for block in _readable(document):
        words = lexicon(block.language)
        tokens = tokenise(document.text, block.span.start, block.span.end, words)
        if tokens:
            passage = analyse(tokens, words)
            if block in posts:
                reader.post(passage, block.language, posts[block])
                continue
            collect(passage, names)
            reader.read(passage, block)
    return tuple(_claims(document, reader.found, Resolver.of(document.text, names)))


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
        voices[id(each)] = _voice(each, voices.get(id(each.carries), Voice()), resolver)
        claims.append(_claim(document, each, voices[id(each)], today))
        _backfill(claims)
    return told_below(document, claims)


def _voice(each: Found, carried: Voice, resolver: Resolver) -> Voice:
    if each.author:
        return Voice(resolver.author(each.author))
    source, citing = carried.source, carried.citing
    if each.match.speaker:
        source, citing = _source(each, resolver)
    medium = chain.medium(each.view, each.match, resolver) or carried.medium
    return Voice(source, medium if medium != source else None, citing)


def _source(each: Found, resolver: Resolver) -> tuple[Source | None, tuple[Source, ...]]:
    passage = each.view.passage
    where = each.match.owner or each.match.speaker[0]
    source = resolver.with_role(resolver.resolve(passage, where), passage)
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
