"""What a rule finds, in token places, before it is resolved to a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from digest.claims.text.sentences import DASHES, DELIMITERS, STOPS, Passage, Segment, Sentence
from digest.models import ClaimType

if TYPE_CHECKING:
    from digest.claims.grammar.cues import Cue

Range = tuple[int, int]
Ranges = tuple[Range, ...]


class Match(NamedTuple):
    """The parts of one claim as ranges of tokens, and the name of the rule that found it.

    `leans` are speakers that the speaker leans on: "laut A nach Angaben von B". `grounds` are the
    words that the rule stands on where they are not the cue."""

    rule: str
    type: ClaimType
    quote: Ranges
    speaker: Ranges = ()
    cue: Ranges = ()
    frame: Ranges = ()
    addressee: Ranges = ()
    leans: Ranges = ()
    owner: Range | None = None
    grounds: Ranges = ()

    def named(self, rule: str) -> Match:
        return self._replace(rule=rule)

    @property
    def start(self) -> int:
        return self.quote[0][0]


@dataclass(slots=True)
class View:
    """One sentence of a passage with the one before it, and the questions that rules ask of it."""

    passage: Passage
    sentence: Sentence
    before: View | None = None
    cues: list[Cue] | None = None
    told: list[Match] | None = None

    @property
    def unstopped(self) -> bool:
        """Whether no full stop ends the sentence, as in headlines."""
        end, passage = self.sentence.end, self.passage
        quoted = passage.masked[end - 1] and passage.tokens[end - 2].text in STOPS
        return self.sentence.stop == end and not quoted

    def tags(self, start: int, end: int) -> int:
        """The union of the tags of the unmasked tokens in `[start, end)`."""
        tokens, masked, union = self.passage.tokens, self.passage.masked, 0
        for place in range(start, end):
            if not masked[place]:
                union |= tokens[place].tags
        return union

    def at(self, place: int) -> int:
        """The tags of one token, 0 behind the end."""
        return self.passage.tokens[place].tags if place < self.sentence.end else 0

    def word(self, place: int) -> str:
        return self.passage.tokens[place].word if place < self.sentence.end else ""

    def first(self, segment: Segment, tag: int) -> bool:
        """Whether the segment starts with a word that can be `tag`."""
        return segment.start < segment.end and bool(
            self.passage.tokens[segment.start].tags & tag and not self.passage.masked[segment.start]
        )

    def find(self, start: int, end: int, tag: int) -> int:
        """The place of the first unmasked token with `tag` in `[start, end)`, or -1."""
        tokens, masked = self.passage.tokens, self.passage.masked
        for place in range(start, end):
            if tokens[place].tags & tag and not masked[place]:
                return place
        return -1

    def skip(self, place: int, end: int, tag: int) -> int:
        """The first place from `place` on whose token has not `tag`."""
        while place < end and self.passage.tokens[place].tags & tag:
            place += 1
        return place

    def segment_end(self, place: int) -> int:
        """Where the segment ends that `place` is in, or right behind."""
        ends = (segment.end for segment in self.sentence.segments if segment.end >= place)
        return next(ends, place)

    def rest(self, start: int, end: int) -> Ranges:
        """The sentence without `[start, end)`, without delimiters at the cuts and the stop, and
        without a quotation behind a dash, as headlines have it."""
        last = self.sentence.segments[-1]
        quoted = last.start < last.end and self.passage.masked[last.start] and not last.tags
        dash = quoted and last.mark in DASHES and end < last.start
        stop = last.start if dash else self.sentence.stop
        return self.between(self.sentence.start, start) + self.between(end, stop)

    def between(self, start: int, end: int) -> Ranges:
        """`[start, end)` without the delimiters and conjunctions at its ends, if words are left."""
        tokens, masked = self.passage.tokens, self.passage.masked
        while start < end and not masked[start] and tokens[start].text in DELIMITERS:
            start += 1
        while end > start and not masked[end - 1] and tokens[end - 1].text in DELIMITERS:
            end -= 1
        return ((start, end),) if start < end else ()


def words(passage: Passage, start: int, end: int) -> int:
    """How many words stand in `[start, end)`."""
    return [token.is_word for token in passage.tokens[start:end]].count(True)
