"""The stretch of tokens that figures are read from, and the questions they ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from digest.claims.figures.words import Measures, Phrases
from digest.claims.text.sentences import Passage
from digest.claims.text.tokens import Token
from digest.models import Span

T = TypeVar("T")


@dataclass(slots=True)
class Stretch:
    """Tokens `[start, end)`, of which those before `fence` belong to an earlier figure. Where
    `bare`, numbers in letters without a unit are figures too."""

    passage: Passage
    tokens: list[Token]
    words: Measures
    start: int
    end: int
    today: date | None
    fence: int
    bare: bool = False

    def word(self, place: int) -> str:
        return self.tokens[place].word if self.start <= place < self.end else ""

    def at(self, place: int) -> int:
        """The tags of one token, 0 outside."""
        return self.tokens[place].tags if self.start <= place < self.end else 0

    def touches(self, place: int) -> bool:
        """Whether the token at `place` is written together with the one before."""
        inside = self.start < place < self.end
        return inside and self.tokens[place - 1].end == self.tokens[place].start

    def ends(self, place: int) -> bool:
        """Whether the full stop at `place` ends its sentence."""
        return place + 1 >= len(self.tokens) or place + 1 in self.passage.starts

    def past_stop(self, place: int) -> int:
        """The place behind the full stop of an abbreviation that ends at `place`."""
        short = self.word(place) == "." and self.touches(place) and not self.ends(place)
        words = {self.word(place - 1), self.tokens[place - 1].text}
        known = self.passage.lexicon.abbreviations & words
        return place + 1 if short and known else place

    def before(self, place: int) -> str:
        """The word before `place`, without the full stop of an abbreviation."""
        stop = self.word(place - 1) == "." and self.touches(place - 1)
        return self.word(place - 2 if stop else place - 1)

    def phrase(self, place: int, table: Phrases[T]) -> tuple[T, int] | None:
        """What the longest phrase of `table` at `place` stands for, and where it ends."""
        for parts, value in table.by_word.get(self.word(place), ()):
            if all(self.word(place + n) == word for n, word in enumerate(parts)):
                return value, self.past_stop(place + len(parts))
        return None

    def phrase_before(self, place: int, table: Phrases[T]) -> tuple[T, int] | None:
        """The same for the phrase that ends before `place`, and where it starts."""
        last = place - 1
        if self.word(last) == "." and self.past_stop(last) > last:
            last -= 1
        for parts, value in table.by_word.get(self.word(last), ()):
            first = last - len(parts) + 1
            if first < self.fence:
                continue
            if all(self.word(last - n) == word for n, word in enumerate(parts)):
                return value, first
        return None

    def span(self, start: int, stop: int) -> Span:
        return Span(self.tokens[start].start, self.tokens[stop - 1].end)
