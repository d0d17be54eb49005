"""Who can speak: people, bodies and what they publish, but no things."""

from __future__ import annotations

from digest.claims.attribution.media import is_outlet
from digest.claims.attribution.roles import gender, kinds
from digest.claims.matches import Range, View
from digest.claims.sentences import Passage
from digest.claims.tags import Tag
from digest.claims.tokens import Token

THING, WORDS, UNKNOWN, VOICE = range(4)

_VOICES = (
    Tag.ROLE | Tag.UNNAMED | Tag.BODY | Tag.OUTLET | Tag.COMPANY | Tag.REPORT | Tag.GIVEN
)  # fmt: skip
_THINGS = Tag.THATNOUN | Tag.TIME | Tag.WEEKDAY | Tag.MONTH


def voice(view: View, where: Range) -> int:
    """How likely a phrase means someone who can speak: THING, WORDS ("Angaben"), UNKNOWN, VOICE."""
    start, end = where
    tokens, masked = view.passage.tokens, view.passage.masked
    if end == start + 1 and (not tokens[start].capitalised or tokens[start].tags & Tag.FUNCTION):
        return _small(tokens[start])
    while start < end and not masked[start] and _leads(view, start):
        start += 1
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
        return UNKNOWN if start and tokens[start - 1].text[0].isdigit() else THING
    tags, last = 0, tokens[stop - 1]
    for token in tokens[start:stop]:
        tags |= kinds(token, lexicon) | Tag.OUTLET * is_outlet(token, lexicon)
    if tags & _VOICES:
        return VOICE
    if tags & Tag.SAYING:
        return WORDS
    if stop > start + 1 or last.text.isupper():
        return UNKNOWN if determined else VOICE
    if tags & _THINGS or last.word.endswith(lexicon.thing_endings):
        return THING
    return VOICE if determined and gender(last.word, lexicon) else UNKNOWN


def _small(token: Token) -> int:
    """The same for a word that is written small: a pronoun, or an outlet like "taz"."""
    if token.tags & Tag.IT:
        return THING
    return VOICE if token.tags & (Tag.PRONOUN | Tag.RELATIVE) else UNKNOWN


def _leads(view: View, place: int) -> bool:
    """Whether an article or adjective stands here, before the noun of its phrase."""
    token = view.passage.tokens[place]
    return not token.capitalised or bool(token.tags & Tag.FUNCTION)
