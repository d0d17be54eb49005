"""A document's claims: the steps joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from digest.claims.lexicon import lexicon
from digest.claims.matches import Match, Ranges, View
from digest.claims.rules.carried import carried
from digest.claims.rules.quoted import alone, inner, spoken
from digest.claims.search import search
from digest.claims.sentences import Passage, analyse
from digest.claims.tokens import tokenise
from digest.languages import codes
from digest.models import READ, Block, Claim, ClaimType, Document, Span, Spans


@dataclass(slots=True)
class Found:
    """A match with the passage that its ranges count in; speakers may stand in an earlier one."""

    match: Match
    passage: Passage
    language: str
    speaker: Spans
    sentence: Span


@dataclass(slots=True)
class Reader:
    """What is carried from sentence to sentence: the last match that had a source."""

    found: list[Found] = field(default_factory=list)
    last: Match | None = None
    speaker: Spans = ()

    def read(self, passage: Passage, language: str) -> None:
        for sentence in passage.sentences:
            view = View(passage, sentence)
            for match in self._matches(view):
                self._add(match, view, language)

    def _matches(self, view: View) -> list[Match]:
        matches = spoken(search(view), view)
        if not matches:
            one = carried(view, self.last)
            matches = [one] if one else []
        matches.extend(list(inner(matches, view)))
        for quotation in alone(matches, view):
            matches.append(
                Match(
                    rule="marks: alone",
                    type=ClaimType.DIRECT,
                    quote=((quotation.first, quotation.end),),
                )
            )
        matches.sort(key=lambda match: match.start)
        return matches

    def _add(self, match: Match, view: View, language: str) -> None:
        passage = view.passage
        own = spans(passage, match.speaker)
        carries = match.type in (ClaimType.FREE_INDIRECT, ClaimType.INDIRECT_FREE_INDIRECT) or not (
            match.cue or match.speaker
        )
        speaker = self.speaker if carries else own
        if own and not carries:
            self.last, self.speaker = match, own
        sentence = Span(
            passage.tokens[view.sentence.start].start, passage.tokens[view.sentence.end - 1].end
        )
        before = self.found[-1] if self.found else None
        if before and _continues(before, match, passage, speaker, view):
            ((start, _),) = before.match.quote
            merged = replace(before.match, quote=((start, match.quote[-1][1]),))
            self.found[-1] = replace(
                before, match=merged, sentence=Span(before.sentence.start, sentence.end)
            )
            return
        self.found.append(Found(match, passage, language, speaker, sentence))


def _continues(before: Found, match: Match, passage: Passage, speaker: Spans, view: View) -> bool:
    """Whether a free sentence goes on with the free sentence right before it."""
    return (
        before.passage is passage
        and before.match.type is match.type
        and match.type in (ClaimType.FREE_INDIRECT, ClaimType.INDIRECT_FREE_INDIRECT)
        and before.speaker == speaker
        and before.match.quote[-1][1] == view.sentence.start
    )


def spans(passage: Passage, ranges: Ranges) -> Spans:
    """Token ranges as spans of the text."""
    tokens = passage.tokens
    return tuple(Span(tokens[a].start, tokens[b - 1].end) for a, b in ranges if a < b)


def find(document: Document) -> tuple[Claim, ...]:
    """The claims of a document in text order."""
    reader = Reader()
    for block in _readable(document):
        words = lexicon(block.language)
        tokens = tokenise(document.text, block.span.start, block.span.end, words)
        if tokens:
            reader.read(analyse(tokens, words), block.language)
    return tuple(_claim(document, found) for found in reader.found)


def _readable(document: Document) -> Iterator[Block]:
    known = codes()
    return (b for b in document.blocks if b.kind in READ and b.language in known)


def _claim(document: Document, found: Found) -> Claim:
    match, passage = found.match, found.passage
    return Claim(
        document=document.fingerprint,
        type=match.type,
        quote=spans(passage, match.quote),
        speaker=found.speaker,
        cue=spans(passage, match.cue),
        frame=spans(passage, match.frame),
        addressee=spans(passage, match.addressee),
        language=found.language,
        sentence=found.sentence,
        rule=match.rule,
    )
