"""Figures that several sources give in one sentence: "Die Polizei zählte 300, der Rat 550." """

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.claims.attribution.roles import is_body
from digest.claims.figures.words import measures
from digest.claims.grammar.cues import cues
from digest.claims.grammar.phrases import noun_phrase
from digest.claims.grammar.voices import THING, voice
from digest.claims.matches import Match, Range, Ranges, View
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag, Use
from digest.models import ClaimType

COUNTED = "count: X zählte 300, Y 550"
_LEADING = Tag.CONJUNCTION | Tag.SUBORDINATOR | Tag.OPENER
_FRAME = Tag.FRAME_BEFORE | Tag.FRAME_NOUN
_ANY = Use.SAY | Use.THINK | Use.REPORT


@dataclass(frozen=True, slots=True)
class _Side:
    """A clause with a figure: who gives it, the verb and its use (none where it is that of the side
    before), and the words between them and the figure."""

    subject: Range
    verb: Ranges
    use: int
    led: Range


def counted(view: View) -> Iterator[Match]:
    """X counted 300, Y (spoke of) 550: each clause with a figure is its own source's."""
    places = range(view.sentence.start, view.sentence.stop)
    if len(view.sentence.segments) < 2 or sum(_is_number(view, place) for place in places) < 2:
        return
    sides = list(_sides(view))
    if len(sides) < (1 if _is_framed(view) else 2):
        return
    ends = [*(side.subject[0] for side in sides[1:]), view.sentence.stop]
    nested = view.passage.lexicon.data.nested
    for side, end in zip(sides, ends, strict=True):
        start = side.subject[0] if nested else side.led[0]
        yield Match(
            rule="",
            type=ClaimType.INDIRECT if side.use & Use.SAY and not nested else ClaimType.REPORTED,
            quote=_unlinked(view, start, end),
            speaker=(side.subject,),
            cue=side.verb,
            frame=() if nested else ((side.subject[0], start),),
            grounds=side.verb or (side.subject,),
        )


def _unlinked(view: View, start: int, end: int) -> Ranges:
    """`[start, end)` without the word that leads to the next side: ", while", ", und"."""
    last = end
    while end < view.sentence.stop and last > start + 1 and view.at(last - 1) & _LEADING:
        last -= 1
    return view.between(start, last)


def _is_framed(view: View) -> bool:
    """Whether the sentence starts with whom its first figure is from: "Nach Angaben ..." """
    first = view.sentence.segments[0]
    return view.first(first, _FRAME) and _figure(view, first.start, first.end) > 0


def _sides(view: View) -> Iterator[_Side]:
    before: _Side | None = None
    for segment in view.sentence.segments:
        side = _side(view, segment)
        if side and (side.verb or (before and _goes_on(view, before, side))):
            yield (before := side)


def _side(view: View, segment: Segment) -> _Side | None:
    """The clause in `segment`, if one who can speak gives a figure in it."""
    start = view.skip(segment.start, segment.end, _LEADING)
    end = noun_phrase(view, start, segment.end, apposition=False)
    while end > start and _is_number(view, end - 1):
        end -= 1
    figure = _figure(view, end, segment.end)
    other = end == start or figure < 0 or _is_number(view, start) or view.passage.masked[start]
    if other or voice(view, (start, end)) == THING:
        return None
    verb, use = _verb(view, end)
    behind = verb[0][1] if verb else end
    bare = not view.tags(end, segment.end) & Tag.VERB and figure <= end + 1
    return _Side((start, end), verb, use, (behind, figure)) if verb or bare else None


def _verb(view: View, place: int) -> tuple[Ranges, int]:
    """The verb at `place`, if it tells figures, and what it is used for."""
    cue = next((cue for cue in cues(view) if cue.finite == place and cue.use & _ANY), None)
    if cue and not cue.passive:
        told = bool(view.at(place) & Tag.SUBJUNCTIVE) and not view.at(place) & Tag.FINITE
        return ((), 0) if told else (((place, place + 1),), cue.use)
    counts = view.word(place) in view.passage.lexicon.counting
    return (((place, place + 1),) if counts else ()), 0


def _goes_on(view: View, before: _Side, side: _Side) -> bool:
    """Whether the verb of one side is that of the next: "von elf, das Rote Kreuz von 13"."""
    tokens, lexicon = view.passage.tokens, view.passage.lexicon
    start, end = side.subject
    if view.tags(*before.led) & Tag.VERB:
        return False
    if led := {view.word(place) for place in range(*side.led)}:
        new = view.at(start) & Tag.ARTICLE and view.word(start) not in lexicon.definite
        return not new and led <= {view.word(place) for place in range(*before.led)}
    return any(is_body(token, lexicon) for token in tokens[start:end])


def _figure(view: View, start: int, end: int) -> int:
    """The place of the first number in `[start, end)`, or -1."""
    return next((place for place in range(start, end) if _is_number(view, place)), -1)


def _is_number(view: View, place: int) -> bool:
    token = view.passage.tokens[place]
    known = measures(view.passage.lexicon.code)
    number = token.word in known.numbers or token.word in known.scales
    return not view.passage.masked[place] and (number or token.text[0].isdigit())
