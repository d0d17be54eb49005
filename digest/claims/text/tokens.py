"""A text into tokens with their offsets and what each can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest.claims.vocabulary.lexicon import Forms, Lexicon
from digest.claims.vocabulary.tags import Tag

# What is left of a name before a glued verb: "besagte" is a word.
_SHORTEST_HEAD = 3
# In written words. An article has some hundreds of different ones; they share most of them.
_REMEMBERED = 1 << 15


@dataclass(slots=True)
class Token:
    """`[start, end)` of the text, the word lower-cased, and its entry of the lexicon. `name_like`
    words have a capital, at their start or behind a hyphen ("el-Amin")."""

    start: int
    end: int
    text: str
    word: str
    tags: int
    forms: Forms
    capitalised: bool
    name_like: bool
    is_word: bool
    starts_sentence: bool = False


# All that a `Token` knows but its place; and where it stands in what is written as one word.
What = tuple[str, str, int, Forms, bool, bool, bool, bool]
Piece = tuple[int, int, What]


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """The tokens of `text[start:end]`."""
    tokens: list[Token] = []
    met: dict[str, What] = lexicon.met
    for match in lexicon.token.finditer(text, start, end):
        written = match.group()
        if what := met.get(written):
            tokens.append(Token(match.start(), match.end(), *what))
            continue
        first, pieces = match.start(), _pieces(written, lexicon)
        tokens += [Token(first + begin, first + stop, *what) for begin, stop, what in pieces]
        if len(pieces) == 1 and len(met) < _REMEMBERED:
            met[written] = pieces[0][2]
    return _joined(tokens, lexicon) if lexicon.phrases else tokens


def _pieces(written: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """A written word as its tokens: itself, or those that a contraction or a lost link joined."""
    word = written.lower().replace("’", "'")
    if known := lexicon.reading(written, word):
        return (_piece(0, written, word, *known),)
    if word.endswith(lexicon.links):
        host = next(word.removesuffix(link) for link in lexicon.links if word.endswith(link))
        return (_piece(0, written, host, *_read(host, lexicon)),)
    if written.isalpha() and (cut := _glued(written, lexicon)):
        return tuple(_parts(written, cut, lexicon))
    if lexicon.contractions and (cut := _contracted(word, lexicon)):
        return tuple(_split(written, cut, lexicon))
    return (_piece(0, written, word, lexicon.guessed(written), ()),)


def _piece(
    start: int, text: str, word: str, tags: int, forms: Forms, *, begins: bool = False
) -> Piece:
    first = text[0]
    capital = first.isupper()
    inner = "-" in text and first.isalpha() and text.rpartition("-")[2][:1].isupper()
    like, is_word = capital or inner, first.isalnum()
    return start, start + len(text), (text, word, tags, forms, capital, like, is_word, begins)


def _read(text: str, lexicon: Lexicon) -> tuple[int, Forms]:
    return lexicon.reading(text, text.lower()) or (0, ())


def _joined(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Phrases that count as one word ("according to") as one token."""
    joined: list[Token] = []
    done = 0
    for place in [p for p, token in enumerate(tokens) if token.word in lexicon.phrases]:
        phrase = _phrase(tokens, place, lexicon) if place >= done else None
        if phrase:
            word, end = " ".join(phrase), place + len(phrase)
            stop, entry = tokens[end - 1].end, lexicon[word]
            one = replace(tokens[place], end=stop, word=word, tags=entry.tags, forms=entry.forms)
            joined += [*tokens[done:place], one]
            done = end
    return joined + tokens[done:] if done else tokens


def _phrase(tokens: list[Token], place: int, lexicon: Lexicon) -> tuple[str, ...] | None:
    """The longest phrase that starts at `place`."""
    for phrase in lexicon.phrases[tokens[place].word]:
        if tuple([token.word for token in tokens[place : place + len(phrase)]]) == phrase:
            return phrase
    return None


def _contracted(word: str, lexicon: Lexicon) -> int:
    """Where a word ends that another is written at ("did|n't", "minister|'s"), or 0."""
    plain = word.replace("’", "'")
    if "'" not in plain:
        return 0
    sizes = (len(ending) for ending in lexicon.contractions if plain.endswith(ending))
    return max(len(word) - max(sizes, default=len(word)), 0)


def _split(written: str, cut: int, lexicon: Lexicon) -> Iterator[Piece]:
    """A word and its clitic: behind a noun, one that can mark an owner does."""
    host, clitic = written[:cut], written[cut:]
    tags, forms = _read(host, lexicon)
    yield _piece(0, host, host.lower(), tags, forms)
    owned = not tags & (Tag.FUNCTION | Tag.NOT_SUBJECT)
    word = lexicon.contractions[clitic.lower().replace("’", "'")]
    marks = Tag.OWNER if owned and lexicon[word].tags & Tag.OWNER else ~Tag.OWNER
    yield _piece(cut, clitic, word, lexicon[word].tags & marks, ())


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


def _parts(written: str, cut: int, lexicon: Lexicon) -> Iterator[Piece]:
    for place, part in ((0, written[:cut]), (cut, written[cut:])):
        begins = place > 0 and part[0].isupper() and not written[:cut].islower()
        yield _piece(place, part, part.lower(), *_read(part, lexicon), begins=begins)
