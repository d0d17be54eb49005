"""What the sentences of a document claim, and what is carried from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from digest.claims.certainty import is_unsaid
from digest.claims.figures import figures
from digest.claims.grammar.voices import THING, voice
from digest.claims.headlines import HEADINGS
from digest.claims.matches import Match, Ranges, View
from digest.claims.posts import whole
from digest.claims.rules.carried import carried
from digest.claims.rules.quoted import INSIDE, alone, inner, spoken
from digest.claims.rules.sided import sided
from digest.claims.search import FRAME, search
from digest.claims.text.sentences import Passage
from digest.models import Block, ClaimType, Figure, Span, Spans

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
    """What is carried from sentence to sentence: the last match that had a speaker, how many
    sentences have passed since the last claim, and the blocks of a quotation whose speaker has
    not been named."""

    found: list[Found] = field(default_factory=list)
    last: Found | None = None
    distance: int = _FAR
    running: list[Found] = field(default_factory=list)

    def read(self, passage: Passage, block: Block, *, runs_on: bool) -> None:
        """The claims of a block. A heading carries nothing on, from before or to behind it; a
        quotation that `runs_on` goes on in the next block."""
        before: View | None = None
        first = len(self.found)
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
        self._run_on(first, len(passage.tokens) if runs_on else 0)

    def _run_on(self, first: int, end: int) -> None:
        """Who is named behind a quotation says all blocks of it, if nobody was named before."""
        mine = [each for each in self.found[first:] if each.match.type is ClaimType.DIRECT]
        teller = next((each for each in mine if each.match.speaker), None)
        if teller:
            for each in self.running:
                each.speaker, each.carries = teller.speaker, teller
        if teller or not end:
            self.running.clear()
        elif mine and mine[-1].match.quote[-1][1] == end:
            self.running.append(mine[-1])

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
        matches.extend(alone(matches, view, distance=self.distance))
        matches.extend(list(sided(matches, view, distance=self.distance)))
        matches.sort(key=lambda match: match.start)
        return [match for match in matches if not is_unsaid(view, match)]

    def _add(self, match: Match, view: View, language: str) -> None:
        free = not (match.cue or match.speaker)
        speaker = spans(view.passage, match.speaker)
        if free and self.last:
            speaker = self.last.speaker
        before = next((each for each in reversed(self.found) if each.match.rule != INSIDE), None)
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
