"""Subordinate clauses that nothing but someone's saying so puts in the subjunctive: "Sie griff das
Gesetz an, das viel zu teuer sei." """

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.phrases import is_relative
from digest.claims.matches import Match, Ranges, View
from digest.claims.rules.carried import topic
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

SIDED = "mood: ..., das teuer sei"
_MOODS = Tag.SUBJUNCTIVE | Tag.PAST_SUBJUNCTIVE
# In sentences.
_REACH = 2


def sided(matches: list[Match], view: View, *, distance: int) -> Iterator[Match]:
    """The clauses of `view` that no match holds, each with the clauses that hang on it: of whom
    the sentence is about, or of whom one was heard at a short `distance`."""
    if not (view.passage.lexicon.data.verb_second and view.sentence.tags & Tag.SUBJUNCTIVE):
        return
    speaker = topic(view)
    if not (speaker or matches or distance <= _REACH):
        return
    held = [each for match in matches for each in (*match.quote, *match.frame)]
    segments = view.sentence.segments
    for number, segment in enumerate(segments):
        if not _is_told(view, segment) or any(
            a < segment.end and segment.start < b for a, b in held
        ):
            continue
        end = segment.end
        for each in segments[number + 1 :]:
            if not _hangs(view, each) or any(a < each.end and each.start < b for a, b in held):
                break
            end = each.end
        held.append((segment.start, end))
        alone = len(held) == 1 and not view.tags(view.sentence.start, segment.start) & _MOODS
        yield Match(
            rule=SIDED,
            type=ClaimType.INDIRECT,
            quote=((segment.start, end),),
            speaker=speaker,
            cue=_verb(view, segments[number - 1]) if alone else (),
            frame=((view.sentence.start, segment.start),) if alone else (),
        )


def _is_told(view: View, segment: Segment) -> bool:
    """Whether the clause ends with a subjunctive that only reported speech has."""
    last = view.at(segment.end - 1)
    if not last & Tag.SUBJUNCTIVE or segment.tags & Tag.FIRST_PERSON:
        return False
    compared = view.at(segment.start) & view.at(segment.start + 1) & Tag.SUBORDINATOR  # "als ob"
    return _hangs(view, segment) and not compared


def _hangs(view: View, segment: Segment) -> bool:
    """Whether the segment is a subordinate clause behind a comma."""
    if segment.mark != "," or segment.end < segment.start + 3:
        return False
    opened = view.at(segment.start) & Tag.SUBORDINATOR
    return bool(opened) or is_relative(view, segment.start, segment.end)


def _verb(view: View, segment: Segment) -> Ranges:
    """The verb of the clause before, with the participle or particle that ends it."""
    place, last = view.find(segment.start, segment.end, Tag.VERB), segment.end - 1
    if place < 0:
        return ()
    ends = Tag.VERB | Tag.PARTICLE
    helped = view.at(place) & (Tag.AUXILIARY | Tag.MODAL)
    whole = place < last and (helped or view.at(last) & ends)
    return ((place, place + 1), (last, last + 1)) if whole else ((place, place + 1),)
