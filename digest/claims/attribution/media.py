"""Outlets by name: known ones, those behind a noun for one, and names in quotation marks."""

from __future__ import annotations

from digest.claims.text.sentences import Passage
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import Tag
from digest.models import Span

# A noun for an outlet stands near the start of its phrase.
_REACH = 7
_NO_OUTLET = Tag.BODY | Tag.ROLE | Tag.COMPANY | Tag.GIVEN | Tag.UNNAMED | Tag.FUNCTION | Tag.TIME


def find_medium(passage: Passage, start: int, end: int, *, spoken_to: bool = False) -> Span | None:
    """The name of an outlet in `[start, end)`: a known one, or the name at a noun for one; where
    something was `spoken_to` it, any name in quotation marks."""
    known = _known(passage, start, end) or (_quoted(passage, start, end) if spoken_to else None)
    known = known or _asked(passage, start, end)
    if known:
        return known
    for place in range(start, min(end, start + _REACH)):
        token = passage.tokens[place]
        if token.text == "," and place > start:
            return _told_behind(passage, start, place, end)
        if is_outlet(token, passage.lexicon):
            owned = place + 1 < end and passage.tokens[place + 1].tags & Tag.GENITIVE
            found = _outlet_name(passage, start, place, end)
            if found or not owned:
                return found
    return _called(passage, start, end) if spoken_to else None


def find_means(passage: Passage, start: int, end: int) -> Span | None:
    """The noun right in `[start, end)` for a letter, call or the like."""
    tokens, lexicon = passage.tokens, passage.lexicon
    for token in tokens[start : min(end, start + _REACH)]:
        if not token.is_word or (token.tags & Tag.PREPOSITION and not token.tags & Tag.DETERMINER):
            return None
        if token.capitalised or not lexicon.data.verb_second:
            tail = token.word.rpartition("-")[2]
            means = tail in lexicon.means or token.word.endswith(lexicon.means_endings)
            if means or lexicon.data.verb_second:
                return Span(token.start, token.end) if means else None
    return None


def is_outlet(token: Token, lexicon: Lexicon) -> bool:
    """A noun for an outlet, alone or as the end of a compound ("Recherche-Website")."""
    if not token.capitalised and lexicon.data.verb_second:
        return False
    tail = token.word.rpartition("-")[2]
    tags = token.tags | lexicon[tail].tags
    return bool(tags & Tag.OUTLET) or _is_compound(token, lexicon)


def names_outlet(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a name is that of an outlet, as far as it tells."""
    ends = lexicon.outlet_endings.end(words[-1])
    return ends or words in lexicon.media or bool(lexicon[words[-1]].tags & Tag.OUTLET)


def _is_compound(token: Token, lexicon: Lexicon) -> bool:
    """A name that ends with a noun for an outlet ("Landbote")."""
    ends = token.capitalised and lexicon.outlet_endings.end(token.word)
    return ends and not token.tags & Tag.OUTLET and "-" not in token.word


def _known(passage: Passage, start: int, end: int) -> Span | None:
    tokens, media, heads = passage.tokens, passage.lexicon.media, passage.lexicon.media_heads
    for place in range(start, end):
        if tokens[place].word not in heads:
            continue
        if not (tokens[place].capitalised or tokens[place - 1].tags & Tag.OUTLET):
            continue
        for size in (4, 3, 2, 1):
            if place + size <= end and tuple(t.word for t in tokens[place : place + size]) in media:
                if (
                    _is_other(passage, start, place, end)
                    if size == 1
                    else _goes_on(passage, place + size, end)
                ):
                    continue
                return Span(tokens[place].start, tokens[place + size - 1].end)
    return None


def _goes_on(passage: Passage, place: int, end: int) -> bool:
    """Whether a known name is the start of another: "La Tribune de Genève"."""
    tokens = passage.tokens
    linked = place + 1 < end and tokens[place].tags & Tag.INNER
    return bool(linked) and tokens[place + 1].capitalised and passage.lexicon.data.inverted


def _is_other(passage: Passage, start: int, place: int, end: int) -> bool:
    """Whether a name of one word is another's noun, or a time outside of marks ("zur Zeit")."""
    time = passage.tokens[place].tags & Tag.TIME and not passage.masked[place]
    return bool(time) or _is_of_longer(passage, start, place, end)


def _is_of_longer(passage: Passage, start: int, place: int, end: int) -> bool:
    """Whether a known name of one word is the noun of another: "Harbour Times", "Herald of the
    Isles"."""
    tokens = passage.tokens
    if not tokens[place].tags & Tag.OUTLET:
        return False
    before = tokens[place - 1]
    led = place > start and before.capitalised and not before.tags & (Tag.OUTLET | Tag.ARTICLE)
    behind = tokens[place + 1] if place + 1 < end else None
    more = behind and not passage.lexicon.data.verb_second and behind.capitalised
    return led or bool(more or (behind and behind.tags & Tag.INNER))


def _told_behind(passage: Passage, start: int, comma: int, end: int) -> Span | None:
    """ "The Landbote, a regional daily": the noun behind the comma tells what it is."""
    tokens = passage.tokens
    told = any(t.tags & Tag.OUTLET and not t.capitalised for t in tokens[comma + 1 : end])
    plain = all(t.capitalised for t in tokens[start:comma])
    return Span(tokens[start].start, tokens[comma - 1].end) if told and plain else None


def _outlet_name(passage: Passage, start: int, place: int, end: int) -> Span | None:
    """The name of the outlet whose noun stands at `place`: behind it, or around it ("Daily
    Courier", "Neue Zeitung"); None where it has none ("die Zeitung")."""
    named = _quoted_name(passage, place + 1, end) or _quoted_before(passage, start, place)
    if named:
        return named
    first = place
    while first > start and passage.tokens[first - 1].capitalised:
        first -= 1
    first += passage.tokens[first].tags & Tag.ARTICLE > 0 and first < place
    if passage.lexicon.data.verb_second:
        behind = _capitals(passage, place + 1, end)
        if behind and passage.tokens[place].word in passage.lexicon.outlet_heads:
            return Span(passage.tokens[place].start, behind.end)
        compound = _is_compound(passage.tokens[place], passage.lexicon)
        if behind and not (compound or first < place):
            return behind
        whole = first < place or compound
        return Span(passage.tokens[first].start, passage.tokens[place].end) if whole else None
    if passage.tokens[place].capitalised:
        return _capitals(passage, first, end, through=Tag.INNER | Tag.ARTICLE)
    return _unnamed(passage, start, place) or _capitals(
        passage, first if first < place else place + 1, end
    )


def _unnamed(passage: Passage, start: int, place: int) -> Span | None:
    """Outlets of a kind, by what stands before their noun: "state television"."""
    tokens, first = passage.tokens, place
    while first > start and not tokens[first - 1].tags & (Tag.FUNCTION & ~Tag.ADVERB):
        first -= 1
    led = first < place and tokens[place].word in passage.lexicon.broadcast
    return Span(tokens[first].start, tokens[place].end) if led else None


def _called(passage: Passage, start: int, end: int) -> Span | None:
    """A name with an article, or in capitals alone, that is no body's: "told the Bray Mercury".
    Where nouns have capitals, they do not tell it."""
    tokens, lexicon = passage.tokens, passage.lexicon
    first = start + bool(tokens[start].tags & Tag.ARTICLE)
    name = tokens[first:end]
    if lexicon.data.verb_second or not name or not all(token.capitalised for token in name):
        return None
    other = any(t.tags & _NO_OUTLET or t.word in lexicon.corporate for t in name)
    alone = first == start and not (
        len(name) == 1 and len(name[0].text) > 1 and name[0].text.isupper()
    )
    return None if other or alone else Span(name[0].start, name[-1].end)


def _asked(passage: Passage, start: int, end: int) -> Span | None:
    """The outlet in "auf AFP-Anfrage"."""
    lexicon = passage.lexicon
    for token in passage.tokens[start : min(end, start + 1)]:
        head, mark, tail = token.word.rpartition("-")
        if mark and tail in lexicon.inquiries and tuple(head.split()) in lexicon.media:
            return Span(token.start, token.start + len(head))
    return None


def _quoted(passage: Passage, start: int, end: int) -> Span | None:
    """A name in quotation marks that something is said to: dem „Morgenblatt“."""
    while start < end and passage.tokens[start].tags & Tag.DETERMINER:
        start += 1
    return _quoted_name(passage, start, end)


def _quoted_name(passage: Passage, start: int, end: int) -> Span | None:
    tokens = passage.tokens
    if start < end and passage.masked[start] and tokens[start].text in passage.lexicon.openers:
        for place in range(start + 1, min(end, start + 8)):
            if tokens[place].text in passage.lexicon.closers:
                named = place > start + 1
                return Span(tokens[start + 1].start, tokens[place - 1].end) if named else None
    return None


def _quoted_before(passage: Passage, start: int, place: int) -> Span | None:
    """The name in quotation marks right before a noun: the “Low Tide” podcast."""
    for opener in range(place - 2, start - 1, -1):
        if passage.tokens[place - 1].text not in passage.lexicon.closers:
            return None
        if passage.tokens[opener].text in passage.lexicon.openers:
            return _quoted_name(passage, opener, place)
    return None


def _capitals(passage: Passage, start: int, end: int, *, through: int = 0) -> Span | None:
    """The capitals from `start` on, also behind words of `through` ("Herald of the Isles")."""
    tokens, stop = passage.tokens, start
    for place in range(start, end):
        if tokens[place].capitalised:
            stop = place + 1
        elif stop == start or not tokens[place].tags & through:
            break
    return Span(tokens[start].start, tokens[stop - 1].end) if stop > start else None
