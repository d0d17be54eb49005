"""Quotations that run over blocks: each opens with a mark again, or the last one closes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from digest.claims.text.quotations import Marks, Quotation, pair
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon
from digest.models import Block

# A quotation of more blocks is none, but a mark gone astray.
_MOST_BLOCKS = 12


class Reading(NamedTuple):
    """A block with its words and their marks. `apart` ones, as headings, are of no quotation."""

    block: Block
    lexicon: Lexicon
    tokens: list[Token]
    marks: Marks
    apart: bool

    @classmethod
    def of(cls, block: Block, lexicon: Lexicon, tokens: list[Token], *, apart: bool) -> Reading:
        return cls(block, lexicon, tokens, pair(tokens, lexicon), apart)

    @property
    def whole(self) -> Quotation:
        return Quotation(0, len(self.tokens))

    def starts_with(self, mark: str) -> bool:
        return self.tokens[0].text == mark


def running(readings: Sequence[Reading]) -> dict[int, Quotation]:
    """What blocks have of quotations that run over them, by their places in `readings`."""
    found: dict[int, Quotation] = {}
    for number, reading in enumerate(readings):
        opened = reading.marks.opened
        last = _last(readings, number) if opened >= 0 and not reading.apart else number
        if last == number:
            continue
        found[number] = Quotation(opened, len(reading.tokens))
        found.update((between, readings[between].whole) for between in range(number + 1, last))
        if not readings[last].starts_with(reading.tokens[opened].text):
            found[last] = Quotation(0, readings[last].marks.closed + 1)
    return found


def _last(readings: Sequence[Reading], number: int) -> int:
    """The block to which the quotation that block `number` opens runs; itself if to none."""
    mark = readings[number].tokens[readings[number].marks.opened].text
    closing = {c for c, openers in readings[number].lexicon.closers.items() if mark in openers}
    for place in range(number + 1, min(number + 1 + _MOST_BLOCKS, len(readings))):
        reading = readings[place]
        if reading.apart:
            return number
        if place == number + 1 and reading.starts_with(mark):
            return place
        closed = reading.marks.closed
        if closed >= 0:
            return place if reading.tokens[closed].text in closing else number
        if reading.marks.quotations or reading.marks.opened >= 0:
            return number
    return number
