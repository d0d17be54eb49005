"""Nouns of saying with a clause of their own: "die Hoffnung, dass ...", "the claim that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.cues import noun_start
from digest.claims.grammar.phrases import is_relative, noun_phrase
from digest.claims.grammar.subjects import relative_subject, segment_subject
from digest.claims.grammar.voices import VOICE, voice
from digest.claims.matches import Match, Range, View
from digest.claims.rules.complements import content_end, infinitive
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

# How many words may stand between the noun and its clause: "die Hoffnung vor, dass".
_REACH = 3


def clause(view: View) -> Iterator[Match]:
    """X äußerte die Hoffnung, dass ...; trotz der Forderung von X, ... zu ..."""
    for number, segment in enumerate(view.sentence.segments[:-1]):
        noun = _noun(view, segment)
        if noun < 0:
            continue
        article = noun - 1 if view.at(noun - 1) & Tag.DETERMINER and noun else noun
        owned = noun_phrase(view, article, view.sentence.stop)
        follower = _follower(view, number, owned)
        if not follower or follower.mark not in ",:" or not _is_said(view, follower):
            continue
        verb = view.find(segment.start, noun, Tag.VERB)
        start = noun_start(view, noun, max(segment.start, verb))
        speaker = _owner(view, noun, owned) or _subject(view, number, verb, noun)
        end = content_end(view, segment.start, follower.start)
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.between(follower.start, end),
            speaker=(speaker,) if speaker else (),
            cue=((verb, verb + 1), (start, noun + 1)) if verb >= 0 else ((start, noun + 1),),
            frame=((segment.start, follower.start),),
        )


def _noun(view: View, segment: Segment) -> int:
    """The last noun of the segment that can have a clause, or -1."""
    if not segment.tags & Tag.THATNOUN:
        return -1
    tokens, masked = view.passage.tokens, view.passage.masked
    for place in range(segment.end - 1, segment.start - 1, -1):
        if tokens[place].tags & Tag.THATNOUN and tokens[place].capitalised and not masked[place]:
            return place
    return -1


def _follower(view: View, number: int, owned: int) -> Segment | None:
    """The segment behind the noun's phrase, or behind the clause that it ends."""
    segments = view.sentence.segments
    behind = next((s for s in segments[number + 1 :] if s.start == owned + 1), None)
    near = segments[number].end - owned < _REACH
    return behind or (segments[number + 1] if near else None)


def _is_said(view: View, segment: Segment) -> bool:
    quoted = segment.start < segment.end and view.passage.masked[segment.start]
    return bool(
        view.first(segment, Tag.THAT)
        or segment.tags & Tag.SUBJUNCTIVE
        or infinitive(view, segment)
        or (quoted and not segment.tags & Tag.VERB)
    )


def _owner(view: View, noun: int, end: int) -> Range | None:
    """Whose the noun is: "der Vorwurf der Anklage"."""
    start = noun + 1
    if view.word(start) in view.passage.lexicon.belonging:
        start += 1
    elif not view.at(start) & Tag.GENITIVE:
        return None
    return (start, end) if start < end else None


def _subject(view: View, number: int, verb: int, noun: int) -> Range | None:
    """The subject of the clause that the noun stands in, where the noun is not its subject."""
    if verb >= 0:
        found = segment_subject(view, number, verb, noun)
        return found if found and found[1] <= noun else None
    segment = view.sentence.segments[number]
    start, end = segment.start, noun_phrase(view, segment.start, noun)
    if segment.mark == "," and is_relative(view, start, segment.end):
        return relative_subject(view, start, noun)
    return (start, end) if end > start and voice(view, (start, end)) == VOICE else None
