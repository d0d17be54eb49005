"""Nouns of saying with a clause of their own: "die Hoffnung, dass ...", "the claim that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.cues import noun_start
from digest.claims.matches import Match, View
from digest.claims.rules.complements import infinitive
from digest.claims.subjects import clause_subject
from digest.claims.tags import Tag
from digest.models import ClaimType


def clause(view: View) -> Iterator[Match]:
    """X äußerte die Hoffnung, dass ...; nach der Aufforderung, ... zu ..."""
    segments = view.sentence.segments
    for number, segment in enumerate(segments[:-1]):
        noun = segment.end - 1
        follower = segments[number + 1]
        while noun > segment.start and not view.at(noun) & Tag.THATNOUN and noun > segment.end - 3:
            noun -= 1
        if (
            noun < segment.start
            or not view.at(noun) & Tag.THATNOUN
            or not view.passage.tokens[noun].capitalised
        ):
            continue
        said = (
            view.first(follower, Tag.THAT)
            or follower.tags & Tag.SUBJUNCTIVE
            or infinitive(view, follower)
        )
        if not said or follower.mark not in ",:":
            continue
        verb = view.find(segment.start, noun, Tag.VERB)
        subject = None
        if verb > segment.start:
            subject = clause_subject(view, segment.start, verb, noun)
            if subject and subject[1] > noun:
                subject = None
        start = noun_start(view, noun, max(segment.start, verb))
        cue = ((verb, verb + 1), (start, noun + 1)) if verb >= 0 else ((start, noun + 1),)
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=((follower.start, view.sentence.stop),),
            speaker=(subject,) if subject else (),
            cue=cue,
            frame=((segment.start, follower.start),),
        )
