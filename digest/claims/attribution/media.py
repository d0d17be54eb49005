"""Outlets by name: known ones, those behind a noun for one, and names in quotation marks."""

from __future__ import annotations

from digest.claims.lexicon import NOTHING, Lexicon
from digest.claims.sentences import Passage
from digest.claims.tags import Tag
from digest.claims.tokens import Token
from digest.models import Span


def is_outlet(token: Token, lexicon: Lexicon) -> bool:
    """A noun for an outlet, alone or as the end of a compound ("Recherche-Website")."""
    tail = token.word.rpartition("-")[2]
    tags = token.tags | lexicon.capitals.get(tail, NOTHING).tags
    return bool(tags & Tag.OUTLET) and (token.capitalised or not lexicon.data.verb_second)


def known_medium(passage: Passage, start: int, end: int) -> Span | None:
    tokens, media = passage.tokens, passage.lexicon.media
    for place in range(start, end):
        if not tokens[place].capitalised:
            continue
        for size in (4, 3, 2, 1):
            if place + size <= end and tuple(t.word for t in tokens[place : place + size]) in media:
                return Span(tokens[place].start, tokens[place + size - 1].end)
    return None


def outlet_name(passage: Passage, start: int, place: int, end: int) -> Span | None:
    """The name of the outlet whose noun stands at `place`: behind it, or, where nouns have no
    capitals, the capitals around it ("the Daily Courier")."""
    if passage.lexicon.data.verb_second:
        return _quoted_name(passage, place + 1, end) or _capitals(passage, place + 1, end)
    while place > start and passage.tokens[place - 1].capitalised:
        place -= 1
    return _quoted_name(passage, place + 1, end) or _capitals(passage, place, end)


def quoted_medium(passage: Passage, start: int, end: int) -> Span | None:
    """A name in quotation marks that something is said to: dem „Morgenblatt“."""
    while start < end and passage.tokens[start].tags & Tag.DETERMINER:
        start += 1
    return _quoted_name(passage, start, end)


def _quoted_name(passage: Passage, start: int, end: int) -> Span | None:
    tokens = passage.tokens
    if start < end and passage.masked[start] and tokens[start].text in passage.lexicon.openers:
        for place in range(start + 1, min(end, start + 8)):
            if tokens[place].text in passage.lexicon.closers:
                return (
                    Span(tokens[start + 1].start, tokens[place - 1].end)
                    if place > start + 1
                    else None
                )
    return None


def _capitals(passage: Passage, start: int, end: int) -> Span | None:
    stop = start
    while stop < end and passage.tokens[stop].capitalised:
        stop += 1
    return Span(passage.tokens[start].start, passage.tokens[stop - 1].end) if stop > start else None
