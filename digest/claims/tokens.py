"""A text into tokens with their offsets and what each can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.claims.lexicon import Forms, Lexicon
from digest.claims.tags import Tag

# What is left of a name before a glued verb: "besagte" is a word.
_SHORTEST_HEAD = 3
_NOTHING: tuple[int, Forms] = (0, ())


@dataclass(slots=True)
class Token:
    """`[start, end)` of the text, the word lower-cased, and its entry of the lexicon."""

    start: int
    end: int
    text: str
    word: str
    tags: int
    forms: Forms
    starts_sentence: bool = False

    @property
    def capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """The tokens of `text[start:end]`."""
    tokens: list[Token] = []
    reading = lexicon.reading
    for match in lexicon.token.finditer(text, start, end):
        token = match.group()
        word = token.lower()
        if "’" in word:
            word = word.replace("’", "'")
        first, last = match.span()
        if known := reading(token, word):
            tokens.append(Token(first, last, token, word, *known))
        elif word.endswith(lexicon.links):
            host = next(word.removesuffix(link) for link in lexicon.links if word.endswith(link))
            tokens.append(Token(first, last, token, host, *(reading(host, host) or _NOTHING)))
        elif token.isalpha() and (cut := _glued(token, lexicon)):
            tokens.extend(_parts(first, token, cut, lexicon))
        elif lexicon.contractions and (cut := _contracted(word, lexicon)):
            tokens.extend(_split(first, token, cut, lexicon))
        else:
            tokens.append(Token(first, last, token, word, 0, ()))
    return _joined(tokens, lexicon) if lexicon.phrases else tokens


def _joined(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Phrases that count as one word ("according to") as one token."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token, length = tokens[place], 1
        for phrase in lexicon.phrases.get(token.word, ()):
            if all(
                place + n < len(tokens) and tokens[place + n].word == word
                for n, word in enumerate(phrase)
            ):
                word, length = " ".join(phrase), len(phrase)
                end = tokens[place + length - 1].end
                entry = lexicon[word]
                token = Token(token.start, end, token.text, word, entry.tags, entry.forms)
                break
        joined.append(token)
        place += length
    return joined


def _contracted(word: str, lexicon: Lexicon) -> int:
    """Where a word ends that another is written at ("did|n't", "minister|'s"), or 0."""
    plain = word.replace("’", "'")
    if "'" not in plain:
        return 0
    sizes = (len(ending) for ending in lexicon.contractions if plain.endswith(ending))
    return max(len(word) - max(sizes, default=len(word)), 0)


def _split(start: int, token: str, cut: int, lexicon: Lexicon) -> Iterator[Token]:
    """A word and its clitic: behind a noun, one that can mark an owner does."""
    host, clitic = token[:cut], token[cut:]
    tags, forms = lexicon.reading(host, host.lower()) or (0, ())
    yield Token(start, start + cut, host, host.lower(), tags, forms)
    owned = not tags & (Tag.FUNCTION | Tag.NOT_SUBJECT)
    word = lexicon.contractions[clitic.lower().replace("’", "'")]
    marks = Tag.OWNER if owned and lexicon[word].tags & Tag.OWNER else ~Tag.OWNER
    yield Token(start + cut, start + len(token), clitic, word, lexicon[word].tags & marks, ())


def _glued(token: str, lexicon: Lexicon) -> int:
    """Where a lost link has joined two words ("Courierberichtete", "mitUte", "ZDFAm"), or 0."""
    if token.endswith(lexicon.glued) and token[0].isupper():
        suffix = next(suffix for suffix in lexicon.glued if token.endswith(suffix))
        if len(token) > len(suffix) + _SHORTEST_HEAD - 1:
            return len(token) - len(suffix)
    if token[1:].islower():
        return 0
    for place in range(len(token) - 1, 0, -1):
        if token[place].isupper() and (token[place + 1 :] or "A").islower():
            head, tail = lexicon[token[:place].lower()], lexicon[token[place:].lower()]
            if (head.tags & Tag.FUNCTION and token[:place].islower()) or (
                tail.tags & Tag.FUNCTION and place > 1
            ):
                return place
            return 0
    return 0


def _parts(start: int, token: str, cut: int, lexicon: Lexicon) -> Iterator[Token]:
    for place, part in ((0, token[:cut]), (cut, token[cut:])):
        tags, forms = lexicon.reading(part, part.lower()) or (0, ())
        begins = place > 0 and part[0].isupper() and not token[:cut].islower()
        first, last = start + place, start + place + len(part)
        yield Token(first, last, part, part.lower(), tags, forms, begins)
