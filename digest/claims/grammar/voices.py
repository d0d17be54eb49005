"""Who can speak: people, bodies and what they publish, but no things."""

from __future__ import annotations

from digest.claims.attribution.media import is_outlet
from digest.claims.attribution.roles import gender, kinds
from digest.claims.grammar.joints import attribute_end
from digest.claims.matches import Range, View
from digest.claims.text.sentences import Passage
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import Tag

THING, WORDS, UNKNOWN, VOICE = range(4)

_VOICES = (
    Tag.ROLE | Tag.UNNAMED | Tag.BODY | Tag.OUTLET | Tag.COMPANY | Tag.REPORT | Tag.GIVEN
)  # fmt: skip
# What no name is, also where it starts a sentence: "Besorgt äußerte sich ..."
_NO_NAME = Tag.PARTICIPLE | Tag.ADVERB | Tag.FINITE
_THINGS = Tag.THATNOUN | Tag.TIME | Tag.WEEKDAY | Tag.MONTH


def voice(view: View, where: Range) -> int:
    """How likely a phrase means someone who can speak: THING, WORDS ("Angaben"), UNKNOWN, VOICE."""
    start, end = where
    tokens, masked = view.passage.tokens, view.passage.masked
    if end == start + 1 and (not tokens[start].capitalised or tokens[start].tags & Tag.FUNCTION):
        return _small(tokens[start])
    while start < end and not masked[start] and _leads(view, start):
        start = attribute_end(view, where[0], start) or start + 1
    if start < end and masked[start]:
        return VOICE
    stop = start
    while stop < end and tokens[stop].capitalised and not masked[stop]:
        stop += 1
    return _run(view.passage, start, stop, determined=start > where[0])


def _run(passage: Passage, start: int, stop: int, *, determined: bool) -> int:
    """The same for the capitalised words at the head of a phrase."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if stop == start:
        return UNKNOWN
    tags, last = 0, tokens[stop - 1]
    for token in tokens[start:stop]:
        tags |= kinds(token, lexicon) | Tag.OUTLET * is_outlet(token, lexicon)
    if tags & _VOICES or last.text.isupper():
        return VOICE
    if tags & Tag.SAYING or last.word.endswith(lexicon.say_endings):
        return WORDS
    if stop > start + 1:
        return UNKNOWN if determined else VOICE
    return _noun(last, lexicon, determined=determined)


def _noun(token: Token, lexicon: Lexicon, *, determined: bool) -> int:
    """The same for a noun, or a name of one word."""
    adjective = not determined and lexicon[token.word].tags & _NO_NAME
    if token.tags & _THINGS or adjective or lexicon.thing_endings.end(token.word):
        return THING
    return VOICE if determined and gender(token.word, lexicon) else UNKNOWN


def _small(token: Token) -> int:
    """The same for a word that is written small: a pronoun, or an outlet like "taz"."""
    if token.tags & Tag.IT:
        return THING
    return VOICE if token.tags & (Tag.PRONOUN | Tag.RELATIVE) else UNKNOWN


def _leads(view: View, place: int) -> bool:
    """Whether an article or adjective stands here, before the noun of its phrase."""
    token = view.passage.tokens[place]
    return not token.capitalised or bool(token.tags & Tag.FUNCTION)
