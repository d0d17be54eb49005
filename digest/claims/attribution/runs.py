"""Runs of capitalised words: how far they go, and where the name in them starts."""

from __future__ import annotations

from digest.claims.attribution.roles import kinds
from digest.claims.text.sentences import Passage
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import Tag

_NOUN = Tag.ROLE | Tag.UNNAMED | Tag.OUTLET | Tag.SAYING | Tag.REPORT | Tag.TIME | Tag.BODY
_NO_NAME = (
    Tag.FUNCTION
    | Tag.WEEKDAY
    | Tag.MONTH
    | Tag.FRAME_BEFORE
    | Tag.TIME
    | Tag.SUBORDINATOR
    | Tag.HEREBY
)


def nominal(token: Token) -> bool:
    """Whether a capitalised word can be part of a name."""
    if not token.name_like:
        return False
    tags = token.tags
    particle = tags & Tag.NAME_PARTICLE and not tags & (Tag.DETERMINER | Tag.PREPOSITION)
    return not tags & _NO_NAME or bool(particle)


def run_end(passage: Passage, start: int) -> int:
    """The end of the capitalised words from `start` on, with "von" and nicknames between them."""
    tokens, size = passage.tokens, len(passage.tokens)
    place = start + 1
    while place < size:
        token = tokens[place]
        named = token.name_like and not token.tags & (_NO_NAME | Tag.VERB)
        if token.is_word and named:
            if is_acronym(token, passage.lexicon):
                break
            place += 1
        elif token.is_word and not (token.tags & Tag.NAME_PARTICLE or _links(passage, place)):
            break
        elif _stop_inside(passage, place) or _joins(passage, start, place):
            place += 1
        elif (nick := _nickname(passage, place)) and nick < size and nominal(tokens[nick]):
            place = nick
        else:
            break
    return place


def is_acronym(token: Token, lexicon: Lexicon) -> bool:
    """An outlet in capitals behind a name ("sagte Max Muster CNN") is no part of it."""
    return token.text.isupper() and (token.word,) in lexicon.media


def _links(passage: Passage, place: int) -> bool:
    """Whether a name goes on with the word at `place` and the next: "Ärzte ohne Grenzen"."""
    return tuple(token.word for token in passage.tokens[place : place + 2]) in (
        passage.lexicon.name_links
    )


def _stop_inside(passage: Passage, place: int) -> bool:
    """The full stop of an initial or title."""
    before = passage.tokens[place - 1]
    ended = place + 1 >= len(passage.tokens) or place + 1 in passage.starts
    short = before.text in passage.lexicon.abbreviations and not ended
    title = len(before.text) == 1 or before.word in passage.lexicon.titles
    return passage.tokens[place].text == "." and (title or short)


def _joins(passage: Passage, start: int, place: int) -> bool:
    """Whether "von" or "&" at `place` goes on with the name."""
    tokens = passage.tokens
    token = tokens[place]
    if token.text == "&" or _links(passage, place):
        return _goes_on(tokens, place + 1)
    if not token.tags & Tag.NAME_PARTICLE or not _goes_on(tokens, place + 1):
        return False
    if token.tags & Tag.DETERMINER and not tokens[place - 1].tags & Tag.NAME_PARTICLE:
        return False
    if token.tags & Tag.INNER and not _is_noble(tokens, start, place):
        return False
    return not tokens[place - 1].tags & _NOUN and _bare(tokens, start)


def _is_noble(tokens: list[Token], start: int, place: int) -> bool:
    """ "Ursula von der Leyen", but "Anna Berg von der Polizei": a preposition behind a whole name
    says where its bearer belongs."""
    return place == start + 1 or bool(tokens[place - 1].tags & Tag.GIVEN)


def _goes_on(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and (
        nominal(tokens[place])
        or bool(
            tokens[place].tags & Tag.NAME_PARTICLE
            and place + 1 < len(tokens)
            and nominal(tokens[place + 1])
        )
    )


def _bare(tokens: list[Token], start: int) -> bool:
    """Whether no article or preposition stands before: "im Auftrag von Nordland" is no name."""
    return start == 0 or not tokens[start - 1].tags & (
        Tag.DETERMINER | Tag.PREPOSITION | Tag.POSSESSIVE
    )


def _nickname(passage: Passage, place: int) -> int:
    """The end of one quoted word, as in Karl „Kalle“ Thoms; or 0."""
    tokens = passage.tokens
    quoted = (
        tokens[place].text in passage.lexicon.openers
        and passage.masked[place]
        and place + 2 < len(tokens)
    )
    return place + 3 if quoted and tokens[place + 2].text in passage.lexicon.closers else 0


def name_start(passage: Passage, start: int, end: int) -> int:
    """Where the name starts in a run: at a given name, or behind the last role or common noun."""
    tokens, first = passage.tokens, start
    for place in range(start, end):
        token, lexicon = tokens[place], passage.lexicon
        if start < place == end - 1 and tokens[place - 1].tags & Tag.GIVEN:
            break  # "Anna Richter": any trade can be a surname
        common = kinds(token, lexicon) & (Tag.ROLE | Tag.COMPANY) or _is_common(token, lexicon)
        behind = place + 1 + (place + 1 < end and tokens[place + 1].text == ".")
        if common or (token.word in lexicon.titles and behind < end):
            first = behind
    if start < first < end and all(tokens[place].tags & Tag.BODY for place in range(first, end)):
        return start
    for place in range(first, end - 1):
        if tokens[place].tags & Tag.GIVEN and tokens[place + 1].text != ".":
            return place
    return first


def _is_common(token: Token, lexicon: Lexicon) -> bool:
    """A noun that is no name where nouns have capitals, also as the end of a compound."""
    if not lexicon.data.verb_second:
        return False
    tags = token.tags
    if "-" in token.text:
        tail = token.text.rpartition("-")[2]
        tags |= lexicon[tail.lower()].tags if tail[:1].isupper() else 0
    return bool(tags & _NOUN)
