"""Sources that are nouns: which word counts, and of what kind it is."""

from __future__ import annotations

from bisect import bisect_left

from digest.claims.attribution.media import is_outlet
from digest.claims.attribution.roles import is_body, is_role
from digest.claims.matches import Range
from digest.claims.text.sentences import Passage
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.tags import Tag
from digest.models import SourceKind, Span

# In characters: how far from a genitive its nominative is looked for.
_NEAR = 2000
_LEADING = Tag.ARTICLE | Tag.PREPOSITION | Tag.NEGATION | Tag.OPENER | Tag.THAT | Tag.CONJUNCTION
_PEOPLE = Tag.ROLE | Tag.UNNAMED
_TIMES = Tag.TIME | Tag.WEEKDAY | Tag.MONTH
# "sechs Monate alten", "bisherigen": words before a noun of saying.
_MOST_ADJECTIVES = 3


def core(passage: Passage, where: Range) -> Range:
    """A range without the articles and prepositions before its first noun."""
    start, end = where
    tokens = passage.tokens
    while start < end - 1 and (tokens[start].tags & _LEADING or not tokens[start].is_word):
        if _is_of_name(passage, start):
            break
        start += 1
    while start < end - 1 and _counts(passage, start):
        start += 1
    return start, end


def _counts(passage: Passage, place: int) -> bool:
    """Whether a word before a noun only tells how many, or whose own they are."""
    return passage.tokens[place].word in passage.lexicon.counts


def _is_of_name(passage: Passage, place: int) -> bool:
    """A capital inside a sentence: "quoting The Daily Courier"."""
    token, before = passage.tokens[place], passage.tokens[place - 1]
    inside = place not in passage.starts and before.is_word and token.capitalised
    return inside and bool(token.tags & Tag.ARTICLE) and not token.text.isupper()


def owners(passage: Passage, start: int, end: int) -> set[int]:
    """Where names end that only tell whose the noun behind them is: "Jones's office"."""
    return {token.start for token in passage.tokens[start:end] if token.tags & Tag.OWNER}


def is_attributive(passage: Passage, end: int, offset: int) -> bool:
    """Whether the name that ends at `offset` goes before a noun that it tells more of: "a senior
    Berg aide"."""
    place = bisect_left(passage.tokens, offset, hi=end, key=lambda token: token.start)
    if place >= end or passage.lexicon.data.verb_second:
        return False
    token = passage.tokens[place]
    return token.text.islower() and bool(token.tags & _PEOPLE) and not token.tags & Tag.PREPOSITION


def is_dependent(passage: Passage, start: int, end: int, offset: int) -> bool:
    """Whether the name at `offset` only tells whose the noun before it is: "ein Sprecher von
    Ministerin Ute Brandt", but not "der Sprecher der Stadt Jan Weber", "the chief of staff Ann
    Lee"."""
    tokens, lexicon = passage.tokens, passage.lexicon
    link, near = -1, start
    for place in range(start, end):
        token = tokens[place]
        if token.start >= offset:
            break
        if token.text == ",":
            return False
        owned = token.word in lexicon.belonging or token.word in lexicon.owners
        titled = token.word in lexicon.titles or is_role(token, lexicon) or not token.is_word
        if owned and place > start:
            link = near = place
        elif link >= 0 and not (titled or token.tags & Tag.DETERMINER):
            if token.capitalised:
                return False
            near = place
    if link < 0:
        return False
    before = tokens[link - 1]
    owner = is_role(before, lexicon) or before.tags & Tag.UNNAMED or is_body(before, lexicon)
    noun = near > link and tokens[near + 1].start >= offset and not lexicon.data.verb_second
    return bool(owner) and not noun


def saying(passage: Passage, start: int, end: int) -> int | None:
    """The place of the noun of saying that heads a phrase, if one does ("ersten Angaben")."""
    tokens, capitals = passage.tokens, passage.lexicon.data.verb_second
    for place in range(start, min(end, start + _MOST_ADJECTIVES)):
        token = tokens[place]
        if token.tags & _TIMES:  # "einer am Montag verbreiteten Mitteilung"
            continue
        if token.capitalised or not capitals:
            said = token.tags & (Tag.SAYING | Tag.REPORT)
            heads = capitals or place == start == _head(passage, start, end)
            return place if said and heads else None
        if token.tags & (Tag.DETERMINER | Tag.UNNAMED) or not token.is_word:
            return None
    return None


def is_held(passage: Passage, medium: Span, start: int) -> bool:
    """Whether the phrase at `start` is about someone who works for a medium: "der Direktor der
    BBC"."""
    token = passage.tokens[start]
    place = start
    while not token.capitalised and token.start < medium.start:
        place += 1
        token = passage.tokens[place]
    held = token.start < medium.start and is_role(token, passage.lexicon)
    return held and not is_outlet(token, passage.lexicon)


def is_definite(passage: Passage, place: int) -> bool:
    """Whether the phrase that `place` is in has a definite article right before its adjectives."""
    tokens = passage.tokens
    while place > 0 and not tokens[place - 1].tags & (Tag.DETERMINER | Tag.POSSESSIVE):
        if tokens[place - 1].tags & (Tag.VERB | Tag.PREPOSITION) or not tokens[place - 1].is_word:
            return False
        place -= 1
    return place > 0 and tokens[place - 1].word in passage.lexicon.definite


def phrase(passage: Passage, start: int, end: int) -> Range:
    """A phrase without marks at its ends, and without what stands behind a comma."""
    tokens = passage.tokens
    while start < end - 1 and not tokens[start].is_word:
        start += 1
    stop = start + 1
    while stop < end and tokens[stop].text != "," and not _is_occasion(passage, stop, end):
        other = tokens[stop].word in passage.lexicon.neither or _cites(passage, stop)
        if other or _is_told_of(passage, stop, end):
            break
        stop += 1
    while stop > start + 1 and not _can_end(passage, start, stop - 1):
        stop -= 1
    return start, stop


def _cites(passage: Passage, place: int) -> bool:
    """Whether it is told here on whom the source leans: "unter Berufung auf ..."."""
    phrases = passage.lexicon.citing.get(passage.tokens[place].word, ())
    return any(
        tuple(token.word for token in passage.tokens[place : place + len(phrase)]) == phrase
        for phrase in phrases
    )


def _is_told_of(passage: Passage, place: int, end: int) -> bool:
    """Whether a clause about a noun starts here: "a memo found by the court", "a man who ..."."""
    token, lexicon = passage.tokens[place], passage.lexicon
    if lexicon.data.verb_second or token.capitalised:
        return False
    behind = passage.tokens[place + 1].tags if place + 1 < end else 0
    ends = token.tags & Tag.PARTICIPLE or token.word.endswith(lexicon.attributes)
    led = behind & (Tag.PREPOSITION | Tag.TIME | Tag.WEEKDAY) or place + 1 == end
    return bool(token.tags & Tag.RELATIVE or (ends and led))


def _is_occasion(passage: Passage, place: int, end: int) -> bool:
    """Whether "in einem Interview", "in schriftlicher Form" stands at `place`: a preposition and
    neither a name nor a definite article."""
    tokens = passage.tokens
    if not tokens[place].tags & Tag.PREPOSITION or place + 1 >= end:
        return False
    behind = tokens[place + 1]
    definite = behind.capitalised or behind.word in passage.lexicon.definite
    return passage.lexicon.data.verb_second and not definite


def _can_end(passage: Passage, start: int, place: int) -> bool:
    token = passage.tokens[place]
    if token.is_word or token.text in ").-'’":
        return True
    opened = any(t.text in passage.lexicon.openers for t in passage.tokens[start:place])
    return opened and token.text in passage.lexicon.closers


def kind(passage: Passage, start: int, end: int) -> SourceKind:
    """What a source without a person's name is."""
    tags, lexicon = 0, passage.lexicon
    if not lexicon.data.verb_second:
        start = _head(passage, start, end)
    for token in passage.tokens[start:end]:
        if is_body(token, lexicon) and not tags & (Tag.UNNAMED | Tag.ROLE):
            return SourceKind.BODY
        tags |= token.tags if token.capitalised or not lexicon.data.verb_second else 0
        tags |= Tag.ROLE if is_role(token, lexicon) else 0
        head, mark, tail = token.word.rpartition("-")
        tags |= lexicon[tail].tags & Tag.UNNAMED if mark and head else 0
    if tags & (Tag.UNNAMED | Tag.ROLE):
        return SourceKind.UNNAMED
    if tags & Tag.OUTLET:
        return SourceKind.OUTLET
    return SourceKind.REPORT if tags & Tag.REPORT else SourceKind.BODY


def is_headed_by(passage: Passage, name: Span, start: int, end: int) -> bool:
    """Whether a phrase is about the name in it: "the Harbour Office", not "Harbour staff"."""
    if passage.lexicon.data.verb_second:
        return True
    head = passage.tokens[_head(passage, start, end)]
    named = is_outlet(head, passage.lexicon) and head.end < name.start
    return named or (name.start <= head.start and head.end <= name.end)


def head_of(passage: Passage, start: int, end: int) -> Token:
    """The noun that a phrase is about."""
    start, end = core(passage, (start, end))
    return passage.tokens[_head(passage, start, end)]


def _head(passage: Passage, start: int, end: int) -> int:
    """The place of the noun that a phrase is about where adjectives and nouns alike stand before
    it: "a council official of the island"."""
    for place in range(start + 1, end):
        token = passage.tokens[place]
        if token.tags & (Tag.PREPOSITION | Tag.RELATIVE) or not (
            token.is_word or token.tags & Tag.OWNER
        ):
            return place - 1
        if _is_told_of(passage, place, end):
            return place - 1
    return end - 1


def nominative(passage: Passage, start: int, end: int) -> Span:
    """The span of a noun without the ending of its case: "(des) Sprechers", "(von) Ermittlern"."""
    token = passage.tokens[end - 1]
    span = Span(passage.tokens[start].start, token.end)
    if end > start + 1 or start == 0:
        return span
    plain = ungenitive(passage, start)
    if not plain and token.tags & Tag.UNNAMED:
        plain = _without(token.text, passage.lexicon.data.roles.datives)
    return Span(span.start, span.start + len(plain)) if plain else span


def ungenitive(passage: Passage, start: int) -> str:
    """The first noun of a genitive without its ending: "(des) Instituts für ..."; or nothing."""
    genitive = start > 0 and passage.tokens[start - 1].word in passage.lexicon.genitives
    if not genitive or not passage.tokens[start].capitalised:
        return ""
    return _without(passage.tokens[start].text, passage.lexicon.data.roles.genitives)


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for inflected, plain in endings:
        if word.lower().endswith(inflected):
            stem = word[: len(word) - len(inflected)]
            return stem + plain if stem else plain.capitalize()
    return ""


def first_case(text: str, passage: Passage, start: int, end: int) -> Span:
    """A phrase in its first case: cut from its own words, or as it stands near by."""
    span = nominative(passage, start, end)
    plain = ungenitive(passage, start)
    if not plain:
        return span
    words = plain + text[passage.tokens[start].end : span.end]
    at = text.find(words, max(0, span.start - _NEAR), span.end + _NEAR)
    return Span(at, at + len(words)) if at >= 0 else span
