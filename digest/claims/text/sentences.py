"""Tokens into sentences, and sentences into the segments that commas and dashes make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from digest.claims.text.interruptions import interruptions
from digest.claims.text.quotations import Quotation, outermost
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import NOMINAL, VERBAL, Tag

STOPS = frozenset(".!?…")
DASHES = "–—-"
# In letters and tokens; a town is no acronym.
_SHORTEST_TOWN, _LONGEST_DATELINE = 4, 14
DELIMITERS = frozenset(",;:" + DASHES)
_CLOSING = frozenset('“”"«»’‘‹›)]')
_DAY = Tag.WEEKDAY | Tag.MONTH
# A bracket holds an aside; one that is longer than this is a text of its own.
_LONGEST_ASIDE = 400


@dataclass(slots=True)
class Segment:
    """Tokens `[start, end)` between two delimiters, and the union of their tags.

    `mark` is the delimiter before it ("" where the sentence starts), `cues` the places of words
    that can be a cue verb. Words in quotation marks and brackets do not count.
    """

    start: int
    end: int
    mark: str
    tags: int = 0
    cues: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """Tokens `[start, end)` of a block: `stop` is the end without the full stop."""

    start: int
    end: int
    stop: int
    segments: list[Segment]
    quotations: list[Quotation]
    tags: int


@dataclass(slots=True)
class Passage:
    """A block as the rules see it. `masked[i]` tells that token i stands in marks or brackets."""

    tokens: list[Token]
    masked: list[bool]
    quotations: list[Quotation]
    sentences: list[Sentence]
    lexicon: Lexicon
    starts: frozenset[int] = frozenset()


def analyse(tokens: list[Token], quotations: list[Quotation], lexicon: Lexicon) -> Passage:
    """Sentences and segments of one block."""
    outer = outermost(quotations)
    quoted = _mask(len(tokens), outer)
    masked = list(quoted)
    for first, end in _brackets(tokens, quoted):
        masked[first:end] = [True] * (end - first)
    frames = list(interruptions(tokens, outer, lexicon)) if lexicon.data.inverted else []
    for first, end in frames:
        masked[first:end] = [False] * (end - first)
    stops = frozenset(end - 1 for _, end in frames)
    ends = {quotation.end - 1 for quotation in outer}
    sentences = []
    start = 0
    for end in _ends(tokens, quoted, ends, lexicon):
        if end > start:
            if not lexicon.data.verb_second:
                _name_capitals(tokens, start, end)
            within = _within(outer, start, end)
            closed = _closed(tokens, within) | stops
            sentences.append(_sentence(tokens, masked, (start, end), within, closed))
        start = end
    starts = frozenset(sentence.start for sentence in sentences)
    return Passage(tokens, masked, quotations, sentences, lexicon, starts)


def _name_capitals(tokens: list[Token], start: int, end: int) -> None:
    """Where nouns have no capitals, a capital inside a sentence is a name and no verb ("State",
    "Will"), and one that is a given name is nothing else ("Per"), but for headlines that have
    capitals everywhere."""
    inside = [
        token
        for before, token in pairwise(tokens[start:end])
        if token.capitalised and (before.is_word or before.text in ",.")
    ]
    if not any(token.tags & (VERBAL | Tag.GIVEN) for token in inside):
        return
    if 2 * len(inside) > sum(1 for token in tokens[start:end] if token.is_word):
        return
    for token in inside:
        if token.tags & Tag.GIVEN:
            token.tags, token.forms = token.tags & NOMINAL, ()
        elif token.tags & VERBAL:
            token.tags, token.forms = token.tags & ~VERBAL, ()


def _mask(size: int, quotations: list[Quotation]) -> list[bool]:
    masked = [False] * size
    for first, end in quotations:
        masked[first:end] = [True] * (end - first)
    return masked


def _brackets(tokens: list[Token], quoted: list[bool]) -> Iterator[tuple[int, int]]:
    """The outermost brackets that close."""
    depth, first = 0, 0
    for place, token in enumerate(tokens):
        if quoted[place]:
            continue
        if token.text in "([":
            depth += 1
            if depth == 1:
                first = place
        elif token.text in ")]" and depth:
            depth -= 1
            if depth == 0 and place - first < _LONGEST_ASIDE:
                yield first, place + 1


def _ends(
    tokens: list[Token], quoted: list[bool], closing: set[int], lexicon: Lexicon
) -> Iterator[int]:
    """Where sentences end: the place behind the last token of each."""
    dateline = _dateline(tokens)
    if dateline:
        yield dateline
    for place, token in enumerate(tokens):
        if token.starts_sentence:
            yield place
        if place in closing:
            ended = tokens[place - 1].text[-1] in STOPS and _begins(tokens, place + 1)
        elif token.text[0] in STOPS or token.word in lexicon.clock:
            ended = not quoted[place] and _stops(tokens, place, lexicon)
        else:
            continue
        if ended:
            yield place + 1
    yield len(tokens)


def _dateline(tokens: list[Token]) -> int:
    """The place behind "WASHINGTON, Nov. 3 (AP) —", "16:20 –" or "+++ 16:20 +++" at the head of a
    block, or 0; a town in small letters stands alone before its dash."""
    head = tokens[:_LONGEST_DATELINE]
    town = head[0].text if head else ""
    if town == "+":
        return max(place for place, token in enumerate(head) if token.text == "+") + 1
    timed = ":" in town[1:] and head[1:] and head[1].text in DASHES
    if timed or (len(tokens) > _LONGEST_DATELINE and _is_apart(head)):
        return 2
    named = "".join(token.text for token in head[:2] if token.text.isupper())
    if not town.isupper() or len(named) < _SHORTEST_TOWN:
        return 0
    for place, token in enumerate(head[1:], 1):
        if token.text in DASHES:
            return place + 1
        if token.is_word and not (token.capitalised or token.text[0].isdigit()):
            return 0
    return 0


def _is_apart(tokens: list[Token]) -> bool:
    """Whether the first word is a name before a dash with a space on both sides, and a sentence
    behind it."""
    if len(tokens) < 3 or tokens[0].tags or tokens[1].text not in DASHES:
        return False
    word, dash, behind = tokens[:3]
    apart = word.end < dash.start and dash.end < behind.start
    return apart and word.capitalised and behind.capitalised


def _stops(tokens: list[Token], place: int, lexicon: Lexicon) -> bool:
    """Whether the full stop or "p.m." at `place` ends its sentence."""
    token = tokens[place]
    if token.word in lexicon.clock:
        timed = place + 1 < len(tokens) and tokens[place + 1].tags & _DAY
        return not timed and _begins(tokens, place + 1)
    if not _begins(tokens, place + 1):
        return False
    if token.text == "." and _abbreviates(tokens, place, lexicon):
        return False
    return not _only_full_stop_before_quote(tokens, place)


def _only_full_stop_before_quote(tokens: list[Token], place: int) -> bool:
    """A stray closing mark belongs to the sentence before it."""
    behind = place + 1
    return (
        behind < len(tokens)
        and tokens[behind].text in _CLOSING
        and tokens[behind].start == tokens[place].end
    )


def _begins(tokens: list[Token], place: int) -> bool:
    """Whether a sentence can begin here: a capital, a number or an opening mark behind a space."""
    if place >= len(tokens):
        return True
    token = tokens[place]
    if token.is_word:
        return token.text[0].isupper() or token.text[0].isdigit()
    return token.text not in ",;:.!?–—-)]…"


def _abbreviates(tokens: list[Token], place: int, lexicon: Lexicon) -> bool:
    """Whether the full stop at `place` ends an abbreviation, initial or ordinal number."""
    if place == 0 or tokens[place - 1].end != tokens[place].start:
        return False
    before = tokens[place - 1]
    if lexicon.abbreviations & {before.text, before.word}:
        return True
    if len(before.text) == 1 and before.text.isalpha():
        return True
    ordinal = before.text.isdigit() and len(before.text) <= 2
    if not ordinal or place + 1 >= len(tokens) or not lexicon.data.ordinal_stop:
        return False
    behind = tokens[place + 1]
    return behind.is_word and not (behind.capitalised and behind.tags & Tag.FUNCTION)


def _sentence(
    tokens: list[Token],
    masked: list[bool],
    where: tuple[int, int],
    within: list[Quotation],
    closed: frozenset[int],
) -> Sentence:
    start, end = where
    stop = end
    while stop > start and tokens[stop - 1].text[0] in STOPS and not masked[stop - 1]:
        stop -= 1
    segments = list(_segments(tokens, masked, start, stop, closed))
    tags = 0
    for segment in segments:
        tags |= segment.tags
    return Sentence(start, end, stop, segments, within, tags)


def _within(outer: list[Quotation], start: int, end: int) -> list[Quotation]:
    low = bisect_left(outer, start, key=lambda q: q.first)
    high = bisect_left(outer, end, key=lambda q: q.first)
    return outer[low:high]


def _closed(tokens: list[Token], quotations: list[Quotation]) -> frozenset[int]:
    """Where quotations end that have their comma or full stop inside: there a segment ends."""
    return frozenset(q.end - 1 for q in quotations if tokens[q.end - 2].text[-1] in ",.!?…")


def _segments(
    tokens: list[Token], masked: list[bool], start: int, stop: int, closed: frozenset[int]
) -> Iterator[Segment]:
    segment = Segment(start, start, "")
    for place in range(start, stop):
        token = tokens[place]
        if masked[place]:
            if place in closed and place + 1 < stop and tokens[place + 1].text not in DELIMITERS:
                segment.end = place + 1
                yield segment
                segment = Segment(place + 1, place + 1, ",")
            continue
        if token.text in DELIMITERS or place in closed:
            segment.end = place
            if segment.end > segment.start or not segment.mark:
                yield segment
            segment = Segment(place + 1, place + 1, token.text)
            continue
        segment.tags |= token.tags
        if token.tags & Tag.CUE:
            segment.cues.append(place)
    segment.end = stop
    yield segment
