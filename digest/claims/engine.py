"""A document's claims: the steps joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from digest.claims.attribution import chain
from digest.claims.attribution.names import Names, collect
from digest.claims.attribution.sources import Resolver, with_role
from digest.claims.certainty import certainty
from digest.claims.figures import figures
from digest.claims.lexicon import lexicon
from digest.claims.matches import Match, Ranges, View
from digest.claims.rules.carried import carried
from digest.claims.rules.quoted import alone, inner, spoken
from digest.claims.search import search
from digest.claims.sentences import Passage, analyse
from digest.claims.tokens import tokenise
from digest.languages import codes
from digest.models import READ, Block, Claim, ClaimType, Document, Source, SourceKind, Span, Spans

_FREE = (ClaimType.FREE_INDIRECT, ClaimType.INDIRECT_FREE_INDIRECT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A match with its sentence, and the source of another match that it carries on."""

    match: Match
    view: View
    language: str
    end: int
    speaker: Spans
    carries: Found | None


@dataclass(slots=True)
class Reader:
    """What is carried from sentence to sentence: the last match that had a speaker."""

    found: list[Found] = field(default_factory=list)
    last: Found | None = None

    def read(self, passage: Passage, language: str) -> None:
        for sentence in passage.sentences:
            view = View(passage, sentence)
            for match in self._matches(view):
                self._add(match, view, language)

    def _matches(self, view: View) -> list[Match]:
        matches = spoken(search(view), view)
        if not matches:
            one = carried(view, self.last.match if self.last else None)
            matches = [one] if one else []
        matches.extend(list(inner(matches, view)))
        matches.extend(alone(matches, view))
        matches.sort(key=lambda match: match.start)
        return matches

    def _add(self, match: Match, view: View, language: str) -> None:
        free = not (match.cue or match.speaker)
        speaker = (
            (self.last.speaker if self.last else ()) if free else spans(view.passage, match.speaker)
        )
        before = self.found[-1] if self.found else None
        if before and _continues(before, match, view, speaker):
            ((start, _),) = before.match.quote
            merged = replace(before.match, quote=((start, match.quote[-1][1]),))
            self.found[-1] = replace(before, match=merged, end=view.sentence.end)
            return
        found = Found(
            match=match,
            view=view,
            language=language,
            end=view.sentence.end,
            speaker=speaker,
            carries=self.last if free else None,
        )
        self.found.append(found)
        if speaker and not free:
            self.last = found


def _continues(before: Found, match: Match, view: View, speaker: Spans) -> bool:
    """Whether a free sentence goes on with the free sentence right before it."""
    return (
        before.view.passage is view.passage
        and before.match.type is match.type
        and match.type in _FREE
        and before.speaker == speaker
        and before.match.quote[-1][1] == view.sentence.start
    )


def spans(passage: Passage, ranges: Ranges) -> Spans:
    """Token ranges as spans of the text."""
    tokens = passage.tokens
    return tuple(Span(tokens[a].start, tokens[b - 1].end) for a, b in ranges if a < b)


def find(document: Document) -> tuple[Claim, ...]:
    """The claims of a document in text order."""
    reader, names = Reader(), Names()
    for block in _readable(document):
        words = lexicon(block.language)
        tokens = tokenise(document.text, block.span.start, block.span.end, words)
        if tokens:
            passage = analyse(tokens, words)
            collect(passage, names)
            reader.read(passage, block.language)
    return tuple(_claims(document, reader.found, Resolver(document.text, names)))


def _readable(document: Document) -> Iterator[Block]:
    known = codes()
    return (b for b in document.blocks if b.kind in READ and b.language in known)


def _claims(document: Document, found: list[Found], resolver: Resolver) -> list[Claim]:
    """Matches as claims, each with its source, what that leans on, certainty and figures."""
    year = document.published.value.year if document.published else None
    sources: dict[int, tuple[Source | None, tuple[Source, ...]]] = {}
    claims: list[Claim] = []
    for each in found:
        source, citing = _source(each, sources, resolver)
        sources[id(each.match)] = source, citing
        claim = _claim(document, each, source, citing, year)
        medium = chain.medium(each.view, each.match, resolver)
        claims.append(replace(claim, medium=medium if medium != source else None))
        _backfill(claims)
    return claims


def _source(
    each: Found, sources: dict[int, tuple[Source | None, tuple[Source, ...]]], resolver: Resolver
) -> tuple[Source | None, tuple[Source, ...]]:
    if not each.match.speaker:
        return sources.get(id(each.carries.match), (None, ())) if each.carries else (None, ())
    passage = each.view.passage
    source = with_role(resolver.resolve(passage, each.match.speaker[0]), passage)
    citing = [s for s in chain.citing(each.view, resolver) if s != source]
    return source, tuple(dict.fromkeys(citing))


def _backfill(claims: list[Claim]) -> None:
    """An outlet's claim leans on whom the sentence behind it says that the outlet cites."""
    if len(claims) < 2:
        return
    before, last = claims[-2:]
    same = before.source and last.source and before.source.name == last.source.name
    outlet = last.source and last.source.kind in (SourceKind.OUTLET, SourceKind.REPORT)
    if same and outlet and last.citing and not before.citing:
        claims[-2] = replace(before, citing=last.citing)


def _claim(
    document: Document,
    found: Found,
    source: Source | None,
    citing: tuple[Source, ...],
    year: int | None,
) -> Claim:
    match, view = found.match, found.view
    passage = view.passage
    label, evidence = certainty(view, match)
    first, last = passage.tokens[view.sentence.start], passage.tokens[found.end - 1]
    return Claim(
        document=document.fingerprint,
        type=match.type,
        quote=spans(passage, match.quote),
        speaker=found.speaker,
        cue=spans(passage, match.cue),
        frame=spans(passage, match.frame),
        addressee=spans(passage, match.addressee),
        source=source,
        citing=citing,
        certainty=label,
        evidence=spans(passage, evidence),
        figures=figures(passage, match.quote, year),
        language=found.language,
        sentence=Span(first.start, last.end),
        rule=match.rule,
    )
