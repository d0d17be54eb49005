"""Headlines that name their source beside what it says: "Mayor: ...", "... - sources"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.attribution.roles import kinds
from digest.claims.matches import Match, Range, View
from digest.claims.text.sentences import DASHES, Segment
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

_MOST_WORDS = 5
_NO_SOURCE = Tag.AUXILIARY | Tag.MODAL | Tag.PREPOSITION | Tag.WH
_SOURCE = Tag.ROLE | Tag.UNNAMED | Tag.BODY | Tag.OUTLET | Tag.REPORT | Tag.COMPANY | Tag.GIVEN


def headed(view: View) -> Iterator[Match]:
    """SOURCE (on Y): what it says; what it says - SOURCE."""
    segments = view.sentence.segments
    if not view.unstopped or len(segments) < 2:
        return
    first, second, last = segments[0], segments[1], segments[-1]
    source = _source(view, first, known=False) if second.mark == ":" else None
    if source:
        yield _match(view, source, (second.start, view.sentence.stop))
        return
    source = _source(view, last, known=True) if last.mark in DASHES else None
    if source:
        kicked = second.mark == ":" and view.word(first.start) in view.passage.lexicon.kickers
        start = second.start if kicked else view.sentence.start
        yield _match(view, source, (start, last.start - 1))


def _source(view: View, segment: Segment, *, known: bool) -> Range | None:
    """The few words that can be who speaks; behind a dash, or before what it is about, only a name
    or a noun for one."""
    about = view.find(segment.start + 1, segment.end, Tag.PREPOSITION)
    end = about if about > 0 else segment.end
    words = [token for token in view.passage.tokens[segment.start : end] if token.is_word]
    if not 0 < len(words) <= _MOST_WORDS or words[0].word in view.passage.lexicon.kickers:
        return None
    numbered = any(word.text[0].isdigit() for word in words)
    if numbered or view.tags(segment.start, end) & _NO_SOURCE:
        return None
    if view.passage.lexicon.data.verb_second:
        return (segment.start, end) if _is_lone(words, view.passage.lexicon) else None
    plain = not known and about < 0 and words[-1].capitalised
    return (segment.start, end) if plain or view.tags(segment.start, end) & _SOURCE else None


def _is_lone(words: list[Token], lexicon: Lexicon) -> bool:
    """Whether the words are a noun for who speaks and no more, where a heading can as well be all
    nouns: "Ministerin: ...", but "Streit um Ministerin: ..."; "Berichte: ..." names nobody."""
    first, *more = words
    if first.word in lexicon.rumours:
        return False
    told = kinds(first, lexicon) & (Tag.ROLE | Tag.UNNAMED) or first.tags & (Tag.REPORT | Tag.GIVEN)
    return bool(told) and all(word.capitalised and not word.tags & Tag.VERB for word in more)


def _match(view: View, source: Range, said: Range) -> Match:
    mark = said[0] - 1 if source[0] < said[0] else said[1]
    return Match(
        rule="",
        type=ClaimType.INDIRECT,
        quote=view.between(*said),
        speaker=(source,),
        cue=((mark, mark + 1),),
        frame=(source,),
    )
