"""Quotation marks into quotations: nested, of every style, and with strays that cost nothing."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon


class Quotation(NamedTuple):
    """The tokens `[first, end)` of a quotation, its marks among them."""

    first: int
    end: int


class Marks(NamedTuple):
    """The quotations of a block in the order of their ends, and the strays by which one can run
    over blocks: `opened` is the outermost mark that nothing closes, `closed` the block's first
    mark if nothing opened it; -1 where there is none."""

    quotations: list[Quotation]
    opened: int = -1
    closed: int = -1


def pair(tokens: list[Token], lexicon: Lexicon) -> Marks:
    """The quotations of a block; a mark without a partner is none.

    A mark that can open and close ("\\"", "“", "»") is read by its neighbours, as a reader does: it
    opens before a word and closes behind one.
    """
    found: list[Quotation] = []
    stack: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()
    closed, first_mark = -1, True
    for place, token in enumerate(tokens):
        mark = token.text
        if mark not in lexicon.marks:
            continue
        partners = lexicon.closers.get(mark, ())
        opened = any(waiting[partner] for partner in partners)
        opens = mark in lexicon.openers and _opens(tokens, place)
        if opened and not opens:
            while stack:
                first, opener = stack.pop()
                waiting[opener] -= 1
                if opener in partners:
                    found.append(Quotation(first, place + 1))
                    break
        elif mark in lexicon.openers:
            stack.append((place, mark))
            waiting[mark] += 1
        if first_mark and partners and not (opened or opens):
            closed = place
        first_mark = False
    opened_by = (place for place, _ in stack if _opens(tokens, place))
    return Marks(found, next(opened_by, -1), closed)


def _opens(tokens: list[Token], place: int) -> bool:
    """Whether the mark at `place` touches the word behind it and not the one before."""
    token = tokens[place]
    before = place > 0 and tokens[place - 1].end == token.start
    behind = place + 1 < len(tokens) and tokens[place + 1].start == token.end
    if before and tokens[place - 1].text in "([-–—/:":
        before = False
    if behind and not (tokens[place + 1].is_word or tokens[place + 1].text in '„“‚»«"›‹([…'):
        behind = False
    return behind and not before


def outermost(quotations: list[Quotation]) -> list[Quotation]:
    """Those that stand in no other, in text order. Quotations nest or are apart."""
    outer: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.first, -q.end)):
        if not outer or quotation.first >= outer[-1].end:
            outer.append(quotation)
    return outer
