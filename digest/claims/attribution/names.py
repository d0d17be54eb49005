"""The names of an article: who is called what, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from digest.claims.lexicon import NOTHING, Lexicon
from digest.claims.sentences import Passage
from digest.claims.tags import Tag
from digest.claims.tokens import Token
from digest.models import Span

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


# A name's fullest form stands among its first mentions.
_MOST_MENTIONS = 40
# "a former deputy interior minister": words before the noun, and of the whole role.
_MOST_ADJECTIVES = 3
_LONGEST_ROLE = 10
_NO_ADJECTIVE = Tag.FUNCTION | Tag.VERB | Tag.PARTICIPLE | Tag.CUE
_LINKS = Tag.PREPOSITION | Tag.DETERMINER | Tag.ADVERB
# Shorter words that end like a role are none ("Schach").
_LONGEST_NO_ROLE = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands once: its words, and the role before or behind it.

    `bare` names have no article: a person's stand so, a body's seldom. One that `leads` stands
    first in its sentence, where the next pronoun looks for it.
    """

    span: Span
    words: tuple[str, ...]
    role: Span | None
    bare: bool
    leads: bool


@dataclass(slots=True)
class Names:
    """The names of an article by their words, the fullest first."""

    found: list[Name] = field(default_factory=list)
    by_word: dict[str, list[Name]] = field(default_factory=dict)

    def add(self, name: Name) -> None:
        self.found.append(name)
        for word in (name.words[0], name.words[-1]):
            known = self.by_word.setdefault(word, [])
            if len(known) < _MOST_MENTIONS:
                known.append(name)

    def fullest(self, words: tuple[str, ...]) -> Name | None:
        """The longest name that ends or begins with `words`, one with a role before others."""
        best: Name | None = None
        for name in self.by_word.get(words[-1], []) + self.by_word.get(words[0], []):
            size = len(words)
            same = name.words[-size:] == words or name.words[:size] == words
            if same and (best is None or _fullness(name) > _fullness(best)):
                best = name
        return best


def _fullness(name: Name) -> tuple[int, bool]:
    return len(name.words), name.role is not None


def collect(passage: Passage, names: Names) -> None:
    """Adds the names of a passage."""
    for name in _names(passage):
        names.add(name)


def _names(passage: Passage) -> Iterator[Name]:
    tokens, place, size = passage.tokens, 0, len(passage.tokens)
    while place < size:
        if not _nominal(tokens[place]):
            place += 1
            continue
        end = run_end(passage, place)
        yield from name_in(passage, place, end)
        place = end


def _nominal(token: Token) -> bool:
    return (
        token.capitalised
        and token.is_word
        and not (token.tags & _NO_NAME and not token.tags & Tag.NAME_PARTICLE)
    )


def run_end(passage: Passage, start: int) -> int:
    """The end of the capitalised words from `start` on, with "von" and nicknames between them."""
    tokens, size = passage.tokens, len(passage.tokens)
    place = start + 1
    while place < size:
        token = tokens[place]
        if token.is_word and token.capitalised and not token.tags & _NO_NAME:
            if is_acronym(token, passage.lexicon):
                break
            place += 1
        elif (token.text == "." and len(tokens[place - 1].text) == 1) or (
            token.tags & Tag.NAME_PARTICLE
            and not tokens[place - 1].tags & _NOUN
            and _goes_on(tokens, place + 1)
            and _bare(tokens, start)
        ):
            place += 1
        elif (nick := _nickname(passage, place)) and nick < size and _nominal(tokens[nick]):
            place = nick
        else:
            break
    return place


def is_acronym(token: Token, lexicon: Lexicon) -> bool:
    """An outlet in capitals behind a name ("sagte Max Muster CNN") is no part of it."""
    return token.text.isupper() and (token.word,) in lexicon.media


def _goes_on(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and (
        _nominal(tokens[place])
        or bool(
            tokens[place].tags & Tag.NAME_PARTICLE
            and place + 1 < len(tokens)
            and _nominal(tokens[place + 1])
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


def is_role(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a role, or a compound that ends with one, in any case or number."""
    if token.tags & Tag.ROLE:
        return True
    word = token.word
    if len(word) <= _LONGEST_NO_ROLE or not lexicon.role_endings:
        return False
    if word.endswith(lexicon.role_endings):
        return True
    return word.endswith(lexicon.role_cases) and any(
        word.endswith(inflected)
        and lexicon.capitals.get(word.removesuffix(inflected) + plain, NOTHING).tags & Tag.ROLE
        for inflected, plain in lexicon.data.roles.nouns
    )


def _opener(tokens: list[Token], start: int) -> int:
    """Where the adjectives (or small nouns) before a run of capitals start."""
    while start > 0:
        token = tokens[start - 1]
        if not token.is_word or token.capitalised or token.tags & _NO_ADJECTIVE:
            break
        start -= 1
    return start


def _is_common(token: Token, lexicon: Lexicon) -> bool:
    """A noun that is no name where nouns have capitals, also as the end of a compound."""
    tail = token.word.rpartition("-")[2]
    tags = token.tags | lexicon.capitals.get(tail, NOTHING).tags
    return lexicon.data.verb_second and bool(tags & _NOUN)


def name_in(passage: Passage, start: int, end: int) -> Iterator[Name]:
    """The name in a run of capitals: what stands behind the last role or common noun."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if end == start + 1 and start and tokens[start - 1].tags & (Tag.ARTICLE | Tag.POSSESSIVE):
        return
    first = start
    for place in range(start, end):
        if is_role(tokens[place], lexicon) or _is_common(tokens[place], lexicon):
            first = place + 1
    if first >= end or not tokens[first].is_word:
        return
    opener = _opener(tokens, start)
    determined = opener > 0 and bool(tokens[opener - 1].tags & (Tag.DETERMINER | Tag.POSSESSIVE))
    begin = opener
    while not determined and 0 < begin < start and _nominal(tokens[begin - 1]):
        begin -= 1
    role = None
    if any(is_role(token, lexicon) for token in tokens[begin:first]):
        role = Span(tokens[begin].start, tokens[first - 1].end)
    words = tuple(token.word for token in tokens[first:end] if token.is_word)
    span = Span(tokens[first].start, tokens[end - 1].end)
    leads = opener - determined in passage.starts
    role = role or _behind(passage, end)
    yield Name(span, words, role, bare=bool(role) or not determined, leads=leads)


def _behind(passage: Passage, end: int) -> Span | None:
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
    while stop < min(size, start + _LONGEST_ROLE) and _belongs(tokens[stop]):
        stop += 1
    while stop > head + 1 and not tokens[stop - 1].capitalised and tokens[stop - 1].tags & _LINKS:
        stop -= 1
    return Span(tokens[start].start, tokens[stop - 1].end)


def _head(passage: Passage, start: int) -> int | None:
    """The noun of a role that starts at `start`: at most a few adjectives stand before it."""
    for place in range(start, min(len(passage.tokens), start + _MOST_ADJECTIVES + 1)):
        token = passage.tokens[place]
        if is_role(token, passage.lexicon):
            return place
        if not token.is_word or token.tags & (_LINKS | Tag.VERB | Tag.RELATIVE):
            return None
    return None


def _belongs(token: Token) -> bool:
    """Whether a word goes on with a role ("of the union") and is no time or new clause."""
    if token.tags & (Tag.WEEKDAY | Tag.TIME) or not token.is_word:
        return False
    if token.tags & Tag.PREPOSITION:
        return bool(token.tags & Tag.INNER)
    return bool(token.tags & Tag.DETERMINER) or not token.tags & (Tag.VERB | Tag.RELATIVE)
