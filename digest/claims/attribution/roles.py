"""Roles: the nouns for them, where they stand at a name, and their dictionary form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from digest.claims.attribution.forms import plain_noun
from digest.claims.text.sentences import Passage
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import Tag
from digest.models import Span

# "a former deputy interior minister": words before the noun, and of the whole role.
_MOST_ADJECTIVES = 3
_LONGEST_ROLE = 10
# What makes a clause of a role behind a comma: "On Friday, the mayor said".
_TELLS = Tag.AUXILIARY | Tag.MODAL | Tag.CUE
_TIMES = Tag.TIME | Tag.WEEKDAY | Tag.MONTH
_LINKS = Tag.PREPOSITION | Tag.DETERMINER | Tag.ADVERB
# Shorter words that end like a role are none ("Schach").
_LONGEST_NO_ROLE = 5
# Nothing longer is a word, and it would fill the cache.
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Role:
    """A role at a name: where its phrase begins (a token), whose it can be, how long it is."""

    begin: int
    span: Span
    gender: int
    body: bool
    words: int = 1


def is_role(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a role, or a compound that ends with one, in any case or number; written
    small, also a word that is nothing else and ends as words for those who do something."""
    return bool(kinds(token, lexicon) & Tag.ROLE) or _is_agent(token, lexicon)


def _is_agent(token: Token, lexicon: Lexicon) -> bool:
    if token.tags or token.capitalised or len(token.word) <= _LONGEST_NO_ROLE:
        return False
    return token.word.endswith(lexicon.agent_endings) and token.word not in lexicon.not_agents


def is_company(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word says what kind of body goes by a name ("operator", "Netzbetreiber")."""
    return bool(kinds(token, lexicon) & Tag.COMPANY)


def is_body(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a noun for a body, or a compound that ends with one."""
    return bool(kinds(token, lexicon) & (Tag.BODY | Tag.COMPANY))


def kinds(token: Token, lexicon: Lexicon) -> int:
    """The tags of a word with those that its end tells ("Landrätin", "Netzbetreiber")."""
    return token.tags | _ending(token.word, lexicon) if token.capitalised else token.tags


@lru_cache(maxsize=1 << 15)
def _ending(word: str, lexicon: Lexicon) -> int:
    if not lexicon.role_endings or len(word) > _LONGEST_WORD:
        return 0
    tags = Tag.BODY if lexicon.body_endings.end(word) else 0
    if lexicon.company_endings.end(word):
        tags |= Tag.COMPANY
    if len(word) <= _LONGEST_NO_ROLE:
        return tags
    if lexicon.role_endings.end(word):
        return tags | Tag.ROLE
    if word.endswith(lexicon.role_cases):
        plain = plain_noun(word, lexicon.data.roles)
        known = lexicon[plain].tags & Tag.ROLE
        tags |= Tag.ROLE if known or lexicon.role_endings.end(plain) else 0
    return tags


def gender(word: str, lexicon: Lexicon) -> int:
    """The gender that the noun of a role tells, or 0."""
    if lexicon.feminine_nouns and word.endswith(lexicon.feminine_nouns):
        return Tag.WOMAN
    masculine = lexicon.masculine_nouns and word.endswith(lexicon.masculine_nouns)
    return Tag.MAN if masculine else 0


def within(passage: Passage, begin: int, first: int, *, determined: bool) -> Role | None:
    """The role right before a name: "der neue Minister", "Hebamme"."""
    if begin >= first:
        return None
    tokens, lexicon = passage.tokens, passage.lexicon
    heads = [p for p in range(begin, first) if is_role(tokens[p], lexicon)]
    bodies = [p for p in range(begin, first) if is_company(tokens[p], lexicon)]
    if not (heads or bodies) and not _trade(passage, begin, first):
        return None
    head = (heads or bodies or [first - 1])[-1]
    stop = first
    low = head + 1 + (tokens[head + 1].text == "." and tokens[head + 1].start == tokens[head].end)
    while stop > low and _is_title(tokens[stop - 1], lexicon):
        stop -= 1
    whose = begin < head and tokens[begin].capitalised and lexicon.genitive_names
    owned = begin + 1 if whose and tokens[begin].word.endswith(lexicon.genitive_names) else begin
    return Role(
        begin - determined,
        Span(tokens[owned].start, tokens[stop - 1].end),
        gender(tokens[head].word, lexicon),
        not heads and bool(bodies),
        sum(token.is_word for token in tokens[begin:stop]),
    )


def led_by(passage: Passage, start: int) -> int:
    """Where a role begins whose last words stand in the run at `start`: "Secretary of | State"."""
    tokens, place = passage.tokens, start - 1
    while place > 0 and tokens[place].tags & Tag.ARTICLE:
        place -= 1
    led = place > 0 and tokens[place].word in passage.lexicon.belonging
    if not led or is_role(tokens[start], passage.lexicon):
        return start
    while (
        place > 0 and tokens[place - 1].capitalised and is_role(tokens[place - 1], passage.lexicon)
    ):
        place -= 1
    return place if tokens[place].capitalised else start


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    """ "Prof." and "Dr." are no part of a role."""
    return token.word in lexicon.titles or not token.is_word


def _trade(passage: Passage, begin: int, first: int) -> bool:
    """Any noun right before a given name is what its bearer does, where nouns have capitals."""
    noun = first > begin and passage.tokens[first - 1].capitalised
    named = bool(passage.tokens[first].tags & Tag.GIVEN)
    return bool(noun and named and passage.lexicon.data.verb_second)


def before_comma(passage: Passage, start: int, end: int) -> Role | None:
    """The role in "the mayor, Ute Brandt," or "der Leiter der Wache, Karl Meier,"."""
    tokens = passage.tokens
    if start < 2 or tokens[start - 1].text != ",":
        return None
    open_ended = end < len(tokens) and tokens[end].is_word
    if open_ended and tokens[end].word not in passage.lexicon.belonging:
        return None
    town = tokens[start - 2].capitalised and end == start + 1
    if town and not (passage.lexicon.data.verb_second or tokens[start].tags & Tag.GIVEN):
        return None
    head = None
    for place in range(start - 2, max(-1, start - 2 - _LONGEST_ROLE), -1):
        token = tokens[place]
        linked = place > 0 and is_role(tokens[place - 1], passage.lexicon)
        near = head is not None and head - place <= _MOST_ADJECTIVES + 1
        if head is not None and near and opens(passage, place) and not linked:
            return _role(passage, opening(passage, place), (place + 1, start - 1), head)
        inside = token.is_word or token.tags & Tag.OWNER
        if not inside or (not token.capitalised and _is_verb(token, passage.lexicon)):
            return None
        if is_role(token, passage.lexicon) or is_company(token, passage.lexicon):
            head = place
    return None


def linked(passage: Passage, first: int) -> Role | None:
    """The role before a name without a comma: "la maire de Nantes Claire Dumont"."""
    tokens, lexicon, head = passage.tokens, passage.lexicon, None
    for place in range(first - 1, max(-1, first - 1 - _LONGEST_ROLE), -1):
        token = tokens[place]
        if opens(passage, place) and head is not None:
            near = head - place <= _MOST_ADJECTIVES + 1
            return (
                _role(passage, opening(passage, place), (place + 1, first), head) if near else None
            )
        link = token.word in lexicon.belonging or token.tags & Tag.DETERMINER
        if head is not None and token.word in lexicon.belonging:
            return None  # "ein Sprecher von Minister Jan Weber"
        verb = token.tags & Tag.VERB and not token.capitalised
        if not token.is_word or verb or (token.tags & Tag.FUNCTION and not link):
            return None
        if token.tags & Tag.SAYING:  # "den Worten von Ministerin Ute Brandt"
            return None
        if is_role(token, lexicon):
            head = place
    return None


def opens(passage: Passage, place: int) -> bool:
    """Whether a role can start behind the word at `place`: an article, or the name of whom it
    belongs to ("Norland's mayor", but "the company's mayor" is a role as a whole)."""
    token = passage.tokens[place]
    owner = token.tags & Tag.OWNER and passage.tokens[place - 1].capitalised
    return bool(owner or token.tags & (Tag.DETERMINER | Tag.POSSESSIVE))


def opening(passage: Passage, place: int) -> int:
    """Where the phrase begins that the article or owner at `place` opens."""
    tokens = passage.tokens
    if not tokens[place].tags & Tag.OWNER:
        return place
    while place > 0 and (tokens[place - 1].capitalised or tokens[place - 1].tags & Tag.DETERMINER):
        place -= 1
    return place


def behind(passage: Passage, end: int) -> Role | None:
    """A role behind the name: ", ehemaliger Minister der Ukraine," or ", a retired general,"."""
    tokens, size = passage.tokens, len(passage.tokens)
    if end + 1 >= size or tokens[end].text != ",":
        return None
    start = end + 1
    while start < size and tokens[start].tags & Tag.DETERMINER:
        start += 1
    head = _head(passage, start)
    if head is None:
        return None
    stop = head + 1
    if stop < size and tokens[stop].capitalised and not passage.lexicon.data.verb_second:
        return None
    while stop < min(size, start + _LONGEST_ROLE) and _belongs(tokens[stop]):
        stop += 1
    while stop > head + 1 and not tokens[stop - 1].capitalised and tokens[stop - 1].tags & _LINKS:
        stop -= 1
    if stop < size and tokens[stop].tags & _TELLS:
        return None
    return _role(passage, -1, (start, stop), head)


def affiliation(passage: Passage, end: int) -> Role | None:
    """Where the bearer of a name belongs: "Anna Berg von der Handelskammer"."""
    tokens, size = passage.tokens, len(passage.tokens)
    if end >= size or tokens[end].word not in passage.lexicon.belonging:
        return None
    start = end + 1
    while start < size and tokens[start].tags & Tag.DETERMINER:
        start += 1
    stop = start
    while stop < size and tokens[stop].capitalised and not tokens[stop].tags & _TIMES:
        stop += 1
    if stop == start:
        return None
    span = Span(tokens[start].start, tokens[stop - 1].end)
    return Role(begin=-1, span=span, gender=0, body=False)


def _role(passage: Passage, begin: int, where: tuple[int, int], head: int) -> Role:
    tokens, (start, stop) = passage.tokens, where
    person = is_role(tokens[head], passage.lexicon)
    sex = gender(tokens[head].word, passage.lexicon)
    span = Span(tokens[start].start, tokens[stop - 1].end)
    return Role(begin, span, sex, not person, stop - start)


def _head(passage: Passage, start: int) -> int | None:
    """The noun of a role that starts at `start`: at most a few adjectives stand before it."""
    for place in range(start, min(len(passage.tokens), start + _MOST_ADJECTIVES + 1)):
        token = passage.tokens[place]
        if is_role(token, passage.lexicon) or is_company(token, passage.lexicon):
            return place
        verb = _is_verb(token, passage.lexicon)
        if not token.is_word or verb or token.tags & (_LINKS | Tag.RELATIVE):
            return None
    return None


def _is_verb(token: Token, lexicon: Lexicon) -> bool:
    """A verb, that can be no adjective or noun before a noun ("the lead author", "a campaign
    manager") as it can in a language without endings."""
    if lexicon.data.verb_second:
        return bool(token.tags & Tag.VERB)
    told = token.tags & Tag.CUE and token.word not in lexicon.homographs
    return bool(told or token.tags & (Tag.AUXILIARY | Tag.MODAL))


def _belongs(token: Token) -> bool:
    """Whether a word goes on with a role ("of the union") and is no time or new clause."""
    if token.tags & (Tag.WEEKDAY | Tag.TIME) or not (token.is_word or token.text == "&"):
        return False
    if token.tags & Tag.PREPOSITION:
        return bool(token.tags & Tag.INNER)
    return bool(token.tags & Tag.DETERMINER) or not token.tags & (Tag.VERB | Tag.RELATIVE)
