"""Attributions without a verb: "laut X", "nach Angaben von X", "X zufolge", "according to X"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from digest.claims.grammar.extents import source_at
from digest.claims.grammar.fixed_order import reaching
from digest.claims.grammar.joints import modifies
from digest.claims.grammar.phrases import is_relative, noun_phrase
from digest.claims.grammar.subjects import first_subject
from digest.claims.matches import Match, Range, View
from digest.claims.rules.framed import framed
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

# How far before its noun of saying "nach" may stand, and "zufolge" behind its phrase's start.
_REACH = 6
_LONGEST_PHRASE = 14
_LEADS = Tag.VERB | Tag.PREPOSITION
_THINKERS = Tag.ROLE | Tag.BODY | Tag.OUTLET | Tag.UNNAMED | Tag.COMPANY | Tag.GIVEN | Tag.PRONOUN


def before(view: View) -> Iterator[Match]:
    """laut SOURCE, according to SOURCE."""
    for place in _places(view, Tag.FRAME_BEFORE):
        source = source_at(view, place + 1, view.sentence.stop)
        if source and _is_opinion(view, place, source):
            frame = place, source[1]
            yield framed(view, cue=(place, place + 1), speaker=source, frame=frame)


def _is_opinion(view: View, place: int, source: Range) -> bool:
    """Whether a word that leads to much else ("pour") leads to who thinks so: someone who can, at
    the head of the sentence, before a comma."""
    if view.word(place) not in view.passage.lexicon.opinions:
        return True
    led = place == view.sentence.start and view.word(source[1]) == ","
    return led and bool(view.tags(*source) & _THINKERS)


def with_noun(view: View) -> Iterator[Match]:
    """nach Angaben SOURCE: the noun of saying stands within a few words."""
    for place, reached in _with_noun(view):
        own = view.word(place + 1) in view.passage.lexicon.own
        noun = view.find(place + 1, reached, Tag.SAYING) if own else -1
        end = noun + 1 if noun > 0 else reached  # "nach eigenen Angaben Opfer eines Betrugs"
        if own or not _is_unowned(view, place + 1, end):
            whole = (place, end)
            match = framed(view, cue=(place, place + 1), speaker=(place + 1, end), frame=whole)
            yield match._replace(owner=_owner(view, place)) if own else match


def _owner(view: View, place: int) -> Range | None:
    """Whose "own" is meant: the subject before it, or that of the sentence."""
    return first_subject(view, place) or first_subject(view, view.sentence.stop)


def unowned(view: View) -> Iterator[Match]:
    """nach ersten Angaben: nobody is named for them."""
    for place, end in _with_noun(view):
        speaker = (place + 1, end)
        if _is_unowned(view, *speaker) and view.word(place + 1) not in view.passage.lexicon.own:
            yield framed(view, cue=(place, place + 1), speaker=speaker, frame=(place, end))


def _with_noun(view: View) -> Iterator[Range]:
    for place in _places(view, Tag.FRAME_NOUN):
        if _noun_near(view, place + 1) and _stands_apart(view, place):
            end = noun_phrase(view, place + 1, view.sentence.stop)
            if end > place + 1:
                yield place, end


def _is_unowned(view: View, start: int, end: int) -> bool:
    """Whether a phrase is a noun of saying with no more than adjectives."""
    tags, first = view.at(end - 1), view.at(start)
    said = tags & Tag.SAYING and not tags & Tag.UNNAMED
    return bool(said) and end > start + 1 and not first & (Tag.DETERMINER | Tag.POSSESSIVE)


def after(view: View) -> Iterator[Match]:
    """SOURCE zufolge, SOURCE's opinion nach."""
    for place in _places(view, Tag.FRAME_AFTER):
        noun = view.at(place) & Tag.FRAME_NOUN_AFTER
        if noun and not (place and view.at(place - 1) & Tag.SAYING):
            continue
        start = _phrase_start(view, place)
        if start >= 0:
            yield framed(
                view, cue=(place, place + 1), speaker=(start, place), frame=(start, place + 1)
            )


def so(view: View) -> Iterator[Match]:
    """..., so SOURCE."""
    for segment in view.sentence.segments[1:]:
        if not view.first(segment, Tag.SO) or view.tags(segment.start, segment.end) & Tag.VERB:
            continue
        start = segment.start + 1
        end = noun_phrase(view, start, view.sentence.stop)
        tokens = view.passage.tokens
        if end > start and (
            tokens[start].capitalised or tokens[start].tags & (Tag.DETERMINER | Tag.PRONOUN)
        ):
            stop = view.segment_end(max(end, segment.end))
            stop += stop < view.sentence.stop
            yield framed(
                view,
                cue=(segment.start, start),
                speaker=(start, end),
                frame=(segment.start - 1, stop),
            )


def hereby(view: View) -> Iterator[Match]:
    """Demnach ...: the source is the one before."""
    for place in _places(view, Tag.HEREBY):
        here = (place, place + 1)
        yield framed(view, cue=here, speaker=here, frame=here)


def whereby(view: View) -> Iterator[Match]:
    """ein Bericht, wonach ...; Gerüchte, nach denen ...: the clause is what the noun says."""
    for before, segment in pairwise(view.sentence.segments):
        cue = segment.start, segment.start + 1
        end = cue[1] if view.first(segment, Tag.WHEREBY) else _whereby_end(view, before, segment)
        if not end:
            continue
        start = _phrase_start(view, before.end) if before.end else -1
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.between(end, segment.end),
            speaker=((max(start, before.start), before.end),) if start >= 0 else (cue,),
            cue=(cue,),
            frame=((before.start, end),),
        )


def _whereby_end(view: View, before: Segment, segment: Segment) -> int:
    """Where "laut dem", "nach denen" at the head of a relative clause end, or 0."""
    said = before.tags & (Tag.SAYING | Tag.REPORT | Tag.THATNOUN)
    leads = view.first(segment, Tag.FRAME_BEFORE) or (said and view.first(segment, Tag.FRAME_NOUN))
    pronoun = view.at(segment.start + 1) & Tag.RELATIVE
    relative = leads and pronoun and is_relative(view, segment.start, segment.end)
    return segment.start + 2 if relative else 0


def _places(view: View, tag: int) -> Iterator[int]:
    if not view.sentence.tags & tag:
        return
    for segment in view.sentence.segments:
        if segment.tags & tag:
            place = view.find(segment.start, segment.end, tag)
            while place >= 0:
                yield place
                place = view.find(place + 1, segment.end, tag)


def _noun_near(view: View, start: int) -> bool:
    for place in range(start, min(start + _REACH, view.sentence.stop)):
        tags = view.at(place)
        token = view.passage.tokens[place]
        compound = len(token.word) > 9 and token.word.endswith(view.passage.lexicon.say_endings)
        noun = token.capitalised or not view.passage.lexicon.data.verb_second
        if noun and (tags & Tag.SAYING or compound):
            return True
        if tags & (Tag.VERB | Tag.PREPOSITION) or view.word(place) in (",", ";"):
            return False
    return False


def _stands_apart(view: View, place: int) -> bool:
    """Whether the word of a frame that holds phrases together as well ("de source policière") is
    none of a phrase: it opens its clause."""
    start = any(segment.start == place for segment in view.sentence.segments)
    return start or not view.at(place) & Tag.INNER or view.passage.lexicon.data.verb_second


def _phrase_start(view: View, end: int) -> int:
    """Where the phrase that ends at `end` begins, or -1: the longest that reads as one."""
    low = max(view.sentence.start, end - _LONGEST_PHRASE)
    for start in range(low, end):
        token = view.passage.tokens[start]
        opens = (
            token.capitalised
            or token.tags & (Tag.DETERMINER | Tag.POSSESSIVE)
            or start == end - 1
            or modifies(token, view, determined=False)
        )
        if opens and not token.tags & _LEADS and noun_phrase(view, start, end) == end:
            return start
    return -1


def owned(view: View) -> Iterator[Match]:
    """In SOURCE's view, ...; by her own account, ...: whose view it is stands before the noun."""
    lexicon = view.passage.lexicon
    for place in range(view.sentence.start, view.sentence.stop - 1):
        if view.word(place) not in lexicon.views or view.passage.masked[place]:
            continue
        owner = _owner_before(view, place)
        start = owner[0] - 1 if owner else -1
        if owner and start >= view.sentence.start and view.at(start) & Tag.PREPOSITION:
            whole = start, place + 1
            yield framed(view, cue=(place, place + 1), speaker=owner, frame=whole)


def _owner_before(view: View, noun: int) -> Range | None:
    """Whose the noun is: "her own account", "the senator's view"."""
    start = view.sentence.start
    place = noun - (view.word(noun - 1) in view.passage.lexicon.own)
    if place > start and view.at(place - 1) & Tag.POSSESSIVE:
        return place - 1, place
    if place > start and view.at(place - 1) & Tag.OWNER:
        return reaching(view, start, place - 1)
    return None
