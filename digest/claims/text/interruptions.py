"""Frames that stand inside of the quotation marks: « Le port, regrette-t-il, restera fermé. »"""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.text.quotations import Quotation
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.inflection import FINITE
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import COMMON, Tag

# In words: a verb with its auxiliaries and adverbs, and a whole frame.
_LONGEST_VERB = 4
_LONGEST = 16
_STOPS = (".", "!", "?", "…", ":")
_SPEAKS = COMMON | Tag.GIVEN


def interruptions(
    tokens: list[Token], quotations: list[Quotation], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """The tokens `[start, end)` of frames in quotations, with the marks around them."""
    for quotation in quotations:
        place = quotation.first + 1
        while place < quotation.end - 2:
            end = (
                _end(tokens, place, quotation.end - 1, lexicon) if tokens[place].text == "," else 0
            )
            if end:
                yield place, end
            place = max(end, place + 1)


def _end(tokens: list[Token], comma: int, stop: int, lexicon: Lexicon) -> int:
    """Where the frame behind a comma ends, or 0: a verb of saying, and who speaks behind it."""
    subject = _past_verb(tokens, comma + 1, stop, lexicon)
    if not subject:
        return 0
    end = _delimiter(tokens, subject, min(stop, subject + _LONGEST))
    tied = any(token.text.endswith(lexicon.links) for token in tokens[comma + 1 : subject])
    speaks = (token.tags & _SPEAKS or token.capitalised for token in tokens[subject:end])
    if not (tied or any(speaks)):
        return 0
    if end < stop and tokens[end].text == ",":
        behind = _delimiter(tokens, end + 1, min(stop, end + _LONGEST))
        end = behind if _is_apposition(tokens, end + 1, behind) else end
    return end + (end < stop)


def _is_apposition(tokens: list[Token], start: int, end: int) -> bool:
    """Whether what is behind a comma belongs to who speaks: ", Anna Berg", ", cheffe du parti."."""
    verbal = any(token.tags & Tag.VERB for token in tokens[start:end])
    closed = tokens[end].text[0] in _STOPS
    return tokens[start].capitalised or (closed and not verbal)


def _past_verb(tokens: list[Token], place: int, stop: int, lexicon: Lexicon) -> int:
    """The place behind a cue verb that opens a clause, or 0: "dit", "a-t-il dit", "s'est dit"."""
    helped = False
    for at in range(place, min(place + _LONGEST_VERB, stop)):
        token = tokens[at]
        if token.tags & Tag.CUE and (helped or any(form.kind == FINITE for form, _ in token.forms)):
            return at + 1
        helped = helped or bool(token.tags & Tag.AUXILIARY)
        inside = token.tags & (Tag.AUXILIARY | Tag.REFLEXIVE | Tag.ADVERB | Tag.NOMINATIVE)
        if not inside and token.word not in lexicon.object_pronouns:
            return 0
    return 0


def _delimiter(tokens: list[Token], start: int, stop: int) -> int:
    for place in range(start, stop):
        if tokens[place].text == "," or tokens[place].text[0] in _STOPS:
            return place
    return stop
